"""Data, the training loop and its worker thread, and what they report. No widgets."""
