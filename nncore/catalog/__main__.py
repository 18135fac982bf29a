"""`python -m nncore.catalog` prints the catalogue with the state of each class's tests."""

from nncore.catalog.page import page

print(page())
