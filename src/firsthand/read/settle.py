"""People's judgements laid over the machine's readings. Pure; a judgement is never lost.

A judgement is anchored in the capture; a target that no machine reading overlaps stands as a row of its own, kept by hand,
as far as the judgement itself carries the words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar, get_args

from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.judgements import Judgement, in_force
from firsthand.model.readings import (
    Attribution,
    EventMention,
    Mention,
    MentionKind,
    Mode,
    Polarity,
    SourceKind,
    Stance,
    Telling,
)
from firsthand.model.spans import Anchor, Span, Spans, closest
from firsthand.model.units import Reading

T = TypeVar("T", bound=str)
BY_HAND = "kept by hand: the words of the source"


def settle_attributions(
    article: Article,
    rows: Sequence[Attribution],
    judgements: tuple[Judgement, ...],
    mentions: Sequence[Mention] = (),
) -> tuple[Attribution, ...]:
    """The readings as people have decided: oldest decision first, so that the latest has the last word."""
    settled = list(rows)
    for j in in_force(judgements):
        if j.about == "attribution" and j.act in ("set", "reject", "add", "confirm"):
            settled = [_named(article, a, j, mentions) for a in _lay(article, settled, j)]
    return tuple(sorted(settled, key=lambda a: (a.content, a.source, a.id)))


def settle_mentions(
    article: Article, rows: Sequence[Mention], judgements: tuple[Judgement, ...]
) -> tuple[Mention, ...]:
    """The same for names: reject one, set its name, or its kind wherever the article has the name; add one, or keep one that
    was confirmed and is read no more; part two that were read as one."""
    settled = list(rows)
    for j in in_force(judgements):
        span = _place(article, j.target) if j.about == "mention" or j.act == "different" else None
        if span is None:
            continue
        met = _nearest_mentions(settled, span)
        if j.act == "different" and j.other and (other := _place(article, j.other)):
            settled = _part(article, settled, (*met[:1], *_nearest_mentions(settled, other)[:1]))
        if j.act == "reject":
            settled = [m for m in settled if m not in met]
        elif j.act == "set" and met:
            alike = {id(m) for m in settled if m is met[0] or (j.field == "kind" and m.name == met[0].name)}
            settled = [_set_mention(m, j) if id(m) in alike else m for m in settled]
        elif (j.act == "add" or (j.act == "confirm" and not met)) and not any(m.span == span for m in met):
            kind = _kind(j.field, "other")
            id_ = make_id("mention", article.id, span.start, span.end, kind)
            settled.append(Mention(id_, article.id, span, kind, j.value or span.of(article.text)))
    return tuple(sorted(settled, key=lambda m: (m.span, m.id)))


def settle_told(article: Article, rows: Sequence[Reading], judgements: tuple[Judgement, ...]) -> tuple[Reading, ...]:
    """The same for event mentions and tellings: reject one; set an event mention's kind or polarity."""
    settled = list(rows)
    for j in in_force(judgements):
        if j.about not in ("event", "claim") or j.act not in ("reject", "set"):
            continue
        span = _place(article, j.target)
        met = _told_at(settled, j, span) if span else None
        if met is not None and j.act == "reject":
            settled.remove(met)
        elif isinstance(met, EventMention):
            settled[settled.index(met)] = _set_event(met, j)
    return tuple(settled)


def _told_at(rows: Sequence[Reading], j: Judgement, span: Span) -> EventMention | Telling | None:
    """The event mention whose trigger, or the telling whose words, share most with the target."""
    kind = EventMention if j.about == "event" else Telling
    found = [x for x in rows if isinstance(x, EventMention | Telling) and isinstance(x, kind)]
    at = closest([x.trigger if isinstance(x, EventMention) else x.span for x in found], span)
    return None if at is None else found[at]


def _part(article: Article, rows: list[Mention], two: tuple[Mention, ...]) -> list[Mention]:
    """Of two mentions that were read as one name, the shorter form is a name of its own, wherever it stands in the article."""
    names = {m.name for m in two}
    words = {" ".join(m.span.of(article.text).split()) for m in two}
    if len(names) > 1 or len(words) < 2:
        return rows
    short = min(words, key=lambda w: (len(w), w))
    return [
        replace(m, name=short) if m.name in names and " ".join(m.span.of(article.text).split()) == short else m
        for m in rows
    ]


def _nearest_mentions(rows: Sequence[Mention], span: Span) -> list[Mention]:
    """Those that stand on the very characters; if none does, those that touch them: names may lie within names."""
    return [m for m in rows if m.span == span] or [m for m in rows if m.span.overlaps(span)]


def _lay(article: Article, rows: list[Attribution], j: Judgement) -> list[Attribution]:
    span = _place(article, j.target)
    if span is None:
        return rows
    met = _nearest(article, rows, j, span)
    if j.act == "reject":
        return [a for a in rows if a is not met]
    if j.act == "add" and not (met and _same_party(article, met, j)):
        met = None
    if met is None:
        return [*rows, _decided(article, _by_hand(article, j, span), j)]
    return [_decided(article, a, j) if a is met else a for a in rows]


def _nearest(article: Article, rows: list[Attribution], j: Judgement, span: Span) -> Attribution | None:
    """The reading whose content shares most with the target, its source and cue with the judgement's; None if none shares."""

    def shared(a: Attribution) -> tuple[float, int]:
        spans = {"source": a.source, "cue": a.cue}
        hits = sum(
            any(s.overlaps(place) for s in spans.get(role, ()))
            for role, where in j.roles
            if (place := _place(article, where)) is not None
        )
        common = sum(max(0, min(s.end, span.end) - max(s.start, span.start)) for s in a.content)
        total = sum(map(len, a.content)) + len(span)
        return 2 * common / total if total else 0.0, hits

    best = max(rows, key=lambda a: (shared(a)[0] + 0.5 * shared(a)[1], a.id), default=None)
    return best if best is not None and shared(best)[0] > 0 else None


def _same_party(article: Article, a: Attribution, j: Judgement) -> bool:
    source = next((_place(article, where) for role, where in j.roles if role == "source"), None)
    return (source is None and not a.source) or (source is not None and any(s.overlaps(source) for s in a.source))


def _by_hand(article: Article, j: Judgement, span: Span) -> Attribution:
    """A row that stands on a judgement alone."""
    places = {role: place for role, where in j.roles if (place := _place(article, where)) is not None}
    source: Spans = (places["source"],) if "source" in places else ()
    cue: Spans = (places["cue"],) if "cue" in places else ()
    ints = [n for s in (span, *source) for n in (s.start, s.end)]
    words = " ".join(source[0].of(article.text).split()) if source else None
    return Attribution(
        make_id("attribution", article.id, *ints), article.id, source, cue, (span,), places.get("addressee"),
        places.get("venue"), "indirect", "asserts", "unnamed_source" if source else "none", words,
        source[0] if source else None, BY_HAND, None, 1.0, f"person:{j.by}", True,
    )  # fmt: skip


def _decided(article: Article, a: Attribution, j: Judgement) -> Attribution:
    """The row with the judgement's field set; its id stays, so that what points at it stays."""
    by_person = replace(a, by=f"person:{j.by}", confidence=1.0)
    if j.act != "set" or j.field is None:
        return by_person
    value, where = j.value, next((_place(article, at) for role, at in j.roles if role == j.field), None)
    match j.field:
        case "source" if where is not None:
            return replace(by_person, source=(where,))
        case "cue" if where is not None:
            return replace(by_person, cue=(where,))
        case "content" if where is not None:
            return replace(by_person, content=(where,))
        case "addressee":
            return replace(by_person, addressee=where)
        case "venue":
            return replace(by_person, venue=where)
        case "speaker":
            return replace(by_person, speaker=value, speaker_why=f"set by {j.by}", speaker_span=where or a.speaker_span)
        case "stance":
            return replace(by_person, stance=_member(value, get_args(Stance), a.stance))
        case "source_kind":
            return replace(by_person, source_kind=_member(value, get_args(SourceKind), a.source_kind))
        case "mode":
            return replace(by_person, mode=_member(value, get_args(Mode), a.mode))
    return by_person


SPEAKS: dict[MentionKind, SourceKind] = {
    "person": "named_person",
    "organisation": "named_organisation",
    "group": "named_organisation",
    "place": "named_organisation",  # "Norland said": those who govern from there
    "outlet": "media_outlet",
    "document": "document",
}


def _named(article: Article, a: Attribution, j: Judgement, mentions: Sequence[Mention]) -> Attribution:
    """Where a person pointed at a name as the speaker's, the source is of the name's kind; never where it is left unnamed."""
    hand = j.act == "add" and a.kept_by_hand and a.speaker_why == BY_HAND
    if not (hand or (j.act == "set" and j.field == "speaker" and a.speaker_why == f"set by {j.by}")):
        return a
    at = a.speaker_span
    name = next((m for m in mentions if at and m.span.overlaps(at)), None)
    if name is None or name.kind not in SPEAKS or (not hand and a.source_kind.startswith("unnamed")):
        return a
    speaker = name.name if hand else a.speaker
    return replace(a, source_kind=SPEAKS[name.kind], speaker=speaker)


def _member(value: str | None, members: tuple[T, ...], otherwise: T) -> T:
    return next((m for m in members if m == value), otherwise)


def _set_mention(m: Mention, j: Judgement) -> Mention:
    if j.field == "kind":
        return replace(m, kind=_kind(j.value, m.kind))
    return replace(m, name=j.value) if j.field == "name" and j.value else m


def _set_event(x: EventMention, j: Judgement) -> EventMention:
    if j.field == "polarity":
        return replace(x, polarity=_member(j.value, get_args(Polarity), x.polarity))
    return replace(x, kind=j.value) if j.field == "kind" and j.value else x


def _kind(value: str | None, otherwise: MentionKind) -> MentionKind:
    return next((k for k in get_args(MentionKind) if k == value), otherwise)


def _place(article: Article, where: Anchor) -> Span | None:
    if where.capture_id != article.capture_id:
        return None
    span = article.offsets.to_article(where.span)
    return span if span is not None and len(span) else None
