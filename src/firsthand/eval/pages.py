"""How well the one article of a saved page is read: its words and what the page says of it. Scores are pure.

Body, as the article-extraction-benchmark counts: precision and recall of shingles of four words, averaged over pages.
Word F1: of the words as a bag, page by page, averaged; ideographs and kana count one by one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from statistics import fmean

TOKEN = re.compile(r"\w+")  # as in the benchmark's evaluate.py
# one ideograph or kana, else a run of other letters: scripts without spaces would have sentences for words
WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
SHINGLE = 4


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one page, by the truth or by an extractor."""

    body: str
    title: str | None = None
    authors: tuple[str, ...] | None = None
    published: str | None = None
    topics: tuple[str, ...] | None = None


def shingles(true: str, read: str) -> tuple[float, float, float]:
    """Right, too many and missing shingles of a page, as shares of all of them."""
    gold, ours = _shingled(true), _shingled(read)
    right = (gold & ours).total()
    counts = (right, ours.total() - right, gold.total() - right)
    total = sum(counts)
    return (counts[0] / total, counts[1] / total, counts[2] / total) if total else (0.0, 0.0, 0.0)


def benchmark(pairs: Iterable[tuple[str, str]]) -> dict[str, float]:
    """Precision, recall, F1 and exact of (truth, reading) pairs as the benchmark averages them."""
    held = list(pairs)
    rows = [shingles(true, read) for true, read in held]
    precision = fmean([t / (t + p) for t, p, _ in rows if t + p > 0] or [0.0])
    recall = fmean([t / (t + n) for t, _, n in rows if t + n > 0] or [0.0])
    exact = fmean([float(TOKEN.findall(t) == TOKEN.findall(r)) for t, r in held] or [0.0])
    return {"precision": precision, "recall": recall, "f1": _f1(precision, recall), "exact": exact}


def word_f1(true: str, read: str) -> float:
    """F1 of two texts as bags of words, 0 to 1."""
    gold, ours = Counter(WORD.findall(true.casefold())), Counter(WORD.findall(read.casefold()))
    right = (gold & ours).total()
    return 2 * right / (gold.total() + ours.total()) if right else 0.0


def same_title(true: str, read: str | None) -> bool:
    """Whether two titles are one but for white space, quotation marks and dashes."""
    return read is not None and _plain(true) == _plain(read)


def same_authors(true: Sequence[str], read: Sequence[str]) -> bool:
    """Whether the same names are given, in whatever order."""
    return {_plain(a) for a in true} == {_plain(a) for a in read}


def topics_f1(true: Sequence[str], read: Sequence[str]) -> float:
    """F1 of two sets of topics, case aside."""
    gold, ours = {_plain(t).casefold() for t in true}, {_plain(t).casefold() for t in read}
    return 2 * len(gold & ours) / (len(gold) + len(ours)) if gold & ours else float(not gold and not ours)


def same_day(true: str, read: str | None) -> bool:
    """Whether two dates are of one day as each is written."""
    return read is not None and true[:10] == read[:10]


def same_instant(true: str, read: str | None) -> bool:
    """Whether two dates are one instant to the second, both with their zones."""
    return read is not None and (gold := _instant(true)) is not None and gold == _instant(read)


def scores(pairs: Sequence[tuple[Said, Said]]) -> dict[str, tuple[float, int]]:
    """Every measure of (truth, reading) pairs: its mean and over how many pages it is."""
    rows: dict[str, list[float]] = {}
    for true, read in pairs:
        for name, value in page_scores(true, read):
            rows.setdefault(name, []).append(value)
    return {name: (fmean(values), len(values)) for name, values in rows.items()}


def page_scores(true: Said, read: Said) -> Iterable[tuple[str, float]]:
    """Every measure that the truth allows of one page."""
    yield "body words F1", word_f1(true.body, read.body)
    if true.title is not None:
        yield "title", float(same_title(true.title, read.title))
    if true.authors is not None:
        yield "authors", float(same_authors(true.authors, read.authors or ()))
    if true.published is not None:
        yield "day", float(same_day(true.published, read.published))
        if _instant(true.published) is not None:
            yield "instant", float(same_instant(true.published, read.published))
    if true.topics is not None:
        yield "topics F1", topics_f1(true.topics, read.topics or ())


def _shingled(text: str) -> Counter[tuple[str, ...]]:
    words = TOKEN.findall(text)
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)))


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _plain(words: str) -> str:
    words = re.sub("[\u2018\u2019\u201a`´]", "'", re.sub("[\u201c\u201d\u201e«»]", '"', words))
    return " ".join(re.sub("[\u2010-\u2015]", "-", words).split())


def _instant(value: str) -> datetime | None:
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return None
    return read.astimezone(UTC).replace(microsecond=0) if read.tzinfo else None
