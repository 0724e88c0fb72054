"""What a page's JSON-LD tells of several articles, each value with its very place in the script."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from itertools import islice

from firsthand.extract.accounts import Said
from firsthand.extract.cuts import Cut
from firsthand.extract.dates import settled_date
from firsthand.extract.page import Block, Page, once, tagged
from firsthand.model.articles import Datum, DatumKind
from firsthand.model.spans import Span

# a string, a number or word, a sign: all that JSON is made of
TOKEN = re.compile(r'"(?P<string>(?:[^"\\]|\\.)*+)"|(?P<word>[-+.\w]++)|(?P<sign>[{}\[\],:])', re.DOTALL)
ARTICLE = re.compile(r"(?:Article|Posting|Report)$")
TYPED = re.compile(r'"@type"\s*:\s*(?:\[\s*)?"[\w:/.]{0,60}(?:Article|Posting|Report)"')
FOLD = re.compile(r"[\W_]+")
DEEPEST = 24  # levels of JSON read
MOST = 400  # articles of one page
BEGINNING = 48  # letters of an article's body by which it is found on the page
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?")
DATED: tuple[tuple[str, DatumKind], ...] = (("datePublished", "published"), ("dateModified", "updated"))
NAMED: tuple[tuple[str, DatumKind], ...] = (("author", "byline"), ("articleSection", "category"), ("keywords", "tag"))


@dataclass(frozen=True, slots=True)
class Told:
    """A string of a script and where it stands there, without its quotation marks."""

    value: str
    span: Span  # of the capture


@dataclass(slots=True)
class Node:
    """An object of a script."""

    held: dict[str, list[Told | Node]] = field(default_factory=dict)

    def first(self, name: str) -> Told | None:
        """The first string under a name: its own, or the `name` of what stands there."""
        return next(self.all(name), None)

    def all(self, name: str) -> Iterator[Told]:
        """The strings under a name, of what stands there their names."""
        for one in self.held.get(name, ()):
            if isinstance(one, Told):
                yield one
            else:
                yield from islice(one.all("name"), 1)

    def nodes(self, name: str) -> Iterator[Node]:
        return (one for one in self.held.get(name, ()) if isinstance(one, Node))

    @property
    def kinds(self) -> list[str]:
        return [t.value.rsplit("/", 1)[-1] for t in self.held.get("@type", ()) if isinstance(t, Told)]


@once
def nodes_of(page: Page) -> list[Node]:
    """Every object of the page's JSON-LD that is an article, in order, those inside others too."""
    found: list[Node] = []
    for element in tagged(page).get("script", ()):
        if "ld+json" in element.attrs.get("type", "").lower():
            if len(TYPED.findall(page.text, element.start_end, element.end)) < 2:
                continue  # of one article at most: `metadata` reads it
            for node in _walked(_parsed(page.text, element.start_end, element.end), 0):
                if any(ARTICLE.search(kind) for kind in node.kinds):
                    found.append(node)
    return found[:MOST]


def is_live(nodes: list[Node]) -> bool:
    """Whether the page says that it is one of running news."""
    return any("LiveBlogPosting" in node.kinds for node in nodes)


def places(page: Page, nodes: list[Node]) -> list[tuple[Node, int]]:
    """The nodes whose headline, or the beginning of whose body, is a block of the page; by their places, each place once."""
    folded: dict[str, int] = {}
    begins: dict[str, int] = {}
    for n, block in enumerate(page.blocks):
        words = _folded(block.text)
        folded.setdefault(words, n)
        begins.setdefault(words[:BEGINNING], n)
    found: dict[int, Node] = {}
    for node in nodes:
        for name, table, size in (
            ("headline", folded, None),
            ("name", folded, None),
            ("articleBody", begins, BEGINNING),
        ):
            told = node.first(name)
            at = table.get(_folded(unescape(told.value))[:size]) if told else None
            if at is not None:
                found.setdefault(at, node)
                break
    return [(node, at) for at, node in sorted(found.items(), key=lambda x: x[0])]


def told_of_cuts(page: Page, cuts: list[Cut]) -> list[list[Said]]:
    """For each cut what the JSON-LD tells of the article whose headline, or whose beginning, stands in it."""
    nodes = nodes_of(page)
    if not nodes:
        return [[] for _ in cuts]
    placed = places(page, nodes)
    homes = {id(b): k for k, cut in enumerate(cuts) for b in cut.blocks}
    out: list[list[Said]] = [[] for _ in cuts]
    for node, at in placed:
        k = homes.get(id(page.blocks[at]))
        if k is not None and not out[k]:
            out[k] = list(said(node, page.blocks[at]))
    return out


def said(node: Node, at: Block | None = None) -> Iterator[Said]:
    """What a node says of its article: title, dates, names, each with its name there: "$..headline"."""
    if (headline := node.first("headline") or node.first("name")) is not None:
        title = " ".join(unescape(headline.value).split())
        if at is None or _folded(title) == _folded(at.text):
            yield _told("headline", Datum("title", title, "metadata", headline.span, title))
    for name, kind in DATED:
        if (told := node.first(name)) is not None and (edtf := settled_date(told.value)):
            yield _told(name, Datum(kind, edtf, "metadata", told.span, told.value))
    for name, kind in NAMED:
        for told in islice(node.all(name), 20):
            value = " ".join(unescape(told.value).split())
            if value and len(value) <= 80 and "://" not in value:
                yield _told(name, Datum(kind, value, "metadata", told.span, value))
    if (house := node.first("publisher")) is not None:
        value = " ".join(unescape(house.value).split())
        yield _told("publisher", Datum("outlet", value, "metadata", house.span, house.value))


def _told(name: str, d: Datum) -> Said:
    return Said("json-ld", f"$..{name}", d)


def _walked(value: Told | Node | None, depth: int) -> Iterator[Node]:
    if isinstance(value, Node) and depth <= DEEPEST:
        yield value
        for held in value.held.values():
            for one in held:
                yield from _walked(one, depth + 1)


def _folded(text: str) -> str:
    return FOLD.sub("", text).casefold()


def _parsed(text: str, start: int, end: int) -> Node:
    """A script's objects; lists are read as several values of one name. What is damaged is read as far as it goes."""
    root = Node()
    stack: list[tuple[Node, str]] = [(root, "")]  # the object that is being read, and the name in it
    lists: list[int] = []  # depth of the stack at which each open list stands
    name, awaits = "", True  # whether the next string is a name of the object
    for match in TOKEN.finditer(text, start, end):
        sign = match["sign"]
        node, under = stack[-1]
        if sign == "{":
            new = Node()
            node.held.setdefault(under or name or "@graph", []).append(new)
            if len(stack) <= DEEPEST:
                stack.append((new, ""))
            name, awaits = "", True
        elif sign == "}":
            if len(stack) > 1:
                stack.pop()
            awaits = False
        elif sign == "[":
            lists.append(len(stack))
            awaits = False
        elif sign == "]":
            if lists:
                lists.pop()
        elif sign == ":":
            stack[-1] = (node, name)
            awaits = False
        elif sign == ",":
            in_list = bool(lists) and lists[-1] == len(stack)
            awaits = not in_list
        elif match["string"] is not None:
            if awaits:
                name = match["string"]
            else:
                value = _plain(match["string"])
                node.held.setdefault(under or "@graph", []).append(Told(value, Span(*match.span("string"))))
    return root


def _plain(raw: str) -> str:
    if "\\" not in raw:
        return raw
    try:
        return str(json.loads(f'"{raw}"', strict=False))
    except ValueError:
        return raw
