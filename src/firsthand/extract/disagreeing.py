"""What every account of a page says of its article, held beside what was settled: who agrees, who says otherwise. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from firsthand.extract.accounts import Said
from firsthand.extract.titles import key
from firsthand.model.articles import Article, Datum, DatumKind, PageAccount

DATES: frozenset[DatumKind] = frozenset({"published", "updated", "reposted"})
MANY: frozenset[DatumKind] = frozenset({"tag", "category", "link"})  # told only where they are not the article's
HOUSES: frozenset[DatumKind] = frozenset({"outlet", "republisher"})  # a site's name may be settled as either
MOST = 60  # rows of one article


def beside(article: Article, said: Sequence[Said]) -> list[PageAccount]:
    """A row for each thing that an account says, and whether what was settled says the same.

    og:title "Port closed" beside the settled "Storm closes port" disagrees; the day 2031-05-03 agrees with an instant of it.
    """
    found: dict[tuple[str, ...], PageAccount] = {}
    for x in said:
        d = x.datum
        agrees = _agrees(article, d)
        if d.kind == "link" or (agrees and d.kind in MANY):
            continue
        row = PageAccount(article.id, d.kind, d.value, x.account, x.path, d.capture_span, d.words, agrees)
        found.setdefault((d.kind, d.value, x.account, x.path), row)
    return list(found.values())[:MOST]


def _agrees(article: Article, d: Datum) -> bool:
    kinds = HOUSES if d.kind in HOUSES else {d.kind}
    settled = [x.value for x in article.data if x.kind in kinds]
    if d.kind in DATES:
        return any(same_date(d.value, value) for value in settled)
    if d.kind == "title":
        settled = settled[:1]
    return key(d.value) in {key(value) for value in settled}


def same_date(a: str, b: str) -> bool:
    """Whether two EDTF dates can both be meant: one instant in two zones, a day and an instant of it."""
    if "T" in a and "T" in b:
        return _instant(a) == _instant(b)
    shorter = min(len(a), len(b), 10)
    return a[:shorter] == b[:shorter]


def _instant(value: str) -> datetime | str:
    try:
        read = datetime.fromisoformat(value)
    except ValueError:
        return value
    return read.astimezone(UTC) if read.tzinfo else value
