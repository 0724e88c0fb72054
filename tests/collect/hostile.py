"""A web server on loopback that does what it is told: answers, lies, drips, floods. And a clock that stands still."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from firsthand.collect.web import Allowed, Fetcher, Limits
from firsthand.collect.web.pace import Pace
from tests.collect import made

HOSTS = ("public.test", "other.test")
QUICK = Limits(connect=5, read=1.5, whole=4, resolve=5, head=8_000, packed=200_000, unpacked=1_000_000)
AGENT = "firsthand/9 (+mailto:desk@courier.example)"
Act = Callable[[socket.socket, "Request"], None]


@dataclass(frozen=True, slots=True)
class Request:
    host: str
    target: str
    headers: dict[str, str]
    sni: str | None = None


def ok(body: bytes, kind: str = "text/html; charset=utf-8", *more: str, status: str = "200 OK") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", f"Content-Length: {len(body)}", "Connection: close", *more]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


def to(place: str, status: str = "302 Found") -> bytes:
    return ok(b"", "text/html", f"Location: {place}", status=status)


@dataclass(slots=True)
class Server:
    """Answers by host and target, else by target; what is not there is 404, robots.txt too. `asked` is what came in, in order."""

    port: int = 0
    answers: dict[str, bytes | Act] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)
    tls: ssl.SSLContext | None = None
    names: list[str | None] = field(default_factory=list)  # said in TLS

    def url(self, target: str = "/", host: str = "public.test") -> str:
        return f"http{'s' if self.tls else ''}://{host}:{self.port}{target}"

    def pages(self, host: str | None = None) -> list[str]:
        """What was asked for but robots.txt."""
        return [r.target for r in self.asked if r.target != "/robots.txt" and host in (None, r.host)]

    def serve(self, door: socket.socket) -> None:
        while True:
            try:
                raw, _ = door.accept()
            except OSError:
                return
            threading.Thread(target=self._one, args=(raw,), daemon=True).start()

    def _one(self, raw: socket.socket) -> None:
        with suppress(OSError), raw:
            raw.settimeout(5)
            with self.tls.wrap_socket(raw, server_side=True) if self.tls else raw as link:
                head = b""
                while b"\r\n\r\n" not in head:
                    more = link.recv(4096)
                    if not more:
                        return
                    head += more
                lines = head.decode("latin-1").split("\r\n")
                headers = {k.lower(): v for k, _, v in (x.partition(": ") for x in lines[1:] if x)}
                told = Request(headers["host"].rpartition(":")[0], lines[0].split(" ")[1], headers)
                self.asked.append(told)
                answer = self.answers.get(told.host + told.target, self.answers.get(told.target))
                if callable(answer):
                    answer(link, told)
                else:
                    link.sendall(answer if answer is not None else ok(b"nothing here", status="404 Not Found"))


@contextmanager
def server(tls: ssl.SSLContext | None = None) -> Iterator[Server]:
    with socket.create_server(("127.0.0.1", 0)) as door:
        one = Server(door.getsockname()[1], tls=tls)
        if tls:
            tls.sni_callback = lambda _link, name, _context: one.names.append(name)
        threading.Thread(target=one.serve, args=(door,), daemon=True).start()
        try:
            yield one
        finally:
            door.shutdown(socket.SHUT_RDWR)


@contextmanager
def stories(most: int) -> Iterator[Server]:
    """A server that has a story at /0, /1 and so on."""
    with server() as one:
        for n in range(most):
            one.answers[f"/{n}"] = ok(made.html(f"Story {n}").encode())
        yield one


@dataclass(slots=True)
class Clock:
    """Time that goes on only when somebody sleeps."""

    at: datetime = datetime(2031, 5, 5, 9, 0, tzinfo=UTC)
    slept: list[float] = field(default_factory=list)

    def now(self) -> datetime:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += timedelta(seconds=seconds)


def names(told: dict[str, Sequence[str]] | None = None) -> Callable[[str, int], Sequence[str]]:
    """A resolver: our hosts are this machine."""
    known = dict.fromkeys(HOSTS, ("127.0.0.1",)) | (told or {})
    return lambda host, _: known.get(host, ())


def fetcher(
    clock: Clock | None = None, *, allowed: Sequence[str] = HOSTS, limits: Limits = QUICK, **more: object
) -> Fetcher:
    time = clock or Clock()
    told: dict[str, object] = {"resolve": names(), "pace": Pace(0), **more}
    return Fetcher(AGENT, Allowed.of(allowed), limits, clock=time.now, sleep=time.sleep, **told)
