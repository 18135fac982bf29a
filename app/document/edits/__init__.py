"""All edits: pure functions from a document to a document. What does not change is shared.

An edit that is not allowed raises `Refused`; one that changes nothing returns the same document.
"""

from app.document.edits.adding import add, insert_on_wire
from app.document.edits.clipboard import copy, duplicate, paste
from app.document.edits.collapsing import collapse
from app.document.edits.entering import enter, leave
from app.document.edits.folding import fold, unfold
from app.document.edits.nesting import move, move_end, nest
from app.document.edits.referring import refer
from app.document.edits.remarks import (
    add_remark,
    place_remarks,
    remove_remarks,
    resize_remark,
    tint_remarks,
    write_remark,
)
from app.document.edits.removing import disconnect, remove
from app.document.edits.repairing import repair
from app.document.edits.settings import (
    choose_optimiser,
    relabel,
    set_arguments,
    set_data,
    set_notes,
    set_options,
    set_training,
)
from app.document.edits.sharing import share, stop_sharing
from app.document.edits.switches import freeze, mute
from app.document.edits.unwrapping import unwrap
from app.document.edits.wiring import connect
from app.document.edits.wrapping import wrap

__all__ = [
    "add",
    "add_remark",
    "choose_optimiser",
    "collapse",
    "connect",
    "copy",
    "disconnect",
    "duplicate",
    "enter",
    "fold",
    "freeze",
    "insert_on_wire",
    "leave",
    "move",
    "move_end",
    "mute",
    "nest",
    "paste",
    "place_remarks",
    "refer",
    "relabel",
    "remove",
    "remove_remarks",
    "repair",
    "resize_remark",
    "set_arguments",
    "set_data",
    "set_notes",
    "set_options",
    "set_training",
    "share",
    "stop_sharing",
    "tint_remarks",
    "unfold",
    "unwrap",
    "wrap",
    "write_remark",
]
