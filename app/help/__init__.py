"""The help within the program: pages of text, what a module is, and the sheet of all keys."""
