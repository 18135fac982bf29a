"""Imports run one way: panels and canvas -> training -> document -> nncore."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
QT = ("PySide6", "shiboken6", "pyqtgraph")
NOT_BELOW = {
    "app/document": (*QT, "app.training", "app.canvas", "app.panels", "app.look"),
    "app/code": (*QT, "app.training", "app.canvas", "app.panels", "app.look"),
    "app/training": (*QT, "app.canvas", "app.panels", "app.look"),
    "app/canvas": ("app.panels",),
}


def imports(file: Path) -> Iterator[str]:
    """The modules that `file` imports, also those in functions, by their full names."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            inside = ".".join(file.relative_to(ROOT).parts[: -node.level]) if node.level else ""
            base = ".".join(filter(None, (inside, node.module)))
            yield from (f"{base}.{name.name}" for name in node.names)


def within(name: str, packages: tuple[str, ...]) -> bool:
    return any(name == package or name.startswith(package + ".") for package in packages)


@pytest.mark.parametrize("folder", NOT_BELOW)
def test_no_layer_imports_one_above_it(folder: str) -> None:
    files = sorted((ROOT / folder).rglob("*.py"))
    assert files
    wrong = {file.name: [name for name in imports(file) if within(name, NOT_BELOW[folder])] for file in files}
    assert not {file: names for file, names in wrong.items() if names}


def test_nncore_needs_numpy_and_nothing_else() -> None:
    allowed = {"numpy", "nncore", "__future__", *sys.stdlib_module_names}
    files = sorted((ROOT / "nncore").rglob("*.py"))
    assert files
    wrong = {file.name: {name.split(".")[0] for name in imports(file)} - allowed for file in files}
    assert not {file: names for file, names in wrong.items() if names}


def test_the_full_qt_is_never_imported() -> None:
    """Essentials has these; what is not among them comes with the full PySide6 alone."""
    essentials = ("Core", "Gui", "Widgets", "Network", "Svg", "SvgWidgets", "OpenGL", "OpenGLWidgets")
    allowed = tuple(
        f"PySide6.Qt{name}" for name in (*essentials, "PrintSupport", "Test", "DBus", "Concurrent")
    )
    wrong = {
        (str(file.relative_to(ROOT)), name)
        for file in (ROOT / "app").rglob("*.py")
        for name in imports(file)
        if within(name, ("PySide6",)) and not within(name, allowed)
    }
    assert not wrong
