"""How often a pronoun that is somebody's source is taken for the right party, on a gold file of offsets.

The gold's lines: article, source start, source end, antecedent start, antecedent end, what it is; tab by tab; no words. The
articles are those of a folder in PolNeAR's format, whose own source spans are given: only the resolving is measured.
`python -m firsthand.eval.speakers --gold gold/speakers/polnear-dev.tsv --data FOLDER`
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from firsthand.eval.polnear import as_article, load
from firsthand.eval.scorers import Relation
from firsthand.model.problems import UnreadableInput
from firsthand.model.spans import Span, hull
from firsthand.read.names.mentions import read_mentions
from firsthand.read.speakers.resolve import Said, Speaker, resolve
from firsthand.read.words import Paragraph, paragraphs

What = Literal["named", "unnamed", "several", "none"]
Verdict = Literal["right", "wrong", "left open"]
KINDS: tuple[What, ...] = ("named", "unnamed", "several", "none")
TITLES = frozenset({"mr", "mrs", "ms", "dr", "gen", "president", "the"})


@dataclass(frozen=True, slots=True)
class Label:
    """What one pronoun stands for."""

    article: str
    source: Span
    antecedent: Span | None
    what: What


@dataclass(frozen=True, slots=True)
class Answer:
    """What we made of it."""

    label: Label
    words: str | None  # the antecedent's
    speaker: Speaker
    verdict: Verdict


def evaluate(gold: Path, data: Path) -> str:
    """The shares as a table for people. A pronoun that stands for nobody named is right if left open."""
    answers = measure(gold, data)
    tally = Counter((a.label.what, a.verdict) for a in answers)
    lines = [f"{len(answers)} pronoun sources", f"{'':10}{'right':>7}{'wrong':>7}{'open':>7}{'of':>6}"]
    for kind in (*KINDS, None):
        row = [sum(n for (k, v), n in tally.items() if v == verdict and kind in (k, None)) for verdict in _VERDICTS]
        of = sum(row) or 1
        lines.append(f"{kind or 'all':10}" + "".join(f"{100 * n / of:7.1f}" for n in row) + f"{sum(row):6}")
    return "\n".join(lines)


def measure(gold: Path, data: Path) -> list[Answer]:
    """Every label with our answer, by article and place."""
    texts = load(data)
    by_article: dict[str, list[Label]] = defaultdict(list)
    for label in labels(gold):
        by_article[label.article].append(label)
    out: list[Answer] = []
    for name, wanted in sorted(by_article.items()):
        if name not in texts:
            raise UnreadableInput(f"{gold} labels {name}, which is not in {data}")
        text, relations = texts[name]
        speakers = resolved(name, text, relations)
        out += [_judge(text, label, speakers[label.source]) for label in wanted if label.source in speakers]
    return out


def labels(gold: Path) -> list[Label]:
    """The lines of a gold file."""
    out = []
    for line in gold.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        article, start, end, first, last, what = line.split("\t")
        antecedent = Span(int(first), int(last)) if first != "none" else None
        kind = next((k for k in KINDS if k == what), None)
        if kind is None:
            raise UnreadableInput(f"{gold}: {what!r} is none of {', '.join(KINDS)}")
        out.append(Label(article, Span(int(start), int(end)), antecedent, kind))
    return out


def resolved(name: str, text: str, relations: list[Relation]) -> dict[Span, Speaker]:
    """Whom each given source of an article stands for, by its place."""
    article = as_article(name, text)
    read = paragraphs(article)
    mentions = read_mentions(article, read)
    said: list[Said] = []
    out: dict[Span, Speaker] = {}
    for p in read:
        here = [r for r in relations if r.source and _word(p, r.cue[0].start) is not None]
        for r in sorted(here, key=lambda r: r.cue[0]):
            numbers = [i for i in range(len(p.words)) if any(s.overlaps(p.span(i, i + 1)) for s in r.source)]
            whole = hull(r.source)
            if numbers and whole is not None:
                speaker = resolve(text, p, numbers, mentions, said)
                said.append(Said(p.starts[numbers[0]], speaker))
                out.setdefault(whole, speaker)
    return out


def _word(p: Paragraph, at: int) -> int | None:
    return next((i for i, (s, e) in enumerate(zip(p.starts, p.ends, strict=True)) if s <= at < e), None)


def _judge(text: str, label: Label, speaker: Speaker) -> Answer:
    words = label.antecedent.of(text) if label.antecedent else None
    return Answer(label, words, speaker, _verdict(label.what, words, speaker.name))


def _verdict(what: What, words: str | None, name: str | None) -> Verdict:
    if name is None:
        return "left open" if what == "named" else "right"
    if words is None:
        return "wrong"
    ours, theirs = _key(name), _key(words)
    if what == "several":
        return "right" if theirs <= ours else "wrong"
    if what == "unnamed":
        return "right" if ours & theirs else "wrong"
    return "right" if ours <= theirs or theirs <= ours else "wrong"


def _key(name: str) -> frozenset[str]:
    """The words of a name that tell parties apart."""
    return frozenset(w for w in re.findall(r"\w+", name.casefold()) if w not in TITLES) or frozenset({name})


_VERDICTS: tuple[Verdict, ...] = ("right", "wrong", "left open")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    sys.stdout.write(evaluate(options.gold, options.data) + "\n")
