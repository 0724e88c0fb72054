"""Names into addresses, by the system's own resolver, in bounded time."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from queue import Empty, SimpleQueue
from threading import Thread

from firsthand.collect.web.addresses import Resolve, Unfetched


def system(seconds: float) -> Resolve:
    """The system's resolver; what it has not told by then is an address without a machine."""

    def resolve(host: str, port: int) -> Sequence[str]:
        told: SimpleQueue[Sequence[str] | OSError | UnicodeError] = SimpleQueue()
        Thread(target=_ask, args=(host, port, told), name="resolve", daemon=True).start()
        try:
            found = told.get(timeout=seconds)
        except Empty as error:
            raise Unfetched("unreachable", f"{host} was not found within {seconds:g} seconds", later=0) from error
        if isinstance(found, Exception):
            raise Unfetched("no-such-host", f"{host} is not known. Check the spelling, or the network", later=0)
        return found

    return resolve


def _ask(host: str, port: int, told: SimpleQueue[Sequence[str] | OSError | UnicodeError]) -> None:
    try:
        told.put([str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
    except (OSError, UnicodeError) as error:
        told.put(error)
