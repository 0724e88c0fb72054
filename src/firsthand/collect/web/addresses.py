"""Which addresses are fetched: http and https, of public machines; whatever else only where it was named.

A name is resolved by us, every address it has is checked, and the connection goes to a checked one: a name that answers
otherwise a moment later (DNS rebinding) leads nowhere else. The same at every redirect.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urlsplit

from firsthand.model.problems import UsageError

IP = ipaddress.IPv4Address | ipaddress.IPv6Address
Net = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolve = Callable[[str, int], Sequence[str]]

PORTS = {"http": 80, "https": 443}
USUAL = frozenset({80, 443, 8080, 8443})
LONGEST = 2_000  # characters
# names that no public machine has: RFC 6762, RFC 8375, ICANN's .internal, what routers hand out, and hidden services
INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home", "corp", "private", "home.arpa", "onion")
LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
# "2130706433", "0x7f000001", "0177.0.0.1", "127.1": what ends in a number is read as an IPv4 address by browsers
NUMBER = re.compile(r"(?:\d+|0x[0-9a-f]*)")
NEVER = re.compile(r"[\x00-\x20\x7f-\xa0\\\u2028\u2029\ufeff]")  # some programs drop these, some read "\" as "/"
PERCENT = re.compile(r"%(?P<hex>[0-9A-Fa-f]{2})")
KEPT = "%/:?#[]@!$&'()*+,;=~-._"
# IPv6 networks that hold IPv4 addresses: translators and tunnels lead to them
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
COMPATIBLE = ipaddress.IPv6Network("::/96")


class Unfetched(Exception):
    """Nothing came of an address, and why. `code` is a problem's; `later`: seconds after which it may be tried again."""

    def __init__(self, code: str, told: str, *, status: int | None = None, later: float | None = None) -> None:
        super().__init__(told)
        self.code, self.told, self.status, self.later = code, told, status, later


@dataclass(frozen=True, slots=True)
class Address:
    """An address taken apart, in one way only: what is checked is what is asked."""

    scheme: str
    host: str  # ASCII, lower case; an IPv6 address without brackets
    port: int
    target: str  # path and query

    @property
    def shown_host(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def authority(self) -> str:
        """As the Host header has it."""
        return self.shown_host if self.port == PORTS[self.scheme] else f"{self.shown_host}:{self.port}"

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{self.authority}"

    @property
    def url(self) -> str:
        return f"{self.origin}{self.target}"


@dataclass(frozen=True, slots=True)
class Allowed:
    """Hosts and networks that may be asked although they are not public. Named one by one: nothing is allowed by default."""

    hosts: frozenset[str] = frozenset()
    nets: tuple[Net, ...] = ()

    @classmethod
    def of(cls, named: Sequence[str]) -> Self:
        """`Allowed.of(["intranet.example", "10.1.0.0/16"])`."""
        hosts, nets = set(), list[Net]()
        for one in (x.strip().lower().strip("[]") for x in named):
            try:
                nets.append(ipaddress.ip_network(one))
            except ValueError as error:
                if "/" in one or not _is_name(one):
                    told = "name a host (intranet.example) or a network (10.1.0.0/16)"
                    raise UsageError(f"--allow-private {one}: {told}") from error
                hosts.add(one)
        return cls(frozenset(hosts), tuple(nets))

    def holds(self, host: str, ip: IP) -> bool:
        return host in self.hosts or any(ip.version == net.version and ip in net for net in self.nets)


NOBODY = Allowed()


def is_address(words: str) -> bool:
    """Whether this is meant as an address of the web."""
    return re.match(r"https?:/", words.strip(), re.IGNORECASE) is not None


def address(url: str) -> Address:
    """The parts of an address; `Unfetched` where it is none that is asked, whoever has it. Its fragment is dropped.

    address("HTTPS://Courier.example:443/news?page=2#top").url -> "https://courier.example/news?page=2"
    """
    url = url.strip()
    shown = without_user(url)[:200]
    if len(url) > LONGEST or NEVER.search(url):
        raise _refused(shown, "is too long, or holds spaces, control characters or backslashes")
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise _refused(shown, "is no address") from error
    if parts.scheme not in PORTS or not parts.hostname:
        raise _refused(shown, "is no http:// or https:// address")
    if "@" in parts.netloc:
        raise _refused(shown, "holds a name or password, which are never sent")
    target = _path(parts.path) + (f"?{quote(parts.query, safe=KEPT)}" if parts.query else "")
    return Address(parts.scheme, _host(parts.hostname, shown), PORTS[parts.scheme] if port is None else port, target)


def _path(told: str) -> str:
    """A path in its one form, so that robots.txt is asked about what the server will give: '/a/../%70rivate' is '/private'."""
    plain = quote(PERCENT.sub(_settled, told), safe=KEPT)
    steps: list[str] = []
    for step in plain.split("/")[1:]:
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/" + "/".join(steps) + ("/" if plain.endswith(("/.", "/..")) and steps else "")


def _settled(match: re.Match[str]) -> str:
    """What needs no percent sign without it, everything else in capitals (RFC 3986, 6.2.2)."""
    sign = chr(int(match["hex"], 16))
    return sign if sign.isascii() and (sign.isalnum() or sign in "-._~") else f"%{match['hex'].upper()}"


def _host(told: str, url: str) -> str:
    """A name or an address in its one form."""
    host = told.rstrip(".") if not told.endswith("..") else told
    if ":" in host:
        try:
            return str(ipaddress.IPv6Address(host if "%" not in host else ""))  # with a zone it is of one machine's own
        except ValueError as error:
            raise _refused(url, "has no such host") from error
    try:
        host = host.encode("ascii" if host.isascii() else "idna").decode("ascii").lower()
    except UnicodeError as error:
        raise _refused(url, "has no such host") from error
    if NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError as error:
            raise _refused(url, "hides an IP address in a form of its own") from error
    if not _is_name(host):
        raise _refused(url, "has no such host")
    return host


def _is_name(host: str) -> bool:
    return len(host) <= 253 and all(LABEL.fullmatch(label) for label in host.split("."))


def checked(at: Address, resolve: Resolve, allowed: Allowed = NOBODY) -> tuple[IP, ...]:
    """The addresses that may be connected to; `Unfetched` where any that the name has is not to be."""
    named = at.host in allowed.hosts
    inside = "." not in at.host and not _as_ip(at.host)
    if not named and not _as_ip(at.host) and (inside or at.host.endswith(tuple(f".{x}" for x in INSIDE))):
        raise _private(at, f"{at.host} is a name of a private network")
    own = _as_ip(at.host)
    found = [own] if own else [_as_ip(x.partition("%")[0]) for x in resolve(at.host, at.port)]
    ips = tuple(dict.fromkeys(ip for ip in found if ip))
    if not ips:
        raise Unfetched("no-such-host", f"{at.host} has no address. Check the spelling, or the network", later=0)
    closed = [ip for ip in ips if not is_public(ip) and not allowed.holds(at.host, ip)]
    if closed:
        raise _private(at, f"{at.host} is {closed[0]}, which is not public" if not own else f"{own} is not public")
    if at.port not in USUAL and not all(allowed.holds(at.host, ip) for ip in ips):
        raise _refused(at.url, f"asks port {at.port}, where no web pages are")
    return ips


def _as_ip(words: str) -> IP | None:
    try:
        return ipaddress.ip_address(words)
    except ValueError:
        return None


def is_public(ip: IP) -> bool:
    """Whether anybody reaches this machine over the internet: no loopback, private, link-local (169.254.169.254 tells cloud
    machines their secrets), shared, documented, multicast or reserved one, and no IPv6 form of such."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and (ip in NAT64 or ip in COMPATIBLE):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return False if ip.ipv4_mapped is None and ip not in NAT64 else is_public(inner)
        if ip.is_site_local:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback)


def _refused(url: str, why: str) -> Unfetched:
    return Unfetched("address-refused", f"{url} {why}. Give the address of a public page")


def _private(at: Address, why: str) -> Unfetched:
    cure = f"If it is your own machine, allow it by name: --allow-private {at.host}"
    return Unfetched("address-refused", f"{why}. {cure}")


def without_user(url: str) -> str:
    """An address as it may be shown and kept."""
    return re.sub(r"//[^/?#]*@", "//", url)
