"""Step 4: one article in, what it says out: names, attributions, times, places, quantities, happenings, tellings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from firsthand.model.articles import Article
from firsthand.model.readings import Attribution, Mention, PlaceRef, Quantity, TimeRef
from firsthand.model.spans import Spans
from firsthand.model.units import Reading, ReadInput, Result
from firsthand.read.attributions.reader import read_attributions
from firsthand.read.encoder import look
from firsthand.read.events.reader import Readings, read_events
from firsthand.read.names.mentions import read_mentions
from firsthand.read.names.standing import with_standing
from firsthand.read.places.reader import read_places
from firsthand.read.plain import Plain, in_order, moved, plain
from firsthand.read.quantities.reader import read_quantities
from firsthand.read.settle import settle_attributions, settle_mentions, settle_told
from firsthand.read.settle_noted import noted_decided, settle_noted
from firsthand.read.tellings import read_tellings
from firsthand.read.times.reader import read_times
from firsthand.read.verb_first.reader import read_verb_first, reads
from firsthand.read.words import Paragraph, paragraphs


def run(payload: ReadInput) -> Result:
    """Names, who says what, when, where and how many, of the headline and the prose; people's judgements laid over.

    Reading is done in the plain article, so that it cannot depend on line ends, tags or captions; judgements, which are
    anchored in the capture, are laid over in the article itself.
    """
    home, heard = payload.article, speech(payload)
    laid, article, read, within = heard.laid, heard.laid.article, heard.read, heard.within
    mentions, attributions = heard.mentions, heard.attributions
    others: tuple[TimeRef | PlaceRef | Quantity, ...] = (
        *read_times(article, read),
        *read_places(article, read, within),
        *read_quantities(article, read),
    )
    rows = (*mentions, *attributions, *moved(others, laid.back, home.id))
    if noted_decided(payload.judgements):
        noted = settle_noted(home, moved(others, laid.back, home.id), payload.judgements)
        rows = (*mentions, *attributions, *noted)
        others = _over(laid, noted)
    told = read_tellings(article, read, _placed(laid, attributions), (*within, *others))
    happened = read_events(article, read, _laid(laid, rows))
    found_told = settle_told(home, moved((*told, *happened), laid.back, home.id), payload.judgements)
    return Result(in_order((*rows, *found_told)))


@dataclass(frozen=True, slots=True)
class Speech:
    """Who is named in an article and who says what in it, with what else was read on the way there."""

    laid: Plain
    read: list[Paragraph]
    within: tuple[Mention, ...]  # the mentions at their places in the plain article
    mentions: tuple[Mention, ...]
    attributions: tuple[Attribution, ...]


def speech(payload: ReadInput) -> Speech:
    """Everything up to attributions: names first, since a source is one of them."""
    home, laid = payload.article, plain(payload.article)
    article, read = laid.article, look(paragraphs(laid.article), laid.article.language)
    found = [m for m in moved(_mentions(article, read), laid.back, home.id) if isinstance(m, Mention)]
    mentions = settle_mentions(home, found, payload.judgements)
    within = _within(laid, mentions)
    said = [a for a in moved(_attributions(article, read, within), laid.back, home.id) if isinstance(a, Attribution)]
    return Speech(laid, read, within, mentions, settle_attributions(home, said, payload.judgements, mentions))


def _mentions(article: Article, read: list[Paragraph]) -> tuple[Mention, ...]:
    """None where capitals and an English model would see names that are none."""
    return () if reads(article) else with_standing(article.text, read_mentions(article, read))


def _attributions(article: Article, read: list[Paragraph], mentions: tuple[Mention, ...]) -> tuple[Attribution, ...]:
    """By the reader of the article's language."""
    return read_verb_first(article, read) if reads(article) else read_attributions(article, read, mentions)


def _within(laid: Plain, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The article's mentions at their places in the plain one, under their own ids."""
    placed = ((m, laid.over(m.span)) for m in mentions)
    return tuple(replace(m, span=at, office=None) for m, at in placed if at is not None)


def _placed(laid: Plain, attributions: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """The article's attributions at their places in the plain one, under their own ids; what is not read there is left out."""

    def over(spans: Spans) -> Spans:
        return tuple(at for s in spans if (at := laid.over(s)) is not None)

    return tuple(replace(a, source=over(a.source), cue=over(a.cue), content=over(a.content)) for a in attributions)


def _over(laid: Plain, rows: Iterable[Reading]) -> tuple[TimeRef | PlaceRef | Quantity, ...]:
    """Times, places and quantities at their places in the plain article."""
    held = ((x, laid.over(x.span)) for x in rows if isinstance(x, TimeRef | PlaceRef | Quantity))
    return tuple(replace(x, span=at) for x, at in held if at is not None)


def _laid(laid: Plain, rows: tuple[Reading, ...]) -> Readings:
    """What event mentions point at, at its places in the plain article, under the ids it keeps."""
    mentions = _within(laid, tuple(x for x in rows if isinstance(x, Mention)))
    said = _placed(laid, (x for x in rows if isinstance(x, Attribution)))
    times = ((x, laid.over(x.span)) for x in rows if isinstance(x, TimeRef))
    places = ((x, laid.over(x.span)) for x in rows if isinstance(x, PlaceRef))
    return Readings(
        mentions,
        said,
        tuple(replace(x, span=at) for x, at in times if at is not None),
        tuple(replace(x, span=at) for x, at in places if at is not None),
    )
