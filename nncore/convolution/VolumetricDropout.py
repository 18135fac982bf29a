"""nn.VolumetricDropout: drops whole planes at random while training. After VolumetricDropout.lua."""

from typing import Any

from nncore.example import Example
from nncore.shapes import Shape
from nncore.spec import Spec
from nncore.torchform import EMPTY, Named, TorchForm
from nncore.windows.examples import images
from nncore.windows.planedropout import ARGUMENTS, PlaneDropout


class VolumetricDropout(PlaneDropout):
    """C×T×H×W, or a batch, to the same shape."""

    spec = Spec(
        summary="While training, sets whole planes of a volume to zero at random.",
        formula=r"y_c = \mathrm{bernoulli}(1 - p)\, x_c",
        args=ARGUMENTS,
        label="{p}",
        keywords=("dropout", "regularisation", "noise"),
    )
    torch = TorchForm({"stochasticInference": Named("stochastic_inference")}, extra={"noise": EMPTY})
    example = Example(input=images("THW"), random="which planes are dropped")
    letters = "THW"

    @staticmethod
    def shape(a: Any, x: Shape) -> Shape:
        return VolumetricDropout.kept(x)
