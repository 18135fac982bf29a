"""A specimen of the look: `python tests/app/look/gallery.py OUT.png [--theme dark] [--scale 1.5]`.

It shows every kind of control in its states, every icon, and a drawing with the colours of the canvas.
"""

from __future__ import annotations

import argparse
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, os.path.abspath(os.path.join(os.path.dirname(__file__), "..", "..", "..")))
sys.path.insert(0, os.path.dirname(__file__))

from gallery_canvas import Specimen
from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QAction, QIcon, QKeySequence, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDockWidget,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMainWindow,
    QMenu,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QSizePolicy,
    QSlider,
    QSpinBox,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app import resources
from app.look import look, restyle
from app.look.fonts import mono_font
from app.look.icons import app_icon, icon

CATEGORIES = {
    "containers": ["Sequential", "Concat", "ParallelTable"],
    "simple": ["Linear", "LookupTable", "View"],
    "transfer": ["Tanh", "ReLU"],
    "table": ["CAddTable"],
    "criterions": ["MSECriterion"],
}
LOSSES = (1.4847964912907, 1.4471538022835, 1.4123791149845, 1.3801837665443, 1.3503120157518)


def labelled(text: str, role: str) -> QLabel:
    label = QLabel(text)
    label.setWordWrap(role in ("fault", "warning", "ok"))
    restyle(label, role=role)
    return label


def palette_panel() -> QWidget:
    tree = QTreeWidget()
    tree.setHeaderHidden(True)
    tree.setIconSize(QSize(18, 18))
    for category, names in CATEGORIES.items():
        parent = QTreeWidgetItem(tree, [category.capitalize()])
        for name in names:
            QTreeWidgetItem(parent, [name]).setIcon(0, icon(f"category-{category}", category))
    tree.expandAll()
    tree.setCurrentItem(tree.findItems("Linear", Qt.MatchFlag.MatchRecursive)[0])
    search = QLineEdit(placeholderText="Find a module")
    search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
    search.setClearButtonEnabled(True)
    return stacked(search, tree)


def inspector_panel() -> QWidget:
    form = QFormLayout()
    size = QSpinBox(maximum=9999, value=4)
    bad = QLineEdit("-3")
    restyle(bad, invalid=True)
    rate = QDoubleSpinBox(decimals=4, value=0.01, singleStep=0.001)
    plain = QDoubleSpinBox(value=0.9)
    plain.setButtonSymbols(QDoubleSpinBox.ButtonSymbols.NoButtons)
    choice = QComboBox()
    choice.addItems(["SGD", "Adam"])
    bias, some, off = (QCheckBox(words) for words in ("With a bias", "Some of them", "Not now"))
    bias.setChecked(True)
    some.setCheckState(Qt.CheckState.PartiallyChecked)
    off.setEnabled(False)
    radio = QHBoxLayout()
    chosen = QRadioButton("Linear")
    chosen.setChecked(True)
    radio.addWidget(chosen)
    radio.addWidget(QRadioButton("Log"))
    for name, field in [
        ("inputSize", size),
        ("outputSize", bad),
        ("Learning rate", rate),
        ("Momentum", plain),
        ("Optimiser", choice),
    ]:
        form.addRow(name, field)
    form.addRow("", labelled("outputSize is −3, but Linear needs a whole number from 1 up.", "fault"))
    locked = QSpinBox(value=3)
    locked.setEnabled(False)
    form.addRow("Locked", locked)
    for row in (bias, some, off, radio):
        form.addRow("", row)
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setValue(40)
    form.addRow("Weight", slider)
    form.addRow("Epoch 3 of 5", QProgressBar(value=60))
    inner = QWidget()
    inner.setLayout(form)
    inner.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
    title = labelled("Linear", "title")
    words = labelled("A weighted sum of the inputs, plus a bias.", "muted")
    return stacked(
        title,
        words,
        inner,
        labelled("15 parameters are kept, 4 are new.", "ok"),
        labelled("The learning rate is high for this loss.", "warning"),
        buttons(),
        stretch=True,
    )


def buttons() -> QWidget:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    apply_, cancel, dead, flat = (QPushButton(text) for text in ("Apply", "Cancel", "Off", "Flat"))
    restyle(apply_, kind="primary")
    dead.setEnabled(False)
    flat.setFlat(True)
    for button in (apply_, cancel, dead, flat):
        row.addWidget(button)
    holder = QWidget()
    holder.setLayout(row)
    return holder


def stacked(*widgets: QWidget, stretch: bool = False) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(8, 0, 8, 8)
    for widget in widgets:
        column.addWidget(widget)
    if stretch:
        column.addStretch(1)
    return holder


def tabs() -> QTabWidget:
    tabbed = QTabWidget()
    table = QTableWidget(6, 4)
    table.setHorizontalHeaderLabels(["epoch", "loss", "grad norm", "steps/s"])
    for row, loss in enumerate(LOSSES):
        for column, text in enumerate([str(row + 1), f"{loss:.13f}", f"{loss / 7:.6f}", "41,210"]):
            item = QTableWidgetItem(text)
            item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
    table.resizeColumnsToContents()
    table.selectRow(2)
    code = QPlainTextEdit(
        "model = nn.Sequential()\nmodel:add(nn.Linear(4, 3)) -- 0O 1lI |->\nmodel:add(nn.Tanh())"
    )
    code.setFont(mono_font())
    tabbed.addTab(table, "Table")
    tabbed.addTab(code, "Code")
    tabbed.addTab(icon_sheet(), "Icons")
    return tabbed


def tool(text: str, drawn: QIcon) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setIcon(drawn)
    button.setIconSize(QSize(20, 20))
    return button


def icon_sheet() -> QWidget:
    sheet = QWidget()
    column = QVBoxLayout(sheet)
    column.setSpacing(0)
    names = [file.stem for file in sorted(resources.path("icons").glob("*.svg"))]
    for start in range(0, len(names), 22):
        row = QHBoxLayout()
        for name in names[start : start + 22]:
            row.addWidget(tool(name, icon(name)))
        row.addStretch(1)
        column.addLayout(row)
    return sheet


def window() -> QMainWindow:
    main = QMainWindow()
    main.setWindowIcon(app_icon())
    menu = main.menuBar().addMenu("File")
    for name in ("Edit", "View", "Run", "Help"):
        main.menuBar().addMenu(name)
    fill_menu(menu)
    fill_bar(main)
    main.setCentralWidget(Specimen())
    for title, panel, side in [
        ("Modules", palette_panel(), Qt.DockWidgetArea.LeftDockWidgetArea),
        ("Inspector", inspector_panel(), Qt.DockWidgetArea.RightDockWidgetArea),
        ("Training", tabs(), Qt.DockWidgetArea.BottomDockWidgetArea),
    ]:
        dock = QDockWidget(title)
        dock.setWidget(panel)
        main.addDockWidget(side, dock)
        main.resizeDocks(
            [dock],
            [{"Modules": 216, "Inspector": 328}.get(title, 216)],
            Qt.Orientation.Vertical if title == "Training" else Qt.Orientation.Horizontal,
        )
    main.statusBar().showMessage("Drop a module on a wire to insert it there. Shift keeps the wire.")
    main.statusBar().addPermanentWidget(QLabel("23 parameters"))
    return main


def fill_menu(menu: QMenu) -> None:
    for name, key in [("New", "Ctrl+N"), ("Open", "Ctrl+O"), ("Save", "Ctrl+S")]:
        action = menu.addAction(icon(name.lower()), name)
        action.setShortcut(QKeySequence(key))
    menu.addSeparator()
    grid = menu.addAction("Show the grid")
    grid.setCheckable(True)
    grid.setChecked(True)
    menu.addMenu("Recent files").addAction("xor.netloom")
    menu.addAction(icon("paste"), "Paste").setEnabled(False)


def fill_bar(main: QMainWindow) -> None:
    bar = main.addToolBar("Main")
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    for group in (["new", "open", "save"], ["undo", "redo"], ["zoom-out", "zoom-in", "frame-all"]):
        for name in group:
            bar.addAction(icon(name), name)
        bar.addSeparator()
    run = tool("Run", icon("run", "on_accent"))
    run.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    restyle(run, kind="primary")
    bar.addWidget(run)
    for name in ("pause", "step", "rewind", "new-seed"):
        bar.addAction(icon(name), name).setEnabled(name != "pause")
    bar.addSeparator()
    for name, on in (("linear-axis", False), ("log-axis", True)):
        action: QAction = bar.addAction(icon(name), name)
        action.setCheckable(True)
        action.setChecked(on)
    more = QToolButton(popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
    more.setText("SGD")
    more.setMenu(QMenu(more))
    bar.addWidget(more)


def picture(main: QMainWindow, menu: bool) -> QPixmap:
    return main.menuBar().findChildren(QMenu)[0].grab() if menu else main.grab()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("out")
    options.add_argument("--theme", default="light", choices=["light", "dark"])
    options.add_argument("--size", default="1440x960")
    options.add_argument("--scale", type=float, default=1.0)
    options.add_argument("--tab", type=int, default=0)
    options.add_argument("--menu", action="store_true", help="the File menu alone")
    given = options.parse_args()
    app = QApplication(sys.argv[:1])
    look.set_mode(given.theme)
    look.apply(app)
    look.set_scale(given.scale)
    shown = window()
    shown.resize(*(int(side) for side in given.size.split("x")))
    shown.findChildren(QTabWidget)[0].setCurrentIndex(given.tab)
    shown.show()
    shown.findChildren(QDoubleSpinBox)[0].setFocus()
    QTimer.singleShot(50, shown.activateWindow)
    QTimer.singleShot(200, lambda: (picture(shown, given.menu).save(given.out), app.quit()))
    app.exec()


if __name__ == "__main__":
    main()
