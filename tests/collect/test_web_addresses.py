"""Which addresses are never asked, however they are written."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect.web import Allowed, Unfetched, address
from firsthand.collect.web.addresses import checked, is_public
from firsthand.model.problems import UsageError

PUBLIC = "93.184.216.34"
META = "169.254.169.254"


def asked(url: str, *ips: str, allowed: Allowed | None = None) -> tuple[str, ...]:
    found = checked(address(url), lambda host, port: ips or (PUBLIC,), allowed or Allowed())
    return tuple(map(str, found))


@pytest.mark.parametrize(
    "url",
    [
        *("http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/", "http://0177.0.0.1/"),
        *("http://127.1/", "http://0/", "http://127.0.0.1./", "http://１２７.0.0.1/", "http://127。0。0。1/"),
        *("http://%31%32%37.0.0.1/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/"),
        *(
            "http://[::ffff:a9fe:a9fe]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[::127.0.0.1]/",
        ),
        *("http://[fe80::1%25eth0]/", "http://[fec0::1]/", "http://[fc00::1]/", f"http://{META}/latest/meta-data/"),
        *("http://10.0.0.1/", "http://192.168.1.1/", "http://172.16.0.1/", "http://100.64.0.1/", "http://192.0.0.170/"),
        *(
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://localhost/",
            "http://a.localhost/",
            "http://printer/",
        ),
        *("http://nas.local/", "http://metadata.google.internal/", "http://x.home.arpa/", "http://abc.onion/"),
        *("ftp://x.example/", "file:///etc/passwd", "gopher://x.example/", "javascript:1", "//x.example/", "http:///x"),
        *(
            "https:/x.example/",
            "http://user@x.example/",
            "http://user:hunter2@x.example/",
            "http://x.example@10.0.0.1/",
        ),
        *("http://x.example:22/", "http://x.example:0/", "http://x.example:25/", "http://x.example:99999/"),
        *("http://x.example\\@10.0.0.1/", "http://x.example/\r\nHost: y", "http://x.example/a b", "http://a..b/"),
        *(
            "http://x.example%00.y/",
            "http://[::1",
            "http://-/",
            f"http://x.example/{'a' * 3000}",
            "http://x.exa\x00mple/",
        ),
    ],
)
def test_what_is_no_public_page_is_refused(url: str) -> None:
    with pytest.raises(Unfetched) as told:
        asked(url)
    assert told.value.code == "address-refused"
    assert told.value.later is None
    assert "hunter2" not in told.value.told


@pytest.mark.parametrize(
    ("url", "form"),
    [
        ("HTTPS://Courier.example:443/news?page=2#top", "https://courier.example/news?page=2"),
        ("http://courier.example", "http://courier.example/"),
        ("http://courier.example.:8080/ä?ö=ü", "http://courier.example:8080/%C3%A4?%C3%B6=%C3%BC"),
        ("http://bücher.example/%2F?a=%20b", "http://xn--bcher-kva.example/%2F?a=%20b"),
        ("http://courier.example/a/./b/../%2e%2E/%70rivate%2fx/..", "http://courier.example/"),
        (
            "http://courier.example/a/%7ekask/%c3%a4%2F/./?%70=../x",
            "http://courier.example/a/~kask/%C3%A4%2F/?%70=../x",
        ),
        ("http://courier.example//a//b/../../c/..", "http://courier.example//a/"),
        (f"http://{PUBLIC}/", f"http://{PUBLIC}/"),
        ("http://[2606:4700:0::6810:84e5]:443/", "http://[2606:4700::6810:84e5]:443/"),
    ],
)
def test_an_address_has_one_form(url: str, form: str) -> None:
    assert address(url).url == form
    assert address(form).url == form


@pytest.mark.parametrize(
    "private", ["127.0.0.1", META, "10.0.0.1", "::1", "::ffff:10.0.0.1", "fe80::1%eth0", "64:ff9b::a9fe:a9fe"]
)
def test_a_name_with_one_private_address_among_its_own_is_refused(private: str) -> None:
    assert asked("http://courier.example/") == (PUBLIC,)
    for ips in ((private,), (PUBLIC, private), (private, PUBLIC)):
        with pytest.raises(Unfetched, match="not public"):
            asked("http://courier.example/", *ips)


@given(st.integers(0, 2**32 - 1))
def test_no_way_of_writing_makes_a_private_machine_public(n: int) -> None:
    ip = ipaddress.IPv4Address(n)
    for form in (f"::ffff:{ip}", str(ipaddress.IPv6Address((0x64FF9B << 96) | n))):
        assert is_public(ipaddress.ip_address(form)) <= is_public(ip)
    if ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast:
        assert not is_public(ip)
    for host in (str(n), hex(n), f"0{n:o}", f"{n >> 24}.{n & 0xFFFFFF}"):
        with pytest.raises(Unfetched):
            asked(f"http://{host}/", str(ip))


def test_what_is_allowed_is_allowed_by_name_and_nothing_beside_it() -> None:
    allowed = Allowed.of(["intranet.example", "10.1.0.0/16", "::1"])
    assert asked("http://intranet.example:9000/", "192.168.0.7", allowed=allowed) == ("192.168.0.7",)
    assert asked("http://news.example:9000/", "10.1.2.3", allowed=allowed) == ("10.1.2.3",)
    assert asked("http://[::1]:9000/", allowed=allowed) == ("::1",)
    for url, ip in (("http://news.example/", "10.2.0.1"), ("http://a.intranet.example/", "10.9.0.1")):
        with pytest.raises(Unfetched, match="--allow-private"):
            asked(url, ip, allowed=allowed)
    with pytest.raises(Unfetched, match="port"):
        asked("http://news.example:9000/", allowed=allowed)
    for wrong in ("10.0.0.0/99", "a/b", "http://x.example", ""):
        with pytest.raises(UsageError):
            Allowed.of([wrong])
