"""Fits the weights by which two tellings are taken for one claim, and writes them as a readable table.

    python training/train_claims.py DATA GOLD [--write src/firsthand/lang/en/claim_weights.tsv]

GOLD is the folder `gold`: in `claims` which documents make up each record, and pairs of places in them labelled by eye; in
`records` archive pages with the claims that a careful reader put together, of which pairs count PAGES. DATA holds the documents:
`events/reports`, `polnear/train/text`, `events-coref`, `entities/re3d`. Logistic regression with a penalty; every figure is of
stories or pages that the weights were not fitted on, each labelled pair counted as often as pairs of its kind stand in the
record it was drawn from.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, create_engine

from firsthand.eval import ecb
from firsthand.model.ids import sha256
from firsthand.model.tellings import Tellings
from firsthand.resolve.claim_around import evidence as of_matters
from firsthand.resolve.claim_groups import held_apart
from firsthand.resolve.claim_nodes import Gathered, gathered
from firsthand.resolve.claim_pairs import Ints, Nodes, blind_evidence, cosines, evidence, shared_words
from firsthand.resolve.claims import ground_of
from firsthand.resolve.decided import settled
from firsthand.store.units import _claims_payload
from page_claims import pages as archive_pages

Floats = NDArray[np.float64]
# With what words mean, and without.
NAMES = (
    "cosine",
    "story",
    "words",
    "meant",
    "own",
    "covered",
    "run",
    "strange",
    "gap",
    "kind",
    "event",
    "slot",
    "speaker",
)
BLIND = ("words", "over", "plain", "short", "strange", "gap", "kind", "event", "slot", "speaker")
PENALTY = 10.0
PAGES = 0.3  # what a pair of an archive page counts: the pairs of one page are many, and hang together
# Added to the constant: from what was then the one threshold of resolve/claim_groups.py (1.4) on .95 of the pairs that nobody
# argues about are right, stories left out.
MORE = 0.35
# Taken off the constant where there are no vectors, so that the one threshold joins as rightly there: .96 from 2.0, .89 from 1.4.
LESS = 0.6
COLUMNS = ("whole", "blind", "part", "count")
PLACES = "select article.id, article.text, capture.path from article join capture on capture.id = capture_id"
HEAD = (
    "# What speaks for two tellings being one claim (see resolve/claim_signs.py): sign, its weight, its weight where there are",
    "# no vectors, its weight where both tell of one matter (resolve/claim_around.py), and where both give one figure. Fitted by",
    "# training/train_claims.py, train_parts.py and train_counts.py on pairs labelled by eye (gold/claims, gold/records), from",
    "# invented archive pages and public sets of news in English (reports of six events, Hamborg 2019; PolNeAR; ECB+; re3d),",
    "# whose texts are not shipped.",
)


@dataclass(frozen=True, slots=True)
class Document:
    """A news text as it stands in its set."""

    text: str
    title: str
    outlet: str
    published: str | None
    sha256: str

    def page(self) -> str:
        date = f'<meta property="article:published_time" content="{self.published}">' if self.published else ""
        body = self.text[len(self.title) :] if self.text.startswith(self.title) and self.published else self.text
        paragraphs = "\n".join(f"<p>{html.escape(p)}</p>" for p in re.split(r"\n+", body) if p.strip())
        head = f"<h1>{html.escape(self.title)}</h1>" if self.published else ""
        return (
            f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(self.title)}</title>'
            f'<meta property="og:title" content="{html.escape(self.title)}">'
            f'<meta property="og:site_name" content="{self.outlet}">'
            f'<meta property="og:type" content="article">{date}</head><body><article>{head}\n{paragraphs}</article></body></html>'
        )


def documents(data: Path) -> Iterator[tuple[str, Document]]:
    """Every document of the three sets by its name there."""
    for path in sorted((data / "events/reports").glob("*.json")):
        given = json.loads(path.read_text(encoding="utf-8"))
        text, day = f"{given['title']}\n{given['text']}", given["date_publish"]
        digest = sha256(path.read_bytes())
        yield (
            f"events/{path.stem}",
            Document(text, given["title"], given["publisher"], (day or "")[:10] or None, digest),
        )
    for path in sorted((data / "polnear/train/text").glob("*.txt")):
        outlet, day, name = path.stem.split("_", 2)
        text = path.read_text(encoding="utf-8")
        first = next(line for line in text.split("\n") if line.strip())
        title = first if len(first) < 140 else name.replace("-", " ")
        yield f"polnear/{path.stem}", Document(text, title, outlet, day, sha256(path.read_bytes()))
    for split in ("Dev", "Train"):
        for n, d in enumerate(ecb.load(data / "events-coref", split)):
            text = re.sub(r"(?<=[.!?]) (?=[A-Z])", "\n", d.article.text)
            title = text.split("\n")[0][:120]
            yield f"ecb/{d.name}", Document(text, title, f"Outlet {n % 40}", None, sha256(d.article.text.encode()))
    for path in sorted((data / "entities/re3d").glob("*/documents.json")):
        for line in path.read_text(encoding="utf-8").splitlines():
            given = json.loads(line)
            text, digest = f"{given['title']}\n{given['text']}", sha256(line.encode())
            yield f"re3d/{given['_id']}", Document(text, given["title"], given["sourceName"], None, digest)


@dataclass(frozen=True, slots=True)
class Label:
    record: str
    a: tuple[str, int, int]
    b: tuple[str, int, int]
    label: str  # y: they say the same; n: they do not; a: one may argue
    story: str  # pairs of one story are left out together
    times: float  # how many pairs of the record it stands for


def labels(path: Path) -> list[Label]:
    rows = [x.split("\t") for x in path.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]
    return [
        Label(r[0], (r[1], int(r[2]), int(r[3])), (r[4], int(r[5]), int(r[6])), r[7], r[8], float(r[9])) for r in rows
    ]


@dataclass(frozen=True, slots=True)
class Record:
    """What the step `claims` sees of a record, and where each telling lies."""

    nodes: Nodes
    at: dict[tuple[str, str], int]  # document and the telling's words -> its node
    of_matters: dict[tuple[str, str], int]  # the same of those that tell of a matter, parts of tellings among them
    among: Ints  # the pairs of these that are looked at


def record(pages: dict[str, Document]) -> Record:
    """Read by the program itself, into a record that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        return _read(*made(pages, Path(folder)))


def made(pages: dict[str, Document], folder: Path) -> tuple[Path, dict[str, str]]:
    """A record of them in the folder, and the document of each file."""
    names = {}
    for n, (name, document) in enumerate(sorted(pages.items())):
        file = folder / "pages" / f"{n:04}.html"
        file.parent.mkdir(exist_ok=True)
        file.write_text(document.page(), encoding="utf-8")
        names[file.name] = name
    add(folder / "record", folder / "pages")
    return folder / "record", names


def add(record: Path, what: Path) -> None:
    subprocess.run([sys.executable, "-m", "firsthand", "--record", record, "add", what], check=True)


def taken(c: Connection) -> Gathered:
    """What the step `claims` takes from a record."""
    payload = _claims_payload(c, "record")
    told = payload.tellings if isinstance(payload.tellings, Tellings) else Tellings(payload.tellings)
    return gathered(payload, told, ground_of(payload, told), settled((), "claims"))


def _read(at: Path, names: dict[str, str]) -> Record:
    with create_engine(f"sqlite:///{at}").connect() as c:
        of = taken(c)
        rows = c.exec_driver_sql(PLACES)
        texts = {id_: (text, names[Path(path).name]) for id_, text, path in rows}
    nodes = of.nodes
    at_words: dict[tuple[str, str], int] = {}
    of_matters: dict[tuple[str, str], int] = {}
    for n, some in enumerate(of.equal):
        for telling in map(of.told.bare, some):
            text, name = texts[telling.article_id]
            if n < nodes.many:
                at_words.setdefault((name, plain(telling.span.of(text))), n)
            if nodes.told.names.many[nodes.told.matter[n]]:
                of_matters.setdefault((name, plain(telling.span.of(text))), n)
    among = np.stack(np.divmod(of.among, len(nodes.tellings)), axis=1)
    return Record(nodes, at_words, of_matters, among)


def plain(words: str) -> str:
    return " ".join(words.split())


def values(nodes: Nodes, i: int, j: int) -> dict[str, float]:
    """The signs of a pair as `likened` weighs them, and those that it weighs without vectors."""
    i, j = sorted((i, j))
    one, other, words = np.array([i]), np.array([j]), np.array([shared_words(nodes, i, j)])
    found = evidence(nodes, one, other, cosines(nodes, one, other), words)
    return {name: float(x[0]) for name, x in (found | blind_evidence(nodes, one, other)).items()}


def fit(x: Floats, y: Floats, weight: float = PENALTY, counts: Floats | None = None) -> Floats:
    """The constant and the weights, of signs as they come. `counts`: how much each row counts, 1 if not told."""
    each = np.ones(len(y)) if counts is None else counts
    mean, spread = x.mean(0), x.std(0) + 1e-9
    z = np.c_[np.ones(len(x)), (x - mean) / spread]
    weights, penalty = np.zeros(z.shape[1]), np.diag([0.0] + [weight] * (z.shape[1] - 1))
    for _ in range(60):
        chance = 1 / (1 + np.exp(-z @ weights))
        slope = z.T @ (z * (each * chance * (1 - chance))[:, None]) + penalty
        weights += np.linalg.solve(slope, z.T @ (each * (y - chance)) - penalty @ weights)
    plain_ = weights[1:] / spread
    return np.concatenate([[weights[0] - plain_ @ mean], plain_])


def held_out(x: Floats, y: Floats, stories: NDArray[np.str_], counts: Floats) -> Floats:
    """Each pair's logit by weights fitted on other stories."""
    out = np.zeros(len(y))
    for story in sorted(set(stories)):
        mine = stories == story
        weights = fit(x[~mine], y[~mine], counts=counts[~mine])
        out[mine] = weights[0] + x[mine] @ weights[1:]
    return out


def report(logits: Floats, some: list[Label]) -> None:
    y = np.array([s.label == "y" for s in some], dtype=float)
    unsure, times = np.array([s.label == "a" for s in some]), np.array([s.times for s in some])
    for from_ in (2.0, 1.75, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.75, 0.5, 0.0, -1.0, -2.0):
        m = logits >= from_
        right, all_, sure = (times * y)[m].sum(), times[m].sum(), times[m & ~unsure].sum()
        recall = right / (times * y).sum()
        shares = f"right {right / all_:.3f} (without arguable {right / sure:.3f}), recall {recall:.3f}"
        print(f"from {from_:5.2f}: {m.sum()} pairs, {shares}")


def main() -> None:
    given = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    given.add_argument("data", type=Path)
    given.add_argument("gold", type=Path)
    given.add_argument("--write", type=Path)
    asked = given.parse_args()
    held = dict(documents(asked.data))
    wanted: dict[str, dict[str, Document]] = defaultdict(dict)
    for line in (asked.gold / "claims/documents.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, document, digest = line.split("\t")
            if held[document].sha256 != digest:
                sys.exit(f"{document} is not the text that was labelled")
            wanted[name][document] = held[document]
    records = {name: record(pages) for name, pages in wanted.items()}
    fitted = judge(records, held, labels(asked.gold / "claims/pairs.tsv"), list(of_pages(asked.gold)))
    if asked.write:
        write(asked.write, fitted)


def of_pages(gold: Path) -> Iterator[tuple[str, Floats, Floats, Floats]]:
    """Of each archive page its name; of its pairs for the first column the signs, whether they are one, what they count."""
    with tempfile.TemporaryDirectory() as folder:
        for page in archive_pages(gold, Path(folder)):
            i, j = page.pairs.T
            mine = ~page.nodes.told.share(i, j) | (j < page.nodes.many)
            yield page.name, signs_of(page.nodes, page.pairs[mine], NAMES), page.same[mine], PAGES * page.counts[mine]


def signs_of(nodes: Nodes, some: Ints, names: tuple[str, ...]) -> Floats:
    """A row a pair of nodes, in the order of the names."""
    i, j = some.T
    words = np.array([shared_words(nodes, a, b) for a, b in some.tolist()])
    found = evidence(nodes, i, j, cosines(nodes, i, j), words)
    found |= of_matters(nodes.told, nodes.terms, nodes.numbers, nodes.around, i, j)
    return np.stack([found[name] for name in names], axis=1)


def write(path: Path, columns: dict[str, dict[str, float]]) -> None:
    """The table with these columns anew, and the others as they were."""
    held = (x.split("\t") for x in path.read_text(encoding="utf-8").splitlines() if not x.startswith("#"))
    rows = {name: dict(zip(COLUMNS, map(float, rest), strict=True)) for name, *rest in held}
    for column, weights in columns.items():
        for name in {**rows, **weights}:
            rows.setdefault(name, dict.fromkeys(COLUMNS, 0.0))[column] = weights.get(name, 0.0)
    lines = ("\t".join((name, *(f"{row[c]:.4f}" for c in COLUMNS))) for name, row in rows.items())
    path.write_text("\n".join((*HEAD, *lines, "")), encoding="utf-8")


def judge(
    records: dict[str, Record],
    held: dict[str, Document],
    given: list[Label],
    pages: list[tuple[str, Floats, Floats, Floats]],
) -> dict[str, dict[str, float]]:
    """Prints how right the joins are on stories and pages left out; the table's columns, of weights fitted on all."""
    some, rows, kept = [], [], []
    for label in given:
        of = records[label.record]
        ends = [of.at.get((d, plain(held[d].text[s:e]))) for d, s, e in (label.a, label.b)]
        if None in ends or ends[0] == ends[1]:
            print("no longer read:", label.record, label.a, label.b)
            continue
        some.append(label)
        rows.append(values(of.nodes, *ends))
        kept.append(held_apart(of.nodes, *ends) is None)
    y, stories = np.array([s.label == "y" for s in some], dtype=float), np.array([s.story for s in some])
    print(f"{len(some)} pairs, {int(y.sum())} say the same; {kept.count(False)} are kept apart by a reason.")
    weights: list[dict[str, float]] = []
    for names, more in ((NAMES, MORE), (BLIND, 0.0)):
        x, same, counts = np.array([[row[name] for name in names] for row in rows], dtype=float), y, np.ones(len(y))
        at = stories
        if names is NAMES:
            x, same, counts = (
                np.concatenate([z, *(page[n] for page in pages)]) for n, z in enumerate((x, same, counts), 1)
            )
            at = np.concatenate([stories, *(np.full(len(ys), f"page {name}") for name, _, ys, _ in pages)])
        logits = held_out(x, same, at, counts) + more
        print("With vectors:" if names is NAMES else "Without vectors:")
        report(np.where(kept, logits[: len(y)], -99.0), some)
        if names is NAMES:
            report_pages(logits[len(y) :], same[len(y) :], counts[len(y) :] == PAGES)
        weights.append(dict(zip(("constant", *names), fit(x, same, counts=counts), strict=True)))
    known, blind = weights
    known["constant"] += MORE
    blind["constant"] -= LESS
    return {"whole": known, "blind": blind}


def report_pages(logits: Floats, same: Floats, sure: NDArray[np.bool_]) -> None:
    """`sure` are those of which the reader put both into claims."""
    for from_ in (2.0, 1.75, 1.5, 1.4, 1.3, 1.2, 1.1, 1.0, 0.5, 0.0):
        m = (logits >= from_) & sure
        shares = f"right {same[m].sum() / max(1, m.sum()):.3f}, recall {same[m].sum() / same.sum():.3f}"
        print(f"pages from {from_:5.2f}: {m.sum()} pairs, {shares}; {(logits >= from_).sum() - m.sum()} others")


if __name__ == "__main__":
    main()
