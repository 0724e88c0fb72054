"""The lines of an article's head together: which name is the outlet's, where no line by itself tells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from firsthand.extract.head_clauses import clauses, is_lone_name, lone_name
from firsthand.extract.header import Field, HeadLine, head_line
from firsthand.extract.names import is_given, is_person
from firsthand.lang import get
from firsthand.lang.outlet_names import is_known_place, sounds_like_outlet
from firsthand.model.spans import Span

# "Lesk – Mara Venn", "Mara Venn, Lesk"
FILED = re.compile(
    r"(?P<one>[^\W\d_a-z][^\d|:;,@/–—]{1,40}?)\s*(?P<mark>,|:|\s[/–—-]|[|·•])\s+(?P<two>[^\W\d_a-z][^\d|:;,@/–—]{1,40})"
)
LONG_WORD = 4  # letters: shorter words of a name are mostly grammar
Candidate = tuple[int, Field]  # a line and the name in it


def known_head(text: str) -> HeadLine | None:
    """What a line between a headline and its story says: taken apart where every stretch can be told, else as a whole."""
    whole, parts = head_line(text), clauses(text)
    if whole is None or parts is None:
        return whole or parts
    if whole.of("republisher", "category", "tag") or (
        whole.of("updated", "reposted", "source") and not parts.of("outlet", "source")
    ):
        return whole
    had = {f.value for f in whole.of("outlet")}
    return whole if had & {f.value for f in parts.unsure} and not parts.of("outlet") else parts


def settled_head(head: Sequence[str], story: str) -> list[HeadLine | None]:
    """What each line of a head says; None of lines that say nothing of who, where or when.

    Where none tells the outlet it is a name beside a day ('Tide Lesk, 3 May 2031') or a line of its own next to such a line,
    unless the story goes to that name as to a town, or has its words as common ones.
    """
    lines = [known_head(text) for text in head]
    alone = {i: lone_name(text) for i, text in enumerate(head) if lines[i] is None and _is_beside(lines, i, text)}
    if not any(line and line.of("outlet") for line in lines):
        told = [(i, f) for i, line in enumerate(lines) if line for f in line.unsure]
        lone = [(i, f) for i, f in alone.items() if not is_given(f.value) and _is_proper(f.value, story)]
        found = next((c for c in [*told, *lone] if not _is_town(c[1].value, story)), None)
        if found is not None:
            i, name = found
            line = lines[i] or HeadLine(())
            lines[i] = replace(line, fields=(*line.fields, name), unsure=())
            alone.pop(i, None)
    if not any(line and line.of("byline") for line in lines):
        for i, text in enumerate(head):
            if lines[i] is None and (writer := _filed_by(text, story)):
                lines[i] = HeadLine((writer,), has_byline=True)
                alone.pop(i, None)
                break
    if not any(line and (line.has_byline or line.of("byline")) for line in lines):
        for i, f in alone.items():
            if is_person(f.value) and (is_given(f.value) or any(line and line.of("outlet") for line in lines)):
                lines[i] = HeadLine((replace(f, kind="byline"),), has_byline=True)
                break
    return lines


def _is_beside(lines: Sequence[HeadLine | None], i: int, text: str) -> bool:
    near = [line for line in (*lines[max(0, i - 1) : i], *lines[i + 1 : i + 2]) if line]
    return is_lone_name(text) and any(line.has_byline or line.fields for line in near)


def _filed_by(text: str, story: str) -> Field | None:
    """Whose report a line says it is, beside where it was filed and nothing else: 'Lesk – Mara Venn', 'Mara Venn / Lesk'."""
    match = FILED.fullmatch(text.strip(" :."))
    if match is None:
        return None
    for where, who in (("one", "two"), ("two", "one")):
        town, name = match[where], match[who]
        placed = is_known_place(town) or _is_town(town, story)
        sure = is_given(name) or (match["mark"] != "," and _is_proper(name, story) and not _is_common(name))
        if placed and sure and is_person(name) and not is_known_place(name) and not sounds_like_outlet(name):
            at = text.index(name)
            return Field("byline", " ".join(name.split()), Span(at, at + len(name)))
    return None


def _is_common(name: str) -> bool:
    """Whether a word of a name is one of the news' common ones: 'Peace Talks'."""
    return any(w.casefold().removesuffix("s") in _common() for w in name.split())


@cache
def _common() -> frozenset[str]:
    return frozenset(get("en").column("common_stems"))


def _is_proper(name: str, story: str) -> bool:
    """Whether a name's words are hardly common ones: few stand in small letters in the story."""
    words = [w.casefold() for w in re.findall(r"[^\W\d_]+", name) if len(w) >= LONG_WORD]
    return 2 * sum(bool(re.search(rf"\b{re.escape(w)}\b", story)) for w in words) <= len(words)


def _is_town(name: str, story: str) -> bool:
    """Whether the story is somewhere of that name: "in Port Lesk"."""
    return bool(re.search(rf"\b(?:{_where()})\s+{re.escape(name)}\b(?![’']s)", story))


@cache
def _where() -> str:
    return "|".join(map(re.escape, get("en").column("where_words")))
