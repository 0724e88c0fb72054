"""Python's collector of garbage stands still while a step of the whole record works, and goes on after it, whatever happens."""

from __future__ import annotations

import gc

import pytest

from firsthand.run.runner import uncollected


def test_it_stands_still_and_goes_on() -> None:
    assert gc.isenabled()
    with uncollected():
        assert not gc.isenabled()
    assert gc.isenabled()


def test_it_goes_on_after_a_break() -> None:
    with pytest.raises(ValueError, match="broke"), uncollected():
        raise ValueError("broke")
    assert gc.isenabled()


def test_one_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        with uncollected():
            assert not gc.isenabled()
        assert not gc.isenabled()
    finally:
        gc.enable()
