"""Layouts drawn by a seed: heads and tails out of pools.txt, or put together line by line from what heads say.

A drawn head says its things in any order, parted by any mark, under any made-up label: what is learnt from so many is not
the words of a head but that one recurs.
"""

from __future__ import annotations

import random

from dump_layouts import Layout, Line, Shape, dates, pools

BLANKS = ("all", "all", "all", "paragraphs", "paragraphs", "between", "none", "head")
SAYS = ("<date>",) * 4 + ("<by>",) * 3 + ("<outlet>",) * 3
SAYS += ("<section>", "<place>", "<clock>", "<agency>", "<n> words", "<domain>", "<handle>", "page <n3>", "<n3> min")
MARKS = (" | ", " – ", " — ", " - ", ", ", " / ", " · ", " • ", ": ", " ", " > ", "; ", " // ", " ~ ")
WRAPS = (
    ("(", ")"),
    ("[", "]"),
    ("*", "*"),
    ("_", "_"),
    ("**", "**"),
    ("“", "”"),
    ("<< ", " >>"),
    ("= ", " ="),
    ("// ", ""),
)
STARTS = (
    "# ",
    "## ",
    "### ",
    "* ",
    "- ",
    "• ",
    "> ",
    ">> ",
    "+ ",
    "→ ",
    "» ",
    "== ",
    "= ",
    "§ ",
    "— ",
    "■ ",
    "<num>. ",
    "<num>) ",
    "(<num>) ",
    "<num> ",
)
LABELS = [
    "Outlet",
    "Paper",
    "Published",
    "Writer",
    "Reporter",
    "Desk",
    "Bureau",
    "Edition",
    "Issue",
    "Where",
    "When",
    "Who",
    "Item",
    "Story",
    "Title",
    "Head",
    "Filed",
    "Day",
    "From",
    "Text",
    "Words",
    "Photography",
    "Slug",
    "Origin",
    "Channel",
    "Magazine",
    "Wire",
    "Article",
    "No.",
    "Report",
    "Headline",
    "Time",
    "Words",
    "Editor",
    "Pictures",
    "Ref",
    "Doc",
]
SYLLABLES = "ka ro mel tin as ber lo vi dan su ter gra mo nel pi con ver".split()  # noqa: SIM905
JOBS = ("",) * 8 + (" Staff Writer", " for <outlet>", ", <place>", " in <place>", " / <agency>")
RULES = "*-_=~#.+•—<>§%:"


def drawn_layout(rng: random.Random) -> Layout:
    """A layout put together by chance."""
    held = pools()
    kinds = rng.choice((1, 1, 1, 1, 2, 4))
    tail = _tail(rng)
    paragraphs = rng.choice(((1, 1), (1, 2), (1, 3), (2, 4))) if rng.random() < 0.22 else None
    heads = [_head(rng) if rng.random() < 0.65 else rng.choice(held["heads"]) for _ in range(kinds)]
    shapes = tuple(Shape(h, tail if rng.random() < 0.85 else rng.choice(held["tails"]), paragraphs) for h in heads)
    top = tuple(x for _ in range(rng.choice((0, 1, 1, 1, 2))) for x in rng.choice(held["tops"]))
    bottom = tuple(x for _ in range(rng.choice((0, 0, 1, 1, 2, 3))) for x in rng.choice(held["bottoms"]))
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


def _head(rng: random.Random) -> tuple[Line, ...]:
    """A head of a title and up to five things said in up to three lines, above it or below."""
    said = rng.sample(SAYS, rng.choice((0, 1, 1, 2, 2, 3, 4, 5)))
    lines = list[Line]()
    while said:
        some = [said.pop() for _ in range(min(len(said), rng.choice((1, 1, 1, 2, 2, 3))))]
        lines.append(Line("meta", _set(rng, some), rng.choice((1, 1, 1, 0.7))))
    if rng.random() < 0.3:
        deck = rng.choice(
            ("<summary>", "<summary>", "• <summary>", "- <summary>", "_<summary>_", "<summary> <summary>")
        )
        lines += [Line("deck", deck, rng.choice((1, 0.6)))] * rng.choice((1, 1, 1, 2, 3))
    if rng.random() < 0.2:  # the same words in every head
        lines += [Line("meta", _constant(rng), rng.choice((1, 0.8))) for _ in range(rng.choice((1, 1, 2)))]
    if rng.random() < 0.15:
        lines += [
            Line("aside", rng.choice(("Share", "<n> shares", "Print", "<n3> comments", "Listen", "Save", "Photos")))
        ]
    rng.shuffle(lines)
    at = 0 if rng.random() < 0.6 else rng.randint(0, min(2, len(lines)))
    lines.insert(at, Line("title", _title(rng)))
    if rng.random() < 0.15:
        kicker = ("<section>", "<SECTION>", f"{_label(rng)} <num>", f"{_label(rng)} <n>", "<num>", "<section> <num>")
        lines.insert(0, Line("kicker", rng.choice(kicker), rng.choice((1, 0.7))))
    if rng.random() < 0.08:
        lines.append(Line("caption", "<caption>", 0.8))
    while lines[0].role in ("deck", "aside"):
        lines.append(lines.pop(0))
    if rng.random() < 0.06:
        lines.insert(0, Line("meta", _label(rng).upper()))
    return tuple(lines)


def _constant(rng: random.Random) -> str:
    """A line that stands in every article alike, of known words or of none."""
    known = " ".join(_label(rng) for _ in range(rng.randint(1, 3)))
    line = rng.choice((known, known.upper(), f"{_made_up(rng)} {_made_up(rng)}", f"{known} {rng.choice(SAYS)}"))
    if rng.random() < 0.25:
        a, b = rng.choice(WRAPS)
        return a + line + b
    return line + rng.choice(("", "", ":", ".", " -", " »"))


def _title(rng: random.Random) -> str:
    title = rng.choice(("<headline>",) * 7 + ("<HEADLINE>",))
    draw = rng.random()
    if draw < 0.12:
        return rng.choice(STARTS) + title
    if draw < 0.2:
        a, b = rng.choice(WRAPS)
        return a + title + b
    if draw < 0.25:
        return f"{_label(rng)}: {title}"
    if draw < 0.32:
        return f"{title} ({rng.choice(('<outlet>', '<date>', '<outlet>, <date>'))})"
    return title


def _set(rng: random.Random, said: list[str]) -> str:
    """Things said in one line: labelled, wrapped, parted by a mark."""
    out = list[str]()
    for x in said:
        draw = rng.random()
        if x == "<by>" and draw < 0.5:
            out.append(f"{rng.choice(('<w by>', '<w by>', '<w by>', _made_up(rng)))} {x}{rng.choice(JOBS)}")
        elif draw < 0.2:
            out.append(f"{_label(rng)}{rng.choice((':', ':', '', ' -', ' :'))} {x}")
        elif draw < 0.27:
            a, b = rng.choice(WRAPS)
            out.append(a + x + b)
        elif draw < 0.32 and x in ("<outlet>", "<by>", "<section>", "<agency>"):
            out.append(x.upper())
        elif draw < 0.36:
            out.append(f"{_made_up(rng)} {x}")
        else:
            out.append(x)
    line = rng.choice(MARKS).join(out)
    if rng.random() < 0.1:
        a, b = rng.choice(WRAPS)
        line = a + line + b
    return line


def _tail(rng: random.Random) -> tuple[Line, ...]:
    """Ends out of the pools, or of what heads say, or of made-up words."""
    found = list[tuple[Line, ...]]()
    for _ in range(rng.choice((0, 0, 1, 1, 2, 3))):
        draw = rng.random()
        if draw < 0.45:
            found.append(rng.choice(pools()["tails"]))
        elif draw < 0.6:
            found.append(tuple(Line("tail", _constant(rng)) for _ in range(rng.choice((1, 1, 2)))))
        elif draw < 0.7:  # a list under a word, item by item
            items = rng.choice(("<section>", "<place>", "<headline>", "<outlet>"))
            role = "aside" if items == "<headline>" else "tail"
            found.append((Line(role, _constant(rng)), *[Line(role, items, 0.8)] * rng.choice((1, 2, 3, 4))))
        elif draw < 0.9:
            found.append((Line("tail", _set(rng, rng.sample(SAYS, rng.choice((1, 1, 2, 3))))),))
        else:
            found.append((Line("tail", f"{rng.choice(('', '[', '- ', '+ ', '('))}{_made_up(rng)} {_made_up(rng)}"),))
    found.sort(key=lambda t: any(x.role in ("aside", "comment") for x in t))
    keep = rng.choice((1.0, 1.0, 0.8, 0.5))
    return tuple(Line(x.role, x.words, x.share * keep) for t in found for x in t)


def _between(rng: random.Random) -> tuple[Line, ...]:
    draw = rng.random()
    if draw < 0.72:
        return ()
    if draw < 0.82:
        return rng.choice(pools()["between"])
    mark = "".join(rng.choice(RULES) for _ in range(rng.choice((1, 1, 1, 2, 3))))
    return (Line("chrome", rng.choice((mark * rng.randint(1, 40), f"{mark} " * rng.randint(2, 6)))),)


def _label(rng: random.Random) -> str:
    return rng.choice(LABELS) if rng.random() < 0.7 else _made_up(rng)


def _made_up(rng: random.Random) -> str:
    word = "".join(rng.choice(SYLLABLES) for _ in range(rng.randint(1, 3)))
    return rng.choice((word, word.capitalize(), word.upper(), word.capitalize()))
