"""The tutorial's kind of Lua, and the Python for it: what is read, and what is said where it cannot be."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.code.fragment import Fragment
from app.code.languages import LUA, PYTHON, READABLE
from app.code.merging import to_document
from app.code.reading import read, recognised
from app.document import examples
from app.document.check import check
from app.document.model import INPUT, OUTPUT, Document, Wire
from tests.app.code.plain import plain


def fragment(text: str, language: str = LUA) -> Fragment:
    reading = read(text, language)
    assert reading.fragment is not None, reading.underlines
    return reading.fragment


def document(text: str, language: str = LUA) -> Document:
    doc = examples.tutorial()
    return to_document(fragment(text, language), Document(data=doc.data))[0]


def refusals(text: str, language: str = LUA) -> list[tuple[str, str]]:
    """What is underlined, and what is said about it."""
    reading = read(text, language)
    assert reading.fragment is None
    return [(text[line.start : line.end], line.message) for line in reading.underlines]


TUTORIAL = """
require 'nn'
torch.manualSeed(287)
N = 5 -- num examples
F = 4 -- num features
X = torch.randn(N, F)
local H = 6 / 2 --[[ hidden
layer size ]]
mlp = nn.Sequential()
mlp:add(nn.Linear(F,H))
mlp:add(nn.Tanh());
mlp:add(nn.Linear(H, 1))
print(mlp:forward(X))

mse = nn.MSECriterion()
"""


def test_the_tutorials_own_lines() -> None:
    doc = document(TUTORIAL)
    assert plain(doc) == plain(examples.tutorial())
    assert doc.training.seed == 287
    assert check(doc).blocker is None


def test_one_expression() -> None:
    doc = document("nn.Sequential():add(nn.Linear(4,3)):add(nn.Tanh()):add(nn.Linear(3, 1))")
    assert plain(doc)[0] == plain(examples.tutorial())[0]


@pytest.mark.parametrize(
    "text",
    [
        "return nn.Sequential():add(nn.Linear(4, 0x3)):add(nn.Tanh()):add(nn.Linear(3, 2^2 - 3))",
        """local nn = require 'nn'
local Linear, h = nn.Linear, 3
local net = nn.Sequential()
net:add(Linear(4, h)):add(nn.Tanh()):add(Linear(h, -(-1)))
return net""",
        "a, b = nn.Linear(4, 3), nn.Linear(3, 1)\nnet = nn.Sequential():add(a):add(nn.Tanh()):add(b)",
        "x = nn.Identity()()\nnet = nn.gModule({x}, {nn.Linear(3, 1)(nn.Tanh()(nn.Linear(4, 3)(x)))})",
    ],
)
def test_other_ways_to_write_the_same(text: str) -> None:
    assert plain(document(text))[0] == plain(examples.tutorial())[0]


def test_python_the_same() -> None:
    text = """
import nncore as nn
import numpy as np

X = np.random.randn(5, 4)
H = 3
mlp = nn.Sequential().add(nn.Linear(4, outputSize=H)).add(nn.Tanh())
mlp.add(nn.Linear(H, 1))
mse = nn.MSECriterion()
"""
    assert plain(document(text, PYTHON)) == plain(examples.tutorial())


def test_several_sizes_at_once_and_containers() -> None:
    doc = document(
        """
D_o, D_d, D_h = 5, 3, 2 -- widths
par = nn.ParallelTable() -- takes a TABLE of inputs
par:add(nn.LookupTable(D_o, D_h)) -- first child
par:add(nn.Linear(D_d, D_h)) -- second child
spAndDenseLinear = nn.Sequential()
spAndDenseLinear:add(par)
spAndDenseLinear:add(nn.CAddTable())
print(spAndDenseLinear)
"""
    )
    table, total = doc.root.children
    assert [child.module for child in table.children] == ["LookupTable", "Linear"]
    assert doc.root.wires[0] == Wire(total.id, OUTPUT)


def test_modules_side_by_side_stand_free() -> None:
    doc = document("op1 = nn.Max(1, 2)\nop2 = nn.Abs()\nop3 = nn.Tanh()")
    assert [child.module for child in doc.root.children] == ["Max", "Abs", "Tanh"]
    assert doc.root.wires == ()


def test_settings_factors_and_copies() -> None:
    doc = document(
        """
mse = nn.MSECriterion()
mse.sizeAverage = false
both = nn.ParallelCriterion():add(mse, 0.5):add(nn.AbsCriterion())
line = nn.Linear(4, 4)
net = nn.Sequential():add(line):add(line:clone()):add(nn.View(2, -1):setNumInputDims(1))
"""
    )
    assert doc.criterion is not None
    assert dict(doc.criterion.args) == {"weights": (0.5, 1.0)}
    assert dict(doc.criterion.children[0].args) == {"sizeAverage": False}
    assert [child.module for child in doc.root.children] == ["Linear", "Linear", "View"]
    assert dict(doc.root.children[2].args) == {"sizes": (2, -1), "numInputDims": 1}


def test_a_split_and_an_unnamed_select_are_entries() -> None:
    doc = document(
        """
x = nn.Identity()()
a, b = nn.ConcatTable():add(nn.Tanh()):add(nn.Abs())(x):split(2)
y = nn.CAddTable()({b, a, nn.SelectTable(1)(x)})
net = nn.gModule({x}, {y})
"""
    )
    table, total = doc.root.children
    wires = {wire for wire in doc.root.wires if wire.target == total.id}
    assert wires == {
        Wire(table.id, total.id, 0, 1),
        Wire(table.id, total.id, 1, 0),
        Wire(INPUT, total.id, 2, 0),
    }


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("nn.Sequential():add(nn.Lineer(4, 3))", "Lineer", "Did you mean Linear?"),
        ("nn.Linear(4)", "nn.Linear(4)", "outputSize of Linear is missing: a whole number, at least 1."),
        ("nn.Linear(4, 3, true, 9)", "9", "Linear takes 3 arguments: inputSize, outputSize, bias"),
        ("nn.Linear(4, 'a')", "'a'", "outputSize of Linear must be a whole number, at least 1"),
        ("nn.Linear(4, 2.5)", "2.5", "must be a whole number"),
        ("nn.Tanh(3)", "3", "Tanh takes no arguments."),
        ("nn.Linear(x, 3)", "x", "x has no value yet."),
        ("x = torch.randn(5)\nnn.CMul(x:size())", "x:size()", "known only when it runs"),
        ("m = nn.Linear(4, 3)\nm:forward(x)", "m:forward(x)", "This only computes."),
        ("a = nn.Tanh()\nnn.Sequential():add(a):add(a)", "a", "stands in the model already"),
        ("s = nn.Sequential()\ns:add(s)", "s", "stands in the model already"),
        ("nn.Sequential():add(nn.MSECriterion())", "nn.MSECriterion()", "it stands at the model's end"),
        ("nn.Tanh():add(nn.Abs())", "nn.Abs()", "Tanh holds no other modules."),
        ("nn.Sequential(nn.Tanh())", "nn.Tanh()", "Give them to add"),
        ("s = nn.Sequential()\ns.add(nn.Tanh())", "add", "with a colon: s:add(...)"),
        ("m = nn.Linear(4, 3)\nm.weight = 3", "m.weight", "holds weights"),
        ("m = nn.MSECriterion()\nm.size = 3", "m.size", "has no setting called size. It has sizeAverage."),
        ("a = nn.MSECriterion()\nb = nn.AbsCriterion()", "nn.AbsCriterion()", "a second one"),
        ("for i = 1, 3 do\n  if i then end\nend", "for i = 1, 3 do\n  if i then end\nend", "A loop"),
        ("local function f() return 1 end", "function f() return 1 end", "A function"),
        ("x = 1 / 0", "1 / 0", "no finite result"),
        ("x = 9 ^ 9 ^ 9 ^ 9", "9 ^ 9 ^ 9", "no finite result"),
        ("x = {[1] = 1}", "{[1] = 1}", "Such a table"),
        ("x = 'abc", "'abc", "never ends"),
        ("net = nn.Sequential(", "(", "was expected here, not the end"),
        ("x = = 3", "=", "was expected here, not ="),
        ("x = 3 §", "§", "no sign §"),
        ("x = nn.Identity()()\nnn.gModule({x}, {nn.Tanh()})", "nn.Tanh()", "what feeds it"),
        ("nn.gModule({nn.Tanh()(nn.Abs()())}, {})", "nn.Tanh()(nn.Abs()())", "nothing feeds"),
    ],
)
def test_what_lua_cannot_say_is_underlined_where_it_stands(text: str, where: str, said: str) -> None:
    assert [(place, said in words) for place, words in refusals(text)] == [(where, True)]


@pytest.mark.parametrize(
    ("text", "where", "said"),
    [
        ("nn.Linear(4, outputs=3)", "3", "Linear has no argument called outputs. It has inputSize"),
        ("nn.Linear(4, 3, outputSize=3)", "3", "outputSize of Linear is given twice."),
        ("net = nn.Sequential(", "(", "never closed"),
        ("é = nn.Lineer(1, 1)", "Lineer", "Did you mean Linear?"),
        ("for i in range(3):\n    pass", "for i in range(3):\n    pass", "A loop"),
        ("class A:\n    pass", "class A:\n    pass", "A class"),
        ("__import__('os').system('true')", "__import__", "has no value yet"),
        ("a = b = 3", "a = b = 3", "Two assignments in one"),
        ("x = [i for i in (1, 2)]", "[i for i in (1, 2)]", "cannot be read here"),
        ("nn.Linear(*[4, 3])", "*[4, 3]", "cannot be read here"),
    ],
)
def test_what_python_cannot_say_is_underlined_where_it_stands(text: str, where: str, said: str) -> None:
    assert [(place, said in words) for place, words in refusals(text, PYTHON)] == [(where, True)]


def test_everything_wrong_is_underlined_once() -> None:
    text = "net = nn.Sequential():add(nn.Linear(4)):add(nn.Tahn())\nnet:add(nn.Abs(3))\nother = net"
    assert [place for place, _ in refusals(text)] == ["nn.Linear(4)", "Tahn"]


def test_the_place_of_each_module_is_known() -> None:
    text = "net = nn.Sequential()\nnet:add(nn.Tanh())\n"
    read_in = fragment(text)
    (tanh,) = read_in.root.children
    assert [text[a:b] for a, b in read_in.spans[tanh.id]] == ["nn.Tanh()"]
    assert text[slice(*read_in.spans[read_in.root.id][0])] == "nn.Sequential()"


@pytest.mark.parametrize("language", READABLE)
def test_far_too_deep_is_refused_not_a_crash(language: str) -> None:
    dot = ":" if language == LUA else "."
    deep = f"nn.Sequential(){dot}add(" * 5000 + "nn.Tanh()" + ")" * 5000
    assert read(deep, language).fragment is None
    assert read("x = " + "(" * 9000, language).fragment is None
    assert read("x = " + "-" * 9000 + "1", language).underlines
    seventy = f"nn.Sequential(){dot}add(" * 70 + "nn.Tanh()" + ")" * 70
    assert read(seventy, language).fragment is None


PIECES = (
    *("nn.", "Linear", "(", ")", "4", ",", "=", ":add(", ".add(", "net", "\n", "{", "}", "[", "]", "'"),
    *('"', "--", "#", "x", "local", "for", "end", "nil", "None", "-", "..", "gModule", "\x00", "é"),
)


@pytest.mark.parametrize("language", READABLE)
def test_any_text_is_read_or_refused(language: str) -> None:
    @settings(max_examples=150, deadline=None, derandomize=True)
    @given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
    def try_it(text: str) -> None:
        reading = read(text, language)
        assert (reading.fragment is None) == bool(reading.underlines)
        for line in reading.underlines:
            assert 0 <= line.start <= line.end <= len(text)
            assert line.message

    try_it()


@pytest.mark.parametrize("text", ["", "hello", '{"kind": "netloom modules"}', "x = 3"])
def test_text_that_builds_nothing_is_no_model(text: Any) -> None:
    assert recognised(text) is None


def test_either_language_is_recognised() -> None:
    for text in ("nn.Sequential():add(nn.Tanh())", "nn.Sequential().add(nn.Tanh())"):
        found = recognised(text)
        assert found is not None
        assert [child.module for child in found.root.children] == ["Tanh"]
