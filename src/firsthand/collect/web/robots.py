"""What a site's robots.txt allows us (RFC 9309), and the line that says so. Protego decides; the line is told beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any

from protego import Protego

from firsthand.model.ids import sha256

TOKEN = "firsthand"  # the name that a robots.txt may call us by
FIELDS = frozenset({"user-agent", "allow", "disallow"})
MOST_RULES = 2_000  # of a file whose deciding line is looked for


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was allowed when, by what: stands with every capture that was fetched."""

    allowed: bool
    robots: str  # the address of the robots.txt
    seen_at: str  # when it was fetched
    status: int | None  # of its answer; None: no answer
    sha256: str | None  # of its bytes; None where there is none
    line: str | None  # "12: Allow: /news"; None: no line is about this page, or it cannot be told which
    crawl_delay: float | None

    @property
    def told(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Line:
    """A rule of a robots.txt by itself."""

    n: int
    field: str  # allow or disallow
    path: str
    alone: Protego  # that forbids what this line is about, and nothing else


@dataclass(frozen=True, slots=True)
class Policy:
    """A robots.txt as it was seen. `closed`: why nothing is fetched from there, where it could not be had."""

    url: str
    seen_at: str
    status: int | None
    data: bytes | None = None  # None: the site has none, and allows all
    closed: str | None = None
    rules: Protego | None = None
    lines: tuple[Line, ...] = ()  # that speak to us

    def verdict(self, url: str) -> Verdict:
        allowed, line, delay = self.closed is None, None, None
        if self.rules is not None and self.data is not None:
            allowed = self.rules.can_fetch(url, TOKEN)
            line, delay = deciding(self.lines, url, allowed), _delay(self.rules)
        digest = sha256(self.data) if self.data is not None else None
        return Verdict(allowed, self.url, self.seen_at, self.status, digest, line, delay)


def read(url: str, seen_at: str, status: int, data: bytes, most: int) -> Policy:
    """What an answer to the question for robots.txt means: rules; all allowed where there is none (4xx); else nothing."""
    if 200 <= status < 300:
        kept = data[:most]
        rules, lines = Protego.parse(_text(kept)), tuple(islice(_own(_text(kept)), MOST_RULES))
        return Policy(url, seen_at, status, kept, rules=rules, lines=lines)
    if 400 <= status < 500 and status != 429:
        return Policy(url, seen_at, status)
    return Policy(url, seen_at, status, closed=f"it answers {status}")


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\0", "")


def _delay(rules: Protego) -> float | None:
    rate = rules.request_rate(TOKEN)
    told = [rules.crawl_delay(TOKEN), rate.seconds / rate.requests if rate else None]
    return max((x for x in told if x is not None), default=None)


def deciding(lines: Iterable[Line], url: str, allowed: bool) -> str | None:
    """The line by which a page is allowed or forbidden: of those for us that match it the longest, Allow before Disallow.

    Each line is asked of Protego by itself; where the longest says otherwise than the whole file did, no line is told.
    """
    found = [(len(x.path), x.field == "allow", -x.n, x) for x in lines if not x.alone.can_fetch(url, TOKEN)]
    best = max(found, key=lambda x: x[:3], default=None)
    if best is None or best[1] != allowed:
        return None
    return f"{best[3].n}: {best[3].field.capitalize()}: {best[3].path[:200]}"


def _own(text: str) -> Iterator[Line]:
    """The rules of the groups that speak to us, else of those that speak to all."""
    groups: list[tuple[set[str], list[tuple[int, str, str]]]] = []
    in_head = False
    for n, line in enumerate(text.splitlines(), 1):
        field, _, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        field = field.lower()
        if field not in FIELDS:
            continue
        if field == "user-agent":
            if not in_head:
                groups.append((set(), []))
            groups[-1][0].add(value.lower())
        elif groups:
            groups[-1][1].append((n, field, value))
        in_head = field == "user-agent"
    ours = [rules for names, rules in groups if TOKEN in names]
    for n, field, path in (rule for rules in ours or [r for names, r in groups if "*" in names] for rule in rules):
        if path:
            yield Line(n, field, path, Protego.parse(f"User-agent: *\nDisallow: {path}"))
