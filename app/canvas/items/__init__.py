"""Which things the scene holds: each item has an outline and a state, and draws itself with `paint`."""
