"""The inspector's card of a note or region: its words, its colour, its size; of several, their colour."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPlainTextEdit, QToolButton, QWidget

from app.document import edits
from app.document.model import LEAST, TINTS, Remark, RemarkId
from app.look import look, restyle
from app.look.swatch import swatch
from app.look.tokens import GRID
from app.panels.form import Form
from app.panels.parts import column, header, heading, words
from app.session import Session
from nncore.spec import Int

_ABOUT = {
    "note": "Words on the canvas, for whoever reads the model. They change nothing that is computed.",
    "region": "A titled ground behind modules. What has its middle on it is moved with it.",
}


class RemarkCard(QWidget):
    """Edits notes and regions through the session."""

    def __init__(self, session: Session, ids: tuple[RemarkId, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session, self._ids = session, ids
        first, layout = self._remarks()[0], column(self)
        is_one = len(ids) == 1
        title = first.kind.capitalize() if is_one else f"{len(ids)} notes and regions"
        layout.addWidget(header(title, first.kind, "text"))
        self._text: _Words | None = None
        self._size: Form | None = None
        if is_one:
            layout.addWidget(words(_ABOUT[first.kind], "muted"))
            layout.addWidget(heading("Title" if first.kind == "region" else "Words"))
            self._text = _Words(session, ids[0], first.kind == "region", self)
            layout.addWidget(self._text)
        layout.addWidget(heading("Colour"))
        layout.addWidget(self._colours())
        if is_one:
            layout.addWidget(heading("Size"))
            self._size = Form(_sizes(first), self._resize, "size:")
            layout.addWidget(self._size)
        layout.addStretch(1)
        look.changed.connect(self._paint_tints)
        self.follow()

    def follow(self) -> None:
        """Shows what the model has now."""
        remarks = self._remarks()
        if not remarks:
            return
        tints = {remark.tint for remark in remarks}
        for tint, button in self._tints.items():
            button.setChecked(tints == {tint})
        if self._text and self._size:
            self._text.follow(remarks[0].text)
            self._size.follow(dict(zip(("width", "height"), map(int, remarks[0].size), strict=True)))

    def _remarks(self) -> list[Remark]:
        return [remark for remark in self._session.document.remarks if remark.id in self._ids]

    def _colours(self) -> QWidget:
        line, group = QWidget(), QButtonGroup(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID // 2)
        self._tints: dict[str, QToolButton] = {}
        for tint in TINTS:
            button = self._tints[tint] = QToolButton(line)
            button.setObjectName(f"tint:{tint}")
            button.setAccessibleName(tint.capitalize())
            button.setToolTip(tint.capitalize())
            button.setCheckable(True)
            restyle(button, kind="small")
            group.addButton(button)
            button.clicked.connect(lambda _=False, tint=tint: self._colour(tint))
            row.addWidget(button)
        row.addStretch(1)
        self._paint_tints()
        return line

    def _paint_tints(self) -> None:
        side = look.scaled(20)
        for tint, button in self._tints.items():
            colours = look.theme.tints[tint]
            button.setIcon(swatch(colours.ground, colours.edge, side))
            button.setIconSize(QSize(side, side))

    def _colour(self, tint: str) -> None:
        self._session.attempt("Colour", lambda document: edits.tint_remarks(document, self._ids, tint))

    def _resize(self, name: str, value: Any, merge: str) -> None:
        remark = self._remarks()[0]
        wide, high = remark.size
        size = (value, high) if name == "width" else (wide, value)
        document = edits.resize_remark(self._session.document, remark.id, size)
        self._session.apply(f"Resize {remark.kind}", document, merge)


class _Words(QPlainTextEdit):
    """Each stretch of typing is one step of undo."""

    def __init__(self, session: Session, id: RemarkId, is_title: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._id = session, id
        self.setObjectName("remarkText")
        self.setAccessibleName("Words")
        self.setTabChangesFocus(True)
        self.setFixedHeight(look.scaled(36 if is_title else 144))
        self.textChanged.connect(self._take)

    def follow(self, text: str) -> None:
        """Shows the words of the model, if they are not what was typed but for blanks at the ends."""
        if self.toPlainText().strip() != text:
            self.blockSignals(True)
            self.setPlainText(text)
            self.blockSignals(False)

    def _take(self) -> None:
        text = self.toPlainText()
        self._session.attempt(
            "Write", lambda document: edits.write_remark(document, self._id, text), f"write {self._id.number}"
        )


def _sizes(remark: Remark) -> tuple[Int, ...]:
    wide, high = LEAST[remark.kind]
    return (
        Int("width", "how wide it is, in pixels at 100 %", int(wide), low=int(wide), high=20_000),
        Int("height", "how high it is at least, in pixels at 100 %", int(high), low=int(high), high=20_000),
    )
