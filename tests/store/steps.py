"""Small true steps, so that the store and the runner are tested apart from how news is read."""

from __future__ import annotations

import re

from firsthand.model.articles import Article, Capture, Datum, Part
from firsthand.model.findings import Chain, Entity, Family, Fingerprints, Hop, Passage, ReuseLink
from firsthand.model.ids import digest, make_id
from firsthand.model.judgements import Judgement
from firsthand.model.readings import Attribution, Mention
from firsthand.model.spans import OffsetMap, Run, Span
from firsthand.model.units import (
    ExtractInput,
    FamilyInput,
    LeftOut,
    LinkInput,
    ReadInput,
    ResolveInput,
    Result,
    ShingleInput,
    Step,
    TraceInput,
)


def extract(given: ExtractInput) -> Result:
    """An article for each stretch between lines of '====' ; one that says BREAK breaks the step."""
    if "BREAK" in given.text:
        raise ValueError("this page breaks")
    found = re.finditer(r"(?:(?!====).)+?(?=====|\Z)", given.text, re.DOTALL)
    articles = tuple(_article(given.capture, m.start(), m[0]) for m in found if m[0].strip("=\n "))
    rims = tuple(LeftOut(Span(m.start(), m.end()), "a rim") for m in re.finditer("====", given.text))
    return Result(articles, left_out=rims)


def _article(capture: Capture, start: int, words: str) -> Article:
    lead = len(words) - len(words.lstrip("=\n "))
    text = words.strip("=\n ")
    title = Span(0, len(text.split("\n", 1)[0]))
    place = title.shift(start + lead)
    outlet = text.split()[0]
    return Article(
        id=make_id("article", capture.id, start + lead),
        capture_id=capture.id,
        region=Span(start + lead, start + lead + len(text)),
        text=text,
        parts=(Part("headline", title), Part("body", Span(title.end, len(text)))),
        offsets=OffsetMap((Run(0, len(text), start + lead, len(text)),)),
        data=(
            Datum("title", title.of(text), "header_line", place, title.of(text)),
            Datum("outlet", outlet, "inferred", None, None),
        ),
        language="en",
        layout="rims",
    )


def shingle(given: ShingleInput) -> Result:
    words = re.findall(r"\w+", given.article.body)
    hashes = {int(digest(*words[i : i + 4])[:10], 16) for i in range(len(words) - 3)}
    return Result((Fingerprints(given.article.id, tuple(sorted(hashes))),))


def link(given: LinkInput) -> Result:
    a = given.article
    return Result(tuple(_link(a, b) for b in given.candidates))


def _link(a: Article, b: Article) -> ReuseLink:
    whole = (Passage(Span(0, len(a.text)), Span(0, len(b.text))),)
    return ReuseLink(
        make_id("reuse_link", a.id, b.id), a.id, b.id, whole, "edited", 0.5, 0.25, "unknown", "shared words"
    )


def read(given: ReadInput) -> Result:
    """A mention for each capitalised word, an attribution for each 'NAME said ...'."""
    a = given.article
    mentions = tuple(
        Mention(make_id("mention", a.id, m.start()), a.id, Span(*m.span()), "person", m[0])
        for m in re.finditer(r"\b[A-Z]\w+", a.text)
    )
    said = re.finditer(r"(?P<who>[A-Z]\w+) (?P<cue>said) (?P<what>[^.\n]+)", a.text)
    return Result((*mentions, *(_attribution(a, m, given.judgements) for m in said)))


def _attribution(a: Article, m: re.Match[str], decided: tuple[Judgement, ...]) -> Attribution:
    by_hand = next((j for j in decided if j.act == "set" and j.field == "speaker"), None)
    return Attribution(
        id=make_id("attribution", a.id, m.start("what")),
        article_id=a.id,
        source=(Span(*m.span("who")),),
        cue=(Span(*m.span("cue")),),
        content=(Span(*m.span("what")),),
        addressee=None,
        venue=None,
        mode="indirect",
        stance="asserts",
        source_kind="named_person",
        speaker=by_hand.value if by_hand else m["who"],
        speaker_span=Span(*m.span("who")),
        speaker_why="decided by a person" if by_hand else "named here",
        inside=None,
        confidence=0.5,
        by=f"person:{by_hand.by}" if by_hand else "test 1",
    )


def family(given: FamilyInput) -> Result:
    ids = tuple(sorted(card.id for card in given.articles))
    return Result((Family(make_id("family", ids), ids, None, "not known"),) if ids else ())


def resolve(given: ResolveInput) -> Result:
    made = (
        Entity(make_id("entity", use.kind, use.name), use.kind, use.name, use.forms, (use.name,), "one name")
        for use in given.names
    )
    return Result(tuple(made))


def trace(given: TraceInput) -> Result:
    return Result(tuple(_chain(given.article, x) for x in given.attributions))


def _chain(a: Article, said: Attribution) -> Chain:
    place = a.offsets.to_capture(said.source[0])
    hops = (
        Hop(None, "outlet", "speaks", a.id, None, None),
        Hop(said.speaker, "person", "cites", a.id, place, said.source[0].of(a.text)),
    )
    return Chain(make_id("chain", a.id, said.id), a.id, said.id, hops, said.speaker, True, True, None)


STEPS = (
    Step("extract", 1, "capture", (Capture, Judgement), (Article,), extract),
    Step("shingle", 1, "article", (Article,), (Fingerprints,), shingle),
    Step("link", 1, "article", (Article, Fingerprints), (ReuseLink,), link),
    Step("read", 1, "article", (Article, Judgement), (Mention, Attribution), read),
    Step("family", 1, "record", (Article, ReuseLink), (Family,), family),
    Step("resolve", 1, "record", (Mention, Judgement), (Entity,), resolve),
    Step("trace", 1, "article", (Article, Mention, Attribution, ReuseLink), (Chain,), trace),
)
