"""How much the signs of a way of cutting speak for a list of articles, by the table that training/train_ways.py learns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("way_points.tsv")
START = "start"


def points(signs: Iterable[Mapping[str, float]]) -> float:
    """More than 0: articles, not the sections of one. What a row says counts where its sign is above the row's number.

    The signs may come one after the other: no more are asked for once they cannot make it more than 0.
    """
    known, most = dict[str, float](), 0.0
    for some in signs:
        known |= some
        most = most_points(known)
        if most <= 0:
            break
    return most


def most_points(signs: Mapping[str, float]) -> float:
    """The most that a way of cutting of these signs can have, whatever its others are."""
    known = (told for sign, above, told in rows() if sign == START or (sign in signs and signs[sign] > above))
    return sum(known) + sum(told for sign, _, told in rows() if sign != START and sign not in signs and told > 0)


@cache
def rows() -> tuple[tuple[str, float, float], ...]:
    """Sign, number, points: ("bare", 0.8, -1.08)."""
    lines = (line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return tuple((sign, float(above), float(told)) for sign, above, told in lines)
