"""How telling words are: rare ones much, common ones little."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from firsthand.model.units import EventCard

MANY_WORDS = 48  # of an article: those that tell most
HEADLINE = 3  # times that a headline's words count
Vector = dict[str, float]


def rarity(articles: Iterable[Collection[str]]) -> dict[str, float]:
    """The logarithm of all articles over those that have a word; a word in all of them still counts a little."""
    found: Counter[str] = Counter()
    count = 0
    for words in articles:
        found.update(set(words))
        count += 1
    return {word: math.log((count + 1) / n) for word, n in found.items()}


def counted(cards: Sequence[EventCard]) -> dict[str, Counter[str]]:
    """The words of each article's sentences that report something, how often each stands."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    seen: set[tuple[str, int]] = set()
    for card in cards:
        if (card.article_id, card.sentence) not in seen:
            seen.add((card.article_id, card.sentence))
            for word in card.terms:
                found[card.article_id][word] += HEADLINE if card.headline else 1
    return found


def vector(words: Mapping[str, int], rare: Mapping[str, float]) -> Vector:
    """Of length 1, over the words that tell most."""
    weighed = ((word, round((1 + math.log(n)) * rare.get(word, 0.0), 9)) for word, n in words.items())
    best = sorted(weighed, key=lambda x: (-x[1], x[0]))[:MANY_WORDS]
    length = math.sqrt(sum(w * w for _, w in best))
    return {word: w / length for word, w in best if w > 0} if length else {}


def cosine(a: Vector, b: Vector) -> float:
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return sum(w * large[word] for word, w in sorted(small.items()) if word in large)
