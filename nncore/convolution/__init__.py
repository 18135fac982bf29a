"""Convolutions and pooling, over time, images and volumes."""
