"""Ways in which people write the tutorial's networks: read as they are meant, or underlined."""

from __future__ import annotations

import pytest

from app.code.languages import LUA, PYTHON
from app.code.merging import to_document
from app.code.reading import read
from app.document.examples import tutorial
from app.document.model import Document
from tests.app.code.plain import plain

BARE = "mlp = nn.Sequential():add(nn.Linear(4, 3)):add(nn.Tanh()):add(nn.Linear(3, 1))"
LUAS = {
    "semicolons": "require 'nn';\nmlp = nn.Sequential(); mlp:add(nn.Linear(4,3)); mlp:add(nn.Tanh());"
    "mlp:add(nn.Linear(3,1));",
    "require kept": "local nn = require('nn')\nlocal " + BARE + "\nreturn mlp",
    "chained over lines": "mlp = nn.Sequential()\n  :add(nn.Linear(4,3))\n  :add(nn.Tanh()) -- hidden\n"
    "  --:add(nn.Dropout())\n  :add(nn.Linear(3,1))",
    "comments within": "mlp = nn.Sequential():add(--[[ in ]] nn.Linear(4,3)):add(nn.Tanh())"
    " --[==[ a ]] b\n]==]\n"
    "mlp:add(nn.Linear(3, 1))",
    "windows lines": BARE.replace(":add", "\r\n:add"),
    "tabs": BARE.replace("(4, 3)", "(\t4,\t3)").replace(" = ", "\t=\t"),
    "other letters": "-- größe: ∑\nlabel = 'naïve'\n" + BARE,
    "several at once": "local a, b, c = nn.Linear(4,3), nn.Tanh(), nn.Linear(3,1)\nmlp = nn.Sequential()"
    ":add(a):add(b):add(c)",
    "worked out": "H = 2*3\nmlp = nn.Sequential():add(nn.Linear(2^2, H/2)):add(nn.Tanh())"
    ":add(nn.Linear(math.floor(H/2), math.max(1, 0)))",
    "sizes in a table": "s = {4, 3, 1}\nmlp = nn.Sequential():add(nn.Linear(s[1], s[2])):add(nn.Tanh())"
    ":add(nn.Linear(s[2], s[#s]))",
    "sizes by name": "opt = {hidden = 3, input = 4}\nmlp = nn.Sequential()"
    ":add(nn.Linear(opt.input, opt.hidden))"
    ":add(nn.Tanh()):add(nn.Linear(opt['hidden'], 1))",
    "words about it": "torch.setdefaulttensortype('torch.DoubleTensor')\n"
    + BARE
    + "\nprint('made ' .. 1 .. ' of them')",
    "run afterwards": BARE
    + "\nparams, grads = mlp:getParameters()\nout = mlp:forward(torch.randn(5, 4))\nprint(out)",
    "made anew": "mlp = nn.Sequential()\nmlp:add(nn.Linear(9, 9))\n" + BARE,
    "brackets": "mlp = (nn.Sequential()):add((nn.Linear(4,3))):add((nn.Tanh())):add(nn.Linear(3,1))",
    "another name": "S, L = nn.Sequential, nn.Linear\nmlp = S():add(L(4,3)):add(nn.Tanh()):add(L(3,1))",
    "a graph": "x = nn.Identity()()\nh = nn.Tanh()(nn.Linear(4,3)(x))\n"
    "mlp = nn.gModule({x}, {nn.Linear(3,1)(h)})",
    "nngraph's minus": "x = - nn.Linear(4,3)\ny = x - nn.Tanh() - nn.Linear(3,1)\nmlp = nn.gModule({x}, {y})",
}
PYTHONS = {
    "plain": "import nncore as nn\nmlp = nn.Sequential()\nmlp.add(nn.Linear(4, 3))\nmlp.add(nn.Tanh())\n"
    "mlp.add(nn.Linear(3, 1))",
    "by its own name": "import nncore\n" + BARE.replace(":", ".").replace("nn.", "nncore."),
    "from": "from __future__ import annotations\nfrom nncore import Linear, Sequential as S, Tanh\n"
    "mlp = S().add(Linear(4, 3)).add(Tanh()).add(Linear(3, 1))",
    "semicolons": "import nncore as nn; mlp = nn.Sequential(); mlp.add(nn.Linear(4,3)); mlp.add(nn.Tanh());"
    "mlp.add(nn.Linear(3, 1))",
    "continued": BARE.replace(":", " \\\n  ."),
    "in brackets": "mlp = (\n  " + BARE[6:].replace(":", "\n  # and\n  .") + "\n)",
    "by keyword": "mlp = nn.Sequential().add(nn.Linear(inputSize=4, outputSize=3)).add(nn.Tanh())"
    ".add(nn.Linear(3, outputSize=1))",
    "a docstring": '"""A model."""\n' + BARE.replace(":", "."),
    "annotated": "mlp: nn.Sequential = nn.Sequential()\nmlp.add(nn.Linear(4, 3)).add(nn.Tanh())"
    ".add(nn.Linear(3, 1))",
    "counted up": "n = 2\nn += 1\nmlp = nn.Sequential().add(nn.Linear(4, n)).add(nn.Tanh())"
    ".add(nn.Linear(n, 1))",
    "sizes": "s = [4, 3, 1]\nmlp = nn.Sequential().add(nn.Linear(s[0], s[1])).add(nn.Tanh())"
    ".add(nn.Linear(s[1], s[-1]))",
    "sizes by name": "opt = {'h': 3}\nmlp = nn.Sequential().add(nn.Linear(4, opt['h'])).add(nn.Tanh())"
    ".add(nn.Linear(int(6 / 2), 1))",
    "said": BARE.replace(":", ".") + "\nprint(f'{mlp}')\ny = mlp.forward(np.zeros((5, 4)))",
}
REFUSED = {
    "function": "local function block(i, o)\n  return nn.Linear(i, o)\nend\n",
    "loop": "for i = 1, 3 do\n mlp:add(nn.Linear(4,4))\nend\n",
    "training": "for i = 1, 5 do\n mlp:zeroGradParameters()\n print('loss ' .. i)\nend\n",
    "condition": "if true then mlp = nn.Sequential() end\n",
    "typo": "mlp:add(nn.Liner(4,3))\n",
    "small letters": "mlp:add(nn.tanh())\n",
    "dot": "mlp.add(nn.Tanh())\n",
    "twice": "l = nn.Linear(3,3)\nmlp:add(l):add(l)\n",
    "no such entry": "s = {1}\nmlp:add(nn.Linear(s[2], 1))\n",
    "negative": "mlp:add(nn.Linear(-4,3))\n",
    "open text": "print('a\n",
    "open comment": "--[[ a\n",
    "open bracket": "mlp:add(nn.Tanh()\n",
    "into itself": "mlp:add(mlp)\n",
}


def test_the_tutorials_network_in_many_ways_of_lua() -> None:
    wrong = {name: text for name, text in LUAS.items() if not _is_tutorials(text, LUA)}
    assert not wrong


def test_the_tutorials_network_in_many_ways_of_python() -> None:
    wrong = {name: text for name, text in PYTHONS.items() if not _is_tutorials(text, PYTHON)}
    assert not wrong


def _is_tutorials(text: str, language: str) -> bool:
    reading = read(text, language)
    if reading.fragment is None:
        return False
    doc, _ = to_document(reading.fragment, Document())
    return bool(plain(doc)[0] == plain(tutorial())[0])


@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_read_is_underlined_and_said(name: str) -> None:
    text = BARE + "\n" + REFUSED[name]
    reading = read(text, LUA)
    assert reading.fragment is None
    assert all(0 <= line.start < line.end <= len(text) and line.message for line in reading.underlines)
    assert reading.underlines[0].start > len(BARE)


def test_one_that_a_table_still_holds_is_not_forgotten() -> None:
    text = "a = nn.Tanh()\nt = {a}\na = nil\nmlp = nn.Sequential():add(t[1])"
    reading = read(text, LUA)
    assert reading.fragment is not None
    assert [node.module for node in reading.fragment.root.children] == ["Tanh"]
