"""Simple layers: weights, sums, views."""
