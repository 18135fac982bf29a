"""What a module is and does, read off its description; and how it stands in the model at hand."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from app.document.check import Check
from app.document.model import Node
from app.document.search import spec_of
from app.look import look
from app.look.formula import to_html
from app.look.tokens import LARGE, TITLE
from app.panels.described import said, summary
from app.panels.node_card import shown_shape
from app.panels.palette_tree import TITLES
from nncore import catalog
from nncore.spec import REQUIRED, Arg, Spec

_TAKES = {"tensor": "a tensor", "table": "a table", "any": "a tensor or a table"}


def explained(node: Node, check: Check) -> str:
    """The page on the module of a node, as rich text."""
    name = node.module
    spec = spec_of(name)
    muted = look.theme.text_muted
    kind = TITLES.get(catalog.category(name), catalog.category(name))
    parts = [
        f'<h1 style="font-size:{look.scaled(LARGE)}px; font-weight:600; margin-bottom:0">{escape(name)}</h1>',
        f'<p style="color:{muted}; margin-top:2px">{escape(kind)}</p>',
        f"<p>{escape(summary(name))}</p>",
    ]
    if spec and spec.formula:
        parts.append(f'<p style="font-size:{look.scaled(TITLE)}px">{to_html(spec.formula)}</p>')
    if spec:
        parts += [
            *_flow(node, spec, check),
            *_table("Arguments", spec.args),
            *_table("Settings", spec.settings),
        ]
        if spec.keywords:
            parts.append(_line("Also found as", ", ".join(spec.keywords)))
    return "".join(parts)


def _flow(node: Node, spec: Spec, check: Check) -> list[str]:
    """What goes in and out: by the description, and here."""
    takes = _TAKES[spec.takes] + (" of whole numbers from 1" if spec.indices else "")
    lines = [_heading("Shapes"), _line("Takes", takes)]
    if spec.children is not None:
        lines.append(_line("Its modules work", spec.children.words))
    gets, gives = check.inputs.get(node.id), check.outputs.get(node.id)
    if gets is not None:
        lines.append(_line("Here it gets", shown_shape(gets)))
    if gives is not None and catalog.category(node.module) != "criterions":
        lines.append(_line("Here it gives", shown_shape(gives)))
    if fault := check.faults.get(node.id):
        lines.append(f'<p style="color:{look.theme.fault_text}">{escape(fault.text)}</p>')
    return lines


def _table(title: str, args: Iterable[Arg]) -> list[str]:
    """The arguments with their meanings, ranges and defaults."""
    rows = [_row(arg) for arg in args]
    if not rows:
        return []
    return [_heading(title), '<table cellspacing="0" cellpadding="4" width="100%">', *rows, "</table>"]


def _row(arg: Arg) -> str:
    default = "must be given" if arg.default is REQUIRED else f"{said(arg.default)} when left empty"
    meaning = arg.meaning[:1].upper() + arg.meaning[1:]
    return (
        f'<tr><td width="28%"><span style="font-weight:600">{escape(arg.name)}</span></td>'
        f"<td>{escape(meaning)}.<br>"
        f'<span style="color:{look.theme.text_muted}">{escape(arg.wants)}; {escape(default)}</span></td></tr>'
    )


def _heading(text: str) -> str:
    style = f"font-size:{look.scaled(TITLE)}px; font-weight:600; margin-bottom:4px"
    return f'<h2 style="{style}">{escape(text)}</h2>'


def _line(name: str, what: str) -> str:
    colour = look.theme.text_muted
    return f'<p style="margin:2px 0"><span style="color:{colour}">{escape(name)}:</span> {escape(what)}</p>'
