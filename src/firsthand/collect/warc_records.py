"""The records of a WARC file, one after the other, whatever is damaged between them.

Our own reader, since both that exist stop at the first damaged byte: of ten records with one flipped byte in the fifth,
warcio and FastWARC give four, this one nine. See docs/decisions/0017-kinds-of-capture.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from firsthand.collect.flow import Flow

LONGEST_HEAD = 1 << 17  # bytes: of a record's own header lines
START = re.compile(rb"WARC/[01]\.\d")
# where the next record begins, when a length is wrong: "\r\n\r\nWARC/1.0\r\n"; not "see WARC/1.0"
NEXT = re.compile(rb"\r?\n\r?\n(?=WARC/[01]\.\d{1,2}\r?\n)")
ANYWHERE = re.compile(rb"WARC/[01]\.\d{1,2}\r?\n(?=[A-Za-z][\w-]{1,60}:)")
GOES_ON = re.compile(r"\r?\n[ \t]+")
HEAD_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Record:
    """A whole record. Names of fields are in lower case."""

    place: str  # "81": its offset in the file; "81+512": the byte 512 of what the member at 81 holds, unpacked
    fields: dict[str, str]
    content: bytes
    wrong_length: str | None  # what its header says, where that is not so


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes that are no whole record."""

    place: str
    why: str
    code: str = "damaged-record"


def is_start(data: bytes) -> bool:
    return START.match(data) is not None


def records(flow: Flow, max_bytes: int) -> Iterator[Record | Damage]:
    """Every whole record, in order, and each damage at its place. Memory holds one record at a time."""
    while True:
        _skip_blank(flow)
        place = _place(flow)
        if flow.want(1):
            yield _record(flow, place, max_bytes)
        elif flow.breaks:
            broken = flow.pass_break()
            yield Damage(str(broken.offset), broken.why)
        else:
            return


def _record(flow: Flow, place: str, max_bytes: int) -> Record | Damage:
    head = _head(flow)
    if head is None:
        return _skipped(flow, 1, Damage(place, "no record begins here"))
    fields = _fields(flow.taken(0, head))
    length = _length(fields)
    if length is not None and length > max_bytes:
        return _skipped(
            flow, head, Damage(place, f"the record has {length:,} bytes, more than {max_bytes:,}", "too-large")
        )
    end = _as_told(flow, head, length) if length is not None else None
    wrong = None
    if end is None:
        end = _as_found(flow, head, max_bytes)
        wrong = f"Content-Length says {fields.get('content-length', 'nothing')}"
    if end is None:
        return _skipped(flow, head, Damage(place, "the file ends inside the record"))
    content = flow.taken(head, end)
    flow.drop(end)
    _skip_blank(flow)
    if _is_refused(flow):
        return Damage(place, flow.pass_break().why)
    return Record(place, fields, content, wrong and f"{wrong}, it has {len(content)}")


def _is_refused(flow: Flow) -> bool:
    """Whether the member that ends here cannot be what was kept: its checksum, say, is another."""
    if not flow.breaks or flow.left:
        return False
    broken = flow.breaks[0]
    own = all((m.at, m.offset) != (broken.at, broken.offset) for m in flow.members)
    return own and broken.why.startswith("it cannot")


def _head(flow: Flow) -> int | None:
    """Where the header's blank line ends; None if no header is here."""
    if flow.want(8) < 8 or not START.match(flow.held):
        return None
    size = 1 << 12
    while True:
        have = flow.want(size)
        if match := HEAD_END.search(flow.held, 0, have):
            return match.end()
        if have < size or size >= LONGEST_HEAD:
            return None
        size *= 4


def _fields(head: bytes) -> dict[str, str]:
    """The fields of a header; a line that goes on is joined, of two of one name the first counts."""
    text, found = head.decode("utf-8", "replace"), dict[str, str]()
    if "\n " in text or "\n\t" in text:
        text = GOES_ON.sub(" ", text)
    for line in text.splitlines()[1:]:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found


def _length(fields: dict[str, str]) -> int | None:
    told = fields.get("content-length", "")
    return int(told) if told.isascii() and told.isdigit() and len(told) <= 15 else None


def _as_told(flow: Flow, head: int, length: int) -> int | None:
    """Where the content ends by its header, if the file agrees: blank lines, then a record or the end."""
    end = head + length
    if flow.want(end) < end or flow.next_member(flow.at, flow.at + end) is not None:
        return None
    if flow.want(end + 4) == end + 4 and flow.held[end : end + 4] == b"\r\n\r\n":
        return end
    if flow.held[head:end].endswith((b"\r", b"\n")):
        return None  # the length counts some of the blank lines, or these are of another kind
    after = end
    while flow.want(after + 1) > after and flow.held[after] in b"\r\n" and after < end + 64:
        after += 1
    have = flow.want(after + 8)
    if have <= after:
        return end
    return end if START.match(flow.held, after) else None


def _as_found(flow: Flow, head: int, max_bytes: int) -> int | None:
    """Where the content ends by what follows: the next record, or the end of a member that is whole."""
    looked, size = head, head + (1 << 16)
    while True:
        have = flow.want(size)
        stop = flow.next_member(flow.at, flow.at + have + 1)
        match = NEXT.search(flow.held, max(head - 4, looked - 64), have)
        if match and (stop is None or match.end() <= stop - flow.at):
            return max(head, match.start())
        if stop is not None:
            return _without_rim(flow, head, stop - flow.at)
        if have < size:
            ended = flow.ended and not flow.breaks and flow.packing != "plain"
            return _without_rim(flow, head, have) if ended else None
        if size > head + max_bytes:
            return None
        looked, size = have, size * 2


def _without_rim(flow: Flow, head: int, end: int) -> int:
    for _ in range(2):
        if end - head >= 2 and flow.held[end - 2 : end] == b"\r\n":
            end -= 2
    return end


def _skipped(flow: Flow, n: int, damage: Damage) -> Damage:
    """Goes on by n bytes, and from there to the next record or the end. If a break is met first, it is why."""
    flow.drop(min(n, flow.want(n)))
    while True:
        have = flow.want(1 << 16)
        match = ANYWHERE.search(flow.held, 0, have)
        if match:
            flow.drop(match.start())
            return damage
        if have < 1 << 16:
            flow.drop(have)
            return replace(damage, why=flow.pass_break().why) if flow.breaks else damage
        flow.drop(have - 80)


def _skip_blank(flow: Flow) -> None:
    while (have := flow.want(64)) and flow.held[0] in b"\r\n":
        flow.drop(have - len(flow.held[:have].lstrip(b"\r\n")))


def _place(flow: Flow) -> str:
    member = flow.member()
    if flow.packing == "plain":
        return str(flow.at)
    return str(member.offset) if flow.at == member.at else f"{member.offset}+{flow.at - member.at}"
