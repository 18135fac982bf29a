"""nn.SpatialSoftMax: scores to probabilities at every place of an image.

After torch/nn's SpatialSoftMax.lua.
"""

from nncore.spec import Spec
from nncore.transfer.SoftMax import SoftMax


class SpatialSoftMax(SoftMax):
    """The same as SoftMax: over the planes of C×H×W or N×C×H×W, separately at every place."""

    spec = Spec(
        summary="Turns the scores of the planes into probabilities, at every place of an image.",
        formula=r"y_{kij} = \frac{e^{x_{kij}}}{\sum_l e^{x_{lij}}}",
        keywords=("probability", "image", "segmentation"),
    )
