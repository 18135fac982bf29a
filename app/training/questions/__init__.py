"""What can be asked of a run between two batches: pure functions that leave it as it was."""
