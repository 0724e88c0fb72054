"""The table of the steps. Read it top to bottom: it is the program."""

from __future__ import annotations

from firsthand import extract, read, relate, resolve, trace
from firsthand.model.articles import Article, Capture
from firsthand.model.findings import Chain, Entity, Family, Fingerprints, ReuseLink
from firsthand.model.judgements import Judgement
from firsthand.model.readings import Attribution, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.units import Step

READINGS = (Mention, Attribution, TimeRef, PlaceRef, Quantity)

PIPELINE: tuple[Step, ...] = (
    Step("extract", 1, "capture", (Capture, Judgement), (Article,), extract.run, uses_pack=True),
    Step("shingle", 2, "article", (Article,), (Fingerprints,), relate.shingle),
    Step("link", 2, "article", (Article, Fingerprints), (ReuseLink,), relate.link),
    Step("read", 3, "article", (Article, Judgement), READINGS, read.run, read.likeness, read.carry, uses_pack=True),
    Step("family", 2, "record", (Article, ReuseLink), (Family,), relate.family),
    Step("resolve", 1, "record", (Mention, Judgement), (Entity,), resolve.run, uses_pack=True),
    Step("trace", 1, "article", (Article, Mention, Attribution, ReuseLink), (Chain,), trace.run, uses_pack=True),
)

STEPS = {step.name: step for step in PIPELINE}
