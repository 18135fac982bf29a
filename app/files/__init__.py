"""Model files: writing a document and its training state down, and reading them back with distrust."""
