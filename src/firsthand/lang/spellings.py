"""Forms of a name that differ by rule, so that tables give one of them."""

from __future__ import annotations

from collections.abc import Iterator

NATIONS = ("U.N.", "United Nations", "UN's", "U.N.'s", "United Nations'")


def spelled(form: str) -> Iterator[str]:
    """The form; of a UN body's ("UN refugee agency") also those with the United Nations written otherwise."""
    yield form
    if form.startswith("UN ") and " " in form[3:]:
        yield from (f"{nations} {form[3:]}" for nations in NATIONS)
