"""Step 4: one article in, its mentions and attributions out."""

from __future__ import annotations

from firsthand.model.units import ReadInput, Result
from firsthand.read.attributions import read_attributions
from firsthand.read.mentions import read_mentions
from firsthand.read.settle import settle_attributions, settle_mentions
from firsthand.read.words import paragraphs


def run(payload: ReadInput) -> Result:
    """Names, then who says what, of the headline and the prose; people's judgements laid over both."""
    article = payload.article
    read = paragraphs(article)
    mentions = settle_mentions(article, read_mentions(article, read), payload.judgements)
    attributions = settle_attributions(article, read_attributions(article, read, mentions), payload.judgements)
    return Result((*mentions, *attributions))
