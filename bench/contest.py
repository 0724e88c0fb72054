"""Several ways of doing one thing on the same texts in one run, in turns: words a second of user CPU, and ratios.

Machines are noisy and differ; a ratio within one round hardly does. So every round times every way on all texts, each round in
another order, and what counts is the middle ratio, with the least and the most beside it.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from pathlib import Path

from firsthand.collect import Found, collect, decode
from firsthand.eval.polnear import as_article
from firsthand.eval.speed import Ratio, Work, spent
from firsthand.model.articles import Article
from firsthand.model.units import ExtractInput
from firsthand.pipeline import STEPS

DEMO = Path(__file__).parents[1] / "demo/pages"


def articles(folder: Path | None, most_words: int) -> list[Article]:
    """Each text file of a folder as an article that is all body; without a folder, the articles of the demo pages."""
    if folder is None:
        pages = [f for f in collect([DEMO], now="2026-01-01T00:00:00Z") if isinstance(f, Found)]
        inputs = [ExtractInput(f.capture, decode(f.data, f.capture.charset)) for f in pages]
        rows = [r for i in inputs for r in STEPS["extract"].work(i).rows]
        return _first([r for r in rows if isinstance(r, Article)], most_words)
    paths = sorted(folder.glob("*.txt"))
    if not paths:
        raise SystemExit(f"no *.txt in {folder}: give a folder of plain texts, or none for the demo pages")
    return _first([as_article(p.stem, p.read_bytes().decode("utf-8")) for p in paths], most_words)


def contest(ways: Mapping[str, Work], texts: Sequence[str], rounds: int) -> dict[str, list[float]]:
    """User CPU seconds of each way in each round. Every way is warmed on the first text."""
    names = list(ways)
    for name in names:
        ways[name](texts[:1])
    times: dict[str, list[float]] = {name: [] for name in names}
    for k in range(rounds):
        turn = k % len(names)
        for name in (*names[turn:], *names[:turn]):
            times[name].append(spent(ways[name], texts))
    return times


def ratio(ours: Sequence[float], other: Sequence[float]) -> Ratio:
    """How many times as fast as the other, round by round."""
    found = [b / a for a, b in zip(ours, other, strict=True)]
    return Ratio(statistics.median(found), min(found), max(found), len(found))


def report(times: Mapping[str, Sequence[float]], words: int, ours: str, found: Mapping[str, int]) -> str:
    """A line a way: words a user second, how many it found, and how many times as fast ours is."""
    lines = [f"{words:,} words, {len(times[ours])} rounds", f"{'':28}{'words/s':>9}{'found':>8}  {ours}, to this"]
    for name, seconds in times.items():
        pace = f"{name:28}{words / statistics.median(seconds):9,.0f}{found.get(name, '-'):>8}"
        r = ratio(times[ours], seconds)
        lines.append(pace if name == ours else f"{pace}  {r.middle:.2f} x ({r.least:.2f} to {r.most:.2f})")
    return "\n".join(lines)


def _first(held: list[Article], most_words: int) -> list[Article]:
    """As many as fit in so many words; at least one."""
    out: list[Article] = []
    words = 0
    for article in held:
        words += len(article.text.split())
        if out and words > most_words:
            break
        out.append(article)
    return out
