"""What start tags say, each wording of a page read once: hundreds of elements share some."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape

from firsthand.extract.html_tags import BARE, CLOSES, EMPTY, KINDS, LINE, OPENS

NAME = re.compile(r"<[A-Za-z][^\s/>]*+")
SPACE = r"\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # as \s, but quick within [^...]
ATTRIBUTE = re.compile(
    rf"([^{SPACE}/>=\"'<][^{SPACE}/>=]*+)(?:[{SPACE}]*+=[{SPACE}]*+(?:\"([^\"]*+)\"|'([^']*+)'|([^{SPACE}>]++))|)[{SPACE}]*+"
)


class StartTag:
    """One wording of a start tag: '<div class="Story-Body" id=x>' is a div with classes "Story-Body", marks "story-body x"."""

    # what stands behind "tag" is worked out when asked for: `attrs`, `marks`, `looks.called`, `cuts.is_headed`
    __slots__ = ("does", "source", "tag", "_attrs", "_marks", "called", "headed")  # noqa: RUF023
    _attrs: Mapping[str, str]
    _marks: str
    called: str
    headed: bool

    def __init__(self, tag: str, source: str) -> None:
        self.tag = tag
        self.source = source
        does = KINDS.get(tag, 0) | OPENS
        self.does = does | EMPTY if does & BARE and source.endswith("/>") else does  # what it does, see `html_tags`

    @property
    def attrs(self) -> Mapping[str, str]:
        """Its attributes, read when asked for."""
        try:
            return self._attrs
        except AttributeError:
            self._attrs = attributes(self.source) if len(self.source) > len(self.tag) + 2 else {}  # "<p>" has none
        return self._attrs

    @property
    def classes(self) -> str:
        """Its classes as they stand."""
        return self.attrs.get("class", "")

    @property
    def marks(self) -> str:
        """Classes and id in small letters, a space between them."""
        try:
            return self._marks
        except AttributeError:
            classes, id_ = self.attrs.get("class", ""), self.attrs.get("id", "")
            self._marks = f"{classes} {id_}".lower() if classes or id_ else ""
        return self._marks


class EndTag(StartTag):
    """An end tag, of whatever wording."""

    __slots__ = ()

    def __init__(self, tag: str) -> None:
        self.tag, self.source = tag, f"</{tag}>"
        self.does = (KINDS.get(tag, 0) & LINE) | CLOSES if tag else 0


NOTHING = EndTag("")  # a comment, a declaration


@lru_cache(1 << 13)  # a site repeats its tags
def attributes(tag: str) -> Mapping[str, str]:
    """The attributes of a start tag, the first of a name counts: '<a HREF=x class="y &amp; z">' -> href, class."""
    name = NAME.match(tag)
    found: dict[str, str] = {}
    for own, double, single, bare in ATTRIBUTE.findall(tag, name.end() if name else 1):
        if (own := own.lower()) not in found:
            value = double or single or bare
            found[own] = unescape(value) if "&" in value else value
    return found
