"""One question to one machine, and its answer: HTTP/1.1 by h11 over a socket of ours, so that every limit is ours too.

The connection goes to an IP address that was checked; Host and the name in TLS stay those of the address asked.
"""

from __future__ import annotations

import socket
import ssl
import time
from collections.abc import Sequence
from dataclasses import dataclass

import certifi
import h11

from firsthand.collect.web.addresses import IP, Address, Unfetched
from firsthand.collect.web.limits import Limits

STEP = 1 << 14  # bytes taken at once, so that no head is far over its limit
Headers = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Reply:
    status: int
    headers: Headers  # names in lower case, in order
    body: bytes  # as sent: packed, if it was
    ip: str


def ask(
    at: Address, ips: Sequence[IP], headers: Headers, limits: Limits, tls: ssl.SSLContext, sent: bytes | None = None
) -> Reply:
    """The answer of the first of these machines that takes a connection; to `sent`, if there is anything to send."""
    end = time.monotonic() + limits.whole
    failed: OSError | None = None
    for ip in ips[:4]:
        try:
            raw = socket.create_connection((str(ip), at.port), timeout=limits.connect)
        except OSError as error:
            failed = error
            continue
        with raw:
            raw.settimeout(limits.connect)
            try:
                with _secured(raw, at, tls) if at.scheme == "https" else raw as link:
                    return _Talk(link, limits, end).reply(at, headers, str(ip), sent)
            except ssl.SSLCertVerificationError as error:
                told = f"{at.host} does not prove who it is ({error.verify_message})"
                raise Unfetched("bad-certificate", f"{told}. Nothing is fetched over such a connection") from error
            except TimeoutError as error:
                raise Unfetched("too-slow", f"{at.host} did not answer in time", later=0) from error
            except OSError as error:
                raise Unfetched("unreachable", f"{at.host} broke the connection off ({error})", later=0) from error
    raise Unfetched("unreachable", f"{at.host} cannot be reached ({failed})", later=0) from failed


def _secured(raw: socket.socket, at: Address, tls: ssl.SSLContext) -> ssl.SSLSocket:
    return tls.wrap_socket(raw, server_hostname=at.host)


def trust() -> ssl.SSLContext:
    """Who is trusted: the system's certificates; where it has none, Mozilla's (certifi)."""
    made = ssl.create_default_context()
    if not made.cert_store_stats()["x509_ca"] and not ssl.get_default_verify_paths().capath:
        made.load_verify_locations(certifi.where())
    return made


class _Talk:
    """What is said over one connection."""

    def __init__(self, link: socket.socket, limits: Limits, end: float) -> None:
        self.link, self.limits, self.end = link, limits, end
        self.taken = 0

    def reply(self, at: Address, headers: Headers, ip: str, sent: bytes | None) -> Reply:
        talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=self.limits.head)
        said = [("host", at.authority), *headers, ("connection", "close")]
        try:
            self.link.settimeout(self._left())
            head = h11.Request(method="GET" if sent is None else "POST", target=at.target, headers=said)
            for event in (head, *(() if sent is None else (h11.Data(data=sent),)), h11.EndOfMessage()):
                self.link.sendall(talk.send(event) or b"")
            return self._read(talk, at, ip)
        except h11.RemoteProtocolError as error:
            raise Unfetched("bad-answer", f"{at.host} answers what no browser would read ({error})", later=0) from error
        except h11.LocalProtocolError as error:
            raise Unfetched("address-refused", f"{at.url} cannot be asked for ({error})") from error

    def _read(self, talk: h11.Connection, at: Address, ip: str) -> Reply:
        status, headers, body = 0, Headers(), bytearray()
        while True:
            event = talk.next_event()
            if event is h11.NEED_DATA:
                talk.receive_data(self._more(at))
            elif isinstance(event, h11.Response):
                status = event.status_code
                headers = tuple((k.decode("latin-1").lower(), v.decode("latin-1")) for k, v in event.headers)
            elif isinstance(event, h11.Data):
                body += event.data
            elif isinstance(event, h11.EndOfMessage):
                return Reply(status, headers, bytes(body), ip)
            elif isinstance(event, h11.ConnectionClosed):
                raise h11.RemoteProtocolError("it ended before it began")

    def _more(self, at: Address) -> bytes:
        """The next bytes. Everything counts: heads, interim answers, sizes of chunks."""
        self.link.settimeout(self._left())
        data = self.link.recv(STEP)
        self.taken += len(data)
        if self.taken > self.limits.packed + self.limits.head:
            raise Unfetched("too-large", f"{at.host} sends more than {self.limits.packed:,} bytes")
        return data

    def _left(self) -> float:
        left = self.end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return min(self.limits.read, left)
