"""Modules and criterions as they stand in Torch's files, and back.

What differs from the rule, a class's `torch` says (see `torchform`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import prod
from typing import Any

import numpy as np

from nncore import catalog
from nncore.container import Container
from nncore.containers.gModule import gModule
from nncore.criterion import Criterion
from nncore.described import Described
from nncore.errors import NNError
from nncore.formats.t7 import graphs
from nncore.formats.t7.completing import complete
from nncore.formats.t7.damage import FileDamaged
from nncore.formats.t7.nodes import Object, Storage, Table, Tensor
from nncore.formats.t7.still import Still
from nncore.formats.t7.values import Memory, Opaque, Values, text
from nncore.losses import Losses
from nncore.module import Module
from nncore.random import using
from nncore.spec import Arg, Array, Pairs, Spec
from nncore.spec import Values as Numbers
from nncore.torchform import Named, TorchForm

DEEPEST = 50
"""How deeply modules may be nested."""


class Fields(Mapping[str, Any]):
    """The fields of an object, made into values as they are asked for."""

    def __init__(self, content: Table, values: Values) -> None:
        self.nodes = {text(key): node for key, node in content.entries if isinstance(key, bytes)}
        self._values = values

    def __getitem__(self, name: str) -> Any:
        node = self.nodes[name]
        if (
            isinstance(node, Tensor)
            and node.storage is not None
            and prod(node.sizes) > node.storage.data.size
        ):
            raise FileDamaged(node.offset, f"the tensor {name} of a module repeats the numbers it has")
        return self._values.of(node)

    def __iter__(self) -> Iterator[str]:
        return iter(self.nodes)

    def __len__(self) -> int:
        return len(self.nodes)


class Maker:
    """Makes modules and criterions of nncore from what a file holds of them."""

    def __init__(self) -> None:
        self._within: list[Object] = []

    def __call__(self, node: Object, values: Values) -> Any:
        """The module or criterion; None for a class that nncore has not got, or one with such a thing inside.

        Raises:
            FileDamaged: when the fields do not make one.
        """
        name = node.name.removeprefix("nn.")
        if not node.name.startswith("nn.") or name not in catalog.files():
            return None
        if not isinstance(node.content, Table):
            raise FileDamaged(node.offset, f"{node.name} has no fields")
        if node in self._within or len(self._within) == DEEPEST:
            raise FileDamaged(
                node.offset, f"{node.name} contains itself, or is nested more than {DEEPEST} deep"
            )
        self._within.append(node)
        try:
            complete(node, Fields(node.content, values))
            return self._make(catalog.find(name), node, Fields(node.content, values), values)
        except FileDamaged:
            raise
        except NNError as error:
            raise FileDamaged(node.offset, f"{node.name} cannot be made: {error}") from None
        except (
            Exception
        ) as error:  # a damaged field can be anything, and a class may stumble over it in any way
            raise FileDamaged(node.offset, f"{node.name} cannot be made of its fields: {error!r}") from error
        finally:
            self._within.pop()

    def _make(self, cls: Any, node: Object, fields: Fields, values: Values) -> Any:
        if cls is gModule:
            return self._finished(graphs.read(fields.nodes, values), fields, node, hasChildren=True)
        form: TorchForm = cls.torch
        children = _children(cls.spec, form, fields)
        if not all(isinstance(child, Described) for child in children):
            return None
        args = _arguments(cls, form, fields)
        _warranted(cls, form, args, fields, node)
        with using(Still()):
            if cls.spec.children is None and children:
                made = cls(*children, **args)
            else:
                made = catalog.build(cls.__name__, args, children)
        if args.get("bias") is False and getattr(made, "bias", None) is not None:
            made.bias = made.gradBias = None
        return self._finished(made, fields, node, bool(children))

    def _finished(self, made: Any, fields: Fields, node: Object, hasChildren: bool) -> Any:
        """The module with all that it remembers."""
        if made is not None:
            _adopt(made, fields)
            _retype(made, fields.get("_type"), hasChildren)
            _remember(made, fields, node)
            if isinstance(fields.get("train"), bool) and isinstance(made, Module):
                made.train = fields["train"]
        return made


def _children(spec: Spec, form: TorchForm, fields: Fields) -> list[Any]:
    if form.children:
        return [fields[name] for name in form.children if fields.get(name) is not None]
    if spec.children is None:
        return []
    children = fields.get("criterions" if spec.children.criterions else "modules", [])
    children = children if isinstance(children, list) else [children]
    clones = spec.children.feed == "every"  # one for each entry it saw last; it makes them anew
    return children[: spec.children.most] if clones else children


def _arguments(cls: Any, form: TorchForm, fields: Fields) -> dict[str, Any]:
    """The arguments and settings that the fields tell; the others have their defaults."""
    args = {}
    for arg in cls.spec.everything():
        value = form.arguments.get(arg.name, Named(arg.name)).read(fields)
        if isinstance(value, Memory):
            value = tuple(value.tolist())
        if value is not None:
            args[arg.name] = value
    return args


def _warranted(cls: Any, form: TorchForm, args: dict[str, Any], fields: Fields, node: Object) -> None:
    """That the file holds the parameters for which the constructor is about to take memory."""
    held = _held(node)
    wanted = 0 if form.size is None else form.size(cls.spec.bind(args))
    for name in cls.parameterNames:
        array = fields.get(name)
        wanted += array.size if isinstance(array, np.ndarray) else 0
    if wanted > 2 * held:
        raise FileDamaged(
            node.offset,
            f"the parameters of {node.name} are larger than what the file holds of them",
            got=f"{wanted} numbers",
            needs=f"at most {held}",
        )


def _held(node: Any) -> int:
    """How many numbers are in the storages within an object."""
    held, seen, waiting = 0, set(), [node]
    while waiting:
        node = waiting.pop()
        if isinstance(node, (Object, Table, Tensor, Storage)) and id(node) not in seen:
            seen.add(id(node))
            if isinstance(node, Storage):
                held += node.data.size
            elif isinstance(node, Tensor):
                waiting.append(node.storage)
            elif isinstance(node, Object):
                waiting.append(node.content)
            else:
                waiting.extend(part for pair in node.entries for part in pair)
    return held


def _adopt(made: Any, fields: Fields) -> None:
    """Gives a module that is made of others those that the file has, so that what they share stays shared."""
    modules = fields.get("modules")
    if isinstance(made, Container) and made.spec.children is None and isinstance(modules, list) and modules:
        made.modules = modules
    for name in made.torch.parts:
        if isinstance(fields.get(name), Described) and name in vars(made):
            setattr(made, name, fields[name])


def _retype(made: Described, kind: Any, hasChildren: bool) -> None:
    """Gives a new module the type of numbers of the file; its children have theirs already."""
    if kind not in ("torch.FloatTensor", "torch.CudaTensor"):
        return
    if hasChildren:
        made.dtype = np.dtype(np.float32)
    else:
        made.float()


def _remember(made: Any, fields: Fields, node: Object) -> None:
    """Puts the file's arrays in the place of the module's own, as they are: shared memory stays shared."""
    needed = [name for name in made.parameterNames if getattr(made, name, None) is not None]
    for name in needed:
        if not isinstance(fields.get(name), np.ndarray):
            raise FileDamaged(node.offset, f"{node.name} has no {name}")
    gradients = ["grad" + name[0].upper() + name[1:] for name in needed]
    needed += gradients
    others = [name for name, value in vars(made).items() if isinstance(value, np.ndarray) and name[0] != "_"]
    for name in dict.fromkeys(needed + others):
        value, own = fields.get(name), getattr(made, name)
        if name in ("output", "gradInput") or not isinstance(value, np.ndarray):
            continue
        if name in gradients and not value.size:  # let go of before it was written
            continue
        numbers = made.dtype if own.dtype.kind == "f" else own.dtype
        alike = value.shape == own.shape or (value.size == own.size and value.flags.c_contiguous)
        if alike and value.dtype == numbers:
            setattr(made, name, value.reshape(own.shape))
        elif name in needed:
            raise FileDamaged(
                node.offset,
                f"the {name} of {node.name} does not fit its arguments",
                got=f"{value.dtype} {value.shape}",
                needs=f"{numbers} {own.shape}",
            )


def described(value: Any) -> Opaque | None:
    """What stands in a file for a module or criterion; None for anything else."""
    if not isinstance(value, (Module, Criterion)):
        return None
    form: TorchForm = value.torch
    numbers: np.dtype[Any] = value.dtype
    fields: dict[str, Any] = {"_type": value.type()}
    fields |= {name: _fresh(given, value.args, numbers) for name, given in form.extra.items()}
    for arg in value.spec.everything():
        given = _stored(arg, vars(value.args)[arg.name], numbers)
        fields |= form.arguments.get(arg.name, Named(arg.name)).write(given)
    for name, array in _arrays(value):
        fields[name] = array
    fields |= _family(value, form)
    if isinstance(value, Module):
        fields |= {"output": np.empty(0, numbers), "train": value.train}
    else:
        fields["output"] = value.output
    fields["gradInput"] = [] if isinstance(value.gradInput, list) else np.empty(0, numbers)
    if isinstance(value, gModule):
        fields |= graphs.write(value)
    return Opaque(f"nn.{type(value).__name__}", fields)


def _fresh(given: Any, args: Any, numbers: np.dtype) -> Any:
    """An extra field, its reals in the module's type."""
    given = given(args) if callable(given) else given
    if isinstance(given, Module):
        return given.float() if numbers == np.float32 else given
    return given.astype(numbers) if isinstance(given, np.ndarray) and given.dtype.kind == "f" else given


def _stored(arg: Arg, value: Any, numbers: np.dtype) -> Any:
    """An argument as Torch keeps it: vectors as tensors, sizes as a LongStorage, pairs as tables."""
    if isinstance(arg, (Numbers, Array)) and value is not None:
        return np.atleast_1d(np.array(value, numbers))
    if isinstance(arg, Pairs):
        return [list(pair) for pair in value]
    return value


def _arrays(value: Any) -> Iterator[tuple[str, np.ndarray]]:
    """Parameters, gradients, and the other arrays that a module shows."""
    names = [name for name in value.parameterNames if getattr(value, name, None) is not None]
    names += ["grad" + name[0].upper() + name[1:] for name in names]
    names += [name for name, held in vars(value).items() if isinstance(held, np.ndarray) and name[0] != "_"]
    for name in dict.fromkeys(names):
        if name not in ("output", "gradInput"):
            yield name, getattr(value, name)


def _family(value: Any, form: TorchForm) -> dict[str, Any]:
    """The fields that hold children and other parts."""
    single = form.children + form.parts
    fields = {name: part for name in single if (part := getattr(value, name, None)) is not None}
    if isinstance(value, Losses):
        fields["criterions"] = value.criterions
    if isinstance(value, Container):
        fields["modules"] = list(value.modules)
    return fields
