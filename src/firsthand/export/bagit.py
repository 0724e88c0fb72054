"""BagIt 1.0 (RFC 8493): originals and the JSONL interchange, with sums over everything, to be deposited in an archive."""

from __future__ import annotations

import hashlib
from pathlib import Path

from firsthand.export import jsonl
from firsthand.export.rows import of_kind
from firsthand.export.shown import STATUS, Shown
from firsthand.model.articles import Capture
from firsthand.model.problems import UsageError

PIECE = 1 << 20  # bytes hashed at a time


def write(shown: Shown, out: Path) -> dict[str, int]:
    """A bag in a new folder: `data/*.jsonl` and `data/originals/`, the bytes under their sha256."""
    if out.exists() and any(out.iterdir()):
        raise UsageError(f"{out} is not empty; a bag needs a folder of its own")
    (out / "data/originals").mkdir(parents=True)
    counts = jsonl.write(shown.rows, out / "data", originals=False)
    counts["originals"] = 0
    for capture in of_kind(Capture, shown.rows.all("capture")):
        (out / "data/originals" / capture.id).write_bytes(shown.rows.original(capture.id))
        counts["originals"] += 1
    payload = sorted(p for p in (out / "data").rglob("*") if p.is_file())
    _save(out / "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    _save(out / "bag-info.txt", _info(payload, shown.choice.software))
    _manifest(out, "manifest-sha256.txt", payload)
    _manifest(out, "tagmanifest-sha256.txt", [out / n for n in ("bag-info.txt", "bagit.txt", "manifest-sha256.txt")])
    return counts


def _info(payload: list[Path], software: str) -> str:
    total = sum(p.stat().st_size for p in payload)
    return (
        f"Bag-Software-Agent: {software}\n"
        f"External-Description: News pages as received, with what was read from them: {STATUS}.\n"
        f"Payload-Oxum: {total}.{len(payload)}\n"
    )


def _manifest(out: Path, name: str, files: list[Path]) -> None:
    _save(out / name, "".join(f"{_sum(p)}  {p.relative_to(out).as_posix()}\n" for p in files))


def _sum(path: Path) -> str:
    hashed = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            hashed.update(piece)
    return hashed.hexdigest()


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
