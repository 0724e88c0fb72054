"""Speeds are ratios of this process's own CPU time, in one run."""

from __future__ import annotations

import time
from collections.abc import Sequence

from firsthand.eval.speed import Work, ratio, spent


def busy(seconds: float) -> Work:
    """Work that takes this long for each text, in CPU time."""

    def work(texts: Sequence[str]) -> None:
        until = time.process_time() + seconds * len(texts)
        while time.process_time() < until:
            sum(range(500))

    return work


def test_four_times_the_work_is_four_times_as_slow() -> None:
    found = ratio(busy(0.03), busy(0.12), ["a", "b", "c"])
    assert found is not None
    assert found.rounds == 3
    assert found.least <= found.middle <= found.most
    assert 2 < found.middle < 8


def test_waiting_costs_no_cpu() -> None:
    assert spent(lambda _: time.sleep(0.05), ["a"]) < 0.04


def test_what_is_too_short_to_time_has_no_ratio() -> None:
    assert ratio(lambda _: None, lambda _: None, ["a", "b", "c"]) is None
    assert ratio(busy(0.01), busy(0.01), []) is None
