"""Each gesture of the mouse as an object: it starts, follows the pointer, and ends in one edit or is
cancelled.
"""
