"""Notes and regions on the canvas: where they are, how they look, and the gestures on them."""
