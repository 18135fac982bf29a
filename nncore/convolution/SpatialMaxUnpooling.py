"""nn.SpatialMaxUnpooling: undoes a SpatialMaxPooling as far as it can be undone.

After SpatialMaxUnpooling.lua.
"""

from nncore.convolution.SpatialMaxPooling import SpatialMaxPooling
from nncore.example import Example
from nncore.spec import Spec
from nncore.torchform import TorchForm
from nncore.windows.unpooling import MaxUnpooling


class SpatialMaxUnpooling(MaxUnpooling):
    """C×oH×oW, or a batch, back to C×H×W: the sizes that the pooling module got in its last forward."""

    spec = Spec(
        summary="Puts values back where a SpatialMaxPooling took them from; the rest is zero.",
        formula=r"y_{\mathrm{place}(i,j)} = x_{i,j}",
        refers="SpatialMaxPooling",
        keywords=("unpool", "upsampling", "decoder"),
    )
    torch = TorchForm(children=("pooling",))
    example = Example(unreachable="it needs the pooling module whose work it undoes")
    letters = "HW"
    pools = SpatialMaxPooling
