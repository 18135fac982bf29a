"""The code panel: the model as Lua, as Python, or as Torch prints it; what is typed becomes the model."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QTabBar, QToolButton, QVBoxLayout, QWidget

from app.code.languages import LANGUAGES, LUA, PRINTED, PYTHON, READABLE
from app.code.merging import to_document
from app.code.reading import read
from app.code.syntax import Underline
from app.code.writing import write
from app.code.written import Spans, modules_at
from app.document.index import index
from app.look import restyle
from app.look.icons import icon
from app.look.tokens import GRID
from app.panels.code_editor import CodeEditor
from app.panels.seen import is_seen
from app.session import Session

PAUSE = 600
"""Milliseconds after the last key until what is typed is read."""

LARGE, REST = 200, 150
"""A model with more modules is written when it has rested for so many milliseconds, not at each step."""

TIPS = {
    LUA: "As one writes it in Torch7. Can be edited, or pasted",
    PYTHON: "As one writes it in Python with nncore. Can be edited, or pasted",
    PRINTED: "As Torch prints it. For reading only",
}
SHORT = {LUA: "Lua", PYTHON: "Python", PRINTED: "Print"}
"""The languages' names on narrow tabs."""
REMOVES = "This text has no modules. Ctrl+Return takes the whole model away; Esc shows it again."
CHANGED = "The model has changed meanwhile. Ctrl+Return makes it what stands here; Esc shows it as it is."


class CodePanel(QWidget):
    """Follows the model and the selection; reads what is typed and makes it the model, as one undo step."""

    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("codePanel")
        self._session = session
        self._text = ""  # as it was written, or last read
        self._spans: Spans = {}
        self._is_typed = False  # something is typed that is not the model yet
        self._is_stale = True  # the model has changed since it was written
        self._is_busy = False  # the text, the model or the selection is being changed by this panel
        self.editor = CodeEditor(self)
        self._languages = self._tabs()
        self._only = self._button("codeSelection", "Selection", "Shows only what is selected", "pointer")
        self._only.setCheckable(True)
        copy = self._button("codeCopy", "Copy", "Copies the whole text", "copy")
        self._message = QLabel()
        self._message.setObjectName("codeMessage")
        self._message.setWordWrap(True)
        self._message.setTextFormat(Qt.TextFormat.PlainText)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(PAUSE)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(REST)
        self._lay_out(copy)
        self._connect(copy)

    # Assembly.

    def _tabs(self) -> QTabBar:
        tabs = QTabBar()
        tabs.setObjectName("codeLanguage")
        tabs.setAccessibleName("Language")
        tabs.setExpanding(False)
        tabs.setDrawBase(False)
        for number, language in enumerate(LANGUAGES):
            tabs.addTab(SHORT[language])
            tabs.setTabToolTip(number, TIPS[language])
        return tabs

    def _button(self, name: str, text: str, tip: str, picture: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(tip)
        button.setIcon(icon(picture))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        restyle(button, kind="small")
        return button

    def _lay_out(self, copy: QToolButton) -> None:
        below = QHBoxLayout()
        below.setContentsMargins(GRID, 0, GRID, GRID)
        below.addWidget(self._message, 1)
        below.addWidget(self._only, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID // 2)
        column.addWidget(self._languages)
        column.addWidget(self.editor, 1)
        column.addLayout(below)

    def _connect(self, copy: QToolButton) -> None:
        session, editor = self._session, self.editor
        session.document_changed.connect(lambda *_: self._follow())
        session.selection_changed.connect(self._follow_selection)
        self._languages.currentChanged.connect(lambda _: self._rewrite())
        self._only.toggled.connect(lambda _: self._rewrite())
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(editor.toPlainText()))
        editor.textChanged.connect(self._typed)
        editor.selectionChanged.connect(self._select)
        editor.cursorPositionChanged.connect(self._select)
        editor.apply_wanted.connect(lambda: self.apply(is_sure=True))
        editor.discard_wanted.connect(self._rewrite)
        editor.undo_wanted.connect(self.undo_wanted)
        editor.redo_wanted.connect(self.redo_wanted)
        self._later.timeout.connect(self.apply)
        self._soon.timeout.connect(self._rested)

    @property
    def language(self) -> str:
        return LANGUAGES[self._languages.currentIndex()]

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.catch_up()

    def catch_up(self) -> None:
        """It is seen again: shows the model as it is."""
        if self._is_stale and not self._is_typed:
            self._rewrite()

    def _rested(self) -> None:
        if is_seen(self):
            self.catch_up()

    # From the model to the text.

    def _follow(self) -> None:
        """After the model has changed: writes it anew, unless something is typed that would be lost."""
        if self._is_busy:
            return
        self._is_stale = True
        if self._is_typed:
            self._later.stop()
            self._say(CHANGED, "warning-note")
        elif is_seen(self) and len(index(self._session.document).nodes) > LARGE:
            self._soon.start()
        elif is_seen(self):
            self._rewrite()

    def _rewrite(self) -> None:
        """Writes the model, in place of whatever stands here."""
        self._later.stop()
        nodes = self._session.selected_nodes if self._only.isChecked() else None
        written = write(self._session.document, self.language, nodes)
        self._is_busy = True
        self.editor.setReadOnly(self.language not in READABLE or nodes is not None)
        self.editor.colours.set_language(self.language)
        if self.editor.toPlainText() != written.text:
            self.editor.show_text(written.text)
        self._is_busy = self._is_typed = self._is_stale = False
        self._text, self._spans = written.text, written.spans
        self.editor.underline(())
        self._say("Nothing is selected." if nodes == () else "", "small")
        self._mark()

    # Between the selection and the text.

    def _follow_selection(self) -> None:
        if self._only.isChecked() and not self._is_busy:
            self._is_stale = True
            self._rested()
        self._mark()
        spans = self._marked()
        if spans and not self._is_busy:
            self.editor.reveal(spans[0])

    def _marked(self) -> list[tuple[int, int]]:
        """Where the selected modules stand."""
        if self._is_typed or self._is_stale or self._only.isChecked():
            return []
        return [span for id in self._session.selected_nodes for span in self._spans.get(id, ())]

    def _mark(self) -> None:
        self.editor.mark(self._marked())

    def _select(self) -> None:
        """Selects the modules at the cursor, or in the selected text."""
        if self._is_busy or self._is_typed or self._is_stale or self._only.isChecked():
            return
        if not self.editor.hasFocus():
            return
        root = self._session.document.root.id
        self._is_busy = True
        self._session.select(id for id in modules_at(self._spans, *self.editor.chosen()) if id != root)
        self._is_busy = False

    # From the text to the model.

    def _typed(self) -> None:
        if self._is_busy or self.editor.isReadOnly():
            return
        self._is_typed = self.editor.toPlainText() != self._text
        self._mark()
        if self._is_typed:
            self._later.start()
        else:  # undone by hand
            self._later.stop()
            self.editor.underline(())
            self._say("", "small")

    def apply(self, is_sure: bool = False) -> None:
        """Makes the model what the text says, or says why that cannot be; then nothing changes.

        Args:
            is_sure: also when the text would take everything away.
        """
        self._later.stop()
        if not self._is_typed:
            return
        reading = read(self.editor.toPlainText(), self.language)
        self.editor.underline(reading.underlines)
        if reading.fragment is None:
            self._say(self._told(reading.underlines), "fault-note")
            return
        old = self._session.document
        if not is_sure and not reading.fragment.root.children and old.root.children:
            self._say(REMOVES, "warning-note")
            return
        self._text = self.editor.toPlainText()
        new, ids = to_document(reading.fragment, old)
        self._spans = {ids[id]: spans for id, spans in reading.fragment.spans.items()}
        self._is_busy = True
        self._session.apply("Edit the code", new)
        self._is_busy = self._is_typed = self._is_stale = False
        self._say("", "small")
        self._select()
        self._mark()

    def _told(self, underlines: tuple[Underline, ...]) -> str:
        """What is wrong, line by line; of many, the first few."""
        lines = [f"Line {self.editor.line_of(one.start)}: {one.message}" for one in underlines[:3]]
        more = len(underlines) - len(lines)
        return "\n".join([*lines, *([f"and {more} more"] if more else [])])

    def _say(self, words: str, role: str) -> None:
        self._message.setText(words)
        restyle(self._message, role=role)
