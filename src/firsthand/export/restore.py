"""A JSONL export read back: originals and judgements, which all else is rebuilt from. Whatever is damaged is refused whole."""

from __future__ import annotations

import json
from base64 import b64decode
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from firsthand.collect import decode
from firsthand.export.decisions import custody_of, search_of, withdrawal_of
from firsthand.export.places import Json
from firsthand.model.articles import Capture
from firsthand.model.custody import CustodyLine
from firsthand.model.findings import Lineage, Retired
from firsthand.model.ids import kind_of, sha256
from firsthand.model.judgements import Judgement
from firsthand.model.problems import FirsthandError, Problem, UnreadableInput
from firsthand.model.searches import SavedSearch
from firsthand.model.spans import Anchor, Span
from firsthand.model.withdrawals import Withdrawal

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Restored:
    """What an export has of the record itself; the bytes are read when they are asked for."""

    captures: tuple[Capture, ...]
    judgements: tuple[Judgement, ...]
    problems: tuple[Problem, ...]  # that collecting met: no step makes them again
    remembered: tuple[tuple[str, Lineage | Retired], ...]
    withdrawals: tuple[Withdrawal, ...]
    searches: tuple[SavedSearch, ...]
    custody: tuple[CustodyLine, ...]
    transcripts: tuple[tuple[str, str], ...]
    folder: Path

    def originals(self) -> Iterator[tuple[Capture, bytes]]:
        """Captures with their bytes, each checked against its sha256: of `originals.jsonl`, and of a folder `originals`."""
        known = {c.id: c for c in self.captures}
        kept = {c.id: (c.id, c.length) for c in self.captures}
        for withdrawal in sorted(self.withdrawals, key=lambda w: w.made_at):  # what is kept after the last cut
            kept |= {cut.capture_id: (cut.kept, cut.length) for cut in withdrawal.cuts}
        transcribed = {x for x, _ in self.transcripts}
        for at, id_, data in _bytes(self.folder):
            if id_ not in known:
                raise UnreadableInput(f"{at}: no capture {id_} in captures.jsonl; {_AGAIN}")
            if (sha256(data), len(data)) != kept[id_]:
                raise UnreadableInput(f"{at}: the bytes are not those of capture {id_}; {_AGAIN}")
            try:
                if id_ not in transcribed:
                    decode(data, known[id_].charset)
            except (LookupError, UnicodeError, FirsthandError) as error:
                raise UnreadableInput(
                    f"{at}: the bytes are not {known[id_].charset}, as captures.jsonl has it; {_AGAIN}"
                ) from error
            yield known[id_], data


def troubles(lost: Sequence[Capture], left: Sequence[Judgement]) -> tuple[Problem, ...]:
    """What an export could not bring: originals that it has only the description of, judgements on words that are not here."""
    cure = "give the page itself to `firsthand add`, or export with originals"
    without = [
        Problem("import", c.path, "no-original", f"{c.path}: the export has no bytes of it; {cure}", c.id) for c in lost
    ]
    unheld = [
        Problem("import", j.id, "no-original", f"the judgement {j.id} is on an original that is not here; {cure}", None)
        for j in left
    ]
    return (*without, *unheld)


_AGAIN = "make the export again, nothing was kept"


def read(folder: Path) -> Restored:
    """What stands in the folder of an export. Files of readings and findings are not looked at."""
    if not (folder / "captures.jsonl").is_file():
        raise UnreadableInput(f"no captures.jsonl in {folder}; name the folder that `firsthand export jsonl` wrote")
    problems = _rows(folder / "problems.jsonl", _problem)
    return Restored(
        _rows(folder / "captures.jsonl", _capture),
        _rows(folder / "judgements.jsonl", judgement_of),
        tuple(p for p in problems if p.step == "collect"),
        _rows(folder / "lineage.jsonl", _remembered),
        _rows(folder / "withdrawals.jsonl", withdrawal_of),
        _rows(folder / "searches.jsonl", search_of),
        _rows(folder / "custody.jsonl", custody_of),
        _rows(folder / "transcripts.jsonl", lambda row: (str(row["id"]), str(row["text"]))),
        folder,
    )


def _rows(path: Path, of: Callable[[Json], T]) -> tuple[T, ...]:
    return tuple(row for _, row in _lines(path, of)) if path.is_file() else ()


def _lines(path: Path, of: Callable[[Json], T]) -> Iterator[tuple[str, T]]:
    """Each line's place and what it says."""
    with path.open("rb") as file:
        for n, line in enumerate(file, 1):
            at = f"{path}, line {n}"
            try:
                yield at, of(json.loads(line))
            except (ValueError, TypeError, KeyError, AttributeError) as error:
                raise UnreadableInput(f"{at}: not as an export writes it ({error!r}); {_AGAIN}") from error


def _bytes(folder: Path) -> Iterator[tuple[str, str, bytes]]:
    lines = folder / "originals.jsonl"
    if lines.is_file():
        yield from ((at, *found) for at, found in _lines(lines, _original))
    for path in sorted((folder / "originals").glob("*")):
        yield str(path), path.name, path.read_bytes()


def _original(row: Json) -> tuple[str, bytes]:
    return str(row["id"]), b64decode(row["base64"], validate=True)


def _capture(row: Json) -> Capture:
    if kind_of(row["id"]) != "capture":
        raise ValueError(f"{row['id']} is no sha256")
    return Capture(**{name: row[name] for name in Capture.__slots__})


def judgement_of(row: Json) -> Judgement:
    """The judgement that `judgement_row` wrote."""
    plain = {name: row[name] for name in Judgement.__slots__ if name not in ("target", "other", "roles")}
    other = _anchor(row["other"]) if row["other"] else None
    roles = tuple((str(r["role"]), _anchor(r)) for r in row["roles"])
    return Judgement(target=_anchor(row["target"]), other=other, roles=roles, **plain)


def _anchor(row: Json) -> Anchor:
    return Anchor(row["capture"], _span(row["span"]), row["span_text"], row["before"], row["after"])


def _problem(row: Json) -> Problem:
    span = _span(row["span"]) if row["span"] else None
    return Problem(row["step"], row["unit"], row["code"], row["message"], row["capture"], span)


def _span(place: Any) -> Span:
    start, end = place
    return Span(int(start), int(end))


def _remembered(row: Json) -> tuple[str, Lineage | Retired]:
    heir = row["heir"]
    return row["step"], Retired(row["id"], heir) if heir else Lineage(row["id"], tuple(map(str, row["members"])))
