"""Step 4: one article in, what it says out: names, attributions, times, places, quantities, event mentions."""

from __future__ import annotations

from dataclasses import replace

from firsthand.model.articles import Article
from firsthand.model.readings import Attribution, Mention, PlaceRef, TimeRef
from firsthand.model.units import Reading, ReadInput, Result
from firsthand.read.attributions.reader import read_attributions
from firsthand.read.encoder import look
from firsthand.read.events.reader import Readings, read_events
from firsthand.read.names.mentions import read_mentions
from firsthand.read.places.reader import read_places
from firsthand.read.plain import Plain, in_order, moved, plain
from firsthand.read.quantities.reader import read_quantities
from firsthand.read.settle import settle_attributions, settle_mentions
from firsthand.read.times.reader import read_times
from firsthand.read.verb_first.reader import read_verb_first, reads
from firsthand.read.words import Paragraph, paragraphs


def run(payload: ReadInput) -> Result:
    """Names, who says what, when, where and how many, of the headline and the prose; people's judgements laid over.

    Reading is done in the plain article, so that it cannot depend on line ends, tags or captions; judgements, which are
    anchored in the capture, are laid over in the article itself.
    """
    home, laid = payload.article, plain(payload.article)
    article, read = laid.article, look(paragraphs(laid.article), laid.article.language)
    found = [m for m in moved(_mentions(article, read), laid.back, home.id) if isinstance(m, Mention)]
    mentions = settle_mentions(home, found, payload.judgements)
    within = _within(laid, mentions)
    said = [a for a in moved(_attributions(article, read, within), laid.back, home.id) if isinstance(a, Attribution)]
    attributions = settle_attributions(home, said, payload.judgements)
    others: tuple[Reading, ...] = (
        *read_times(article, read),
        *read_places(article, read, within),
        *read_quantities(article, read),
    )
    rows = (*mentions, *attributions, *moved(others, laid.back, home.id))
    told = read_events(article, read, _laid(laid, rows))
    return Result(in_order((*rows, *moved(told, laid.back, home.id))))


def _mentions(article: Article, read: list[Paragraph]) -> tuple[Mention, ...]:
    """None where capitals and an English model would see names that are none."""
    return () if reads(article) else read_mentions(article, read)


def _attributions(article: Article, read: list[Paragraph], mentions: tuple[Mention, ...]) -> tuple[Attribution, ...]:
    """By the reader of the article's language."""
    return read_verb_first(article, read) if reads(article) else read_attributions(article, read, mentions)


def _within(laid: Plain, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The article's mentions at their places in the plain one, under their own ids."""
    placed = ((m, laid.over(m.span)) for m in mentions)
    return tuple(replace(m, span=at) for m, at in placed if at is not None)


def _laid(laid: Plain, rows: tuple[Reading, ...]) -> Readings:
    """What event mentions point at, at its places in the plain article, under the ids it keeps."""
    mentions = _within(laid, tuple(x for x in rows if isinstance(x, Mention)))
    said = (
        replace(a, content=tuple(at for s in a.content if (at := laid.over(s)) is not None))
        for a in rows
        if isinstance(a, Attribution)
    )
    times = ((x, laid.over(x.span)) for x in rows if isinstance(x, TimeRef))
    places = ((x, laid.over(x.span)) for x in rows if isinstance(x, PlaceRef))
    return Readings(
        mentions,
        tuple(said),
        tuple(replace(x, span=at) for x, at in times if at is not None),
        tuple(replace(x, span=at) for x, at in places if at is not None),
    )
