"""Forms of English verbs, made by spelling rules where a table gives only the base."""

from __future__ import annotations


def forms(base: str, past: tuple[str, ...] = ()) -> set[str]:
    """A verb's forms: 'deny' gives denies, denied, denying; forms of the table take the place of a regular past."""
    stem = base[:-1] if base.endswith("e") else base
    y = base.endswith("y") and base[-2:-1] not in "aeiou"
    third = base[:-1] + "ies" if y else base + ("es" if base.endswith(("s", "sh", "ch", "x", "z")) else "s")
    regular = base[:-1] + "ied" if y else stem + "ed"
    ing = base + "ing" if base.endswith("ee") else stem + "ing"
    return {base, third, ing, *(past or (regular,))}
