"""By which codec a file's bytes are read: settled once, kept with the capture, never guessed again."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

HEAD = 4096  # bytes in which a page may declare its charset; the HTML standard says 1024, saved pages need more
SAMPLE = 100_000  # bytes a guess is made from
# utf-8, not utf-8-sig: the mark stays a code point, so that offsets count it
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# <meta charset="utf-8">, <meta ... content="text/html; charset=windows-1251">; not <script charset=...>
DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}(?P<name>[A-Za-z0-9_.:-]{2,40})", re.IGNORECASE
)
NEVER = frozenset(  # codecs that read plain ASCII otherwise than it stands there; no browser knows them
    {
        "utf-7",
        "unicode-escape",
        "unicode_escape",
        "raw-unicode-escape",
        "raw_unicode_escape",
        "punycode",
        "idna",
        "undefined",
    }
)
# what browsers read under these names (WHATWG Encoding)
WIDER = {"iso8859-1": "cp1252", "ascii": "cp1252", "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949"}


@dataclass(frozen=True, slots=True)
class Charset:
    """A codec that decodes the bytes strictly."""

    name: str
    declared: bool  # the file says so, or it is plain UTF-8


def charset_of(data: bytes, *, html: bool) -> Charset:
    """The codec: by byte-order mark, by the page's own word, as UTF-8, else by guess."""
    for mark, codec in MARKS:
        if data.startswith(mark) and _decodes(data, codec):
            return Charset(codec, True)
    if html and (name := declared(data)) and _decodes(data, name):
        return Charset(name, True)
    if _decodes(data, "utf-8"):
        return Charset("utf-8", True)
    return Charset(_guess(data), False)


def declared(data: bytes) -> str | None:
    """The codec an HTML page's head names, under Python's name; None if none or unknown."""
    match = DECLARED.search(data[:HEAD])
    name = _known(match["name"].decode("ascii")) if match else None
    if name is None:
        return None
    return "utf-8" if name.startswith("utf-16") else WIDER.get(name, name)  # a readable meta tag is not in UTF-16


def named(data: bytes, name: str | None) -> Charset | None:
    """The codec that those who sent the bytes named beside them; None where they named none that decodes them."""
    known = _known(name) if name else None
    known = WIDER.get(known, known) if known else None
    return Charset(known, True) if known and _decodes(data, known) else None


def _known(name: str) -> str | None:
    try:
        found = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    return found.name if found._is_text_encoding and found.name not in NEVER else None


def _guess(data: bytes) -> str:
    best = from_bytes(data[:SAMPLE]).best()
    for codec in (best.encoding if best else "cp1252", "cp1252"):
        if _decodes(data, codec):
            return codec
    return "latin-1"  # decodes any bytes


def _decodes(data: bytes, name: str) -> bool:
    try:
        data.decode(name)
    except (UnicodeDecodeError, LookupError):
        return False
    return True
