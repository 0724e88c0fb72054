"""Samples made by us: one of each kind of capture, small, with words that stand nowhere else."""

from __future__ import annotations

import base64
import gzip
import hashlib
import io
import json
import tarfile
import zipfile
import zlib

import zstandard

PROSE = (
    "The harbour master of Darma said on Monday that the port stays closed until the storm has passed, and that no "
    "ferry will leave before Thursday. Two ships wait outside the breakwater, the pilots' office added. "
)
DAY = "2031-05-05T09:00:00Z"


def html(title: str, n: int = 3) -> str:
    body = "".join(f"<p>{PROSE}Paragraph {i} of {title}.</p>" for i in range(n))
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body><article>"
        f"<h1>{title}</h1>{body}</article></body></html>"
    )


def digest(data: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(data, usedforsecurity=False).digest()).decode()


def record(kind: str, url: str, content: bytes, length: int | None = None, **more: str) -> bytes:
    """A WARC record with its blank lines. `length`: what its header says, when that is a lie."""
    fields = {
        "WARC-Type": kind,
        "WARC-Target-URI": url,
        "WARC-Date": DAY,
        "WARC-Record-ID": f"<urn:uuid:{hashlib.md5(url.encode() + content, usedforsecurity=False).hexdigest()}>",
        "Content-Type": "application/http; msgtype=response" if kind in ("response", "revisit") else "text/html",
        **{k.replace("_", "-"): v for k, v in more.items()},
        "Content-Length": str(len(content) if length is None else length),
    }
    head = "WARC/1.0\r\n" + "".join(f"{k}: {v}\r\n" for k, v in fields.items()) + "\r\n"
    return head.encode() + content + b"\r\n\r\n"


def http(body: bytes, *headers: str, status: str = "200 OK", kind: str = "text/html; charset=utf-8") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def chunked(body: bytes, size: int = 300) -> bytes:
    pieces = [body[i : i + size] for i in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(p), p) for p in pieces) + b"0\r\n\r\n"


def page_record(n: int) -> bytes:
    body = html(f"Story {n}").encode()
    return record("response", f"https://courier.example/{n}", http(body), WARC_Payload_Digest=digest(body))


def warc_records(n: int = 6) -> list[bytes]:
    """A warcinfo and n pages."""
    return [record("warcinfo", "", b"software: made\r\n"), *(page_record(i) for i in range(n))]


def warc(packing: str, records: list[bytes] | None = None) -> bytes:
    """plain, gz (a member a record), whole (one member), bgz (members that cut records), zst (a frame a record)."""
    records = warc_records() if records is None else records
    joined = b"".join(records)
    if packing == "gz":
        return b"".join(gzip.compress(r, mtime=0) for r in records)
    if packing == "whole":
        return gzip.compress(joined, mtime=0)
    if packing == "bgz":
        return b"".join(gzip.compress(joined[i : i + 700], mtime=0) for i in range(0, len(joined), 700))
    if packing == "zst":
        pack = zstandard.ZstdCompressor(write_checksum=True)
        return b"".join(pack.compress(r) for r in records)
    return joined


def dictionary_warc() -> bytes:
    """A .warc.zst that begins with the dictionary of its frames."""
    samples = [html(f"Sample {i}").encode() for i in range(200)]
    trained = zstandard.train_dictionary(4096, samples)
    frame = zstandard.compress(trained.as_bytes())
    pack = zstandard.ZstdCompressor(dict_data=trained, write_checksum=True)
    head = b"\x5d\x2a\x4d\x18" + len(frame).to_bytes(4, "little") + frame
    return head + b"".join(pack.compress(r) for r in warc_records())


def wacz(broken_digest: bool = False) -> bytes:
    data = warc("gz")
    told = "0" * 64 if broken_digest else hashlib.sha256(data).hexdigest()
    package = {"profile": "data-package", "resources": [{"path": "archive/data.warc.gz", "hash": f"sha256:{told}"}]}
    pages = [
        {"format": "json-pages-1.0"},
        {"url": "https://courier.example/1"},
        {"url": "https://courier.example/lost"},
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        box.writestr("archive/data.warc.gz", data)
        box.writestr("pages/pages.jsonl", "\n".join(json.dumps(p) for p in pages))
        box.writestr("datapackage.json", json.dumps(package))
    return out.getvalue()


def zipped(**more: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        for name in ("a.html", "deep/er/b.html", "__MACOSX/._a.html"):
            box.writestr(name, html(name))
        for name, data in more.items():
            box.writestr(name.replace("__", "."), data)
    return out.getvalue()


def tarred(mode: str = "w:gz") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as box:
        for name in ("./a.html", "./deep/b.html"):
            data = html(name).encode()
            info = tarfile.TarInfo(name)
            info.size = len(data)
            box.addfile(info, io.BytesIO(data))
    return out.getvalue()


MHTML = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.example/saved\r\nSubject: =?utf-8?Q?Caf=C3=A9?=\r\n"
    "Date: Mon, 5 May 2031 11:00:00 +0200\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Line--x"\r\n\r\n\r\n'
    "------Line--x\r\nContent-Type: text/css\r\nContent-Location: https://courier.example/a.css\r\n\r\np {}\r\n"
    "------Line--x\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n"
    "Content-Location: https://courier.example/saved\r\n\r\n{page}\r\n"
    "------Line--x--\r\n"
)


def quoted(text: str) -> str:
    import quopri

    return quopri.encodestring(text.encode()).decode().replace("\n", "\r\n")


def mhtml() -> bytes:
    return MHTML.replace("{page}", quoted(html("Café closed"))).encode()


def eml(form: str = "both") -> bytes:
    head = (
        'From: "The Quay Letter" <letter@quay.example>\r\nTo: readers@quay.example\r\nSubject: Storm over Darma\r\n'
        "Date: Mon, 05 May 2031 10:00:00 +0200\r\nList-Id: <letter.quay.example>\r\nMIME-Version: 1.0\r\n"
    )
    text = f"{PROSE}\r\n\r\n{PROSE}\r\n"
    if form == "text":
        return f"{head}Content-Type: text/plain; charset=utf-8\r\n\r\n{text}".encode()
    page = base64.encodebytes(html("Storm over Darma").encode()).decode()
    return (
        f'{head}Content-Type: multipart/alternative; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n'
        f"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{page}\r\n--b--\r\n"
    ).encode()


MARKDOWN = f"""---
title: "Port of Darma shut"
url: https://courier.example/md
date: 2031-05-05
author: Leena Kask
tags: [storm, ports]
---

{PROSE}

## What comes *next*

{PROSE}
See the [pilots' office](https://pilots.example/).

> "We wait," said the master.

- one ferry
- two ferries
""".encode()


def rss(n: int = 3, *, teasers: int = 1) -> bytes:
    items = "".join(
        f"<item><title>Story {i} &amp; more</title><link>https://courier.example/{i}</link>"
        f"<pubDate>Mon, 05 May 2031 0{i}:00:00 GMT</pubDate><dc:creator>Leena Kask</dc:creator>"
        f"<source url='https://wire.example/rss'>The Wire</source><category>ports</category>"
        f"<media:credit>Photo: Ilmar Saar</media:credit>"
        f"<content:encoded><![CDATA[<p>{PROSE}</p><p>{PROSE} Item {i}.</p>]]></content:encoded></item>"
        for i in range(n)
    )
    items += (
        "<item><title>Teaser</title><link>https://courier.example/t</link><description>Short&nbsp;.</description></item>"
        * teasers
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
        f"<title>The Courier</title><link>https://courier.example/</link><language>en</language>{items}</channel></rss>"
    ).encode()


def atom() -> bytes:
    entries = "".join(
        f"<entry><title>Atom {i}</title><link href='https://courier.example/{i}'/><updated>2031-05-05T0{i}:00:00Z</updated>"
        "<author><name>Leena Kask</name></author>"
        f"<content type='html'>&lt;p&gt;{PROSE}&lt;/p&gt;&lt;p&gt;{PROSE}&lt;/p&gt;</content></entry>"
        for i in range(2)
    )
    xhtml = (
        f'<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{PROSE}</p><p>{PROSE}</p></div></content>'
    )
    entries += f"<entry><title>Atom 2</title>{xhtml}</entry>"
    return f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>The Courier</title>{entries}</feed>'.encode()


def json_feed() -> bytes:
    items = [
        {"id": str(i), "url": f"https://courier.example/{i}", "title": f"Json {i}",
         "content_html": f"<p>{PROSE}</p><p>{PROSE}</p>",
         "date_published": "2031-05-05T09:00:00Z", "authors": [{"name": "Leena Kask"}]}
        for i in range(3)
    ]  # fmt: skip
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "The Courier", "items": items}).encode()


def pdf(*pages: str) -> bytes:
    """A PDF with one line of Helvetica a sentence."""
    out, places = bytearray(b"%PDF-1.4\n"), list[int]()

    def put(body: bytes) -> None:
        places.append(len(out))
        out.extend(b"%d 0 obj\n%s\nendobj\n" % (len(places), body))

    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    put(b"<< /Type /Catalog /Pages 2 0 R >>")
    put(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    put(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for i, text in enumerate(pages):
        lines = "".join(f"({line}) Tj T* " for line in text.split("\n"))
        drawn = f"BT /F1 12 Tf 14 TL 50 750 Td {lines}ET".encode() if text else b""
        font = b"/Resources << /Font << /F1 3 0 R >> >>"
        put(b"<< /Type /Page /Parent 2 0 R %s /Contents %d 0 R /MediaBox [0 0 612 792] >>" % (font, 5 + 2 * i))
        put(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawn), drawn))
    table = b"".join(b"%010d 00000 n \n" % p for p in places)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        len(places) + 1, table, len(places) + 1, start,
    )  # fmt: skip
    return bytes(out)


def packed_pdf(*pages: str) -> bytes:
    """A PDF as today's programs write it: streams packed, pages and fonts inside a stream of objects, a table that is one."""
    out, table = bytearray(b"%PDF-1.5\n"), dict[int, bytes]()

    def put(number: int, told: bytes, held: bytes) -> None:
        table[number] = b"\1" + len(out).to_bytes(4, "big") + b"\0\0"
        packed = zlib.compress(held)
        head = b"%s /Filter /FlateDecode /Length %d" % (told, len(packed))
        out.extend(b"%d 0 obj\n<< %s >>\nstream\n%s\nendstream\nendobj\n" % (number, head, packed))

    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    inner = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"}
    inner[2] = f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} /Resources << /Font << /F1 3 0 R >> >> >>".encode()
    for i, text in enumerate(pages):
        inner[4 + 2 * i] = b"<< /Type /Page /Parent 2 0 R /Contents %d 0 R /MediaBox [0 0 612 792] >>" % (5 + 2 * i)
        lines = "".join(f"({line}) Tj T* " for line in text.split("\n"))
        put(5 + 2 * i, b"", f"BT /F1 12 Tf 14 TL 50 750 Td {lines}ET".encode())
    holder = 4 + 2 * len(pages)
    places, bodies = list[str](), b""
    for index, (number, body) in enumerate(sorted(inner.items())):
        places.append(f"{number} {len(bodies)}")
        bodies += body + b"\n"
        table[number] = b"\2" + holder.to_bytes(4, "big") + index.to_bytes(2, "big")
    first = " ".join(places).encode() + b"\n"
    put(holder, b"/Type /ObjStm /N %d /First %d" % (len(inner), len(first)), first + bodies)
    start = len(out)
    table[holder + 1] = b"\1" + start.to_bytes(4, "big") + b"\0\0"
    rows = bytes(7) + b"".join(row for _, row in sorted(table.items()))
    put(holder + 1, b"/Type /XRef /Size %d /Root 1 0 R /W [1 4 2]" % (holder + 2), rows)
    return bytes(out) + b"startxref\n%d\n%%%%EOF" % start


SAMPLES = {
    "a.warc": warc("plain"), "b.warc.gz": warc("gz"), "c.warc.gz": warc("whole"), "d.warc.gz": warc("bgz"),
    "e.warc.zst": warc("zst"), "f.warc.zst": dictionary_warc(), "g.wacz": wacz(), "h.zip": zipped(), "i.tar.gz": tarred(),
    "j.tar": tarred("w"), "k.mhtml": mhtml(), "l.eml": eml(), "m.eml": eml("text"), "n.md": MARKDOWN, "o.rss": rss(),
    "p.atom": atom(), "q.json": json_feed(), "r.html": html("Plain").encode(), "s.txt": PROSE.encode(),
    "t.html.gz": gzip.compress(html("Packed").encode(), mtime=0),
    "u.csv": b"path;url\nr.html;https://courier.example/r\n",
    "v.json": json.dumps([{"id": "1", "type": "webpage", "URL": "https://courier.example/s", "file": "s.txt"}]).encode(),
    "w.opml": b"<opml version='2.0'><body><outline xmlUrl='https://courier.example/rss'/></body></opml>",
}  # fmt: skip
