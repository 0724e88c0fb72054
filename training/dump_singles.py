"""Layouts of single articles that look like many: live pages, timelines, interviews, lists, chapters, letters with answers."""

from __future__ import annotations

import random
from dataclasses import replace

from dump_layouts import Layout, Line
from dump_phrases import MARKS, label
from dump_sampled import date_shape, sampled_layout

# lines above the paragraphs of a single article, parted by " / ", and the lead of its paragraphs in turn
ENTRIES = (
    *(
        "<clock>",
        "<clock> / <heading>",
        "<date>",
        "<heading>",
        "<heading>",
        "<num>. <heading>",
        "<k>. <heading>",
        "<k>",
    ),
    *("<by>", "<by>, <job>", "<HEADING>", "<heading>?", "<place>", "<date> – <heading>", "<k>) <heading>", "{} <k>"),
    *(
        "{} <k>: <heading>",
        "<by> / <date>",
        "* * *",
        "<clock> <by>",
        "— <k> —",
        "<outlet>",
        "<heading>:",
        "Update <clock>",
        "Updated <clock>",
        "<clock> / <by>",
        "Article <k>",
        "{}: <n>",
        "<month> <num>, <year>",
        "<place>, <date>",
    ),
)
# a letter or a record: to whom, where, when
ADDRESSED = (
    "To: <by>",
    "<outlet>",
    "<place>, <date>",
    "Dear <by>,",
    "<n> <place> Street",
    "Case <n>/<n3>",
    "Present: <by>",
)
TURNS = (
    "Q: |A: ",
    "Q. |A. ",
    "– |",
    "<by>: |<by>: ",
    "You: |I: ",
    "<BY>: |<BY>: ",
    "{}: |{}: ",
    "<BY>, <place>: |Q ",
    "<k> |<k> ",
    "Question: |Answer: ",
    "• |• ",
    "- |- ",
)


LIVELY = 0.12  # of these pages, so many are live pages: of more, the networks unlearn pages of short articles under their times
# what a live page's entries stand under, and what may close one
LIVE = (
    *(
        "{0}",
        "{0} / <headline>",
        "{0} / <headline>",
        "{0} / <heading>",
        "{0} <headline>",
        "{0} – <headline>",
        "{0} / <by>",
    ),
    *("<by> / {0}", "{0} / <by> / <headline>", "<headline> / {0}", "<by>, {0}", "{0} / <place>", "{0} / <outlet>"),
)
CLOCKS = (
    "%H:%M",
    "%H.%M",
    "%H:%M GMT",
    "%-I:%M %p",
    "%-I.%M%p",
    "%Hh%M",
    "[%H:%M]",
    "%H:%M:%S",
    "%-d %b %H:%M",
    "%d.%m. %H:%M",
)
CLOSED = (
    "Updated at <clock>",
    "Updated at <clock> GMT",
    "Share",
    "Share this post",
    "<n3> comments",
    "Permalink",
    "<agency>",
)
GOES_ON = (" – as it happened", ": live updates", " – live", " (live)", ": the latest", "")


def drawn_single(rng: random.Random) -> Layout:
    """A layout whose one article has parts that recur."""
    base = sampled_layout(rng)
    held = {k: v for k, v in base.settings.items() if k not in ("lead", "opening", "stub")} | {"date": date_shape(rng)}
    draw = rng.random()
    if draw < LIVELY:
        held |= _live(rng)
    elif draw < 0.75:
        entry = rng.choice(ENTRIES).replace("{}", label(rng))
        if rng.random() < 0.15:
            entry = f"{entry}{rng.choice(MARKS)}{rng.choice(('<clock>', '<heading>', '<place>'))}"
        held |= {"entry": entry, "entries": rng.choice(("0.3", "0.6", "1", "1"))}
        if "<heading>" in entry and rng.random() < 0.3:
            held["chapters"] = rng.choice(("-", "-", "*", "•", "§"))
    else:
        name = rng.choice((str, str.upper))(label(rng))
        held["turns"] = rng.choice(TURNS).replace("{}", name, 1).replace("{}", label(rng))
    head = base.shapes[0].head
    if draw < LIVELY and rng.random() < 0.5:
        more = rng.choice(GOES_ON)
        head = tuple(replace(x, words=x.words + more) if x.role == "title" else x for x in head)
    if rng.random() < 0.15:
        head = (*head, *(Line("meta", x) for x in rng.sample(ADDRESSED, rng.choice((2, 3, 4)))))
    shapes = tuple(replace(x, head=head, paragraphs=None) for x in base.shapes[:1])
    return replace(base, name="single", shapes=shapes, settings=held, group=())


def _live(rng: random.Random) -> dict[str, str]:
    """A page that grew: after a head and a paragraph or more, entries under their times."""
    shape = rng.choice(CLOCKS)
    held = {
        "entry": rng.choice(LIVE).replace("{0}", f"<date {shape}>"),
        "entries": rng.choice(("0.4", "0.6", "0.8", "1")),
    }
    held["after"] = rng.choice(("1", "1", "2", "3"))
    if rng.random() < 0.5:
        held |= {"closed": rng.choice(CLOSED), "closes": rng.choice(("0.3", "0.6", "1"))}
    return held
