"""What a person typed in the search field, as a tree; or where it goes wrong and how to mend it.

    drone "tower 22" OR rocket NOT outlet:Sputnik speaker:"John Kirby" kind:unnamed_official

Words side by side must all be there. NOT binds closest, then AND, then OR; brackets group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from firsthand.model.problems import UsageError

Field = Literal["words", "outlet", "speaker", "kind", "language"]
FIELDS: tuple[Field, ...] = ("outlet", "speaker", "kind", "language")
LONGEST = 500  # characters
_WORD = re.compile(r"\w")
# matches: "two words"   outlet:Sputnik   speaker:"John Kirby"   word   (   but not an unclosed quotation mark
_TOKEN = re.compile(
    r"""
    \s* (?:
        (?P<bracket> [()] )
      | (?: (?P<field> [a-z_]{1,20} ) : )? (?: "(?P<phrase> [^"]{0,400} )" | (?P<word> [^\s()"]{1,400} ) )
    )
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Term:
    field: Field
    value: str


@dataclass(frozen=True, slots=True)
class Both:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Without:
    part: Node


Node = Term | Both | Either | Without


def parse(query: str) -> Node | None:
    """The tree of a query; None of an empty one."""
    if len(query) > LONGEST:
        raise UsageError(f"the query is {len(query)} characters long; {LONGEST} are read: shorten it")
    tokens = list(_tokens(query))
    if not tokens:
        return None
    node, at = _either(query, tokens, 0)
    if at < len(tokens):
        raise _wrong(query, tokens[at].at, "this bracket was never opened: take it out")
    return node


def terms(node: Node | None) -> Iterator[str]:
    """The words that are to be in the text, for marking them."""
    if isinstance(node, Term):
        if node.field == "words":
            yield node.value
    elif isinstance(node, Both | Either):
        for part in node.parts:
            yield from terms(part)


@dataclass(frozen=True, slots=True)
class _Token:
    at: int
    mark: str  # ( ) AND OR NOT, or "term"
    term: Term | None = None


def _tokens(query: str) -> Iterator[_Token]:
    at = 0
    while query[at:].strip():
        found = _TOKEN.match(query, at)
        start = len(query) - len(query[at:].lstrip())
        if not found:
            raise _wrong(query, start, 'this quotation mark is never closed: add a second "')
        at = found.end()
        field, phrase, word = found["field"], found["phrase"], found["word"]
        if found["bracket"] or (not field and word in ("AND", "OR", "NOT")):
            yield _Token(start, found["bracket"] or word)
        elif known := next((f for f in FIELDS if f == field), None):
            yield _Token(start, "term", Term(known, phrase if phrase is not None else word))
        else:
            value = phrase if phrase is not None else word
            whole = f"{field}:{value}" if field else value
            if not _WORD.search(whole):
                raise _wrong(query, start, "there is no letter or digit here to look for: take it out")
            yield _Token(start, "term", Term("words", whole))


def _either(query: str, tokens: list[_Token], at: int) -> tuple[Node, int]:
    node, at = _both(query, tokens, at)
    parts = [node]
    while at < len(tokens) and tokens[at].mark == "OR":
        node, at = _both(query, tokens, at + 1)
        parts.append(node)
    return (parts[0] if len(parts) == 1 else Either(tuple(parts))), at


def _both(query: str, tokens: list[_Token], at: int) -> tuple[Node, int]:
    node, at = _single(query, tokens, at)
    parts = [node]
    while at < len(tokens) and tokens[at].mark not in ("OR", ")"):
        node, at = _single(query, tokens, at + (tokens[at].mark == "AND"))
        parts.append(node)
    return (parts[0] if len(parts) == 1 else Both(tuple(parts))), at


def _single(query: str, tokens: list[_Token], at: int) -> tuple[Node, int]:
    if at >= len(tokens):
        raise _wrong(query, len(query), "a word is missing at the end: add one, or put AND, OR, NOT in quotation marks")
    token = tokens[at]
    if token.term is not None:
        return token.term, at + 1
    if token.mark == "NOT":
        node, at = _single(query, tokens, at + 1)
        return Without(node), at
    if token.mark == "(":
        node, at = _either(query, tokens, at + 1)
        if at >= len(tokens) or tokens[at].mark != ")":
            raise _wrong(query, token.at, "this bracket is never closed: add )")
        return node, at + 1
    raise _wrong(query, token.at, f"a word is missing before {token.mark}: add one, or put it in quotation marks")


def _wrong(query: str, at: int, cure: str) -> UsageError:
    return UsageError(f"cannot read the query at character {at + 1}: {cure}\n  {query}\n  {' ' * at}^")
