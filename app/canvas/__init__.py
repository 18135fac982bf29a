"""The drawing of the document and the gestures on it."""
