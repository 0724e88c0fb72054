"""What the start tags around a page's blocks say, each wording read once: hundreds of elements share some."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from firsthand.extract.page import Element, Page, holding, once


@dataclass(slots=True, eq=False)
class StartTag:
    """One wording of a start tag: '<div class="Story-Body" id=x>' is a div with classes "Story-Body", marks "story-body x"."""

    tag: str
    attrs: Mapping[str, str]
    classes: str  # as they stand
    marks: str  # classes and id in small, a space between them


@once
def start_tags(page: Page) -> Mapping[str, StartTag]:
    """The start tags of the elements that hold blocks, by how they stand in the source."""
    held = {element.source: element for element in map(page.elements.__getitem__, holding(page))}
    return {source: _read(element) for source, element in held.items()}


def how_many(page: Page, says: Callable[[StartTag], bool]) -> int:
    """How many elements that hold blocks have a start tag that says so."""
    saying = {source for source, tag in start_tags(page).items() if says(tag)}
    return sum(page.elements[i].source in saying for i in holding(page)) if saying else 0


def _read(element: Element) -> StartTag:
    attrs = element.attrs
    if not attrs:
        return StartTag(element.tag, attrs, "", "")
    classes, id_ = attrs.get("class", ""), attrs.get("id", "")
    return StartTag(element.tag, attrs, classes, f"{classes} {id_}".lower() if classes or id_ else "")
