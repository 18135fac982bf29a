"""What convolutions, poolings and paddings share: kernels that slide along a line, a plane or a volume.

Spatial dimensions are named by Torch's letters, outermost first: "W", "HW" or "THW". Arrays of the cores here
are always batches, N × planes × sizes.
"""
