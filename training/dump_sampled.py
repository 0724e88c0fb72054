"""Layouts of dumps composed by chance: how articles are headed, told of, ended and parted, what the page wears, how it is set.

Where dump_drawn.py puts lines together one by one, a composed layout has a design that all its lines keep: fields under
labels of one style, a mail's head, a number of many, one line for all (dump_designs.py); and what stands around is word by
word the same.
"""

from __future__ import annotations

import random
from dataclasses import replace

from dump_designs import design, finished
from dump_drawn import RULES, drawn_layout
from dump_layouts import Layout, Line, Shape
from dump_phrases import WRAPS, constant, label, made_up, worn
from dump_things import INLINE, date_shape, field_lines, fixed, marked, phrase, thing, things

QUOTED = (">", ">", "|", ">>", ": ", "»")
ENDINGS = ("source", "source", "fields", "share", "address", "close", "close", "more", "comments", "sign", "rights")
RIM = ("name", "name", "name", "menu", "fields", "words", "contents", "greeting", "rule", "path")
SPANS = (None, None, None, (1, 2), (1, 3), (1, 4), (2, 5), (3, 8))  # paragraphs of an article
LANGUAGES = ("ja", "ja", "ko", "pl", "uk", "fa", "he", "nl", "sv")  # besides those of dump_drawn.py
BROKEN_OFF = (" …", "...", " [...]", " (more)", "… Read more", " >>")


def sampled_layout(rng: random.Random) -> Layout:
    """A layout of one design; of ten, one has two heads of it, one takes its head from those drawn line by line."""
    made = design(rng)
    heads = [made(rng) for _ in range(rng.choice((1,) * 9 + (2,)))]
    if rng.random() < 0.1:
        heads = [list(drawn_layout(rng).shapes[0].head)]
    if rng.random() < 0.2:
        heads += [_varied(rng, heads[0]) for _ in range(rng.choice((1, 2, 3)))]
    tail, span = _tail(rng), rng.choice(SPANS)
    frame = tuple(fixed(rng, "menu", rng.choice((1, 2, 4, 8)))) if rng.random() < 0.12 else ()
    top = (*frame, *_rim(rng)) if rng.random() < 0.8 else frame
    bottom = _rim(rng) if rng.random() < 0.45 else ()
    bottom = tuple(x for x in bottom if x.role != "contents")
    if rng.random() < 0.08:
        top = (*top, *_contents(rng))
    shapes = tuple(Shape(finished(rng, h), tail, span) for h in heads)
    return Layout("sampled", shapes, top, frame or _between(rng), bottom, _settings(rng), _group(rng))


def _varied(rng: random.Random, head: list[Line]) -> list[Line]:
    """The same head as another article has it: lines missing, one saying another thing, but for the first: without that no
    line between two articles could be told to end the one."""
    first, *rest = head
    rest = [replace(x, words=thing(rng)) if x.role == "meta" and rng.random() < 0.15 else x for x in rest]
    return [first, *(x for x in rest if x.role == "title" or rng.random() > 0.25)]


def _tail(rng: random.Random) -> tuple[Line, ...]:
    """Ends: whence it is, fields, marks to share, an address, a word that says it ends, what else to read, comments."""
    out = list[Line]()
    for _ in range(rng.choice((0, 0, 1, 1, 1, 2, 3))):
        out += _ending(rng)
    if rng.random() < 0.5:  # else tags and marks follow what else to read
        out.sort(key=lambda x: x.role in ("aside", "comment"))
    return tuple(out)


def _ending(rng: random.Random) -> list[Line]:
    kind = rng.choice(ENDINGS)
    if kind == "source":
        a, b = rng.choice((*WRAPS, ("-- ", ""), ("Source: ", ""), ("", "."), ("➜ ", ""), ("From ", ""), ("/", "/")))
        return [Line("tail", f"{a}{thing(rng)}{b}", rng.choice((1, 1, 0.8)))]
    if kind == "fields":
        style, case = rng.choice(INLINE), rng.choice((str, str.upper))
        said = things(rng, rng.choice((1, 1, 2, 3, 5)))
        return [x for t in said for x in field_lines(rng, "tail", t, style, case, 1)]
    if kind == "share":
        shown = ("<n> views", "<n3> likes", "<n> · <n3>", "♥ <n3>", "👁 <n>", "<n3> comments")
        counted = Line("tail", rng.choice(shown))
        marks = fixed(rng, "share", rng.choice((1, 1, 3)), "tail")
        return [*marks, counted] if rng.random() < 0.5 else marks
    if kind == "address":
        where = rng.choice(("https://<domain>/<slug>", "<domain>", "<handle>@<domain>", "@<handle>"))
        return [Line("tail", marked(rng, where, 0.4))]
    if kind == "close":
        return fixed(rng, "close", 1, "tail")
    return {"more": _more, "comments": _comments, "sign": _signed, "rights": _rights}[kind](rng)


def _more(rng: random.Random) -> list[Line]:
    lead = rng.choice(("Read also", "Related", "See also:", "More on this", constant(rng), "<w related>"))
    return [Line("aside", lead), *[Line("aside", marked(rng, "<headline>", 0.3), 0.85)] * rng.choice((1, 2, 3, 5))]


def _comments(rng: random.Random) -> list[Line]:
    said = [Line("comment", thing(rng)), Line("comment", "<sentence>")]
    name = rng.choice(("Comments", "Responses", "Replies"))
    return [Line("aside", f"{name} (<n3>)"), *said * rng.choice((1, 2, 3))]


def _signed(rng: random.Random) -> list[Line]:
    rule = Line("tail", rng.choice(("--", "—", "__")), rng.choice((1, 0)))
    return [rule, Line("tail", rng.choice(("<by>", "<BY>", "<bio>", "<by>, <place>", "<outlet>")))]


def _rights(rng: random.Random) -> list[Line]:
    whose = f"© <year> <outlet>. {phrase(rng, 'rights')}"
    return [Line("tail", rng.choice((whose, phrase(rng, "rights"), "(c) <outlet>", "Copyright <year> <outlet>")))]


def _between(rng: random.Random) -> tuple[Line, ...]:
    if rng.random() < 0.62:
        return ()
    mark = "".join(rng.choice(RULES) for _ in range(rng.choice((1, 1, 2))))
    rule = Line("chrome", rng.choice((mark * rng.randint(2, 40), f"{mark} " * rng.randint(2, 8))))
    known = (phrase(rng, "close"), constant(rng), "<n3>", "- <n3> -", "<site>", "Page <n3>")
    other = Line("chrome", rng.choice(known))
    menu = Line("chrome", rng.choice((" | ", " · ", " / ")).join(constant(rng) for _ in range(rng.choice((2, 3, 4)))))
    return rng.choice(((rule,), (rule,), (rule,), (other,), (rule, other), (rule, rule), (menu,)))


def _group(rng: random.Random) -> tuple[Line, ...]:
    """What stands above some articles and is of none: a section, a day, a country."""
    if rng.random() < 0.06:  # a rule above each article, the first one too
        mark = rng.choice(RULES)
        return (Line("chrome", rng.choice((mark * rng.randint(3, 70), f"{mark} " * rng.randint(2, 9)))),)
    if rng.random() < 0.84:
        return ()
    known = ("<section>", "<SECTION>", "<place>", "<PLACE>", f"<date {date_shape(rng)}>", "<outlet>", "<month> <year>")
    share = rng.choice((0.2, 0.35, 0.5))
    heading = Line("chrome", worn(rng, rng.choice(known), 0.4), share)
    return (heading, Line("chrome", f"<rule {rng.choice('=-~*_')}>", share)) if rng.random() < 0.15 else (heading,)


def _rim(rng: random.Random) -> tuple[Line, ...]:
    """What stands above the first article or below the last: names, menus, fields, a list of contents, words to readers."""
    return tuple(x for _ in range(rng.choice((1, 1, 2, 3))) for x in _around(rng))


def _around(rng: random.Random) -> list[Line]:
    kind = rng.choice(RIM)
    if kind == "name":
        made = f"{label(rng)} {label(rng).lower()}"
        return _named(rng, made)
    if kind == "menu":
        return fixed(rng, "menu", rng.choice((2, 4, 7, 12)))
    if kind == "fields":
        style, case = rng.choice(INLINE), rng.choice((str, str.upper))
        return [x for t in things(rng, rng.choice((1, 2, 3))) for x in field_lines(rng, "chrome", t, style, case, 1)]
    if kind == "contents":
        return _contents(rng)
    if kind == "rule":
        return [Line("chrome", rng.choice(RULES) * rng.randint(3, 60))]
    if kind == "words":
        return [Line("chrome", "<sentence> " * rng.choice((1, 1, 2, 4)))] * rng.choice((1, 1, 1, 2, 4))
    if kind == "greeting":
        return [Line("chrome", phrase(rng, "greeting"))]
    paths = ("<site> > <section> > <place>", "https://<domain>/<slug>", "<site> | <section> | <date>")
    return [Line("chrome", rng.choice(paths))]


def _contents(rng: random.Random) -> list[Line]:
    """What the articles are called, one a line."""
    lead = rng.choice(("", "", "<num>. ", "<num>) ", "- ", "* ", "[<num>] ", "<letter>. ", "• ", "<outlet>: "))
    rest = rng.choice(
        ("", "", "", " (<outlet>)", " (<by>)", " ... <n3>", " ..... <n3>", " / <by>", " <n3>", " – <date>")
    )
    said = rng.choice(("<headline>",) * 4 + ("<HEADLINE>",))
    listed = Line("contents", f"{lead}{said}{rest}")
    if rng.random() < 0.15:  # and whose it is, in a row of its own
        listed = replace(listed, words=f"{listed.words}\n{rng.choice(('', '', '   by '))}{thing(rng)}")
    return [*fixed(rng, "greeting", rng.choice((0, 1))), listed]


def _named(rng: random.Random, made: str) -> list[Line]:
    """A name, and mostly a day, a number, a place under it."""
    known = rng.choice(("<site>", "<SITE>", "<siteline>", constant(rng), made, "<section>"))
    first = Line("chrome", rng.choice((known, f"{known} – <date>", f"{known}, <date>", f"{known} <n3>")))
    below = (f"<date {date_shape(rng)}>", "No. <n>", "<month> <year>", "<place>", constant(rng))
    return [first, Line("chrome", rng.choice(below), rng.choice((1, 0)))]


def _settings(rng: random.Random) -> dict[str, str]:
    """How the page is set; what few pages have, by its own small chance."""
    held = dict(drawn_layout(rng).settings) | {"date": date_shape(rng)}
    if rng.random() < 0.15:
        held["wrap"] = str(rng.randint(38, 100))
    if rng.random() < 0.09:  # columns of print
        held |= {"wrap": str(rng.randint(28, 48)), "blank": rng.choice(("none", "between", "head", "paragraphs"))}
        held["indent"] = rng.choice(("0", "1", "2", "3"))
    if held["wrap"] != "0" and rng.random() < 0.3:
        held["wrapped"] = "prose"
    if rng.random() < (0.35 if held["wrap"] != "0" else 0.04):
        held["titled"] = str(rng.randint(18, 48))
    if rng.random() < 0.14:
        held["lang"] = rng.choice(LANGUAGES)
    more = f" [+{rng.randint(100, 9999)} chars]"
    rare = {
        "margin": (0.06, rng.choice(("1", "2", "3", "5", "8"))),
        "quoted": (0.04, rng.choice(QUOTED)),
        "lead": (0.05, rng.choice(("<k>.", "<k>", "(<k>)", "[<k>]", "-", "•", "¶", "*"))),
        "opening": (0.05, f"{made_up(rng).upper()}{rng.choice(('', ':', '-', ' -', '.'))}"),
        "stub": (0.08, rng.choice(("0.3", "0.7", "1"))),
        "stubbed": (0.5, rng.choice((*BROKEN_OFF, more))),
    }
    if (wrap := held["wrap"]) != "0":
        rims = ("<n>", "- <n> -", f"Page <n> / {made_up(rng)}", f"{made_up(rng)} {made_up(rng)}   <n>")
        rare |= {
            "hang": (0.1, rng.choice(("2", "4", "6"))),
            "centred": (0.06, wrap),
            "spacing": (0.06, "double"),
            "running": (0.15, str(rng.randint(25, 70))),
            "rim": (1, rng.choice(rims)),
        }
    return held | {k: v for k, (share, v) in rare.items() if rng.random() < share}
