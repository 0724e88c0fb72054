"""The table of the steps. Read it top to bottom: it is the program."""

from __future__ import annotations

from firsthand import extract, read, relate, resolve, trace
from firsthand.model.articles import Article, Capture
from firsthand.model.comparing import Card, Variant
from firsthand.model.findings import (
    Chain,
    Claim,
    Discrepancy,
    Entity,
    Event,
    Family,
    Fingerprints,
    Likely,
    ReuseLink,
    Series,
    Statement,
)
from firsthand.model.judgements import Judgement
from firsthand.model.readings import Attribution, EventMention, Mention, PlaceRef, Quantity, Telling, TimeRef
from firsthand.model.rims import Boilerplate, Rims
from firsthand.model.units import Step

READINGS = (Mention, Attribution, TimeRef, PlaceRef, Quantity, Telling, EventMention)
NAMED = (Article, Mention, Attribution, PlaceRef, Judgement)
TOLD = (Article, Attribution, Telling, EventMention, Family, Entity, Chain, Event)
HELD = (Card, Variant, ReuseLink, Entity, Event, Claim)


PIPELINE: tuple[Step, ...] = (
    Step("extract", 22, "capture", (Capture, Judgement), (Article,), extract.run, uses_pack=True),
    Step("boilerplate", 1, "outlet", (Rims,), (Boilerplate,), extract.boilerplate),
    Step("shingle", 2, "article", (Article,), (Fingerprints,), relate.shingle),
    Step("link", 2, "article", (Article, Fingerprints), (ReuseLink,), relate.link),
    Step("read", 26, "article", (Article, Judgement), READINGS, read.run, read.likeness, read.carry, uses_pack=True),
    Step("family", 2, "record", (Article, ReuseLink), (Family,), relate.family),
    Step("resolve", 9, "record", NAMED, (Entity,), resolve.run, uses_pack=True),
    Step("trace", 7, "article", (Article, Mention, Attribution, ReuseLink), (Chain,), trace.run, uses_pack=True),
    Step("events", 5, "record", (Article, *READINGS, Family, Entity, Chain), (Event,), resolve.events, uses_pack=True),
    Step("claims", 12, "record", TOLD, (Statement, Claim, Likely), resolve.join_claims, uses_pack=True),
    Step("collate", 11, "article", (Article, *READINGS, ReuseLink), (Card, Variant), trace.collate, uses_pack=True),
    Step("compare", 9, "record", HELD, (Discrepancy, Series), trace.compare, uses_pack=True),
)

STEPS = {step.name: step for step in PIPELINE}
