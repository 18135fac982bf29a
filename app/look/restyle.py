"""Properties that the stylesheet answers to, such as `kind="primary"` and `invalid=True`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget


def restyle(widget: QWidget, **properties: str | bool) -> None:
    """Set `properties` on `widget` and let the stylesheet see them; does nothing when they are set already.

    `kind`: "primary" on a button. `role` on a label: "title", "large", "heading", "muted", "small", "mono",
    "fault", "warning" or "ok"; "fault-note" and "warning-note" are small, without a ground. `invalid`: True
    on a field whose value is refused.
    """
    new = {name: value for name, value in properties.items() if widget.property(name) != value}
    for name, value in new.items():
        widget.setProperty(name, value)
    if new and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it sees them when shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)
        QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))  # a label then measures its paddings
        widget.updateGeometry()
        widget.update()
