"""Layouts drawn by a seed: heads and tails out of pools.txt, or put together line by line from what heads say.

A drawn head says its things in any order, parted by any mark, under any made-up label: what is learnt from so many is not
the words of a head but that one recurs.
"""

from __future__ import annotations

import random
from collections.abc import Callable

from dump_layouts import Layout, Line, Shape, dates, pools
from dump_phrases import MARKS, SAYS, STARTS, WRAPS, constant, label, made_up, told, worn

BLANKS = ("all", "all", "all", "paragraphs", "paragraphs", "between", "none", "head")
RULES = "*-_=~#.+•—<>§%:oxOX"
ASIDES = ("Share", "<n> shares", "Print", "<n3> comments", "Listen", "Save", "Photos")
LIST_ITEMS = ("<section>", "<place>", "<headline>", "<outlet>")
DATELINES = (
    *("<PLACE> (<agency>) – <sentence>", "<PLACE>, <date %b. %-d> — <sentence>", "<place>: <sentence>"),
    *("(<agency>) <sentence>", "<PLACE> — <sentence> <sentence>", "<date %-d %B>, <place>. <sentence>"),
)
KICKERS = (
    *(
        "<section>",
        "<SECTION>",
        "<section>",
        "<place>",
        "<section> / <section>",
        "<section> <num>",
        "<section>, <place>",
    ),
    *("<num>", "<n>", "<outlet>", "<PLACE>", "<SECTION> <month>", "<place> <n>"),
)


def drawn_layout(rng: random.Random) -> Layout:
    """A layout put together by chance."""
    held = pools()
    kinds = rng.choice((1, 1, 1, 1, 2, 4))
    tail = _tail(rng)
    paragraphs = rng.choice(((1, 1), (1, 2), (1, 3), (2, 4))) if rng.random() < 0.22 else None
    heads = [_head(rng) if rng.random() < 0.65 else rng.choice(held["heads"]) for _ in range(kinds)]
    shapes = tuple(Shape(h, tail if rng.random() < 0.85 else rng.choice(held["tails"]), paragraphs) for h in heads)
    top = tuple(x for _ in range(rng.choice((0, 1, 1, 1, 2))) for x in _around(rng, "tops", _top_line))
    bottom = tuple(x for _ in range(rng.choice((0, 0, 1, 1, 2, 3))) for x in _around(rng, "bottoms", _bottom_line))
    return Layout("drawn", shapes, top, _between(rng), bottom, _settings(rng))


def _settings(rng: random.Random) -> dict[str, str]:
    return {
        "blank": rng.choice(BLANKS),
        "wrap": rng.choice(("0",) * 7 + ("60", "72", "78", "40", "100")),
        "indent": rng.choice(("0",) * 8 + ("2", "4", "8")),
        "gap": rng.choice(("0", "0", "0", "1", "2")),
        "date": rng.choice(dates()),
        "subheads": rng.choice(("0", "0", "0.08", "0.2")),
        "asides": rng.choice(("0", "0", "0.05", "0.12", "0.25")),
        "noise": rng.choice(("0", "0", "0.3", "1")),
        "lang": rng.choice(("en",) * 12 + ("es", "fr", "de", "ru", "ar", "en", "en")),
    }


def _around(rng: random.Random, pool: str, line: Callable[[random.Random], str]) -> tuple[Line, ...]:
    """Some of what stands above the first article or below the last: out of the pools, or drawn line by line."""
    if rng.random() < 0.5:
        return rng.choice(pools()[pool])
    lines = [Line("chrome", line(rng)) for _ in range(rng.choice((1, 1, 2, 3)))]
    if rng.random() < 0.2:  # a menu, or what else there is to read
        lines += [Line("chrome", rng.choice(LIST_ITEMS), 0.9)] * rng.choice((2, 3, 5, 8))
    return tuple(lines)


def _top_line(rng: random.Random) -> str:
    """What names a page: a site, an issue, a search, for whom it was put together and when."""
    known = f"{label(rng)} {label(rng)}"
    return worn(
        rng,
        rng.choice(
            (
                *("<site>", "<SITE>", "<SITELINE>", "<siteline>", "<site>: <section>", "<month> <year>", "<date>"),
                *(known, known.upper(), f"{known} <n>", f"{known} <date>", f"{known} {rng.choice(SAYS)}"),
                *(f"{made_up(rng)} {known.lower()} {made_up(rng)} <date>", f"{known} (<n>)", f"{known}, <place>"),
                *(rng.choice(MARKS).join(["<section>"] * rng.randint(2, 6)), "<headline>", "<sentence>"),
            )
        ),
        0.2,
    )


def _bottom_line(rng: random.Random) -> str:
    """What closes a page: a sentence to its readers, an address, rights, a number."""
    known = f"{label(rng)} {label(rng).lower()}"
    return worn(
        rng,
        rng.choice(
            (
                *("<sentence>", "<sentence>", "<sentence> <sentence>", f"{known} <handle>@<domain>.", "www.<domain>"),
                *(f"© <year> <outlet>. {known}.", known, f"{known}.", f"{known} <site>.", "<site>, <place>"),
                *(
                    f"{made_up(rng)} {known} {made_up(rng)} {made_up(rng)}.",
                    "<n3>",
                    f"{label(rng)} <n3>",
                    constant(rng),
                ),
            )
        ),
        0.15,
    )


def _head(rng: random.Random) -> tuple[Line, ...]:
    """A head of a title and up to nine things said in up to seven lines, above it or below."""
    said = rng.sample(SAYS, rng.choice((0, 1, 1, 2, 2, 3, 4, 5, 5, 9)))
    lines = list[Line]()
    while said:
        some = [said.pop() for _ in range(min(len(said), rng.choice((1, 1, 1, 2, 2, 3))))]
        lines.append(Line("meta", told(rng, some), rng.choice((1, 1, 1, 0.7))))
    if rng.random() < 0.3:
        deck = rng.choice(
            ("<summary>", "<summary>", "• <summary>", "- <summary>", "_<summary>_", "<summary> <summary>")
        )
        lines += [Line("deck", deck, rng.choice((1, 0.6)))] * rng.choice((1, 1, 1, 2, 3))
    if rng.random() < 0.2:  # the same words in every head
        lines += [Line("meta", constant(rng), rng.choice((1, 0.8))) for _ in range(rng.choice((1, 1, 2)))]
    if rng.random() < 0.15:
        lines += [Line("aside", rng.choice(ASIDES))]
    rng.shuffle(lines)
    at = 0 if rng.random() < 0.6 else rng.randint(0, min(rng.choice((2, 5)), len(lines)))
    lines.insert(at, Line("title", _title(rng)))
    if rng.random() < 0.22:
        lines.insert(0, Line("kicker", _kicker(rng), rng.choice((1, 1, 0.7))))
    if rng.random() < 0.08:
        lines.append(Line("caption", "<caption>", 0.8))
    while lines[0].role in ("deck", "aside"):
        lines.append(lines.pop(0))
    if rng.random() < 0.06:
        lines.insert(0, Line("meta", label(rng).upper()))
    if rng.random() < 0.08:
        lines.append(Line("prose", rng.choice(DATELINES), rng.choice((1, 0.7))))
    return tuple(lines)


def _kicker(rng: random.Random) -> str:
    known = (f"{label(rng)} <num>", f"{label(rng)} <n>", f"<section> {label(rng)}", f"<SECTION> {label(rng).upper()}")
    return worn(rng, rng.choice(KICKERS + known), 0.4)


def _title(rng: random.Random) -> str:
    title = rng.choice(("<headline>",) * 7 + ("<HEADLINE>",))
    draw = rng.random()
    if draw < 0.12:
        return rng.choice(STARTS) + title
    if draw < 0.2:
        a, b = rng.choice(WRAPS)
        return a + title + b
    if draw < 0.25:
        return f"{label(rng)}: {title}"
    if draw < 0.32:
        return f"{title} ({rng.choice(('<outlet>', '<date>', '<outlet>, <date>'))})"
    if draw < 0.38:
        return f"{rng.choice(SAYS)}{rng.choice(MARKS)}{title}"
    return title


def _tail(rng: random.Random) -> tuple[Line, ...]:
    """Ends out of the pools, or of what heads say, or of made-up words."""
    found = [_ending(rng) for _ in range(rng.choice((0, 0, 1, 1, 2, 3)))]
    found.sort(key=lambda t: any(x.role in ("aside", "comment") for x in t))
    keep = rng.choice((1.0, 1.0, 0.8, 0.5))
    return tuple(Line(x.role, x.words, x.share * keep) for t in found for x in t)


def _ending(rng: random.Random) -> tuple[Line, ...]:
    draw = rng.random()
    if draw < 0.35:
        return rng.choice(pools()["tails"])
    if draw < 0.5:
        return tuple(Line("tail", constant(rng)) for _ in range(rng.choice((1, 1, 2))))
    if draw < 0.6:  # a list under a word, item by item
        items = rng.choice(LIST_ITEMS)
        role = "aside" if items == "<headline>" else "tail"
        return (Line(role, constant(rng)), *[Line(role, items, 0.8)] * rng.choice((1, 2, 3, 4)))
    if draw < 0.8:
        things = [told(rng, rng.sample(SAYS, rng.choice((1, 1, 2, 3)))) for _ in range(rng.choice((1, 1, 1, 2, 3)))]
        return tuple(Line("tail", rng.choice(("", "", rng.choice(STARTS))) + x) for x in things)
    if draw < 0.86:  # a signature: a rule, or a name alone
        first = rng.choice(("--", "-- ", "—", "* * *", "~", "<by>", "<by>", "<outlet>"))
        return (Line("tail", first), Line("tail", rng.choice(("<place>", "<by>", constant(rng))), rng.choice((1, 0))))
    if draw < 0.9:
        return (Line("note", worn(rng, f"{label(rng)} {label(rng).lower()}: <sentence>", 0.4)),)
    return (Line("tail", f"{rng.choice(('', '[', '- ', '+ ', '('))}{made_up(rng)} {made_up(rng)}"),)


def _between(rng: random.Random) -> tuple[Line, ...]:
    draw = rng.random()
    if draw < 0.7:
        return ()
    if draw < 0.79:
        return rng.choice(pools()["between"])
    if draw < 0.84:
        return (Line("chrome", worn(rng, f"{label(rng)} {label(rng).lower()}", 0.5)),)
    mark = "".join(rng.choice(RULES) for _ in range(rng.choice((1, 1, 1, 2, 3))))
    return (Line("chrome", rng.choice((mark * rng.randint(1, 40), f"{mark} " * rng.randint(2, 6)))),)
