"""Places for cards: automatic layout in layers, aligning and distributing. Positions in, positions out.

Own code, since no library known to us lays out with ports, true sizes and a memory of what was there:
grandalf is under the GPL or EPL, networkx has no layered drawing with sizes, and neither knows ports.
"""
