"""The numbers that mark what follows in a .t7 file, and Torch's types of numbers. After torch7's File.lua."""

from __future__ import annotations

import numpy as np

NIL, NUMBER, STRING, TABLE, TORCH, BOOLEAN, FUNCTION, LEGACY_CLOSURE, CLOSURE = range(9)
FUNCTIONS = (FUNCTION, LEGACY_CLOSURE, CLOSURE)

DTYPES: dict[str, np.dtype] = {
    "Double": np.dtype(np.float64),
    "Float": np.dtype(np.float32),
    "Half": np.dtype(np.float16),
    "Long": np.dtype(np.int64),
    "Int": np.dtype(np.int32),
    "Short": np.dtype(np.int16),
    "Char": np.dtype(np.int8),
    "Byte": np.dtype(np.uint8),
}
_CUDA = {"Cuda": "Float", "CudaDouble": "Double", "CudaHalf": "Half", "CudaLong": "Long", "CudaInt": "Int"}
_CUDA |= {"CudaShort": "Short", "CudaChar": "Char", "CudaByte": "Byte"}
NAMES = {dtype: name for name, dtype in DTYPES.items()}


def typeOf(className: str, ending: str) -> str | None:
    """Double for torch.DoubleTensor and the ending Tensor; types on a GPU count as their kin; else None."""
    if not (className.startswith("torch.") and className.endswith(ending)):
        return None
    name = className[len("torch.") : -len(ending)]
    return name if name in DTYPES else _CUDA.get(name)
