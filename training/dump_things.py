"""What lines of composed layouts say: fields under labels, days in any writing, things without labels, fixed furniture.

Labels and furniture stand in dumps/labels.txt and dumps/furniture.txt.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cache

from dump_layouts import HERE, Line
from dump_phrases import MARKS, STARTS, WRAPS, label, told

Case = Callable[[str], str]

# how a field stands beside its label; "\n": on a line of its own
FIELDS = (
    *("{}: ", "{}: ", "{}: ", "{}:", "{} ", "{} ", "{} - ", "{}- ", "{}-- ", "{} = ", "{} | ", "[{}] ", "**{}:** "),
    *("{} :: ", "{} .... ", "({}) ", "- {}: ", "* {}: ", "{}) ", "{} > ", "@{} ", "#{} ", "| {} | ", "{}\n", "{}:\n"),
    "\\{} ",
)
INLINE = [x for x in FIELDS if "\n" not in x]
PLAIN = (
    *("<outlet>", "<outlet>", "<date>", "<date>", "<by>", "<by>", "<section>", "<place>", "<domain>", "<clock>"),
    *("<agency>", "<PLACE>", "<OUTLET>", "<BY>", "<outlet>, <date>", "<by>, <outlet>", "<date>, <place>"),
    *("<outlet> (<place>)", "<handle>", "@<handle>", "<n3>h ago", "<n3> min read", "p. <n3>"),
    *("https://<domain>/<slug>", "<outlet>, p. <n3>", "<handle> wrote:", "<by> writes:", "<outlet> reports:"),
    *("<domain> > <section>", "/<section>/<slug>.html"),
)
CODE_LETTERS = "ABCDEFHILNPRSTUWY"
DECORATIONS = (*STARTS, "⚡ ", "🔴 ", "📌 ", "‼️ ", "🇶 ", "[<n3>]", "*** ", "### ")
BRACKETS = (
    *WRAPS,
    *(("*** ", " ***"), ("== ", " =="), ("''", "''"), ("'''", "'''"), ("~~ ", " ~~"), ("+++ ", " +++")),
)


def field_lines(rng: random.Random, role: str, thing: str, style: str, case: Case, share: float) -> list[Line]:
    """A thing under its label: "Paper: <outlet>", "SN <outlet>", or the label in a line of its own."""
    said = rng.choice(labels()[thing])
    said = "".join(rng.choice(CODE_LETTERS) for _ in range(2)) if said == "code" else case(said)
    said = case(label(rng)) if rng.random() < 0.15 else said
    value = f"<date {date_shape(rng)}>" if thing == "<date>" else thing
    first, own_line, _ = style.format(said).partition("\n")
    if own_line:
        return [Line("meta", first), Line(role, value)]
    if role != "title" and rng.random() < 0.02:  # nothing filled in
        return [Line(role, first.rstrip(), share)]
    return [Line(role, first + value, share)]


def things(rng: random.Random, count: int) -> list[str]:
    """So many things that fields may hold, headlines none of them."""
    return rng.sample([x for x in sorted(labels()) if x != "<headline>"], count)


def thing(rng: random.Random) -> str:
    """What a line says that has no label: one thing, two or three."""
    draw = rng.random()
    if draw < 0.45:
        return marked(rng, rng.choice(PLAIN), 0.2)
    if draw < 0.6:
        return f"<date {date_shape(rng)}>"
    if draw < 0.75:
        return told(rng, rng.sample(("<date>", "<by>", "<outlet>", "<place>", "<section>"), 2))
    return rng.choice(MARKS).join(rng.choice(PLAIN) for _ in range(rng.choice((2, 2, 3))))


def marked(rng: random.Random, words: str, share: float) -> str:
    """In marks, by so small a chance: "[3]...", "*** ... ***"."""
    if rng.random() >= share:
        return words
    if rng.random() < 0.5:
        return rng.choice(DECORATIONS) + words
    a, b = rng.choice(BRACKETS)
    return a + words + b


def date_shape(rng: random.Random) -> str:
    """A way of writing days: '%-d %b. %Y', '%Y%m%d', '%A, %B %d, %Y at %H:%M GMT'."""
    day, year = rng.choice(("%-d", "%-d", "%d")), rng.choice(("%Y", "%Y", "%Y", "%y"))
    shape = _in_words(rng, day, year) if rng.random() < 0.65 else _in_numbers(rng, day, year)
    if rng.random() < 0.25:
        weekday = rng.choice(("%A", "%a", "%A", "%a."))
        ways = ("{0}, {1}", "{0} {1}", "{1}, {0}", "{1} ({0})", "{1} {0}")
        shape = rng.choice(ways).format(weekday, shape)
    if rng.random() < 0.22:
        clock = rng.choice(("%H:%M", "%H:%M:%S", "%-I:%M %p", "%H.%M", "%Hh%M", "%H%M"))
        zone = rng.choice(("", "", " GMT", " UTC", " +0100", "Z", " EST", " local time"))
        shape += f"{rng.choice((' ', ' ', ', ', ' at ', ' | ', 'T', ' - '))}{clock}{zone}"
    return shape


def _in_words(rng: random.Random, day: str, year: str) -> str:
    month = rng.choice(("%B", "%B", "%b", "%b."))
    ways = (f"{day} {month} {year}", f"{month} {day}, %Y", f"{month} {day} %Y", f"{day}. {month} %Y")
    return rng.choice((*ways, f"{day}-{month}-{year}", f"%Y {month} {day}", f"{month} {day}"))


def _in_numbers(rng: random.Random, day: str, year: str) -> str:
    mark = rng.choice("./-/-.")
    ways = (f"{day}{mark}%m{mark}{year}", f"%m{mark}{day}{mark}{year}", f"%Y{mark}%m{mark}%d")
    return rng.choice((*ways, "%Y%m%d", "%y%m%d"))


def fixed(rng: random.Random, kind: str, count: int, role: str = "chrome") -> list[Line]:
    """Lines of furniture, the same words wherever they stand; menus sometimes in one line."""
    held = rng.sample(furniture()[kind], min(count, len(furniture()[kind])))
    if kind in ("menu", "share") and count > 1 and rng.random() < 0.3:
        return [Line(role, rng.choice((" | ", " ", " · ", " / ")).join(held))]
    return [Line(role, rng.choice((x, x, x, x.upper(), f"[{x}]")) if kind != "close" else x) for x in held]


def phrase(rng: random.Random, kind: str) -> str:
    """A line of furniture as it stands in the list."""
    return rng.choice(furniture()[kind])


@cache
def labels() -> dict[str, tuple[str, ...]]:
    """What fields are called, by what they hold."""
    return _table("labels")


@cache
def furniture() -> dict[str, tuple[str, ...]]:
    """Lines that stand around articles, by kind."""
    return _table("furniture")


def _table(name: str) -> dict[str, tuple[str, ...]]:
    """'[key] a | b' a line."""
    lines = (HERE / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    pairs = (x[1:].split("] ", 1) for x in lines if x.startswith("["))
    return {key: tuple(x.strip() for x in held.split(" | ")) for key, held in pairs}
