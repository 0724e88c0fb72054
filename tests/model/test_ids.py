"""Ids: base 32 of a digest of the content, and no two parts run into each other."""

from __future__ import annotations

import hashlib
from base64 import b32encode

from hypothesis import given
from hypothesis import strategies as st

from firsthand.model.ids import make_id


@given(st.lists(st.text(max_size=5), max_size=3))
def test_an_id_is_thirteen_letters_of_the_digest(words: list[str]) -> None:
    fed = "".join(f"s{len(w.encode('utf-8', 'surrogatepass'))}:{w}" for w in ["claim", *words])
    held = hashlib.blake2b(f"({fed})".encode("utf-8", "surrogatepass"), digest_size=10).digest()
    assert make_id("claim", *words) == f"k-{b32encode(held).decode().lower()[:13]}"


def test_parts_do_not_run_into_each_other() -> None:
    assert make_id("claim", "a", "b") != make_id("claim", "ab") != make_id("claim", ("a", "b"))
