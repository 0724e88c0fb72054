"""Selectors as in style sheets, the plain part of them: `div.story > h2, li[data-kind=news] a`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.extract.page import Block, Element, Page

LONGEST = 300  # characters
SIMPLE = re.compile(
    r"(?P<tag>[A-Za-z][\w-]*|\*)|\.(?P<class>[\w-]+)|#(?P<id>[\w-]+)"
    r"|\[(?P<attr>[\w:-]+)(?:(?P<how>[~^$*]?=)(?:\"(?P<quoted>[^\"\]]*)\"|'(?P<single>[^'\]]*)'|(?P<bare>[^\]\s\"']+)))?\]"
)
STEP = re.compile(r"\s*(>)?\s*([^\s>]+)")


@dataclass(frozen=True, slots=True)
class Simple:
    """What one element must be: its tag, classes, id, attributes."""

    tag: str | None
    classes: frozenset[str]
    id: str | None
    attrs: tuple[tuple[str, str, str], ...]  # name, "=" or its like ("" where it need only be there), value

    def fits(self, element: Element) -> bool:
        held = element.attrs
        if self.tag and self.tag != element.tag:
            return False
        if (self.id and held.get("id") != self.id) or not self.classes <= element.classes:
            return False
        return all(name in held and _holds(held[name], how, value) for name, how, value in self.attrs)


@dataclass(frozen=True, slots=True)
class Selector:
    """One or more ways to be selected, each a chain from the outermost element to the element itself."""

    words: str
    ways: tuple[tuple[tuple[bool, Simple], ...], ...]  # whether the one before is the very parent

    def fits(self, page: Page, index: int) -> bool:
        """Whether the element is selected."""
        return any(_fits(page, index, way) for way in self.ways)

    def found(self, page: Page) -> list[int]:
        """The elements of a page that are selected, none inside another."""
        held = list[int]()
        for i, element in enumerate(page.elements):
            if self.fits(page, i) and not (held and element.start < page.elements[held[-1]].end):
                held.append(i)
        return held

    def within(self, page: Page, block: Block) -> int | None:
        """The innermost selected element around a block."""
        return next((i for i in reversed(block.path) if self.fits(page, i)), None)


def selector(words: str) -> Selector:
    """'h2 a, .title' as a selector; ValueError with what is wrong of anything else."""
    if len(words) > LONGEST:
        raise ValueError(f"the selector has {len(words)} characters, more than {LONGEST}")
    ways = tuple(_way(part.strip()) for part in words.split(","))
    return Selector(words, ways)


def _way(words: str) -> tuple[tuple[bool, Simple], ...]:
    steps, at = list[tuple[bool, Simple]](), 0
    while at < len(words):
        match = STEP.match(words, at)
        if match is None:
            break
        steps.append((bool(match[1]), _simple(match[2], words)))
        at = match.end()
    if not steps or steps[0][0] or words[at:].strip():
        raise ValueError(f"no selector: {words!r}. Write a tag, .class, #id or [attribute], as in: div.story > h2")
    return tuple(steps)


def _simple(word: str, words: str) -> Simple:
    tag, id_, at = None, None, 0
    classes, attrs = set[str](), list[tuple[str, str, str]]()
    while at < len(word):
        match = SIMPLE.match(word, at)
        if match is None or (match["tag"] and at):
            raise ValueError(f"no selector: {words!r}, at {word[at:]!r}. Write a tag, .class, #id or [attribute=value]")
        if match["tag"]:
            tag = None if match["tag"] == "*" else match["tag"].lower()
        elif match["class"]:
            classes.add(match["class"].lower())
        elif match["id"]:
            id_ = match["id"]
        else:
            value = next((match[k] for k in ("quoted", "single", "bare") if match[k] is not None), "")
            attrs.append((match["attr"].lower(), match["how"] or "", value))
        at = match.end()
    return Simple(tag, frozenset(classes), id_, tuple(attrs))


def _fits(page: Page, index: int, way: tuple[tuple[bool, Simple], ...]) -> bool:
    if not way[-1][1].fits(page.elements[index]):
        return False
    up, at = page.elements[index].parent, len(way) - 1
    while at > 0:
        is_parent, wanted = way[at][0], way[at - 1][1]
        while up >= 0 and not wanted.fits(page.elements[up]):
            up = -1 if is_parent else page.elements[up].parent
        if up < 0:
            return False
        up, at = page.elements[up].parent, at - 1
    return True


def _holds(held: str, how: str, value: str) -> bool:
    if how == "^=":
        return held.startswith(value)
    if how == "$=":
        return held.endswith(value)
    if how == "*=":
        return value in held
    return (value in held.split()) if how == "~=" else (how == "" or held == value)
