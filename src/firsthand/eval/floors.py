"""Floors: what was reached once on a gold set and may not be lost again. Pure; the file is TOML and made for reading.

A floor holds for the very files it was measured on (their digest), else it says nothing and nothing is compared.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from math import ceil, floor
from typing import Any

from firsthand.eval.figures import Better, Figure, Measured
from firsthand.eval.sets import Digest
from firsthand.model.problems import UnreadableInput, UsageError

STEP = 1000  # floors are kept in thousandths, rounded to the easier side
SLACK = 0.002
ENOUGH = 30  # items: of fewer, one more or less moves a share by more than three points
CURE = "If that is meant: --raise --allow-lower --because 'why it is right'"
HEAD = """\
# What was reached on each gold set and may not be lost: firsthand eval all --data FOLDER --floors gold/floors.toml
# Written by --raise. Values are shares (0.649 is 64.9 %); ceilings are for what should be low. A floor holds for the very
# files whose digest stands here. `slack` is how far below a floor a run may fall: arithmetic differs between machines.
"""


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that a person took down, and why."""

    measure: str
    was: float
    now: float | None  # None: the measure is no more
    because: str


@dataclass(frozen=True, slots=True)
class SetFloors:
    """The floors of one set."""

    digest: Digest
    floors: Mapping[str, float]
    ceilings: Mapping[str, float]
    lowered: tuple[Lowered, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A file of floors."""

    sets: Mapping[str, SetFloors] = field(default_factory=dict)
    slack: float = SLACK


@dataclass(frozen=True, slots=True)
class Fall:
    """A measure that did not hold."""

    set: str
    measure: str
    pinned: float
    value: float | None  # None: not measured any more


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a set stands to its floors."""

    set: str
    held: int
    fallen: tuple[Fall, ...]
    refused: str | None  # why nothing was compared

    @property
    def good(self) -> bool:
        return not self.fallen and self.refused is None


def read(text: str) -> Book:
    """The floors of a file's text. UnreadableInput where it is no such file."""
    try:
        held = tomllib.loads(text)
        slack = float(held.pop("slack", SLACK))
        return Book({name: _set(value) for name, value in held.items()}, slack)
    except (tomllib.TOMLDecodeError, KeyError, TypeError, ValueError, AttributeError) as error:
        raise UnreadableInput(f"not a file of floors: {error}. Write a new one with --raise") from error


def write(book: Book) -> str:
    """The text of a file of floors; `read` gives the same book back."""
    parts = [HEAD, f"slack = {book.slack}"]
    for name, held in sorted(book.sets.items()):
        parts.append(f'\n[{name}]\nfiles = {held.digest.files}\ndigest = "{held.digest.sha256}"')
        for kind, values in (("floors", held.floors), ("ceilings", held.ceilings)):
            if values:
                parts.append(f"\n[{name}.{kind}]")
                parts += [f"{_quoted(measure)} = {value}" for measure, value in sorted(values.items())]
        for low in held.lowered:
            now = "" if low.now is None else f"now = {low.now}\n"
            parts.append(
                f"\n[[{name}.lowered]]\nmeasure = {_quoted(low.measure)}\nwas = {low.was}\n{now}"
                f"because = {_quoted(low.because)}"
            )
    return "\n".join(parts) + "\n"


def compare(book: Book, measured: Measured, digest: Digest) -> Verdict:
    """What fell below its floor or rose over its ceiling; refused where the files are others than those pinned."""
    held = book.sets.get(measured.name)
    if held is None:
        return Verdict(measured.name, 0, (), None)
    if held.digest != digest:
        return Verdict(measured.name, 0, (), _other_files(measured.name, held.digest, digest))
    values = {f.name: f.value for f in measured.figures}
    fallen = [
        Fall(measured.name, measure, pinned, values.get(measure))
        for measure, pinned, better in _pins(held)
        if (value := values.get(measure)) is None or _distance(value, pinned, better) < -book.slack
    ]
    return Verdict(measured.name, sum(1 for _ in _pins(held)) - len(fallen), tuple(fallen), None)


def raised(book: Book, measured: Measured, digest: Digest, because: str | None = None) -> Book:
    """The book with this set's floors at what was measured where that is better; with `because`, also where it is worse.

    UsageError where something would sink, or the files are others, and no reason is given.
    """
    held = book.sets.get(measured.name) or SetFloors(digest, {}, {})
    if held.digest != digest and because is None:
        raise UsageError(f"{_other_files(measured.name, held.digest, digest)}. {CURE}")
    now = {f.name: (_rounded(f), f.better) for f in worth_a_floor(measured.figures)}
    for m, pinned, better in _pins(held):  # those pinned by hand too; a speed never rises by itself
        if (f := measured.figure(m)) is not None:
            now[m] = (_rounded(f) if f.steady else pinned, better)
    sunk = [
        Lowered(m, pinned, now[m][0] if m in now else None, because or "")
        for m, pinned, better in _pins(held)
        if m not in now or _distance(now[m][0], pinned, better) < -book.slack
    ]
    if sunk and because is None:
        raise UsageError(f"{measured.name}: {', '.join(s.measure for s in sunk)} would sink. {CURE}")
    lower = {s.measure for s in sunk}  # what fell within the slack keeps its floor
    now |= {m: (pinned, b) for m, pinned, b in _pins(held) if m not in lower and _distance(now[m][0], pinned, b) < 0}
    floors, ceilings = ({m: v for m, (v, b) in now.items() if b == better} for better in ("higher", "lower"))
    if held.digest != digest:
        sunk.insert(0, Lowered("files", float(held.digest.files), float(digest.files), because or ""))
    new = SetFloors(digest, floors, ceilings, (*held.lowered, *sunk))
    return replace(book, sets={**book.sets, measured.name: new})


def worth_a_floor(figures: Iterable[Figure]) -> list[Figure]:
    """What `--raise` pins: steady figures over the whole set and enough items, F1 instead of its two halves."""
    held = list(figures)
    names = {f.name for f in held}

    def whole(f: Figure) -> bool:
        half = f.name[-2:] in (" P", " R") and f"{f.name[:-2]} F1" in names
        return f.steady and f.n >= ENOUGH and not half and not f.name.startswith("outlet ")

    return [f for f in held if whole(f)]


def _set(value: Mapping[str, Any]) -> SetFloors:
    lowered = tuple(
        Lowered(str(x["measure"]), float(x["was"]), float(x["now"]) if "now" in x else None, str(x["because"]))
        for x in value.get("lowered", ())
    )
    floors, ceilings = ({str(k): float(v) for k, v in value.get(kind, {}).items()} for kind in ("floors", "ceilings"))
    return SetFloors(Digest(int(value["files"]), str(value["digest"])), floors, ceilings, lowered)


def _pins(held: SetFloors) -> Iterable[tuple[str, float, Better]]:
    yield from ((m, v, "higher") for m, v in held.floors.items())
    yield from ((m, v, "lower") for m, v in held.ceilings.items())


def _distance(value: float, pinned: float, better: Better) -> float:
    """How much better than pinned; below 0: worse."""
    return value - pinned if better == "higher" else pinned - value


def _rounded(f: Figure) -> float:
    # the tiny shift keeps 0.3 from becoming 0.299 for its binary form
    return floor(f.value * STEP + 1e-9) / STEP if f.better == "higher" else ceil(f.value * STEP - 1e-9) / STEP


def _other_files(name: str, pinned: Digest, now: Digest) -> str:
    return (
        f"{name}: not compared, since these are not the files that the floors were pinned on "
        f"(pinned {pinned.files} files, {pinned.sha256[:12]}; here {now.files} files, {now.sha256[:12]})"
    )


def _quoted(words: str) -> str:
    """A TOML basic string."""
    shown = "".join(c if c >= " " and c not in '"\\\x7f' else f"\\u{ord(c):04x}" for c in words)
    return f'"{shown}"'
