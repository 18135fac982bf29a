"""Modules made of modules: they say how their children are fed and joined."""
