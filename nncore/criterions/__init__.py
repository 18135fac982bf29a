"""Criterions: the losses."""
