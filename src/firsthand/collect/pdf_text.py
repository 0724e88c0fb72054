"""A program of its own: a PDF comes in, its pages' text goes out as JSON. It may break, hang or fill its memory alone.

Of a damaged file every page is read that is whole: where its table of objects or its tree of pages is gone, the objects are
looked for one by one. What was missed, and where, is told.
"""

from __future__ import annotations

import io
import json
import logging
import re
import sys
import zlib
from collections.abc import Iterator
from typing import Any

MEMORY = 2 << 30  # bytes
MOST_PAGES = 2_000
MOST_OBJECTS = 200_000
MOST_UNPACKED = 1 << 26  # bytes of one stream of objects
MOST_TOLD = 20  # damages
UNREAD = re.compile("[\x00-\x08\x0e-\x1f\ufffd]")
UNREADABLE = 0.02  # of a page's letters: then the numbers of a lost font are taken for letters, and no word is right
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
OBJECT = re.compile(rb"(?<!\d)(\d{1,8})\s{1,3}(\d{1,5})\s{1,3}obj\b")
STREAM = re.compile(rb"\bstream\r?\n")
LENGTH = re.compile(rb"/Length\s*(?:\d+\s+\d+\s+R|\d+)")
PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
KIDS = re.compile(rb"/Kids\s*\[([^\]]*)\]")
REFERENCE = re.compile(rb"(\d{1,8})\s+\d{1,5}\s+R")
Told = dict[str, Any]


def main() -> None:
    """Reads standard input, writes {"pages": [...], "version": "7.1.0", "hurt": ["page 2: ..."]} or {"why": "..."}."""
    _bound()
    sys.stdout.write(json.dumps(told(sys.stdin.buffer.read())))


def told(data: bytes) -> Told:
    """The pages as the file orders them, or, where that is damaged and gives less, as they are found."""
    log = _Log()
    logging.getLogger().addHandler(log)
    try:
        return _told(data, log)
    finally:
        logging.getLogger().removeHandler(log)


def _told(data: bytes, log: _Log) -> Told:
    import pypdf

    first = _guarded(lambda: _in_order(data, log))
    if first.get("locked"):
        return {"why": first["locked"]}
    if not first.get("hurt") and not first.get("why"):
        return {**first, "version": pypdf.__version__}
    found = _guarded(lambda: _salvaged(data, log))
    best = found if _worth(found) > _worth(first) else first
    if best.get("why"):
        return {"why": first.get("why") or best["why"]}
    hurt = [f"the file: {first['why']}"] if first.get("why") else []
    return {"pages": best["pages"], "hurt": [*hurt, *best.get("hurt", [])][:MOST_TOLD], "version": pypdf.__version__}


def _worth(read: Told) -> tuple[int, int]:
    """Pages that have words, and how many."""
    pages = read.get("pages", [])
    return sum(bool(p.strip()) for p in pages), sum(map(len, pages))


def _guarded(work: Any) -> Told:
    try:
        return dict(work())
    except RecursionError:
        return {"why": "it is nested too deep"}
    except MemoryError:
        return {"why": f"it needs more than {MEMORY >> 30} GB of memory"}
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever a damaged file leads it to; this is its own program
        return {"why": f"{type(error).__name__}: {error}"[:200]}


def _in_order(data: bytes, log: _Log) -> Told:
    """What the file's own tree of pages gives, and what was wrong with it."""
    import pypdf

    reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
    if reader.is_encrypted and not reader.decrypt(""):
        return {"locked": "it is locked by a password"}
    listed = list(reader.pages)[:MOST_PAGES]
    hurt = [f"the file: {said}" for said in log.taken()]
    tree: Any = reader.root_object["/Pages"]
    if (counted := tree.get("/Count")) != len(listed) < MOST_PAGES or not listed:
        hurt.append(f"the file: its tree of pages counts {counted} and gives {len(listed)}")
    read = [_read(page, f"page {n}", log) for n, page in enumerate(listed, 1)]
    return {"pages": [_words(words) for words, _ in read], "hurt": hurt + [x for _, held in read for x in held]}


def _salvaged(data: bytes, log: _Log) -> Told:
    """The pages that can be found among the objects, in the order of the tree's nodes that are left, else of the file."""
    import pypdf
    from pypdf.generic import IndirectObject

    objects = _objects(data)
    pages = _ordered(objects)
    reader = pypdf.PdfReader(io.BytesIO(_rewritten(objects)), strict=False)
    log.taken()
    texts, hurt = list[str](), list[str]()
    for number in pages[:MOST_PAGES]:
        place = f"page {len(texts) + 1} (object {number}, byte {objects[number][0]})"
        page = _guarded(lambda n=number: {"page": _page(reader, IndirectObject(n, 0, reader))}).get("page")
        words, said = _read(page, place, log)
        lacking = _guarded(lambda one=page: {"fonts": _lacking(one)}).get("fonts", "?")
        is_coded = bool(lacking) and len(UNREAD.findall(words)) > UNREADABLE * len(words)
        texts.append("" if is_coded else words)
        hurt += [*said, *([f"{place}: a font is lost{', and with it the words' * is_coded}"] if lacking else [])]
    return {"pages": [_words(x) for x in texts], "hurt": [*hurt, *_cut_short(data)]}


def _read(page: Any, place: str, log: _Log) -> tuple[str, list[str]]:
    """A page's words, and what was wrong with it."""
    got = _guarded(lambda: {"words": page.extract_text()})
    said = [got["why"]] if got.get("why") else []
    if not _guarded(lambda: {"sound": _is_sound(page)}).get("sound", True):
        said.append("its packed words fail their checksum")
    return str(got.get("words", "")), [f"{place}: {x}" for x in (*said, *log.taken())]


def _is_sound(page: Any) -> bool:
    """Whether what a page draws unpacks to the very bytes that were packed: pypdf goes on with what it gets."""
    drawn = page.get("/Contents")
    drawn = drawn.get_object() if drawn is not None else []
    for one in drawn if isinstance(drawn, list) else [drawn]:
        stream = one.get_object()
        if getattr(stream, "get", lambda _: None)("/Filter") == "/FlateDecode":
            try:
                zlib.decompress(stream._data)
            except zlib.error:
                return False
    return True


def _page(reader: Any, reference: Any) -> Any:
    """The page an object is, with the resources that a node above it holds for it."""
    from pypdf import PageObject

    page = PageObject(reader, reference)
    held = up = reference.get_object()
    page.update(held)
    for _ in range(20):
        if "/Resources" in page or not isinstance(up, dict) or "/Parent" not in up:
            break
        up = up["/Parent"].get_object()
        if isinstance(up, dict) and "/Resources" in up:
            page[next(k for k in up if k == "/Resources")] = up["/Resources"]
    return page


def _lacking(page: Any) -> list[str]:
    """The fonts of a page that are not there, or whose table from numbers to letters is not."""
    fonts = page.get("/Resources", {}).get_object().get("/Font", {}).get_object()
    return [name for name, font in fonts.items() if not _tells(font.get_object())]


def _tells(font: Any) -> bool:
    if not hasattr(font, "raw_get"):
        return False
    if "/ToUnicode" in font:
        return hasattr(font.raw_get("/ToUnicode").get_object(), "get_data")
    return bool(font.get("/Encoding") != "/Identity-H")


def _objects(data: bytes) -> dict[int, tuple[int, bytes]]:
    """Each object's place in the file and its bytes, those packed in streams of objects too; of one number the last."""
    starts = [(int(m[1]), m.start(), m.end()) for m in OBJECT.finditer(data)][:MOST_OBJECTS]
    found = dict[int, tuple[int, bytes]]()
    for (number, at, begins), following in zip(starts, [*(s[1] for s in starts[1:]), len(data)], strict=True):
        end = data.rfind(b"endobj", begins, following)
        found[number] = at, data[begins : end if end >= 0 else following]
    packed = [(at, body) for at, body in found.values() if b"/ObjStm" in body[:1000]]
    for at, body in packed:
        for number, inner in _unpacked(body):
            found.setdefault(number, (at, inner))
    return found


def _unpacked(body: bytes) -> Iterator[tuple[int, bytes]]:
    """The objects in a stream of objects, as far as it can be unpacked."""
    stream, first = STREAM.search(body), re.search(rb"/First\s+(\d{1,9})", body)
    if stream is None or first is None:
        return
    held = body[stream.end() :]
    if b"/FlateDecode" in body[: stream.start()]:
        held = _inflated(held)
    heads = [int(x) for x in held[: int(first[1])].split() if x.isdigit()]
    places = [*heads[1::2], len(held) - int(first[1])]
    for number, start, end in zip(heads[::2], places, places[1:], strict=False):
        yield number, held[int(first[1]) + start : int(first[1]) + end]


def _inflated(packed: bytes) -> bytes:
    out, opened = bytearray(), zlib.decompressobj()
    for at in range(0, len(packed), 256):
        try:
            out += opened.decompress(packed[at : at + 256], MOST_UNPACKED)
        except zlib.error:
            break
        if opened.eof or len(out) > MOST_UNPACKED:
            break
    return bytes(out)


def _ordered(objects: dict[int, tuple[int, bytes]]) -> list[int]:
    pages = {n for n, (_, body) in objects.items() if PAGE.search(body[:4000])}
    listed = [int(r[1]) for _, body in objects.values() for k in KIDS.finditer(body) for r in REFERENCE.finditer(k[1])]
    kept = dict.fromkeys(n for n in listed if n in pages)
    return [*kept, *sorted((n for n in pages if n not in kept), key=lambda n: objects[n][0])]


def _rewritten(objects: dict[int, tuple[int, bytes]]) -> bytes:
    """A file of these objects with a table that finds them, each stream as long as it is."""
    out, places = bytearray(b"%PDF-1.7\n"), dict[int, int]()
    root = max(objects, default=0) + 1
    for number, (_, body) in [*objects.items(), (root, (0, b"<< /Type /Catalog >>"))]:
        places[number] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (number, _measured(body))
    table = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    out += b"".join(b"%d 1\n%010d 00000 n \n" % row for row in sorted(places.items()))
    return bytes(out) + b"trailer\n<< /Size %d /Root %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (root + 1, root, table)


def _measured(body: bytes) -> bytes:
    stream = STREAM.search(body)
    if stream is None:
        return body.strip()
    end = body.rfind(b"endstream")
    held = body[stream.end() : end if end >= stream.end() else len(body)]
    head = LENGTH.sub(b"", body[: stream.start()]).rstrip()
    opened = head.removesuffix(b">>")
    return b"%s /Length %d >>\nstream\n%s\nendstream" % (opened, len(held), held)


def _cut_short(data: bytes) -> list[str]:
    """Where the file ends in the midst of an object."""
    last = data.rfind(b"endobj")
    open_ones = list(OBJECT.finditer(data, last + 1 if last >= 0 else 0))
    return [f"object {int(m[1])} (byte {m.start()}): the file ends in it" for m in open_ones[-1:]]


def _words(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


class _Log(logging.Handler):
    """What pypdf says while it reads, each once."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: dict[str, None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.said[record.getMessage()[:160]] = None

    def taken(self) -> list[str]:
        """What was said since it was last asked."""
        held, self.said = list(self.said), {}
        return held


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bounds; the time limit holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
