"""Table layers: many tensors in, or many out."""
