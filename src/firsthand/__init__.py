"""Firsthand: news pages in, a sourced record out: who said it, through whom, with every datum pointing at its words."""

__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """`firsthand.open` and `firsthand.Record`, loaded when asked for."""
    if name in ("open", "Record"):
        from firsthand import record

        return getattr(record, name)
    raise AttributeError(f"module 'firsthand' has no attribute {name!r}")
