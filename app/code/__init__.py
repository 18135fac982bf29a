"""Models as text, and text as models: Torch's Lua, Python for nncore, and Torch's print."""
