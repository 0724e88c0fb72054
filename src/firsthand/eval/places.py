"""How many place names are put where they lie: accuracy within 161 km over all names of the gold with a place, spans given.

Files in the format of LGL and TR-News (Lieberman 2010; Kamalloo and Rafiei 2018): article > text, toponyms > toponym > start,
end, phrase, gaztag > lat, lon. The texts belong to their publishers and are not shipped. 161 km, 100 miles, is the measure of
the literature.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from firsthand.eval.polnear import as_article
from firsthand.lang import gazetteer, gazetteer_make
from firsthand.model.articles import Article
from firsthand.model.ids import make_id
from firsthand.model.problems import UnreadableInput
from firsthand.model.readings import Mention, PlaceRef
from firsthand.model.spans import Span
from firsthand.read.places.reader import read_places

NEAR = 161.0  # km
EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A name of the gold and where it lies."""

    span: Span
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class GoldArticle:
    article: Article
    places: tuple[GoldPlace, ...]  # those with a place; the gold has names without one, which nobody can be measured by


@dataclass(frozen=True, slots=True)
class Count:
    """One article's names: how many, how many right, how many left unresolved."""

    article: str
    names: int
    right: int
    unresolved: int


@dataclass(frozen=True, slots=True)
class Report:
    articles: tuple[Count, ...]

    @property
    def accuracy(self) -> float:
        names = sum(c.names for c in self.articles)
        return sum(c.right for c in self.articles) / names if names else 0.0


def evaluate(path: Path) -> str:
    """The measure of a file, or of each file of a folder and their mean, as lines for people."""
    files = sorted(path.glob("*.xml")) if path.is_dir() else [path]
    if not files:
        raise UnreadableInput(f"no *.xml in {path}")
    reports = [(f.stem, measure(f)) for f in files]
    lines = [_line(name, report) for name, report in reports]
    if len(reports) > 1:
        lines.append(f"{'mean':12}{100 * sum(r.accuracy for _, r in reports) / len(reports):7.1f}")
    return "\n".join((f"{'':12}{'acc@161':>7}{'names':>8}{'unresolved':>12}", *lines))


def measure(path: Path) -> Report:
    """Counts for every article of a file. Makes the gazetteer if there is none yet, or an old one."""
    gazetteer_make.fresh()
    return Report(tuple(_count(gold) for gold in load(path)))


def load(path: Path) -> list[GoldArticle]:
    """The articles of a file in order, with the names that have a place."""
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError) as error:
        raise UnreadableInput(f"{path} is no file of place names: {error}") from error
    return [_gold(node, n) for n, node in enumerate(root.findall("article"))]


def mentions(gold: GoldArticle) -> tuple[Mention, ...]:
    """The gold's names as a reader would have found them."""
    id_, text = gold.article.id, gold.article.text
    made = (Mention(make_id("mention", id_, p.span), id_, p.span, "place", p.span.of(text)) for p in gold.places)
    return tuple(made)


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The great-circle distance of two points given in degrees."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(half)))


def _count(gold: GoldArticle) -> Count:
    read = read_places(gold.article, (), mentions(gold))
    right = sum(_is_right(p, r) for p, r in zip(gold.places, read, strict=True))
    return Count(gold.article.id, len(gold.places), right, sum(r.gazetteer_id is None for r in read))


def _is_right(place: GoldPlace, ref: PlaceRef) -> bool:
    point = gazetteer.point(ref.gazetteer_id) if ref.gazetteer_id else None
    return point is not None and kilometres(place.lat, place.lon, *point) <= NEAR


def _gold(node: ElementTree.Element, number: int) -> GoldArticle:
    text = node.findtext("text") or ""
    found = (_place(text, t) for t in node.iter("toponym"))
    name = node.get("docid") or str(number)
    return GoldArticle(as_article(f"{name} {number}", text), tuple(p for p in found if p is not None))


def _place(text: str, node: ElementTree.Element) -> GoldPlace | None:
    lat, lon = node.findtext("gaztag/lat"), node.findtext("gaztag/lon")
    start, end = int(node.findtext("start") or 0), int(node.findtext("end") or 0)
    if not lat or not lon:
        return None
    span = _settled(text, start, end, (node.findtext("phrase") or "").strip())
    return GoldPlace(span, float(lat), float(lon))


def _settled(text: str, start: int, end: int, phrase: str) -> Span:
    """The span as given; where its words are not the phrase (line ends counted otherwise), the nearest place where they are."""
    if not phrase or text[start:end] == phrase:
        return Span(min(start, len(text)), min(max(start, end), len(text)))
    found = [at for at in (text.rfind(phrase, 0, start + len(phrase)), text.find(phrase, start)) if at >= 0]
    if found:
        start = min(found, key=lambda at: (abs(at - start), at))
        end = start + len(phrase)
    return Span(min(start, len(text)), min(max(start, end), len(text)))


def _line(name: str, report: Report) -> str:
    names, unresolved = sum(c.names for c in report.articles), sum(c.unresolved for c in report.articles)
    return f"{name:12}{100 * report.accuracy:7.1f}{names:8,}{unresolved:12,}"


def main(arguments: Sequence[str]) -> None:
    """`python -m firsthand.eval.places FILE`."""
    sys.stdout.write(evaluate(Path(arguments[0])) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
