"""TEMPORARY home of the forms."""

from math import prod
from nncore.torchform import EMPTY, Extent, Named, Present, Told, TorchForm, negated

BATCH = TorchForm({"nOutput": Extent("running_mean", 1)}, extra={"save_mean": EMPTY, "save_std": EMPTY})
PLANES = ("nInputPlane", "nOutputPlane", "inputFrameSize", "outputFrameSize", "kT", "kW", "kH")


def conv(a):
    return prod(getattr(a, name, 1) for name in PLANES)


CONV = TorchForm({"bias": Present("bias")}, extra={"finput": EMPTY, "fgradInput": EMPTY}, size=conv)
IN_OUT = TorchForm({"inputSize": Extent("weight", 1), "outputSize": Extent("weight", 2)})
NOISE = TorchForm({"stochasticInference": Named("stochastic_inference")}, extra={"noise": EMPTY})
POOL = TorchForm(extra={"indices": EMPTY})

FORMS = {
    "Add": TorchForm({"inputSize": Extent("bias", 1)}, extra={"_ones": EMPTY}),
    "BatchNormalization": BATCH,
    "SpatialBatchNormalization": BATCH,
    "VolumetricBatchNormalization": BATCH,
    "CAdd": TorchForm({"size": Extent("bias")}),
    "CMul": TorchForm({"size": Extent("weight")}),
    "Cosine": TorchForm({"inputSize": Extent("weight", 2), "outputSize": Extent("weight", 1)}),
    "Dropout": TorchForm(
        {"v1": negated("v2"), "stochasticInference": Named("stochastic_inference")}, extra={"noise": EMPTY}
    ),
    "SpatialDropout": NOISE,
    "VolumetricDropout": NOISE,
    "Euclidean": IN_OUT,
    "WeightedEuclidean": IN_OUT,
    "Kmeans": TorchForm({"k": Extent("weight", 1), "dim": Extent("weight", 2)}),
    "Linear": TorchForm(
        {"inputSize": Extent("weight", 2), "outputSize": Extent("weight", 1), "bias": Present("bias")},
        extra={"addBuffer": EMPTY},
    ),
    "LinearWeightNorm": TorchForm(
        {"inputSize": Extent("v", 2), "outputSize": Extent("v", 1), "bias": Present("bias")}
    ),
    "LookupTable": TorchForm({"nIndex": Extent("weight", 1), "nOutput": Extent("weight", 2)}),
    "Narrow": TorchForm({"offset": Named("index")}),
    "View": TorchForm({"sizes": Named("size")}),
    "Clamp": TorchForm({"min_value": Named("min_val"), "max_value": Named("max_val")}),
    "HardTanh": TorchForm({"min_value": Named("min_val"), "max_value": Named("max_val")}),
    "HardShrink": TorchForm({"lam": Named("lambda")}),
    "SoftShrink": TorchForm({"lam": Named("lambda")}),
    "RReLU": TorchForm({"l": Named("lower"), "u": Named("upper")}, extra={"noise": EMPTY}),
    "PReLU": TorchForm(size=lambda a: max(1, a.nOutputPlane)),
    "ReLU": TorchForm(extra={"threshold": 0, "val": 0}),
    "SoftPlus": TorchForm(extra={"threshold": 20}),
    "Bilinear": TorchForm(
        {
            "outputSize": Extent("weight", 1),
            "inputSize1": Extent("weight", 2),
            "inputSize2": Extent("weight", 3),
            "bias": Present("bias"),
        }
    ),
    "SpatialConvolution": CONV,
    "SpatialConvolutionMM": CONV,
    "SpatialFullConvolution": CONV,
    "SpatialDilatedConvolution": CONV,
    "SpatialDepthWiseConvolution": CONV,
    "VolumetricConvolution": CONV,
    "VolumetricDilatedConvolution": CONV,
    "VolumetricFullConvolution": CONV,
    "SpatialConvolutionLocal": TorchForm(
        {"bias": Present("bias")},
        extra={"finput": EMPTY, "fgradInput": EMPTY},
        size=lambda a: (
            conv(a)
            * max(0, (a.iW + 2 * a.padW - a.kW) // a.dW + 1)
            * max(0, (a.iH + 2 * a.padH - a.kH) // a.dH + 1)
        ),
    ),
    "SpatialConvolutionMap": TorchForm({"conMatrix": Named("connTable"), "bias": Present("bias")}, size=conv),
    "SpatialFullConvolutionMap": TorchForm(
        {"conMatrix": Named("connTable"), "bias": Present("bias")}, size=conv
    ),
    "TemporalConvolution": TorchForm(size=conv),
    "TemporalRowConvolution": TorchForm({"bias": Present("bias")}, size=conv),
    "TemporalSubSampling": TorchForm({"inputFrameSize": Extent("weight", 1)}),
    "SpatialSubSampling": TorchForm({"nInputPlane": Extent("weight", 1)}),
    "SpatialMaxPooling": POOL,
    "SpatialDilatedMaxPooling": POOL,
    "VolumetricMaxPooling": POOL,
    "VolumetricDilatedMaxPooling": POOL,
    "TemporalMaxPooling": POOL,
    "SpatialAdaptiveMaxPooling": POOL,
    "SpatialAdaptiveAveragePooling": TorchForm(),
    "SpatialMaxUnpooling": TorchForm(children=("pooling",)),
    "VolumetricMaxUnpooling": TorchForm(children=("pooling",)),
    "SpatialUpSamplingNearest": TorchForm({"scale": Named("scale_factor")}),
    "CriterionTable": TorchForm(children=("criterion",)),
    "ModuleCriterion": TorchForm(children=("criterion", "inputModule", "targetModule")),
    "Bottle": TorchForm(
        {
            "nOutputDim": Told(
                lambda f: f.get("nInputDim") - f.get("dimDelta") if f.get("dimDelta") is not None else None,
                lambda v: {},
            )
        }
    ),
    "ClassSimplexCriterion": TorchForm({"nClasses": Extent("simplex", 2)}),
    "WeightedMSECriterion": TorchForm({"w": Named("weight")}),
    "CrossEntropyCriterion": TorchForm(
        {"weights": Told(lambda f: f.get("nll").weights if f.get("nll") else None, lambda v: {})}
    ),
}
