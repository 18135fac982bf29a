"""What the palette hands over when a module is dragged: its Torch name."""

MODULE_MIME = "application/x-netloom-module"
