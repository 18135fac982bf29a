"""The main window: puts the parts together. What a person can do in it stands in `app.commands`."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QCloseEvent, QCursor
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QSplitter,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from app import menus, probe
from app.actions import Actions
from app.bugs_lab import BugsLab
from app.canvas.check_marks import CheckMarks
from app.canvas.hover_values import HoverValues
from app.canvas.rename import LabelField
from app.canvas.view import CanvasView
from app.canvas.waving import Waving
from app.claim import Claim
from app.data_choice import DataChoice
from app.dialogs import Dialogs
from app.docks import LAYOUT_VERSION, docked, lay_out, stack
from app.document.model import NodeId
from app.file_actions import FileActions
from app.file_drop import FileDrop
from app.finder.commands import CommandSearch
from app.finder.modules import ModuleSearch
from app.gradient_checks import GradientChecks
from app.keeping import Keeping
from app.lab_status import LabStatus
from app.look import Mode, look
from app.looking import Looking
from app.panels.code import CodePanel
from app.panels.ghosts import follow_runs
from app.panels.inspector import InspectorPanel
from app.panels.lab import LabPanel
from app.panels.lists import Lists
from app.panels.log import LogPanel
from app.panels.microscope import MicroscopePanel
from app.panels.outline import OutlinePanel
from app.panels.palette import PalettePanel
from app.panels.plots import PlotsPanel
from app.panels.predictions.panel import PredictionsPanel
from app.panels.runs import RunsPanel
from app.panels.seen import rest_behind
from app.panels.timeline import TimelineBar
from app.panels.training_bar import TrainingBar
from app.plot_files import ask_export
from app.preferences.follow import follow
from app.presenting.presenting import Presenting
from app.recovery import Recovery
from app.runner import Runner
from app.session import Session
from app.settings import Settings
from app.stepper import Stepper
from app.told import told

BAR = (
    ("new", "open", "save"),
    ("undo", "redo"),
    ("copy", "paste", "duplicate", "delete"),
    ("wrap", "unwrap"),
    ("zoom_out", "zoom_100", "zoom_in", "frame_all", "present"),
)
"""The commands of the tool bar, in groups."""


class Window(QMainWindow):
    """One model on one screen: palette, canvas, inspector, and training below."""

    session: Session
    runner: Runner
    stepper: Stepper
    looking: Looking
    microscope: MicroscopePanel
    keeping: Keeping
    bugs: BugsLab
    gradient_checks: GradientChecks
    lab: LabPanel
    runs: RunsPanel
    canvas: CanvasView
    outline: OutlinePanel
    files: FileActions
    data_choice: DataChoice
    recovery: Recovery
    command_search: CommandSearch
    dialogs: Dialogs
    settings: Settings
    plots: PlotsPanel
    presenting: Presenting

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setObjectName("window")
        self.settings = settings
        self.session = Session(parent=self)
        self.runner = Runner(self.session, self)
        self.stepper = Stepper(self.session, self.runner, self)
        self.looking = Looking(self.session, self.runner, self.stepper, self)
        self.keeping = Keeping(self.session, self.runner)
        self.bugs = BugsLab(self.session, self.runner, self)
        self.gradient_checks = GradientChecks(self.session, self.runner, self)
        self.canvas = CanvasView(self.session)
        self.check_marks = CheckMarks(self.canvas, self.gradient_checks)
        self.waving = Waving(self.canvas, self.stepper)
        self.wire_values = HoverValues(self.canvas, self.looking)
        self.outline = OutlinePanel(self.session, lambda: self.canvas.stage.plan)
        self.recovery_home = settings.state_folder
        self.recovery = Recovery(self.session, self.runner, self.recovery_home, self)
        self.files = FileActions(self)
        self.data_choice = DataChoice(self.session, self)
        self._drop = FileDrop(self)
        self._claim: Claim | None = None
        self._claimed: Path | None = None
        self.actions_ = Actions(self)
        self.command_search = CommandSearch(self, self.actions_)
        self.module_search = ModuleSearch(self)
        self.dialogs = Dialogs(self)
        self._is_closing = False
        self._build()
        self._connect()
        self._retitle()
        self.presenting = Presenting(self)
        follow(self)
        self.actions_.refresh()
        self._probe = probe.from_environment(lambda query: told(self, query), self)

    # Assembly.

    def _build(self) -> None:
        self.setCentralWidget(self.canvas)
        self._palette = PalettePanel()
        self._inspector = InspectorPanel(self.session, self.data_choice, at_leisure=True)
        self._code = CodePanel(self.session)
        self.predictions = PredictionsPanel(self.session, self.runner)
        self.microscope = MicroscopePanel(self.session, self.looking, self.stepper)
        self.lab = LabPanel(self.session, self.bugs, self.gradient_checks, self.actions_.by_id)
        left, right, bottom = (
            Qt.DockWidgetArea.LeftDockWidgetArea,
            Qt.DockWidgetArea.RightDockWidgetArea,
            Qt.DockWidgetArea.BottomDockWidgetArea,
        )
        self.setCorner(Qt.Corner.BottomRightCorner, bottom)
        self._docks = docks = {
            "modules": docked(self, "Modules", "paletteDock", self._palette, left),
            "outline": docked(self, "Outline", "outlineDock", self.outline, left),
            "inspector": docked(self, "Inspector", "inspectorDock", self._inspector, right),
            "code": docked(self, "Code", "codeDock", self._code, right),
            "microscope": docked(self, "Microscope", "microscopeDock", self.microscope, left),
            "lab": docked(self, "Bugs lab", "labDock", self.lab, right),
            "predictions": docked(self, "Predictions", "predictionsDock", self.predictions, right),
            "training": docked(self, "Training", "trainingDock", self._training(), bottom),
        }
        docks["training"].setTitleBarWidget(QWidget())  # its buttons say what it is; the plots need the room
        stack(self, docks)
        rest_behind(docks, outline=self.outline.tree, inspector=self._inspector, code=self._code)
        rest_behind(docks, predictions=self.predictions, microscope=self.microscope, lab=self.lab)
        menus.build(self, [dock.toggleViewAction() for dock in self._docks.values()])
        self._build_bar()
        self.statusBar().setSizeGripEnabled(False)
        self._lab_status = LabStatus(self.bugs, self.session, self.statusBar())
        docks["lab"].visibilityChanged.connect(self.bugs.set_seen)
        self._lab_status.button.clicked.connect(self._show_diagnosis)
        self._hint = QLabel()
        self._hint.setObjectName("hint")
        self.statusBar().addPermanentWidget(self._hint)

    def _training(self) -> QWidget:
        shown, column = QWidget(), QSplitter(Qt.Orientation.Horizontal)
        self._log = LogPanel(self.session, self.runner)
        self.runs = RunsPanel(self.session, self.runner, self.keeping, self.actions_.by_id)
        self._lists = Lists(self.session, self._log, self.runs)
        self.plots = PlotsPanel(self.session, self.runner)
        column.addWidget(self.plots)
        column.addWidget(self._lists)
        column.setStretchFactor(0, 1)
        column.setStretchFactor(1, 0)
        column.setSizes([10_000, look.scaled(288)])
        layout = QVBoxLayout(shown)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._training_bar = TrainingBar(self.session, self.runner, self.actions_.by_id)
        layout.addWidget(self._training_bar)
        layout.addWidget(TimelineBar(self.session, self.runner, self.actions_.by_id))
        layout.addWidget(column, 1)
        return shown

    def _build_bar(self) -> None:
        bar = QToolBar("Tools", self)
        bar.setObjectName("tools")
        bar.setMovable(False)
        for number, group in enumerate(BAR):
            if number:
                bar.addSeparator()
            for id in group:
                bar.addAction(self.actions_[id])
        self.addToolBar(bar)
        self._tools = bar
        self._size_tools()
        look.changed.connect(self._size_tools)

    def _size_tools(self) -> None:
        self._tools.setIconSize(QSize(look.scaled(20), look.scaled(20)))

    def _connect(self) -> None:
        session, runner = self.session, self.runner
        for signal in (
            session.history_changed,
            session.selection_changed,
            session.saved_changed,
            runner.state_changed,
            runner.shown_changed,
            self.runs.chosen,
            self.stepper.changed,
            self.bugs.changed,
            self.gradient_checks.turned,
        ):
            signal.connect(self.actions_.refresh)
        session.saved_changed.connect(self._retitle)
        session.saved_changed.connect(self._claim_file)
        session.document_changed.connect(self._begin_anew)
        session.said.connect(self._say)
        runner.stopped.connect(self._show_fault)
        runner.state_changed.connect(self._show_running)
        self._code.undo_wanted.connect(self.actions_["undo"].trigger)
        self._code.redo_wanted.connect(self.actions_["redo"].trigger)
        self.canvas.hinted.connect(self._hint.setText)
        self.canvas.inspect_wanted.connect(lambda _: self._inspector.focus_first_field())
        self.outline.inspect_wanted.connect(self._inspector.focus_first_field)
        self.outline.tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.outline.tree.customContextMenuRequested.connect(self._show_outline_menu)
        self.microscope.menu_wanted.connect(lambda at: menus.popup(self, "valueMenu", (menus.VALUE,), at))
        self.canvas.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.canvas.customContextMenuRequested.connect(self._show_context_menu)
        self._palette.placing.connect(self.canvas.begin_placing)
        self._palette.chosen.connect(self.canvas.add_module)
        self.plots.hovered.connect(self.canvas.show_pointed)
        self.canvas.pointed.connect(self.plots.show_pointed)
        self.plots.export_wanted.connect(lambda view, kind: ask_export(self, view, kind))
        follow_runs(self.plots, session, runner)

    # What the commands ask for.

    def set_theme(self, mode: Mode) -> None:
        """Light, dark or as the desktop, now and at the next start."""
        look.set_mode(mode)
        self.settings.theme = mode

    def set_scale(self, scale: float) -> None:
        """Larger or smaller words, now and at the next start."""
        look.set_scale(scale)
        self.settings.scale = look.scale

    def choose_wrap(self) -> None:
        """Asks which container, in a menu at the pointer or at the canvas."""
        inside = self.canvas.rect().contains(self.canvas.mapFromGlobal(QCursor.pos()))
        at = QCursor.pos() if inside else self.canvas.mapToGlobal(self.canvas.rect().center())
        menus.popup(self, "wrapMenu", (menus.WRAPS,), at)

    def _show_context_menu(self, at: QPoint) -> None:
        menus.popup(self, "contextMenu", menus.CONTEXT, self.canvas.mapToGlobal(at))

    def _show_outline_menu(self, at: QPoint) -> None:
        groups = (menus.OUTLINE, *menus.CONTEXT)
        menus.popup(self, "outlineMenu", groups, self.outline.tree.viewport().mapToGlobal(at))

    def go_to(self, place: str) -> None:
        """Gives the keyboard to a part of the window, which is opened if need be: "canvas", "modules",
        "outline", "inspector", "code", "microscope", "lab", "predictions", "runs" or "training".
        """
        if place == "canvas":
            self.canvas.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return
        dock = self._docks["training" if place == "runs" else place]
        dock.show()
        dock.raise_()
        if place == "inspector":
            self._inspector.focus_first_field()
        elif place == "modules":
            self._palette.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._palette.search.selectAll()
        elif place == "outline":
            self.outline.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif place == "runs":
            self._lists.show_runs()
        elif place == "microscope":
            self.microscope.focus_first()
        elif place == "lab":
            self.lab.focus_first()
        elif place == "predictions":
            self.predictions.focus_first()
        elif place == "code":
            self._code.editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._training_bar.focus_first_field()

    def rename(self) -> None:
        """Opens the field for a module's label or a note's words: in the outline if that has the keyboard."""
        if self.outline.tree.hasFocus():
            self.outline.rename()
        elif remarks := self.session.selected_remarks:
            self.canvas.write(remarks[0])
        else:
            LabelField(self.canvas, self.canvas.desk, self.session.selected_nodes[0])

    def show_hints(self, shown: bool) -> None:
        """Whether the status bar says what gestures and held keys will do."""
        self._hint.setVisible(shown)

    # What happens.

    def _begin_anew(self) -> None:
        """After an edit, what was said of the model before it no longer holds."""
        self.statusBar().clearMessage()
        self.canvas.show_fault(None)

    def _say(self, words: str) -> None:
        self.statusBar().showMessage(words, 10_000)

    def _show_fault(self, node: NodeId | None, words: str) -> None:
        """Goes to where training cannot go on, and says why."""
        self.canvas.show_fault(node, words)
        if node is not None:
            self.session.select([node])
        self.session.said.emit(words)

    def _show_diagnosis(self) -> None:
        self.go_to("lab")
        self.lab.show_findings()

    def _show_running(self) -> None:
        """Marks the modules that are being trained, and takes the mark of an earlier fault away."""
        found = self.session.document.root.walk() if self.runner.is_running else ()
        self.canvas.show_running(frozenset(node.id for node in found))
        if self.runner.is_running:
            self.canvas.show_fault(None)

    def start(self, path: Path | None) -> None:
        """Once the window is shown: opens `path`, if there is one."""
        if path is not None:
            self.files.open(path)
        self.canvas.frame_all()
        self.canvas.setFocus()
        self.files.offer_unsaved()

    def _retitle(self) -> None:
        self.setWindowTitle(f"{self.session.name}[*] – Netloom")
        self.setWindowModified(self.session.is_modified)

    def _claim_file(self) -> None:
        """Holds the model's file: another program that wants it brings this window to the front instead."""
        path = self.session.path
        if path == self._claimed:
            return
        if self._claim:
            self._claim.release()
        self._claimed, self._claim = path, Claim(path, self) if path else None
        if self._claim:
            self._claim.wanted.connect(self._come_forward)

    def _come_forward(self) -> None:
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def restore(self) -> None:
        """Where the window and its panels were the last time."""
        if layout := self.settings.layout:
            self.restoreGeometry(layout[0])
            self.restoreState(layout[1], LAYOUT_VERSION)
        else:
            lay_out(self, self._docks)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_closing:
            event.ignore()
            self.files.when_safe(self._close_now)
            return
        self.settings.layout = self.presenting.layout
        self.presenting.end()
        self.recovery.close()
        self.gradient_checks.close()
        self.bugs.close()
        self.runner.close()
        event.accept()

    def _close_now(self) -> None:
        self._is_closing = True
        self.close()
