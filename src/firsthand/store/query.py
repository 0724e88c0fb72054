"""What a person typed in the search field, as a tree; or where it goes wrong and how to mend it (docs/search.md).

    drone "tower 22" OR rocket* NOT outlet:Sputnik speaker:minister said:ceasefire date:2031-03..2031-05

Words side by side must all be there. NEAR binds closest, then NOT, then AND, then OR; brackets group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from firsthand.store import query_values as values
from firsthand.store.folded import Words
from firsthand.store.query_values import Name, Node, OneOf, QueryError, Said, wrong

LONGEST = 500  # characters
MOST = 60  # words and fields: FTS5 and PostgreSQL both take more, a person's query does not need it
DEEPEST = 20  # brackets within brackets
WITHIN = 10  # words between the two of NEAR, if it names no number
FURTHEST = 30
# “ ” „ « » are quotation marks too; what cannot be shown on one line is a blank
_PLAIN = str.maketrans(
    dict.fromkeys("“”„‟«»", '"') | dict.fromkeys((*map(chr, range(32)), "\x7f", "\u2028", "\u2029"), " ")
)
_LONE = re.compile("[\ud800-\udfff]")
# matches: "two words"   outlet:Sputnik   speaker:"John Kirby"   -word   harb*   (   but not an unclosed quotation mark
_TOKEN = re.compile(
    r"""
    (?P<bracket> [()] )
  | (?P<minus> - (?= [\w"(] ) )
  | (?: (?P<field> [A-Za-z_]{1,30} ) : )? (?: "(?P<phrase> [^"]{0,500} )" (?P<star> \* )? | (?P<word> [^\s()"]{1,500} ) )
    """,
    re.VERBOSE,
)
_BARE = re.compile(r"(?P<field>[A-Za-z_]{1,30}):\Z")
_NEAR = re.compile(r"NEAR(?:/(?P<n>\d{1,6}))?\Z")


@dataclass(frozen=True, slots=True)
class Near:
    """Two words or phrases with at most so many words between them, in either order."""

    left: Words
    right: Words
    within: int


@dataclass(frozen=True, slots=True)
class OneAttribution:
    """All of these of one attribution."""

    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Both:
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Either:
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Without:
    part: Tree


Tree = Node | Near | OneAttribution | Both | Either | Without


def parse(query: str) -> Tree | None:
    """The tree of a query; None of an empty one."""
    line = _LONE.sub("\ufffd", query.translate(_PLAIN))
    if len(line) > LONGEST:
        cure = (
            f"the query is {len(line)} characters long, and {LONGEST} are read: shorten it, or search a list of names"
        )
        raise QueryError(line[:LONGEST], LONGEST, cure)
    return _Reader(line).whole()


def words_of(tree: Tree | None) -> Iterator[Words]:
    """The words that are to be in the text or in what is said, for marking them."""
    if isinstance(tree, Words):
        yield tree
    elif isinstance(tree, Said):
        yield tree.words
    elif isinstance(tree, Near):
        yield from (tree.left, tree.right)
    elif isinstance(tree, Both | Either | OneAttribution):
        for part in tree.parts:
            yield from words_of(part)


def attributions_of(tree: Tree | None) -> Iterator[OneAttribution]:
    """What is asked of attributions, wherever it is not excluded."""
    if isinstance(tree, OneAttribution):
        yield tree
    elif tree is not None and is_of_attribution(tree):
        yield OneAttribution((tree,))
    elif isinstance(tree, Both | Either):
        for part in tree.parts:
            yield from attributions_of(part)


def names_of(tree: Tree | None) -> Iterator[Name]:
    """The names that are asked for: outlets, speakers, places ..."""
    if isinstance(tree, Name):
        yield tree
    elif isinstance(tree, Both | Either | OneAttribution):
        for part in tree.parts:
            yield from names_of(part)


def is_of_attribution(tree: Tree) -> bool:
    if isinstance(tree, Name):
        return tree.field == "speaker"
    if isinstance(tree, Either):
        return all(is_of_attribution(part) for part in tree.parts)
    return isinstance(tree, Said | OneOf | OneAttribution)


@dataclass(frozen=True, slots=True)
class _Token:
    at: int
    end: int
    mark: str  # ( ) AND OR NOT NEAR, or "" of a term
    term: Node | None = None
    within: int = WITHIN


class _Reader:
    """Reads one query from left to right."""

    def __init__(self, query: str) -> None:
        self.query = query
        self.tokens = list(self._tokens())
        self.at = 0
        self.depth = 0

    def whole(self) -> Tree | None:
        if not self.tokens:
            return None
        tree = self._either()
        if self.at < len(self.tokens):
            raise wrong(self.query, self.tokens[self.at].at, "this bracket was never opened: take it out")
        return tree

    def _tokens(self) -> Iterator[_Token]:
        at, terms = 0, 0
        while (at := _skip(self.query, at)) < len(self.query):
            found = _TOKEN.match(self.query, at)
            if not found:
                raise wrong(self.query, self._unclosed(at), 'this quotation mark is never closed: add a second "')
            token = self._token(at, found)
            terms += token.term is not None
            if terms > MOST:
                raise wrong(
                    self.query, at, f"{MOST} words and fields are read: take out some, or search a list of names"
                )
            at = found.end()
            yield token

    def _unclosed(self, at: int) -> int:
        place = self.query.find('"', at)
        return place if place >= 0 else at

    def _token(self, at: int, found: re.Match[str]) -> _Token:
        word, end = found["word"], found.end()
        if found["bracket"] or found["minus"]:
            return _Token(at, end, found["bracket"] or "NOT")
        bare = _BARE.match(word or "") if found["field"] is None else None
        if found["field"] is None and bare is None:
            if word in ("AND", "OR", "NOT"):
                return _Token(at, end, word)
            if word and (near := _NEAR.match(word)):
                return _Token(at, end, "NEAR", within=self._within(at, near["n"]))
            phrase = found["phrase"] if word is None else word
            return _Token(at, end, "", values.words(self.query, at, phrase, starred=bool(found["star"])))
        if bare and self.query.startswith('"', end):
            raise wrong(self.query, end, 'this quotation mark is never closed: add a second "')
        name = bare["field"] if bare else found["field"]
        text = "" if bare else word if found["phrase"] is None else found["phrase"]
        value = values.Typed(self.query, at, at + len(name) + 1, text, bool(found["star"]))
        return _Token(at, end, "", values.field(name, value))

    def _within(self, at: int, number: str | None) -> int:
        if number is None:
            return WITHIN
        if int(number) > FURTHEST:
            raise wrong(self.query, at, f"NEAR reaches {FURTHEST} words at most: write NEAR/{FURTHEST}, or AND")
        return int(number)

    def _mark(self) -> str | None:
        """What stands next: "" of a term, None at the end."""
        return self.tokens[self.at].mark if self.at < len(self.tokens) else None

    def _either(self) -> Tree:
        parts = [self._both()]
        while self._mark() == "OR":
            self.at += 1
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _both(self) -> Tree:
        beside: list[list[Tree]] = [[self._single()]]  # what stands side by side; AND parts it
        while (mark := self._mark()) not in (None, "OR", ")"):
            if mark == "AND":
                self.at += 1
                beside.append([])
            beside[-1].append(self._single())
        parts = [part for some in beside for part in _grouped(some)]
        return parts[0] if len(parts) == 1 else Both(tuple(parts))

    def _single(self) -> Tree:
        negated = False
        while self._mark() == "NOT":
            negated, self.at = not negated, self.at + 1
        tree = self._positive()
        return Without(tree) if negated else tree

    def _positive(self) -> Tree:
        if self.at >= len(self.tokens):
            cure = "a word is missing at the end: add one, or put AND, OR, NOT, NEAR in quotation marks"
            raise wrong(self.query, len(self.query), cure)
        token = self.tokens[self.at]
        self.at += 1
        if token.term is not None:
            return self._near(token)
        if token.mark != "(":
            raise wrong(self.query, token.at, _missing(token.mark))
        self.depth += 1
        if self.depth > DEEPEST:
            raise wrong(self.query, token.at, f"{DEEPEST} brackets within brackets are read: take out some")
        tree = self._either() if self._mark() != ")" else None
        if tree is None:
            raise wrong(self.query, token.at, "there is nothing between these brackets: take them out")
        if self._mark() != ")":
            raise wrong(self.query, token.at, "this bracket is never closed: add )")
        self.depth, self.at = self.depth - 1, self.at + 1
        return tree

    def _near(self, token: _Token) -> Tree:
        parts: list[Tree] = []
        left = token.term
        assert left is not None
        while self._mark() == "NEAR":
            near = self.tokens[self.at]
            after = self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None
            right = after.term if after else None
            if not isinstance(left, Words) or not isinstance(right, Words):
                cure = 'NEAR stands between two words or phrases, as in: drone NEAR/5 "air base"'
                raise wrong(self.query, near.at, cure)
            parts.append(Near(left, right, near.within))
            left, self.at = right, self.at + 2
        if not parts:
            return left
        return parts[0] if len(parts) == 1 else Both(tuple(parts))


def _skip(query: str, at: int) -> int:
    while at < len(query) and query[at].isspace():
        at += 1
    return at


def _missing(mark: str) -> str:
    if mark == ")":
        return "a word is missing before this bracket, or it was never opened: add one, or take it out"
    return f"a word is missing before {mark}: add one, or put {mark} in quotation marks"


def _grouped(parts: Sequence[Tree]) -> list[Tree]:
    """Fields of attributions side by side are of one attribution; a second speaker:, kind: or stance: begins another."""
    groups: list[list[Tree]] = []
    taken: set[str] = set()
    rest: list[Tree] = []
    for part in parts:
        if not is_of_attribution(part):
            rest.append(part)
            continue
        name = part.field if isinstance(part, Name | OneOf) else ""
        if not groups or (name and name in taken):
            groups.append([])
            taken = set()
        taken.add(name)
        groups[-1].append(part)
    return [*rest, *(group[0] if len(group) == 1 else OneAttribution(tuple(group)) for group in groups)]
