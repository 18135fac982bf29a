"""The inspector's card when nothing is selected: the model as a whole, what to do next, and its training."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget

from app.document.costs import learnt
from app.document.described import title
from app.document.index import below, index
from app.named_keys import keys
from app.panels.figures import COST_ROWS, costs, counted
from app.panels.node_card import shown_shape
from app.panels.parts import Facts, FaultBox, column, header
from app.panels.training_card import TrainingCard
from app.session import Session

_ROWS = (
    ("Modules", "moduleCount", "How many modules there are, those in containers included"),
    ("Parameters", "parameterCount", "How many numbers the model learns"),
    *COST_ROWS,
    ("Data", "modelInput", "The shape of the data; N is the number of examples in a batch"),
    ("Output", "modelOutput", "The shape that arrives at the criterion"),
    ("Criterion", "modelCriterion", "What measures how far the output is from the target"),
)


class ModelCard(QWidget):
    """Shows the model's size and the first thing that keeps it from running."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        layout = column(self)
        layout.addWidget(header("The model", "netloom", ""))
        self._next = FaultBox(lambda repair: None)
        layout.addWidget(self._next)
        self._go = QPushButton("Show me where")
        self._go.setObjectName("goToBlocker")
        self._go.setToolTip("Selects the module that keeps the model from running")
        self._go.clicked.connect(self._go_there)
        layout.addWidget(self._go)
        self._facts = Facts(_ROWS, self)
        layout.addWidget(self._facts)
        self._training = TrainingCard(session)
        layout.addWidget(self._training)
        layout.addStretch(1)
        self.follow()

    def follow(self) -> None:
        """Shows what the model has now."""
        self._training.follow()
        document, check = self._session.document, self._session.check
        inner = below(document.root).nodes
        self._facts.show_fact("moduleCount", str(len(inner)))
        root = document.root.id
        self._facts.show_fact("parameterCount", counted(learnt(check, root)))
        for (_, name, _), figure in zip(COST_ROWS, costs(document, check, root), strict=True):
            self._facts.show_fact(name, figure)
        self._facts.show_fact("modelInput", shown_shape(document.data.shape))
        self._facts.show_fact("modelOutput", shown_shape(check.outputs.get(document.root.id)))
        self._facts.show_fact(
            "modelCriterion", title(document.criterion) if document.criterion else "none yet"
        )
        self._show_next(bool(inner))

    def _show_next(self, has_modules: bool) -> None:
        blocker = self._session.check.blocker
        if not has_modules:
            self._next.show_fault(
                "Begin here: drag a module from the list at the left onto the canvas, then draw a wire to it "
                "from the data.",
                role="muted",
            )
        elif blocker:
            self._next.show_fault(blocker.text, role="warning")
        else:
            self._next.show_fault(keys.said("It is complete. Run [run] trains it."), role="ok")
        self._go.setVisible(
            bool(has_modules and blocker and blocker.node in index(self._session.document).nodes)
        )

    def _go_there(self) -> None:
        if blocker := self._session.check.blocker:
            self._session.select([blocker.node])
