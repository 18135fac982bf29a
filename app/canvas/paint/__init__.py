"""How things look: each function draws one thing with a painter, in its own coordinates."""
