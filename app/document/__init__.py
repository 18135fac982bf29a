"""What a model is: an immutable value, and the pure functions that edit, check, compile and store it. No Qt."""
