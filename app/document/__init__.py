"""What a model is: an immutable value, and the pure functions that edit, check and compile it. No Qt."""
