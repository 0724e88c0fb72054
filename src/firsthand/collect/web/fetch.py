"""One address fetched: asked for under our own name, as robots.txt allows, at the host's pace, each redirect checked anew.

No cookie is kept, nothing runs, and no way round a login or a payment is tried.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from importlib import util
from urllib.parse import urljoin

from firsthand.collect.http_answer import unpacked
from firsthand.collect.web import robots
from firsthand.collect.web.addresses import NOBODY, Address, Allowed, Resolve, Unfetched, address, checked
from firsthand.collect.web.exchange import Headers, Reply, ask, trust
from firsthand.collect.web.limits import Limits
from firsthand.collect.web.pace import Pace, retry_after
from firsthand.collect.web.resolving import system

REDIRECTS = frozenset({301, 302, 303, 307, 308})
GOOD_FOR = 86_400  # seconds for which a robots.txt counts, as RFC 9309 has it
LATER = frozenset({408, 425, 429, 500, 502, 503, 504})
CLOSED = {
    401: "asks for a login",
    402: "asks for a payment",
    403: "does not give it to us",
    407: "asks for a login",
    451: "may not give it, for reasons of law",
}
ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json,application/pdf,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Got:
    """An answer: 200, or 304 where nothing changed."""

    asked: str  # the address that was given
    url: str  # the one that answered, after redirects
    status: int
    headers: Headers
    body: bytes  # without compression
    fetched_at: str  # instant, ISO 8601 UTC
    ip: str
    redirects: tuple[tuple[str, int], ...]  # addresses that led on, and how
    verdict: robots.Verdict
    agent: str

    def header(self, name: str) -> str | None:
        return next((v for k, v in self.headers if k == name), None)


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(slots=True)
class Fetcher:
    """How to fetch; and what is known of hosts meanwhile. One for a run, by one thread."""

    agent: str
    allowed: Allowed = NOBODY
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve | None = None  # the system's, where none is given
    clock: Callable[[], datetime] = _now
    sleep: Callable[[float], None] = time.sleep
    pace: Pace = field(default_factory=Pace)
    tls: ssl.SSLContext | None = None  # who is trusted: the system, where nothing is given
    _policies: dict[str, tuple[datetime, robots.Policy]] = field(default_factory=dict)

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None, known: str | None = None) -> Got:
        """The answer to an address. With what `known` (the address that answered last) said of itself, it may be 304.

        Raises `Unfetched`, which says why and, where it may be tried again, from when on.
        """
        asked, led = address(url), list[tuple[str, int]]()
        at = asked
        while True:
            verdict = self._verdict(at)
            self._wait(at, verdict.crawl_delay)
            since = _conditions(etag, modified) if known in (None, at.url) else ()
            reply = self._ask(at, since)
            if reply.status not in REDIRECTS:
                break
            led.append((at.url, reply.status))
            at = self._next(at, reply, len(led))
        self._mind(at, reply)
        body = b"" if reply.status == 304 else self._body(at, reply)
        headers = tuple((k, v) for k, v in reply.headers if k not in ("set-cookie", "set-cookie2"))
        stamp = self.clock().strftime("%Y-%m-%dT%H:%M:%SZ")
        return Got(url, at.url, reply.status, headers, body, stamp, reply.ip, tuple(led), verdict, self.agent)

    def post(self, url: str, sent: bytes, kind: str) -> bytes:
        """The answer to bytes that are sent to an address a person named for it: one that leads on is not followed.

        robots.txt is for what is fetched, and is not asked.
        """
        at = address(url)
        self._wait(at, None)
        reply = self._ask(at, (("content-type", kind), ("content-length", str(len(sent)))), sent)
        if reply.status in REDIRECTS:
            to = next((v for k, v in reply.headers if k == "location"), "elsewhere")
            raise Unfetched("leads-on", f"{at.url} leads on to {to[:200]}: name that address, if you trust it")
        if reply.status != 200:
            raise Unfetched(f"http-{reply.status}", f"{at.url} answers {reply.status}", status=reply.status)
        return self._body(at, reply)

    def _next(self, at: Address, reply: Reply, hops: int) -> Address:
        to = next((v for k, v in reply.headers if k == "location"), None)
        if not to:
            raise Unfetched("bad-answer", f"{at.host} leads on without saying where")
        if hops > self.limits.redirects:
            raise Unfetched("too-many-redirects", f"{at.url} leads on more than {self.limits.redirects} times")
        with suppress(UnicodeError):  # what a server writes there is bytes, as a rule UTF-8
            to = to.encode("latin-1").decode("utf-8")
        try:
            return address(urljoin(at.url, to))
        except ValueError as error:
            raise Unfetched("address-refused", f"{at.host} leads on to what is no address") from error

    def _ask(self, at: Address, more: Headers = (), sent: bytes | None = None) -> Reply:
        ips = checked(at, self.resolve or system(self.limits.resolve), self.allowed)
        kinds = "gzip, deflate, zstd, br" if util.find_spec("brotli") else "gzip, deflate, zstd"
        headers = (("user-agent", self.agent), ("accept", ACCEPT), ("accept-encoding", kinds), *more)
        self.tls = self.tls or trust()
        return ask(at, ips, headers, self.limits, self.tls, sent)

    def _mind(self, at: Address, reply: Reply) -> None:
        """Raises where the answer is no page."""
        if reply.status in (200, 304):
            return
        after = next((v for k, v in reply.headers if k == "retry-after"), None)
        seconds = retry_after(after, self.clock()) if reply.status in LATER else None
        if reply.status in LATER:
            self.pace.asked(at.host, self.clock().timestamp(), seconds)
            raise Unfetched("try-later", f"{at.url} answers {reply.status}", status=reply.status, later=seconds or 0)
        if reply.status in CLOSED:
            cure = "No way round that is tried. Save it with your browser, if you may, and add the file"
            told = f"{at.host} {CLOSED[reply.status]} ({reply.status}): {at.url}. {cure}"
            raise Unfetched("closed", told, status=reply.status)
        why = "is not there" if reply.status in (404, 410) else "gives no page"
        raise Unfetched(f"http-{reply.status}", f"{at.url} {why} ({reply.status})", status=reply.status)

    def _body(self, at: Address, reply: Reply) -> bytes:
        encoding = ",".join(v for k, v in reply.headers if k == "content-encoding")
        if encoding.count(",") >= self.limits.encodings:
            raise Unfetched("bad-answer", f"{at.url} is packed too often: {encoding[:100]}")
        troubles = list[str]()
        body = unpacked(reply.body, encoding, self.limits.unpacked, troubles)
        if troubles:
            raise Unfetched("bad-answer", f"{at.url} is not kept: {'; '.join(troubles)}")
        return body

    def _wait(self, at: Address, delay: float | None) -> None:
        """Leaves the host alone as long as it wants; one that wants longer than we wait is asked another time."""
        now = self.clock().timestamp()
        wait = self.pace.wait(at.host, now)
        if wait > self.limits.wait:
            told = f"{at.host} is to be left alone for {wait:,.0f} seconds more"
            raise Unfetched("try-later", told, later=wait)
        if wait > 0:
            self.sleep(wait)
        self.pace.asked(at.host, self.clock().timestamp(), delay)

    # What robots.txt says

    def _verdict(self, at: Address) -> robots.Verdict:
        policy = self._policy(at)
        if policy.closed is not None:
            told = f"{policy.url} cannot be read ({policy.closed}). Until it can be, nothing is fetched from there"
            raise Unfetched("robots-unread", told, later=0)
        verdict = policy.verdict(at.url)
        if not verdict.allowed:
            line = f" (line {verdict.line})" if verdict.line else ""
            cure = "Save the page with your browser, if you may, and add the file"
            raise Unfetched("robots-forbid", f"{policy.url} forbids {at.url}{line}. {cure}")
        return verdict

    def _policy(self, at: Address) -> robots.Policy:
        now = self.clock()
        seen, policy = self._policies.get(at.origin, (None, None))
        if seen is None or policy is None or (now - seen).total_seconds() > GOOD_FOR:
            policy = self._fetched_policy(replace(at, target="/robots.txt"), now.strftime("%Y-%m-%dT%H:%M:%SZ"))
            self._policies[at.origin] = (now, policy)
        return policy

    def _fetched_policy(self, at: Address, seen_at: str) -> robots.Policy:
        """The robots.txt of a site, redirects followed; where it cannot be had, one that forbids all."""
        first = at.url
        try:
            for _ in range(self.limits.redirects + 1):
                reply = self._ask(at)
                if reply.status not in REDIRECTS:
                    body = self._body(at, reply) if 200 <= reply.status < 300 else b""
                    return robots.read(first, seen_at, reply.status, body, self.limits.robots)
                at = self._next(at, reply, 1)
        except Unfetched as error:
            if error.code in ("address-refused", "no-such-host") and at.url == first:
                raise
            return robots.Policy(first, seen_at, error.status, closed=error.told)
        return robots.Policy(first, seen_at, None, closed="it leads on too often")


def _conditions(etag: str | None, modified: str | None) -> Headers:
    """So that what has not changed is not sent again."""
    told = (("if-none-match", etag), ("if-modified-since", modified))
    return tuple((k, v) for k, v in told if v)
