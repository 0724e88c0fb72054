"""Step 4: one article in, what it says out: names, attributions, times, places, quantities."""

from __future__ import annotations

from firsthand.model.units import ReadInput, Result
from firsthand.read.attributions import read_attributions
from firsthand.read.mentions import read_mentions
from firsthand.read.places import read_places
from firsthand.read.quantities import read_quantities
from firsthand.read.settle import settle_attributions, settle_mentions
from firsthand.read.times import read_times
from firsthand.read.words import paragraphs


def run(payload: ReadInput) -> Result:
    """Names, who says what, when, where and how many, of the headline and the prose; people's judgements laid over."""
    article = payload.article
    read = paragraphs(article)
    mentions = settle_mentions(article, read_mentions(article, read), payload.judgements)
    attributions = settle_attributions(article, read_attributions(article, read, mentions), payload.judgements)
    times, places = read_times(article, read), read_places(article, read, mentions)
    return Result((*mentions, *attributions, *times, *places, *read_quantities(article, read)))
