"""Presenting: one key makes of the window a picture that can be read from the back row, and back again."""
