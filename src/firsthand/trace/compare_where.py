"""The countries that a figure is told of: '247 in Norland and 10 in Sudland' are two counts, and neither is of both."""

from __future__ import annotations

import re

from firsthand.model.spans import Span
from firsthand.trace.compare_held import Held, touching, within
from firsthand.trace.compare_lines import fold
from firsthand.trace.compare_places import AREA, land_of

REACH = 120  # characters after a figure in which its place stands
NEAR = 30  # characters between a figure and where its place begins: "40 people [while] in"
WHERE = re.compile(r"\b(?:in|at|outside|inside|across)\s")
# what the two may begin with stands first, and is quick to look for
STOP = re.compile(
    r"[;:()—–“”.,\s](?:(?<=[;:()—–“”])|(?<=\.)\s|(?<=,)\s(?:but|which|who|while|when|after|as)\b|"
    r"(?<=\s)(?:but|while|after|before|since)\s)"
)
IN = re.compile(r"[Iia](?:(?<=\b[Ii])n|(?<=\bi)nside|(?<=\ba)cross)\s+(?:the\s+|both\s+)?")
NO_WEEKDAY = r"(?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)"
NAME = re.compile(rf"{NO_WEEKDAY}[A-Z][\w’'-]*(?:[.]\w[.]?|\s+(?:al|de|el|es|of)?\s*{NO_WEEKDAY}[A-Z][\w’'-]*)*")
# between the places of one count: "in Norland and Sudland", "the capital of Norland"
BOTH = re.compile(
    r"\s*(?:,\s*(?:and\s+)?|and\s+|as\s+well\s+as\s+|capital\s+(?:of\s+)?|city\s+of\s+)(?:the\s+(?:\w+\s+of\s+)?|in\s+)?"
)


def lands_of(held: Held, sentence: Span, figure: Span) -> tuple[str, ...]:
    """Countries as keys of places, sorted, or names that no table knows: those named after the figure, else those before it, else
    those farther behind. Empty: none is named, or it is not clear which, as in 'flew in from Norland to the camp in Sudland'."""
    after = _after(held, sentence, figure)
    if after:
        return after
    cues = within(held.cues, Span(sentence.start, figure.start))
    said = [c.span.end for c in cues if c.span.end <= figure.start]
    before = _lands(held, max([sentence.start, *said]), figure.start)
    return before or _lands(held, figure.end, sentence.end)


def elsewhere(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two counts are of other places: of other countries, or of one town and of two countries. A town of which no country
    is known may lie in the one country that the other names."""
    if not a or not b or a == b:
        return False
    one, two = ({x for x in some if x[0] == "="} for some in (a, b))
    if one and two:
        return one != two
    return len(one or two) != 1 and set(a).isdisjoint(b)


def _after(held: Held, sentence: Span, figure: Span) -> tuple[str, ...]:
    end = min(sentence.end, figure.end + REACH)
    end = min([end, *(q.span.start for q in within(held.quantities, Span(figure.end, end)))])
    stop = STOP.search(held.text, figure.end, end)
    end = stop.start() if stop else end
    where = WHERE.search(held.text, figure.end, min(end, figure.end + NEAR))
    return _lands(held, where.start(), end) if where else ()


def _lands(held: Held, start: int, end: int) -> tuple[str, ...]:
    """The countries of the one list of places in a stretch; of several lists that differ none."""
    lists = {found for m in IN.finditer(held.text, start, end) if (found := _listed(held, m.end(), end))}
    return next(iter(lists)) if len(lists) == 1 else ()


def _listed(held: Held, at: int, end: int) -> tuple[str, ...]:
    """The countries of places that are named one after the other: "Harbourtown, Norland, and the Sudlandic capital"."""
    found: set[str] = set()
    unknown: set[str] = set()
    while (name := NAME.match(held.text, at, end)) is not None:
        land = _land(held, name.start(), name.end())
        if land is not None:
            found.add(land)
        elif any(m.kind == "place" for m in touching(held.mentions, Span(name.start(), name.end()))):
            unknown.add(fold(name.group()))
        else:
            break
        following = BOTH.match(held.text, name.end(), end)
        if following is None:
            break
        at = following.end()
    return tuple(sorted(found or unknown))


def _land(held: Held, start: int, end: int) -> str | None:
    """The country of a name: its own, that of the place so called, or of its people's "capital"."""
    known = land_of(held.text[start:end])
    if known is not None:
        return known[0] if known[1] or AREA.match(held.text, end) else None
    refs = within(held.places, Span(start, end))
    return f"={refs[0].country}" if refs and refs[0].country else None
