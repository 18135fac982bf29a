"""nn.SpatialLogSoftMax: the logarithm of the softmax at every place.

After torch/nn's SpatialLogSoftMax.lua.
"""

from nncore.spec import Spec
from nncore.transfer.LogSoftMax import LogSoftMax


class SpatialLogSoftMax(LogSoftMax):
    """The same as LogSoftMax: over the planes of C×H×W or N×C×H×W, separately at every place."""

    spec = Spec(
        summary="Turns the scores of the planes into log-probabilities, at every place of an image.",
        formula=r"y_{kij} = x_{kij} - \log \sum_l e^{x_{lij}}",
        keywords=("softmax", "probability", "image", "segmentation"),
    )
