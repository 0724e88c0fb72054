"""Work that makes thousands of objects and no ring of them, done without Python's search for such rings meanwhile."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def unswept(work: Callable[P, T]) -> Callable[P, T]:
    """The same work; the search goes on after it, whatever happens, unless it was off before.

    A page makes some twenty thousand objects, none of which point at each other in a ring: they go when the page goes. Looking
    through them for rings took a fifth of the time that reading the page did.
    """

    @wraps(work)
    def done(*args: P.args, **named: P.kwargs) -> T:
        if not gc.isenabled():
            return work(*args, **named)
        gc.disable()
        try:
            return work(*args, **named)
        finally:
            gc.enable()

    return done
