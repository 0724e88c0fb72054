"""A hostile server on loopback: whatever it does, it gets nothing, holds us up for no longer than said, and is told of."""

from __future__ import annotations

import gzip
import json
import resource
import socket
import ssl
import time
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from firsthand.collect.captured import Found
from firsthand.collect.web import Got, Unfetched, fetched
from firsthand.collect.web import robots as robots_
from firsthand.collect.web.pace import Pace
from firsthand.model.ids import sha256
from firsthand.model.problems import Problem
from tests.collect import made
from tests.collect.hostile import AGENT, QUICK, Clock, Request, Server, fetcher, names, ok, server, to

PAGE = made.html("Mill burns").encode()


@pytest.fixture
def site() -> Iterator[Server]:
    with server() as made_:
        made_.answers["/page"] = ok(PAGE)
        yield made_


def refused(site: Server, target: str = "/page", **more: object) -> Unfetched:
    began = time.monotonic()
    with pytest.raises(Unfetched) as told:
        fetcher(**more).get(site.url(target))
    assert time.monotonic() - began < 5 * QUICK.whole
    return told.value


def test_a_page_is_asked_for_under_our_name_and_without_traces(site: Server) -> None:
    got = fetcher().get(site.url("/page#part"))
    assert (got.status, got.body, got.url, got.ip) == (200, PAGE, site.url("/page"), "127.0.0.1")
    told = site.asked[-1]
    assert told.headers["user-agent"] == AGENT
    assert told.headers["host"] == f"public.test:{site.port}"
    assert not {"cookie", "referer", "authorization", "from"} & set(told.headers)


def test_cookies_are_not_kept_and_not_sent(site: Server) -> None:
    site.answers["/page"] = ok(PAGE, "text/html", "Set-Cookie: id=1", "X-Kept: yes")
    one = fetcher()
    got = one.get(site.url("/page"))
    one.get(site.url("/page"))
    assert dict(got.headers).get("x-kept") == "yes"
    assert not any("cookie" in k for k, _ in got.headers)
    assert "cookie" not in site.asked[-1].headers


# Where it leads


@pytest.mark.parametrize(
    "place",
    [
        *("http://127.0.0.1:{port}/secret", "http://localhost:{port}/secret", "http://inside.test:{port}/secret"),
        *("http://169.254.169.254/latest/meta-data/", "http://[::1]:{port}/secret", "//127.0.0.1:{port}/secret"),
        *(
            "file:///etc/passwd",
            "ftp://public.test/x",
            "http://u:p@public.test:{port}/secret",
            "http://2130706433:{port}/secret",
        ),
        *(
            "http://public.test:{port}\\@127.0.0.1/secret",
            "gopher://127.0.0.1:{port}/_GET",
            "http://rebound.test:{port}/secret",
        ),
    ],
)
def test_a_redirect_to_what_is_not_public_is_not_followed(site: Server, place: str) -> None:
    site.answers |= {"/away": to(place.format(port=site.port)), "/secret": ok(b"the keys")}
    told = {"inside.test": ["127.0.0.1"], "rebound.test": ["93.184.216.34", "127.0.0.1"]}
    assert refused(site, "/away", resolve=names(told)).code == "address-refused"
    assert site.pages() == ["/away"]


def test_a_name_that_answers_otherwise_a_moment_later_leads_nowhere(site: Server) -> None:
    """DNS rebinding: what was checked is what is connected to, and a second question is checked again."""
    given: list[str] = []

    def turning(host: str, port: int) -> tuple[str, ...]:
        given.append("10.0.0.1" if given else "127.0.0.1")
        return (given[-1],)

    with pytest.raises(
        Unfetched, match=r"10\.0\.0\.1"
    ):  # robots.txt was asked of the first, the page would be of the second
        fetcher(resolve=turning, allowed=["127.0.0.1"]).get(site.url("/page"))
    assert given == ["127.0.0.1", "10.0.0.1"]
    assert [r.target for r in site.asked] == ["/robots.txt"]


def test_a_redirect_is_followed_to_another_public_host_and_noted(site: Server) -> None:
    site.answers |= {"/old": to(site.url("/new?x=ü", "other.test"), "301 Moved"), "other.test/new?x=%C3%BC": ok(PAGE)}
    got = fetcher().get(site.url("/old"))
    assert got.url.endswith("/new?x=%C3%BC")
    assert got.redirects == ((site.url("/old"), 301),)
    assert got.verdict.robots == site.url("/robots.txt", "other.test")


def test_redirects_end(site: Server) -> None:
    site.answers |= {
        "/loop": to("/loop"),
        "/ping": to("/pong"),
        "/pong": to("/ping"),
        "/lost": ok(b"", status="302 Found"),
    }
    assert refused(site, "/loop").code == "too-many-redirects"
    assert len(site.pages()) == 1 + QUICK.redirects
    assert refused(site, "/ping").code == "too-many-redirects"
    assert refused(site, "/lost").code == "bad-answer"


# How it answers


def drip(link: socket.socket, _: Request) -> None:
    for byte in ok(PAGE):
        link.sendall(bytes([byte]))
        time.sleep(0.05)


def silent(link: socket.socket, _: Request) -> None:
    time.sleep(3)


def endless(link: socket.socket, _: Request) -> None:
    link.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        link.sendall(b"1000\r\n" + b"x" * 4096 + b"\r\n")


def endless_head(link: socket.socket, _: Request) -> None:
    link.sendall(b"HTTP/1.1 200 OK\r\n")
    for n in range(1_000_000):
        link.sendall(b"X-%d: %s\r\n" % (n, b"a" * 100))


def interim(link: socket.socket, _: Request) -> None:
    while True:
        link.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 100)


def endless_sizes(link: socket.socket, _: Request) -> None:
    link.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        link.sendall(b"1;" + b"a" * 100 + b"\r\nx\r\n")


@pytest.mark.parametrize(
    ("act", "code"),
    [
        *((drip, "too-slow"), (silent, "too-slow"), (endless, "too-large"), (endless_head, "bad-answer")),
        *((interim, "too-large"), (endless_sizes, "too-large")),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nshort", "bad-answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n" + PAGE[:400], "bad-answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nx", "bad-answer"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "bad-answer"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nno\r\n", "bad-answer"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab", "bad-answer"),
        *((b"SSH-2.0-OpenSSH_9.6\r\n", "bad-answer"), (b"\x00\xff" * 500, "bad-answer"), (b"", "bad-answer")),
        *((b"HTTP/1.1 999999 OK\r\n\r\n", "bad-answer"), (b"HTTX/1.1 200 OK\r\n\r\n", "bad-answer")),
        (b"HTTP/1.1 200 OK\r\nBad Name: x\r\nContent-Length: 0\r\n\r\n", "bad-answer"),
        (b"HTTP/1.1 101 Switching\r\n\r\n", "bad-answer"),
    ],
    ids=lambda x: x.__name__ if callable(x) else str(x)[:40],
)
def test_what_it_sends_has_bounds(site: Server, act: object, code: str) -> None:
    site.answers["/bad"] = act
    assert refused(site, "/bad").code == code
    assert fetcher().get(site.url("/page")).body == PAGE


def _bomb(packing: str, size: int = 200_000_000) -> bytes:
    """Nothing but zeros, made piece by piece."""
    piece = bytes(1 << 20)
    if packing == "br":
        pack = pytest.importorskip("brotli").Compressor(quality=5)
        return b"".join([*(pack.process(piece) for _ in range(size >> 20)), pack.finish()])
    made_ = zstandard.ZstdCompressor().compressobj() if packing == "zstd" else zlib.compressobj(9, zlib.DEFLATED, 31)
    return b"".join([*(made_.compress(piece) for _ in range(size >> 20)), made_.flush()])


@pytest.mark.parametrize("packing", ["gzip", "zstd", "br"])
def test_a_bomb_is_never_unpacked(site: Server, packing: str) -> None:
    bomb = _bomb(packing)
    site.answers["/bomb"] = ok(bomb, "text/html", f"Content-Encoding: {packing}")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert "more than 1,000,000 bytes" in refused(site, "/bomb").told
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 40_000  # KiB


def test_bombs_inside_bombs_and_damage_are_refused(site: Server) -> None:
    inner = gzip.compress(gzip.compress(bytes(500_000_000 // 100)))
    many, thrice = "gzip, gzip, gzip", gzip.compress(gzip.compress(gzip.compress(PAGE)))
    for encoding, body in ((many, thrice), ("gzip, gzip", inner), ("gzip", gzip.compress(PAGE)[:-20]), ("sdch", PAGE)):
        site.answers["/bad"] = ok(body, "text/html", f"Content-Encoding: {encoding}")
        assert refused(site, "/bad").code == "bad-answer"


@pytest.mark.parametrize("packing", ["gzip", "zstd", "br", "identity", "deflate"])
def test_honest_packing_is_undone(site: Server, packing: str) -> None:
    if packing == "br" and find_spec("brotli") is None:
        pytest.skip("needs brotli")
    pack = {"gzip": gzip.compress, "zstd": zstandard.compress, "identity": bytes, "deflate": zlib.compress}
    if packing == "br":
        pack["br"] = pytest.importorskip("brotli").compress
    site.answers["/page"] = ok(pack[packing](PAGE), "text/html", f"Content-Encoding: {packing}")
    assert fetcher().get(site.url("/page")).body == PAGE


def test_a_body_without_a_length_ends_with_the_connection(site: Server) -> None:
    site.answers["/page"] = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE
    assert fetcher().get(site.url("/page")).body == PAGE


@pytest.mark.parametrize(
    ("status", "code", "again"),
    [
        *(("404 Not Found", "http-404", False), ("410 Gone", "http-410", False), ("401 No", "closed", False)),
        *(("402 Pay", "closed", False), ("403 No", "closed", False), ("451 Law", "closed", False)),
        *(("500 Oh", "try-later", True), ("503 Busy", "try-later", True), ("418 Tea", "http-418", False)),
        ("204 Nothing", "http-204", False),
    ],
)
def test_what_a_status_means(site: Server, status: str, code: str, again: bool) -> None:
    site.answers["/page"] = ok(PAGE, status=status) if not status.startswith("204") else b"HTTP/1.1 204 No\r\n\r\n"
    told = refused(site)
    assert (told.code, told.later is not None) == (code, again)


@pytest.mark.parametrize("said", ["120", "Mon, 05 May 2031 09:02:00 GMT"])
def test_retry_after_is_kept_to(site: Server, said: str) -> None:
    site.answers["/page"] = ok(b"", "text/html", f"Retry-After: {said}", status="429 Too Many")
    clock = Clock()
    one = fetcher(clock)
    with pytest.raises(Unfetched) as told:
        one.get(site.url("/page"))
    assert told.value.later == 120
    site.answers["/page"] = ok(PAGE)
    assert one.get(site.url("/page")).status == 200
    assert clock.slept == [120]


def test_a_host_that_wants_to_be_left_alone_for_long_is_asked_another_time(site: Server) -> None:
    site.answers["/page"] = ok(b"", "text/html", "Retry-After: 86400", status="503 Later")
    clock = Clock()
    one = fetcher(clock)
    for _ in range(2):
        with pytest.raises(Unfetched) as told:
            one.get(site.url("/page"))
        assert told.value.later == 86_400
    assert site.pages() == ["/page"]
    assert clock.slept == []


def test_a_host_is_asked_once_a_second_and_others_meanwhile(site: Server) -> None:
    clock = Clock()
    one = fetcher(clock, pace=Pace(1.0))
    for host in ("public.test", "other.test", "public.test", "public.test"):
        one.get(site.url("/page", host))
    assert clock.slept == [1.0, 1.0]


# robots.txt


def robots(words: str) -> bytes:
    return ok(words.encode(), "text/plain")


def test_robots_are_kept_to_and_the_line_that_counts_is_told(site: Server) -> None:
    site.answers["/robots.txt"] = robots(
        "User-agent: *\nDisallow: /\n\nUser-agent: Firsthand\nAllow: /page$\nDisallow: /p\nCrawl-delay: 7"
    )
    clock = Clock()
    one = fetcher(clock)
    got = one.get(site.url("/page"))
    assert (got.verdict.allowed, got.verdict.line, got.verdict.crawl_delay) == (True, "5: Allow: /page$", 7.0)
    assert got.verdict.sha256 == sha256(
        b"User-agent: *\nDisallow: /\n\nUser-agent: Firsthand\nAllow: /page$\nDisallow: /p\nCrawl-delay: 7"
    )
    with pytest.raises(Unfetched, match=r"line 6: Disallow: /p") as told:
        one.get(site.url("/private"))
    assert told.value.code == "robots-forbid"
    one.get(site.url("/page"))
    assert clock.slept == [7.0]
    assert [r.target for r in site.asked] == ["/robots.txt", "/page", "/page"]


RULES = st.lists(
    st.tuples(st.sampled_from(["Allow", "Disallow"]), st.text("/ab*$", max_size=6)).map(lambda x: f"{x[0]}: /{x[1]}"),
    max_size=6,
)


@given(RULES, RULES, st.text("/ab", max_size=6))
def test_the_line_that_is_told_is_one_of_ours_and_says_what_was_decided(
    ours: list[str], others: list[str], path: str
) -> None:
    lines = ["User-agent: *", *others, "User-agent: firsthand", *ours, "Crawl-delay: 1"]
    words = "\n".join(lines).encode()
    told = robots_.read("http://a.example/robots.txt", "2031-05-05T09:00:00Z", 200, words, 1000).verdict(
        f"http://a.example/{path}"
    )
    if told.line is not None:
        number, _, rule = told.line.partition(": ")
        assert lines[int(number) - 1] == rule
        assert int(number) > 2 + len(others)
        assert rule.startswith("Allow") == told.allowed
    elif not told.allowed:
        pytest.fail("what is forbidden is forbidden by a line")


@pytest.mark.parametrize(
    "target", ["/private", "/x/../private", "/%70rivate", "/x/%2e%2e/private", "/./private/x", "/private?a=/page"]
)
def test_no_way_of_writing_gets_past_robots(site: Server, target: str) -> None:
    site.answers["/robots.txt"] = robots("User-agent: *\nDisallow: /private")
    assert refused(site, target).code == "robots-forbid"
    assert site.pages() == []


def test_robots_of_each_host_on_the_way_are_asked(site: Server) -> None:
    site.answers |= {
        "/away": to(site.url("/page", "other.test")),
        "other.test/robots.txt": robots("User-agent: *\nDisallow: /"),
    }
    assert refused(site, "/away").code == "robots-forbid"
    assert site.pages() == ["/away"]


def test_where_there_are_no_robots_all_is_allowed(site: Server) -> None:
    got = fetcher().get(site.url("/page"))
    assert (got.verdict.allowed, got.verdict.status, got.verdict.sha256) == (True, 404, None)


@pytest.mark.parametrize(
    "answer",
    [
        *(
            endless,
            silent,
            drip,
            endless_head,
            b"",
            b"\x00" * 100,
            ok(b"", status="503 Busy"),
            ok(b"", status="429 No"),
        ),
        *(to("http://127.0.0.1/robots.txt"), to("/robots.txt"), to("http://169.254.169.254/")),
        ok(gzip.compress(bytes(50_000_000)), "text/plain", "Content-Encoding: gzip"),
    ],
    ids=lambda x: x.__name__ if callable(x) else str(x)[:30],
)
def test_where_robots_cannot_be_had_nothing_is_fetched(site: Server, answer: object) -> None:
    site.answers["/robots.txt"] = answer
    told = refused(site)
    assert told.code == "robots-unread"
    assert told.later is not None
    assert site.pages() == []


@pytest.mark.parametrize(
    "words",
    [
        b"\xff\xfe\x00garbage\x00" * 500, b"<html>not found</html>", b"Disallow: /", b"User-agent:\nDisallow: /",
        b"User-agent: *\nDisallow:" + b" " * 150_000 + b"x y",
        b"User-agent: *\nDisallow: " + b"*a" * 50_000, b"User-agent: other\nDisallow: /\n" * 5_000,
        b"Crawl-delay: nan\nUser-agent: *\nCrawl-delay: inf\nCrawl-delay: -5\nCrawl-delay: 1e999\nRequest-rate: 0/0",
    ],
    ids=lambda x: str(x)[:30],
)  # fmt: skip
def test_robots_that_are_garbage_forbid_nothing_and_hang_nothing(site: Server, words: bytes) -> None:
    site.answers["/robots.txt"] = ok(words, "text/plain")
    began = time.process_time()
    assert fetcher().get(site.url("/page")).status == 200
    assert time.process_time() - began < 2


def test_only_the_first_half_megabyte_of_robots_counts(site: Server) -> None:
    limits = QUICK.__class__(**{**{k: getattr(QUICK, k) for k in QUICK.__slots__}, "robots": 100})
    site.answers["/robots.txt"] = robots("#" * 200 + "\nUser-agent: *\nDisallow: /")
    assert fetcher(limits=limits).get(site.url("/page")).verdict.allowed


def test_robots_are_asked_again_after_a_day(site: Server) -> None:
    clock = Clock()
    one = fetcher(clock)
    for hours in (0, 23, 2):
        clock.at += timedelta(hours=hours)
        one.get(site.url("/page"))
    assert [r.target for r in site.asked].count("/robots.txt") == 2


# What changed and what did not


def test_what_did_not_change_is_not_sent_again(site: Server) -> None:
    def answer(link: socket.socket, request: Request) -> None:
        same = request.headers.get("if-none-match") == '"v1"' and request.headers.get("if-modified-since") == "then"
        link.sendall(b"HTTP/1.1 304 Not Modified\r\n\r\n" if same else ok(PAGE, "text/html", 'ETag: "v1"'))

    site.answers["/page"] = answer
    one = fetcher()
    got = one.get(site.url("/page"))
    assert got.header("etag") == '"v1"'
    assert one.get(site.url("/page"), etag='"v1"', modified="then", known=got.url).status == 304
    elsewhere = one.get(site.url("/page"), etag='"v1"', modified="then", known=site.url("/other"))
    assert elsewhere.status == 200  # what another page said of itself is not asked of this one


def test_a_header_that_a_server_made_up_cannot_be_smuggled_back(site: Server) -> None:
    with pytest.raises(Unfetched):
        fetcher().get(site.url("/page"), etag='"a"\r\nX-Evil: 1')
    assert site.pages() == []


# Secured connections


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A certificate for public.test that it signed itself, and its key."""
    x509 = pytest.importorskip("cryptography.x509")
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "public.test")])
    now = datetime.now(UTC)
    made_ = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), now - timedelta(1), now + timedelta(9)
    )
    names_ = x509.SubjectAlternativeName([x509.DNSName("public.test"), x509.IPAddress(ip_address("127.0.0.9"))])
    signed = made_.add_extension(names_, False).sign(key, hashes.SHA256())
    folder = tmp_path_factory.mktemp("papers")
    (folder / "cert.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    form = serialization.PrivateFormat.PKCS8
    (folder / "key.pem").write_bytes(key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption()))
    return folder / "cert.pem", folder / "key.pem"


def secured(papers: tuple[Path, Path]) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*papers)
    return context


def test_the_name_asked_for_is_proved_though_the_connection_goes_to_an_address(papers: tuple[Path, Path]) -> None:
    trust = ssl.create_default_context(cafile=str(papers[0]))
    with server(secured(papers)) as site:
        site.answers["/page"] = ok(PAGE)
        assert fetcher(tls=trust).get(site.url("/page")).body == PAGE
        assert site.names == ["public.test", "public.test"]
        with pytest.raises(Unfetched) as told:
            fetcher(tls=trust).get(site.url("/page", "other.test"))
        assert told.value.code == "robots-unread"
        assert "does not prove who it is" in told.value.told
        assert site.pages() == ["/page"]


def test_who_signed_for_himself_is_not_trusted(papers: tuple[Path, Path]) -> None:
    with server(secured(papers)) as site:
        site.answers["/page"] = ok(PAGE)
        with pytest.raises(Unfetched, match="does not prove who it is"):
            fetcher().get(site.url("/page"))
        assert site.asked == []


# What becomes of it


def items(site: Server, target: str) -> tuple[list[Found], list[Problem]]:
    found = list(fetched(site.url(target), fetcher()))
    return [x for x in found if isinstance(x, Found)], [x for x in found if isinstance(x, Problem)]


def test_a_capture_is_the_bytes_with_how_they_came(site: Server) -> None:
    site.answers["/page"] = ok(
        gzip.compress(PAGE), "text/html", "Content-Encoding: gzip", 'ETag: "x"', "Set-Cookie: a=b"
    )
    (found,), problems = items(site, "/page")
    assert problems == []
    assert (found.data, found.capture.id, found.capture.via, found.capture.url) == (
        PAGE,
        sha256(PAGE),
        "web",
        site.url("/page"),
    )
    assert found.capture.path == site.url("/page")
    told = json.loads(found.answer or "")
    assert told["robots"]["status"] == 404
    assert told["user_agent"] == AGENT
    assert ["etag", '"x"'] in told["headers"]
    assert "set-cookie" not in str(told)


@pytest.mark.parametrize(
    ("kind", "body", "charset"),
    [
        ("text/html; charset=utf-8", "<p>Порт закрыт до вторника, сказал капитан".encode("cp1251"), "cp1251"),
        ("text/html; charset=windows-1251", "<p>Порт закрыт".encode("cp1251"), "cp1251"),
        ("text/html; charset=no-such", "<p>Порт закрыт".encode(), "utf-8"),
        ("text/html; charset=rot13", "<p>Порт закрыт".encode(), "utf-8"),
        ("text/html; charset=base64", b"<p>plain", "utf-8"),
        ("text/html; charset=utf-7", b"<p>plain +AGE-", "utf-8"),
        ("", "<html><body><p>Порт закрыт".encode(), "utf-8"),
    ],
)
def test_a_charset_that_is_a_lie_is_not_believed(site: Server, kind: str, body: bytes, charset: str) -> None:
    site.answers["/page"] = ok(body, kind)
    (found,), _ = items(site, "/page")
    found.data.decode(found.capture.charset)
    assert found.capture.charset == charset


@pytest.mark.parametrize(
    ("body", "kind", "code"),
    [
        (b"", "text/html", "empty-file"), (b"\x89PNG\r\n\x1a\n" + b"\x00" * 100, "text/html", "binary-file"),
        (made.zipped(), "text/html", "binary-file"), (made.warc("gz"), "application/warc", "binary-file"),
        (b"\x7fELF" + b"\x00" * 50, "text/plain", "binary-file"),
    ],
)  # fmt: skip
def test_what_is_no_page_is_a_problem_with_its_cure(site: Server, body: bytes, kind: str, code: str) -> None:
    site.answers["/page"] = ok(body, kind)
    found, problems = items(site, "/page")
    assert found == []
    assert [p.code for p in problems] == [code]


def test_a_page_at_an_address_that_ends_like_another_kind_is_still_a_page(site: Server) -> None:
    for target in ("/README.md", "/a.eml?x=1", "/story.pdf", "/x.txt"):
        site.answers[target] = ok(PAGE)
        (found,), _ = items(site, target)
        assert (found.capture.media_type, found.capture.charset) == ("text/html", "utf-8")


def test_nothing_is_taken_for_granted_of_a_got(site: Server) -> None:
    got = fetcher().get(site.url("/page"))
    assert isinstance(got, Got)
    assert got.fetched_at == "2031-05-05T09:00:00Z"
