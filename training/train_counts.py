"""Fits the weights by which two parts of tellings that give one figure are taken for one claim: 'four dead', 'left four dead'.

    python training/train_counts.py DATA GOLD [--write src/firsthand/lang/en/claim_weights.tsv] [--kept FOLDER]

GOLD is the folder `gold`: archive pages with the claims that a careful reader put together (`records/*/gold/claims.json`), and
pairs read by eye (`claims/counts.tsv`) of those pages and of the record `four` of `claims/documents.tsv`, whose texts DATA holds.
In 890 articles of politics and of six events one figure is met by chance more than it is told again: of pairs that lie far
apart a drawn part counts as saying different things. Logistic regression with a penalty; every figure is of pages, or of tenths
of the other record, that the weights were not fitted on. Records take five minutes to make; FOLDER keeps them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sqlalchemy import Connection, create_engine

from firsthand.model.ids import sha256
from firsthand.model.spans import Span
from firsthand.resolve.claim_around import SIGNS
from firsthand.resolve.claim_groups import held_apart
from firsthand.resolve.claim_nodes import Gathered
from firsthand.resolve.claim_numbers import ALIKE
from firsthand.store.codec import offsets
from page_claims import HELD_BACK
from train_claims import NAMES as OF_WHOLES
from train_claims import Document, Floats, add, documents, fit, made, signs_of, taken, write

NAMES = (*OF_WHOLES, *SIGNS, *ALIKE)
POLITICS = "four"
FAR = 0.45  # cosine below which two parts lie far apart
DRAWN, SEED = 3_000, 2  # how many such pairs count, and what draws them
PENALTY = 12.0
FOLDS = 10
# Added to the constant: from what was then the one threshold of resolve/claim_groups.py (1.4) on .95 are right, parts left out.
MORE = -0.9
COUNTED = "select article_id, start, low, high from quantity"
ARTICLES = (
    "select article.id, article.text, article.runs, capture.path from article join capture on capture.id = capture_id"
)

Place = tuple[str, int]  # a document, and where in it a figure begins


class Labelled(NamedTuple):
    a: Place
    b: Place
    label: str  # y: they say the same; n: they do not; a: one may argue


@dataclass(frozen=True, slots=True)
class Pairs:
    """Those of one record that give one figure and that nothing keeps apart, with where their figures stand."""

    x: Floats  # a row a pair, in the order of NAMES
    at: list[tuple[set[Place], set[Place]]]


def pairs(c: Connection, places: dict[str, dict[int, Place]]) -> Pairs:
    """`places` has, for each article and for where in it each figure begins, its place in the document."""
    of = taken(c)
    nodes, figures = of.nodes, _figures(c, of, places)
    one, other = np.divmod(of.among, len(nodes.tellings))
    i, j = np.minimum(one, other), np.maximum(one, other)
    some = np.flatnonzero(nodes.told.share_count(i, j)).tolist()
    passed = nodes.numbers.passing(i, j) & nodes.signs.on_other_days(i, j)
    kept = [k for k in some if held_apart(nodes, int(i[k]), int(j[k])) is None and not passed[k]]
    i, j = i[kept], j[kept]
    alike = nodes.numbers.alike(i, j)
    x = np.c_[signs_of(nodes, np.stack([i, j], 1), NAMES[: -len(ALIKE)]), np.stack([alike[name] for name in ALIKE], 1)]
    return Pairs(x, [(figures[a], figures[b]) for a, b in zip(i.tolist(), j.tolist(), strict=True)])


def _figures(c: Connection, of: Gathered, places: dict[str, dict[int, Place]]) -> dict[int, set[Place]]:
    """Of each node that gives a figure where that stands."""
    held: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for article, start, low, high in c.exec_driver_sql(COUNTED):
        held[article].append((start, f"!={high if low is None else low:.6g}"))
    found: dict[int, set[Place]] = defaultdict(set)
    for n in np.flatnonzero(of.nodes.told.counts.many[of.nodes.told.matter]).tolist():
        for t in of.equal[n]:
            telling, terms = of.told.bare(t), of.told.terms_of(t)
            for start, name in held[telling.article_id]:
                if name in terms and telling.span.start <= start < telling.span.end:
                    found[n].add(places[telling.article_id][start])
    return found


def of_page(at: Path, name: str) -> Pairs:
    """Of a record of one archive page; places are of the page."""
    with create_engine(f"sqlite:///{at}").connect() as c:
        maps = {a: offsets(runs) for a, _, runs, _ in c.exec_driver_sql(ARTICLES)}
        places: dict[str, dict[int, Place]] = defaultdict(dict)
        for article, start, *_ in c.exec_driver_sql(COUNTED):
            there = maps[article].to_capture(Span(start, start + 1))
            places[article][start] = name, there.start if there else -1
        return pairs(c, places)


def of_politics(at: Path, names: dict[str, str], held: dict[str, Document]) -> Pairs:
    """Of the record of news articles; places are of the documents, which the articles are but for blanks."""
    with create_engine(f"sqlite:///{at}").connect() as c:
        places: dict[str, dict[int, Place]] = defaultdict(dict)
        texts = {a: (text, names[Path(path).name]) for a, text, _, path in c.exec_driver_sql(ARTICLES)}
        inked = {name: [k for k, x in enumerate(held[name].text) if not x.isspace()] for _, name in texts.values()}
        for article, start, *_ in c.exec_driver_sql(COUNTED):
            text, name = texts[article]
            before = sum(not x.isspace() for x in text[:start])
            places[article][start] = name, inked[name][before] if before < len(inked[name]) else -1
        return pairs(c, places)


def by_eye(path: Path) -> dict[str, dict[frozenset[Place], str]]:
    """What was labelled by eye, by record."""
    out: dict[str, dict[frozenset[Place], str]] = defaultdict(dict)
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            record, a, start, b, first, label = line.split("\t")
            out[record][frozenset({(a, int(start)), (b, int(first))})] = label
    return out


def recorded(gold: Path, name: str) -> Iterator[tuple[str, str, int, Span]]:
    """The claims of a page: id, kind, which member, and where."""
    for item in json.loads((gold / f"records/{name}/gold/claims.json").read_text(encoding="utf-8"))["items"]:
        for n, m in enumerate(item["members"]):
            yield item["id"], item["kind"], n, Span(m["pointer"]["start"], m["pointer"]["end"])


def labels_of(some: Pairs, eye: dict[frozenset[Place], str], claims: list[tuple[str, str, int, Span]]) -> list[str]:
    """Of each pair its label: what was read by eye, else what the page's claims say; "" where nobody says."""
    out = []
    for a, b in some.at:
        read = {eye.get(frozenset({x, y})) for x in a for y in b} - {None}
        if read:
            out.append("y" if "y" in read else "a" if "a" in read else "n")
            continue
        one, two = ({m for m in claims if any(m[3].start <= at < m[3].end for _, at in x)} for x in (a, b))
        same = {m[0] for m in one if m[1] == "same_claim"} & {m[0] for m in two if m[1] == "same_claim"}
        out.append("y" if same else "n" if one and two else "")
    return out


@dataclass(frozen=True, slots=True)
class Lessons:
    """Of one page, or of a tenth of the politics."""

    x: Floats
    y: Floats
    sure: Floats  # 0 of those that one may argue about, which nothing is learnt from


def lessons(some: Pairs, given: list[str]) -> Lessons:
    known = [n for n, label in enumerate(given) if label]
    of = [given[n] for n in known]
    return Lessons(some.x[known], np.array([x == "y" for x in of], float), np.array([x != "a" for x in of], float))


def far_apart(some: Pairs, given: list[str]) -> list[str]:
    """The same, and of a drawn part of those that nobody read and that lie far apart that they say different things."""
    close = some.x[:, NAMES.index("cosine")]
    far = [n for n, label in enumerate(given) if not label and close[n] < FAR and not _of_events(some.at[n])]
    drawn = set(np.random.default_rng(SEED).choice(far, min(DRAWN, len(far)), replace=False).tolist())
    return ["n" if n in drawn else label for n, label in enumerate(given)]


def _of_events(at: tuple[set[Place], set[Place]]) -> bool:
    """Whether both are of reports of events, where figures are told again and again."""
    return all(name.startswith("events/") for some in at for name, _ in some)


def tenths(some: Pairs, given: list[str]) -> list[Lessons]:
    """By the first document, so that what one article says is in one."""
    fold = np.array([int(sha256(min(a, default=("", 0))[0].encode())[:8], 16) % FOLDS for a, _ in some.at])
    out = []
    for k in range(FOLDS):
        mine = np.flatnonzero(fold == k)
        out.append(lessons(Pairs(some.x[mine], [some.at[n] for n in mine]), [given[n] for n in mine]))
    return out


def weights_of(some: list[Lessons]) -> Floats:
    x, y, sure = (np.concatenate([getattr(p, name) for p in some]) for name in ("x", "y", "sure"))
    return fit(x[sure > 0], y[sure > 0], PENALTY)


def told(name: str, parts: list[Lessons], others: list[Lessons]) -> None:
    """Prints what is right from each logit on, each part left out in turn."""
    z, y, sure = [], [], []
    for n, part in enumerate(parts):
        b = weights_of([*parts[:n], *parts[n + 1 :], *others])
        z.append(part.x @ b[1:] + b[0] + MORE)
        y.append(part.y)
        sure.append(part.sure)
    logits, right, known = (np.concatenate(x) for x in (z, y, sure))
    print(f"{name}: {len(right)} pairs, {int(right.sum())} say the same")
    for least in (3.0, 2.5, 2.0, 1.75, 1.5, 1.4, 1.25, 1.0, 0.5, 0.0):
        on = logits >= least
        share = right[on].sum() / max(1, on.sum())
        alone = right[on].sum() / max(1.0, known[on].sum())
        recall = right[on].sum() / right.sum()
        print(
            f"from {least:4.2f}: {on.sum():4d}, right {share:.3f} (without arguable {alone:.3f}), recall {recall:.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", type=Path)
    parser.add_argument("--kept", type=Path)
    given = parser.parse_args()
    eye, held = by_eye(given.gold / "claims/counts.tsv"), dict(documents(given.data))
    with tempfile.TemporaryDirectory() if given.kept is None else nullcontext(given.kept) as folder:
        pages = list(_pages(Path(folder), given.gold, eye))
        rows = (x.split("\t") for x in (given.gold / "claims/documents.tsv").read_text(encoding="utf-8").splitlines())
        wanted = {row[1]: held[row[1]] for row in rows if row[0] == POLITICS}
        names = {f"{n:04}.html": name for n, name in enumerate(sorted(wanted))}
        at = Path(folder, POLITICS)
        if not (at / "record").exists():
            at.mkdir(parents=True)
            made(wanted, at)
        some = of_politics(at / "record", names, held)
    parts = tenths(some, far_apart(some, labels_of(some, eye[POLITICS], [])))
    told("pages", pages, parts)
    told(POLITICS, parts, pages)
    table = dict(zip(("constant", *NAMES), weights_of([*pages, *parts]).tolist(), strict=True))
    table["constant"] += MORE
    if given.write:
        write(given.write, {"count": table})
    else:
        sys.stdout.writelines(f"{name}\t{weight:.4f}\n" for name, weight in table.items())


def _pages(folder: Path, gold: Path, eye: dict[str, dict[frozenset[Place], str]]) -> Iterator[Lessons]:
    for page in sorted((gold / "records").iterdir()):
        if page.name in HELD_BACK:
            continue
        at = folder / f"{page.name}.record"
        if not at.exists():
            add(at, next(page.glob("*.txt")))
        some, name = of_page(at, page.name), f"records/{page.name}"
        yield lessons(some, labels_of(some, eye[name], list(recorded(gold, page.name))))


if __name__ == "__main__":
    main()
