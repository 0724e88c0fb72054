"""Layouts of single articles that look like many: live pages, timelines, interviews, lists, chapters, letters with answers."""

from __future__ import annotations

import random
from dataclasses import replace

from dump_layouts import Layout
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
    ),
)
TURNS = ("Q: |A: ", "Q. |A. ", "– |", "<by>: |<by>: ", "You: |I: ", "Question: |Answer: ", "• |• ", "- |- ")


def drawn_single(rng: random.Random) -> Layout:
    """A layout whose one article has parts that recur."""
    base = sampled_layout(rng)
    held = {k: v for k, v in base.settings.items() if k not in ("lead", "opening", "stub")} | {"date": date_shape(rng)}
    if rng.random() < 0.7:
        entry = rng.choice(ENTRIES).replace("{}", label(rng))
        if rng.random() < 0.15:
            entry = f"{entry}{rng.choice(MARKS)}{rng.choice(('<clock>', '<heading>', '<place>'))}"
        held |= {"entry": entry, "entries": rng.choice(("0.3", "0.6", "1", "1"))}
    else:
        held["turns"] = rng.choice(TURNS)
    shapes = tuple(replace(x, paragraphs=None) for x in base.shapes[:1])
    return replace(base, name="single", shapes=shapes, settings=held, group=())
