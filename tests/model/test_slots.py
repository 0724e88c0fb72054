"""Data that is quick to make takes and gives what it took and gave before."""

from __future__ import annotations

import inspect
import pickle
from dataclasses import FrozenInstanceError, dataclass, field, fields, replace
from typing import Any

import pytest

from firsthand.model.comparing import Cell
from firsthand.model.slots import lazily, quick


@quick
@dataclass(frozen=True, slots=True)
class Boat:
    name: str
    berths: int = 2
    called: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "called", f"{self.name} of {self.berths}")


def test_fields_by_place_by_name_and_by_default() -> None:
    assert Boat("Heron") == Boat(name="Heron", berths=2) != Boat("Heron", 3)
    assert replace(Boat("Heron"), berths=4).called == "Heron of 4"
    assert str(inspect.signature(Boat)) == "(name: 'str', berths: 'int' = 2) -> None"


def test_it_stays_frozen_and_can_be_stored() -> None:
    boat, (_, f, _) = Boat("Heron"), fields(Boat)
    with pytest.raises(FrozenInstanceError):
        setattr(boat, f.name, 3)
    assert pickle.loads(pickle.dumps(boat)) == boat
    assert hash(boat) == hash(Boat("Heron"))


def test_too_few_fields_or_unknown_ones_are_refused() -> None:
    unknown: dict[str, Any] = {"colour": "red"}
    none: list[Any] = []
    with pytest.raises(TypeError):
        Boat(*none)
    with pytest.raises(TypeError):
        Cell("number", "killed", **unknown)


def test_what_it_cannot_fill_is_refused() -> None:
    with pytest.raises(TypeError, match="made anew"):

        @quick
        @dataclass(frozen=True, slots=True)
        class Fleet:
            boats: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Quay:
    boats: tuple[Boat, ...]

    @lazily
    def berths(self) -> list[int]:
        """Of each boat."""
        return [b.berths for b in self.boats]


def test_what_is_made_when_somebody_asks_is_made_once() -> None:
    quay, other = Quay((Boat("Heron"), Boat("Tern", 3))), Quay(())
    assert quay.berths == [2, 3]
    assert quay.berths is quay.berths
    assert other.berths == []
    assert quay == Quay(quay.boats)
    assert Quay.berths.__doc__ == "Of each boat."
