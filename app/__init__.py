"""Netloom: build neural networks by hand, see every number inside them, train them live."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("netloom")
except PackageNotFoundError:  # a checkout that was never installed
    __version__ = "0.0.0+checkout"
