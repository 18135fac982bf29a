"""Finding by typing: a field with a list below it, over the window. For commands and for modules."""
