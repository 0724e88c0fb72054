"""Long rows are got as they were added, from memory and from the file."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from firsthand.store.long_rows import LongRows


@given(st.lists(st.binary(max_size=30), max_size=20), st.integers(0, 60))
def test_rows_are_got_wherever_they_lie(rows: list[bytes], most: int) -> None:
    held, places = LongRows(most=most), []
    for row in rows:
        at = places[-1][1] if places else 0
        places.append((at, at + len(row)))
        assert held.add(row) == at
        assert held.get(*places[-1]) == row
    assert [held.get(*x) for x in reversed(places)] == rows[::-1]
    for start, _ in places:  # several at once, wherever the file ends
        assert held.get(start, places[-1][1]) == b"".join(rows)[start:]


def test_the_file_has_no_name(tmp_path: Path) -> None:
    held = LongRows(tmp_path, most=4)
    held.add(b"more than four")
    assert held.get(0, 4) == b"more"
    assert list(tmp_path.iterdir()) == []
