"""Attributions of an article: relations of words made into spans, with stance, mode, addressee, venue, speaker and nesting."""

from __future__ import annotations

from collections.abc import Sequence

from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.readings import Attribution, Mention, Mode
from firsthand.model.spans import Span, Spans
from firsthand.read.attributions.channels import addressee, venue
from firsthand.read.attributions.formats import carried, formats, is_transcript, led
from firsthand.read.attributions.hedges import hedges
from firsthand.read.attributions.inner import inner
from firsthand.read.attributions.kinds import settled
from firsthand.read.attributions.light import light
from firsthand.read.attributions.mend import from_semicolon, mend, said_next, to_next_verb
from firsthand.read.attributions.relays import nested, relays
from firsthand.read.attributions.rules import by_rules, sure
from firsthand.read.attributions.sources import in_brackets
from firsthand.read.attributions.stance import stance_of
from firsthand.read.attributions.unsaid import says_nothing
from firsthand.read.attributions.weigh import weighed
from firsthand.read.labels import Relation
from firsthand.read.lexicon import listed
from firsthand.read.speakers.resolve import Said, resolve
from firsthand.read.words import Paragraph, stretches


def read_attributions(
    article: Article, read: list[Paragraph], mentions: tuple[Mention, ...]
) -> tuple[Attribution, ...]:
    """Every attribution of the article once, in order of content."""
    rows: dict[str, Attribution] = {}
    said: list[Said] = []
    told = read_relations(read)
    for p, relation, further in told:
        made = _made(article, p, relation, further, mentions, said)
        rows.setdefault(made.id, made)
        if len(said) > 1 and any(q is p and _tells_of(outer, relation) for q, outer, _ in told):
            said[-2], said[-1] = (
                said[-1],
                said[-2],
            )  # "She said she had been told by [the director] that": she is who spoke last
    ordered = sorted(rows.values(), key=lambda a: (a.content, a.source, a.id))
    return tuple(nested(a, ordered, article.text) for a in ordered)


def read_relations(read: Sequence[Paragraph]) -> list[tuple[Paragraph, Relation, Spans]]:
    """The relations of an article in order, each with its paragraph and with what it goes on to say in the next ones."""
    transcript = is_transcript(read)
    whole = [completed(p, transcript) for p in read]
    found = [sorted(relations_, key=lambda r: r.cue[0]) for relations_ in whole]
    for n, p in enumerate(read[:-1]):
        lead = None if found[n + 1] else led(p, read[n + 1], found[n])
        if lead is not None:
            found[n] = [*found[n], lead]
    further: dict[tuple[int, int], list[Span]] = {}
    for n, at in carried(read, found).items():
        further.setdefault(at, []).append(read[n].span(0, len(read[n].words)))
    return [(read[n], r, tuple(further.get((n, k), ()))) for n, rs in enumerate(found) for k, r in enumerate(rs)]


def completed(p: Paragraph, transcript: bool = False) -> list[Relation]:
    """The relations of one paragraph: the encoder's, or those by rules if none looked; formats, relays and hedges by rules."""
    found = by_rules(p) if p.relations is None else sure(p, _weighed(p, mend(p, list(p.relations))))
    found = light(p, found)
    found = [*found, *filter(None, (said_next(p, r, found) for r in found))]
    found = [in_brackets(p, from_semicolon(p, to_next_verb(p, r, found), found)) for r in found]
    found = relays(p, formats(p, found, transcript))
    found = [r for r in (*found, *hedges(p, found)) if not says_nothing(p, r)]
    return [*found, *inner(p, found)]


def _tells_of(outer: Relation, r: Relation) -> bool:
    """Whether one is told of in the other's words, behind whoever says them."""
    return bool(r.source) and bool(outer.source) and max(outer.cue) < r.source[0] and {*r.source} <= {*outer.content}


def _weighed(p: Paragraph, relations: list[Relation]) -> list[Relation]:
    return weighed(p, relations, [mode_of(p, r.content) != "indirect" for r in relations])


def spans_of(p: Paragraph, numbers: Sequence[int]) -> Spans:
    """The places of words; neighbours make one stretch."""
    return tuple(p.span(first, last) for first, last in stretches(numbers))


def mode_of(p: Paragraph, content: Sequence[int]) -> Mode:
    """By quotation marks alone: direct if the words stand between them, indirect if none does but names.

    Nine words in ten are enough for direct if the first is among them; a name or a "so-called" term in marks is no speech.
    """
    words = [i for i in content if p.words[i][0].isalnum()]
    quoted = [i for i in words if p.quoted[i]]
    if not any(_speech(p, first, last) for first, last in stretches(quoted)):
        return "indirect"
    return "direct" if len(quoted) >= 0.9 * len(words) and p.quoted[words[0]] else "mixed"


def _speech(p: Paragraph, first: int, last: int) -> bool:
    named = all(p.words[i][0].isupper() for i in range(first, last)) and last - first > 1
    labelled = first > 1 and p.words[first - 2].lower() in listed("so_called")
    return not (named or labelled)


def _made(
    article: Article,
    p: Paragraph,
    r: Relation,
    further: Spans,
    mentions: tuple[Mention, ...],
    said: list[Said],
) -> Attribution:
    source, content = spans_of(p, r.source), spans_of(p, r.content) + further
    outlet = article.first("outlet")
    filed = article.first("dateline")
    own, town = outlet.value if outlet else None, filed.value if filed else None
    found = resolve(article.text, p, r.source, mentions, said, own, town)
    speaker = settled(article.text, p, r.source, found)
    if r.source:
        said.append(Said(p.starts[r.source[0]], speaker))
    ints = [n for s in (*content, *source) for n in (s.start, s.end)]
    return Attribution(
        id=make_id("attribution", article.id, *ints),
        article_id=article.id,
        source=source,
        cue=spans_of(p, r.cue),
        content=content,
        addressee=addressee(p, r),
        venue=venue(p, r),
        mode=mode_of(p, r.content) if r.content else "direct",
        stance=stance_of(p, r),
        source_kind=speaker.kind,
        speaker=speaker.name,
        speaker_span=speaker.span,
        speaker_why=speaker.why,
        inside=None,
        confidence=round(r.sureness, 3),
        by=r.by,
    )
