"""nn.VolumetricMaxUnpooling: undoes a VolumetricMaxPooling as far as possible.

After VolumetricMaxUnpooling.lua.
"""

from nncore.convolution.VolumetricMaxPooling import VolumetricMaxPooling
from nncore.example import Example
from nncore.spec import Spec
from nncore.torchform import TorchForm
from nncore.windows.unpooling import MaxUnpooling


class VolumetricMaxUnpooling(MaxUnpooling):
    """C×oT×oH×oW, or a batch, back to C×T×H×W: the sizes that the pooling module got in its last forward."""

    spec = Spec(
        summary="Puts values back where a VolumetricMaxPooling took them from; the rest is zero.",
        formula=r"y_{\mathrm{place}(t,i,j)} = x_{t,i,j}",
        refers="VolumetricMaxPooling",
        keywords=("unpool", "upsampling", "decoder"),
    )
    torch = TorchForm(children=("pooling",))
    example = Example(unreachable="it needs the pooling module whose work it undoes")
    letters = "THW"
    pools = VolumetricMaxPooling
