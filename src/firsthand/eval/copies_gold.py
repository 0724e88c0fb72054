"""Labelled copies made from any folder of texts: what is whose, known word by word, since every word keeps its origin.

    trim(base 7) keeps the first paragraphs; each of its words still says (7, k): the k-th word of text 7

Two made articles share exactly the words that have one origin, so copies of copies, and two that both took a paragraph from
a third, are labelled as surely as a copy and its original. The same seed and texts give the same set on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Literal, NamedTuple

from firsthand.model.problems import UnreadableInput

How = Literal["original", "verbatim", "trim", "light", "heavy", "update", "excerpt", "merge", "ocr"]
SAME: frozenset[How] = frozenset(
    {"original", "verbatim", "trim", "light", "heavy", "update", "ocr"}
)  # still that article
# how often each is made: as the wires are used, excerpts and merges often, scans seldom
OFTEN: dict[How, int] = {
    "verbatim": 4, "trim": 4, "light": 4, "heavy": 3, "update": 4, "excerpt": 5, "merge": 4, "ocr": 2
}  # fmt: skip
OUTLETS = tuple(f"{a} {b}" for a in ("Quay", "Salt Road", "Hill", "Narva") for b in ("Post", "Courier", "Digest"))
ALIKE = 8  # words in a row; base texts that share them are not both taken, since the labels would not know of it
WORD = re.compile(r"\w+")
SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])")
FEWEST = 10  # texts
LONG = 90  # words; a longer paragraph is cut at sentences, as texts without paragraphs must be


class Piece(NamedTuple):
    """A word as written, and the text and word that it stems from; None for words that are the article's own."""

    word: str
    origin: tuple[int, int] | None


Paragraph = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """One article of the set."""

    n: int
    how: How
    bases: tuple[int, ...]  # the texts it was made from
    outlet: str
    day: str
    names: str | None  # the outlet that it declares as its source
    paragraphs: tuple[Paragraph, ...]
    taken: int | None = None  # the article it was made from; of a merge, the first of the two

    @property
    def same(self) -> int | None:
        """The text that this still is; None of an excerpt or a merge."""
        return self.bases[0] if self.how in SAME else None


@dataclass(slots=True)
class _Making:
    """What is known while a set is made."""

    chance: Random
    texts: Sequence[tuple[Paragraph, ...]]
    rims: dict[str, tuple[Paragraph, ...]]  # boilerplate by outlet
    hosts: list[tuple[Paragraph, ...]]  # texts kept back, for excerpts to stand in
    made: list[Made] = field(default_factory=list)


def texts_in(folder: Path) -> list[str]:
    """The texts of a folder: NAME.txt, or NAME.json with a `text`; by name."""
    found = []
    for path in sorted((*folder.glob("*.txt"), *folder.glob("*.json"))):
        raw = path.read_bytes().decode("utf-8", "replace")
        try:
            found.append(str(json.loads(raw)["text"]) if path.suffix == ".json" else raw)
        except (ValueError, KeyError, TypeError) as error:
            raise UnreadableInput(f"{path} is no JSON with a `text`: {error}") from error
    return found


def make(texts: Sequence[str], seed: int = 1, most: int = 1060) -> list[Made]:
    """Three articles for each usable text, but not more than `most`: its original, and copies of six texts in ten."""
    chance = Random(seed)
    own = [p for p in (paragraphs(t, n) for n, t in enumerate(texts)) if len(p) >= 4 and sum(map(len, p)) >= 120]
    bases = _unlike(own)
    if len(bases) < FEWEST:
        raise UnreadableInput(
            f"{len(bases)} texts of 120 words and four paragraphs or more are too few; bring {FEWEST}"
        )
    articles = min(most, 3 * len(bases))
    bases, hosts = bases[: int(0.45 * articles)], bases[int(0.45 * articles) :]
    # an outlet's notice is known from the ninth text on that it stands under: few articles, few outlets
    outlets = OUTLETS[: max(2, articles // 40)]
    making = _Making(chance, bases, _rims(chance, own, outlets), hosts)
    alone, copied = int(0.4 * len(bases)), len(bases)
    for n in range(copied):
        _original(making, n)
    while len(making.made) < articles:
        n = chance.randrange(alone, copied)
        _copy(making, chance.choices([*OFTEN], [*OFTEN.values()])[0], n)
    return making.made


def paragraphs(text: str, n: int) -> tuple[Paragraph, ...]:
    """The paragraphs of a text, long ones cut at sentences, each word with its number in the text."""
    found: list[Paragraph] = []
    k = 0
    for block in re.split(r"\s*\n\s*", text.strip()):
        held: list[str] = []
        for sentence in SENTENCE_END.split(block):
            held += sentence.split()
            if len(held) >= LONG // 2 and len(block.split()) > LONG:
                found.append(tuple(Piece(w, (n, k + i)) for i, w in enumerate(held)))
                k, held = k + len(held), []
        if held:
            found.append(tuple(Piece(w, (n, k + i)) for i, w in enumerate(held)))
            k += len(held)
    return tuple(found)


def _unlike(texts: Sequence[tuple[Paragraph, ...]]) -> list[tuple[Paragraph, ...]]:
    """The texts, less those that share eight words in a row with an earlier one."""
    seen: set[tuple[str, ...]] = set()
    kept = []
    for text in texts:
        words = [w.lower() for p in text for piece in p for w in WORD.findall(piece.word)]
        runs = {tuple(words[i : i + ALIKE]) for i in range(len(words) - ALIKE + 1)}
        if not runs & seen:
            kept.append(text)
            seen |= runs
    return kept


def _rims(
    chance: Random, texts: Sequence[tuple[Paragraph, ...]], outlets: Sequence[str]
) -> dict[str, tuple[Paragraph, ...]]:
    """For each outlet the words it puts under every article, and one notice that half of them share."""
    wanted = [p for t in texts for p in t if 25 <= len(p) <= 90] or [p for t in texts for p in t]
    # in an order of their own, since the texts themselves are used too
    some = chance.sample(wanted, min(len(wanted), len(OUTLETS) + 1))
    picked = [tuple(Piece(x.word, None) for x in chance.sample(p, len(p))) for p in some]
    notice = picked[-1]
    own = {o: picked[i % len(picked)] for i, o in enumerate(outlets)}
    return {o: (own[o], notice) if i % 2 else (own[o],) for i, o in enumerate(outlets)}


def _original(making: _Making, n: int) -> None:
    day = f"2031-05-{making.chance.randint(1, 20):02}"
    outlet = making.chance.choice([*making.rims])
    _add(making, "original", (n,), outlet, day, None, making.texts[n], None)


def _copy(making: _Making, how: How, n: int) -> None:
    """A copy of text n, from its original or, one time in four, from a copy that is still that article."""
    chance = making.chance
    there = [m for m in making.made if m.same == n]
    taken = there[0] if chance.random() < 0.75 else chance.choice(there)
    body = tuple(p for p in taken.paragraphs if any(x.origin for x in p))
    bases: tuple[int, ...] = (n,)
    if how == "excerpt":
        body = _excerpt(chance, _host(making), body)
    elif how == "merge":
        other = chance.choice([m for m in range(len(making.texts)) if m != n])
        bases, body = (n, other), _merge(chance, body, making.texts[other])
    else:
        body = CHANGES[how](chance, body)
    outlet = taken.outlet if how == "update" and chance.random() < 0.7 else chance.choice([*making.rims])
    day = f"2031-05-{min(31, int(taken.day[-2:]) + chance.choice((0, 0, 1, 1, 2, 3))):02}"
    names = taken.outlet if chance.random() < 0.15 and outlet != taken.outlet else None
    _add(making, how, bases, outlet, day, names, body, taken.n)


def _add(
    making: _Making,
    how: How,
    bases: tuple[int, ...],
    outlet: str,
    day: str,
    names: str | None,
    body: tuple[Paragraph, ...],
    taken: int | None,
) -> None:
    rim = making.rims[outlet] if making.chance.random() < 0.8 else ()
    making.made.append(Made(len(making.made), how, bases, outlet, day, names, (*body, *rim), taken))


def _same(_: Random, body: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return body


def _trim(chance: Random, body: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The first half to nine tenths of the words, by paragraphs, as a desk cuts from the end."""
    want = chance.uniform(0.5, 0.9) * sum(map(len, body))
    kept: list[Paragraph] = []
    while sum(map(len, kept)) < want and len(kept) < len(body) - 1:
        kept.append(body[len(kept)])
    return tuple(kept)


def _edit(chance: Random, body: tuple[Paragraph, ...], rate: float) -> tuple[Paragraph, ...]:
    """Words replaced, left out and put in; a replaced word keeps its origin."""
    pool = [x.word for p in body for x in p]
    out: list[Paragraph] = []
    for p in body:
        row: list[Piece] = []
        for x in p:
            luck = chance.random()
            if luck < rate / 2:
                row.append(Piece(chance.choice(pool), x.origin))
            elif luck < 0.75 * rate:
                continue
            elif luck < rate:
                row += [Piece(chance.choice(pool), None), x]
            else:
                row.append(x)
        out.append(tuple(row))
    return tuple(p for p in out if p and any(x.origin for x in p))


def _light(chance: Random, body: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return _edit(chance, body, 0.04)


def _heavy(chance: Random, body: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """A sixth of the paragraphs gone, two exchanged, every eighth word touched."""
    kept = [p for p in body if chance.random() > 0.16] or [*body]
    if len(kept) > 3:
        i = chance.randrange(1, len(kept) - 1)
        kept[i], kept[i + 1] = kept[i + 1], kept[i]
    return _edit(chance, tuple(kept), 0.12)


def _update(chance: Random, body: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Figures changed, one to three paragraphs of news put in, sometimes the last one dropped."""
    out = [tuple(Piece(re.sub(r"\d", lambda m: str((int(m[0]) + 3) % 10), x.word), x.origin) for x in p) for p in body]
    pool = [x.word for p in body for x in p]
    for _ in range(chance.randint(1, 3)):
        new = tuple(Piece(w, None) for w in chance.choices(pool, k=chance.randint(15, 50)))
        out.insert(chance.randint(0, min(3, len(out))), new)
    return tuple(out[:-1] if len(out) > 5 and chance.random() < 0.3 else out)


def _ocr(chance: Random, body: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """One to four characters in a hundred misread."""
    rate = chance.uniform(0.01, 0.04)

    def misread(word: str) -> str:
        return "".join(chance.choice("eocliIn1rt") if chance.random() < rate else c for c in word)

    return tuple(tuple(Piece(misread(x.word), x.origin) for x in p) for p in body)


def _excerpt(chance: Random, host: tuple[Paragraph, ...], body: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """One to three paragraphs in a row, of 30 words or more together, within an article of its own."""
    for _ in range(20):
        first = chance.randrange(len(body))
        cut = body[first : first + chance.randint(1, 3)]
        if sum(map(len, cut)) >= 30:
            break
    at = chance.randint(0, len(host))
    return (*host[:at], *cut, *host[at:])


def _host(making: _Making) -> tuple[Paragraph, ...]:
    """Prose that no other article has: a text kept back for it; when those are used up, one with its words shuffled."""
    if making.hosts:
        return _own(making.hosts.pop())
    text = making.chance.choice(making.texts)
    return _own(tuple(tuple(making.chance.sample(p, len(p))) for p in text))


def _own(text: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    return tuple(tuple(Piece(x.word, None) for x in p) for p in text)


def _merge(chance: Random, a: tuple[Paragraph, ...], b: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """Most of two articles, one after the other or in turns."""
    a, b = (_part(chance, x) for x in (a, b))
    if chance.random() < 0.5:
        return (*a, *b)
    i, j = chance.randint(1, len(a)), chance.randint(1, len(b))
    return (*a[:i], *b[:j], *a[i:], *b[j:])


def _part(chance: Random, body: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    want = chance.uniform(0.6, 1.0) * sum(map(len, body))
    kept: list[Paragraph] = []
    while sum(map(len, kept)) < want - 1:
        kept.append(body[len(kept)])
    return tuple(kept)


CHANGES = {"verbatim": _same, "trim": _trim, "light": _light, "heavy": _heavy, "update": _update, "ocr": _ocr}


def text_of(made: Made) -> tuple[str, list[tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    """The article's text, the stretch of each paragraph, and where each word of an origin stands."""
    text, stretches, places = "", [], {}
    for p in made.paragraphs:
        start = len(text)
        for x in p:
            if len(text) > start:
                text += " "
            if x.origin is not None:
                places[x.origin] = (len(text), len(text) + len(x.word))
            text += x.word
        stretches.append((start, len(text)))
        text += "\n\n"
    return text, stretches, places


def origins(made: Made) -> Iterator[tuple[int, int]]:
    return (x.origin for p in made.paragraphs for x in p if x.origin is not None)
