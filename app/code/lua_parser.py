"""Lua into expressions and statements: recursive descent over what builds a model. Nothing is ever run."""

from __future__ import annotations

from app.code.lua_blocks import BLOCKS, block_end
from app.code.lua_freezing import frozen_in, idle_end
from app.code.lua_tokens import Token, tokens
from app.code.syntax import (
    Assign,
    Bare,
    Call,
    Constant,
    Entry,
    Expression,
    Foreign,
    Freeze,
    Idle,
    Keyed,
    Listed,
    Member,
    Name,
    Operation,
    Refusal,
    Statement,
    Unread,
)

BINARY = (
    ("or",),
    ("and",),
    ("<", ">", "<=", ">=", "~=", "=="),
    ("|", "~", "&", "<<", ">>"),
    ("..",),
    ("+", "-"),
    ("*", "/", "//", "%"),
)
"""Operators, those that bind least first."""

UNARY = ("not", "-", "#", "~")
CONSTANTS = {"true": True, "false": False, "nil": None}


def parse_lua(text: str) -> list[Statement]:
    """The statements of a text.

    Raises:
        Unread: where it is not Lua.
    """
    return _Parser(tokens(text)).statements()


class _Parser:
    """Reads the tokens from left to right; `_next` is the one to be read."""

    def __init__(self, found: list[Token]) -> None:
        self._tokens = found
        self._at = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def statements(self) -> list[Statement]:
        found: list[Statement] = []
        while self._next.kind != "end":
            if not self._take(";"):
                found.append(self._statement())
        return found

    # Statements.

    def _statement(self) -> Statement:
        first = self._next
        if (name := frozen_in(self._tokens, self._at)) is not None:
            last = block_end(self._tokens, self._at)
            self._at = last + 1
            return Freeze((first.span[0], self._tokens[last].span[1]), Name(name.span, name.text))
        if first.kind == "word" and first.text in BLOCKS:
            return self._block(BLOCKS[first.text])
        if self._take("local"):
            if self._is("function"):
                return self._block(BLOCKS["function"])
            return self._assignment(first)
        if self._take("return"):
            value = self._expression()
            return Bare((first.span[0], value.span[1]), value)
        value = self._suffixed()
        if self._is("=") or self._is(","):
            return self._assignment(first, [value])
        if not isinstance(value, Call):
            raise Unread(value.span, "This does nothing alone. A call or an assignment was expected.")
        return Bare(value.span, value)

    def _block(self, message: str) -> Refusal:
        last = block_end(self._tokens, self._at)
        span = (self._next.span[0], self._tokens[last].span[1])
        repeats = self._next.text == "repeat"
        self._at = last + 1
        if repeats:
            self._expression()
        return Refusal(span, message)

    def _assignment(self, first: Token, targets: list[Expression] | None = None) -> Statement:
        """`a, b = 1, 2`, or `local a, b` without values."""
        targets = targets or [self._name()]
        while self._take(","):
            targets.append(self._suffixed())
        for target in targets:
            if not isinstance(target, (Name, Member, Entry)):
                raise Unread(target.span, "A variable was expected in front of =.")
        if first.text == "local" and not self._is("="):
            values: list[Expression] = [Constant(targets[-1].span, None)]
        else:
            self._expect("=")
            values = self._list()
        return Assign((first.span[0], values[-1].span[1]), tuple(targets), tuple(values))

    # Expressions.

    def _list(self) -> list[Expression]:
        found = [self._expression()]
        while self._take(","):
            found.append(self._expression())
        return found

    def _expression(self, level: int = 0) -> Expression:
        """What operators that bind at least so strongly join."""
        left = self._unary()
        while (binds := self._binds()) >= level:
            sign = self._advance().text
            right = self._expression(binds + 1)
            left = Operation((left.span[0], right.span[1]), sign, (left, right))
        return left

    def _binds(self) -> int:
        """How strongly the next token joins what stands around it; -1 when it does not."""
        is_sign = self._next.kind in ("sign", "word")
        levels = (level for level, signs in enumerate(BINARY) if is_sign and self._next.text in signs)
        return next(levels, -1)

    def _unary(self) -> Expression:
        if self._next.text in UNARY and self._next.kind in ("sign", "word"):
            sign = self._advance()
            part = self._unary()
            return Operation((sign.span[0], part.span[1]), sign.text, (part,))
        base = self._simple()
        if self._take("^"):
            power = self._unary()  # binds to the right
            return Operation((base.span[0], power.span[1]), "^", (base, power))
        return base

    def _simple(self) -> Expression:
        token = self._next
        if token.kind == "number":
            self._advance()
            return Constant(token.span, _number(token))
        if token.kind == "text":
            self._advance()
            return Constant(token.span, token.text)
        if token.kind == "word" and token.text in CONSTANTS:
            self._advance()
            return Constant(token.span, CONSTANTS[token.text])
        if (last := idle_end(self._tokens, self._at)) is not None:
            self._at = last + 1
            return Idle((token.span[0], self._tokens[last].span[1]))
        if self._is("function"):
            refused = self._block(BLOCKS["function"])
            return Foreign(refused.span, refused.message)
        if self._is("{"):
            return self._table()
        if self._is("..."):
            self._advance()
            return Foreign(token.span, "What stands for further arguments cannot be read here.")
        return self._suffixed()

    def _suffixed(self) -> Expression:
        """A name or brackets with what follows: members, entries, calls."""
        start = self._next.span[0]
        if self._take("("):
            value = self._expression()
            self._expect(")")
        else:
            value = self._name()
        while (longer := self._suffix(value, start)) is not None:
            value = longer
        return value

    def _suffix(self, value: Expression, start: int) -> Expression | None:
        token = self._next
        if token.kind == "text" or (token.kind == "sign" and token.text in ("(", "{")):
            arguments, end = self._arguments()
            return Call((start, end), value, tuple(arguments))
        if token.kind == "sign" and token.text in (".", ":"):
            self._advance()
            name = self._name()
            return Member((start, name.span[1]), value, name.name, token.text == ":")
        if token.kind == "sign" and token.text == "[":
            self._advance()
            key = self._expression()
            return Entry((start, self._expect("]").span[1]), value, key)
        return None

    def _arguments(self) -> tuple[list[Expression], int]:
        """The arguments of a call, and where it ends."""
        if self._next.kind == "text":
            token = self._advance()
            return [Constant(token.span, token.text)], token.span[1]
        if self._is("{"):
            table = self._table()
            return [table], table.span[1]
        self._expect("(")
        found = [] if self._is(")") else self._list()
        return found, self._expect(")").span[1]

    def _table(self) -> Expression:
        start = self._expect("{").span[0]
        entries: list[Expression] = []
        named: list[tuple[str, Expression]] = []
        keyed = False
        while not self._is("}"):
            following = self._tokens[min(self._at + 1, len(self._tokens) - 1)]
            if self._next.kind == "name" and following.text == "=":
                name = self._advance().text
                self._expect("=")
                named.append((name, self._expression()))
            elif self._is("["):
                self._key()
                keyed = True
            else:
                entries.append(self._expression())
            if not (self._take(",") or self._take(";")):
                break
        span = (start, self._expect("}").span[1])
        if keyed or (named and entries):
            message = "Such a table cannot be read here; one in order, such as {1, 2}, or with names can."
            return Foreign(span, message)
        if named:
            return Keyed(span, tuple(named))
        return Listed(span, tuple(entries))

    def _key(self) -> None:
        self._expect("[")
        self._expression()
        self._expect("]")
        self._expect("=")
        self._expression()

    def _name(self) -> Name:
        if self._next.kind != "name":
            raise Unread(self._place(), f"A name or a value was expected here, not {self._said()}.")
        token = self._advance()
        return Name(token.span, token.text)

    # Steps.

    def _advance(self) -> Token:
        self._at += 1
        return self._tokens[self._at - 1]

    def _take(self, text: str) -> bool:
        """Goes on when this is the next token."""
        found = self._is(text)
        self._at += found
        return found

    def _is(self, text: str) -> bool:
        """Whether this sign or word is the next token."""
        return self._next.text == text and self._next.kind in ("sign", "word")

    def _expect(self, text: str) -> Token:
        if not self._is(text):
            raise Unread(self._place(), f"{text} was expected here, not {self._said()}.")
        return self._advance()

    def _said(self) -> str:
        return "the end" if self._next.kind == "end" else self._next.text

    def _place(self) -> tuple[int, int]:
        """The next token; at the text's end the last one, which can be seen."""
        if self._next.kind == "end" and self._at > 0:
            return self._tokens[self._at - 1].span
        return self._next.span


def _number(token: Token) -> int | float:
    if token.text[:2] in ("0x", "0X"):
        return int(token.text, 16)
    return int(token.text) if token.text.isdigit() and len(token.text) < 16 else float(token.text)
