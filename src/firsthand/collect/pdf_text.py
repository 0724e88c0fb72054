"""A program of its own: a PDF comes in, its pages' text goes out as JSON. It may break, hang or fill its memory alone."""

from __future__ import annotations

import io
import json
import logging
import re
import sys

MEMORY = 2 << 30  # bytes
MOST_PAGES = 2_000
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")


def main() -> None:
    """Reads standard input, writes {"pages": [...], "version": "7.1.0"} or {"why": "..."}."""
    _bound()
    logging.disable(logging.CRITICAL)
    sys.stdout.write(json.dumps(_told(sys.stdin.buffer.read())))


def _told(data: bytes) -> dict[str, object]:
    import pypdf

    try:
        reader = pypdf.PdfReader(io.BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            return {"why": "it is locked by a password"}
        pages = [_words(page.extract_text()) for page in list(reader.pages)[:MOST_PAGES]]
        return {"pages": pages, "version": pypdf.__version__}
    except RecursionError:
        return {"why": "it is nested too deep"}
    except MemoryError:
        return {"why": f"it needs more than {MEMORY >> 30} GB of memory"}
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever a damaged file leads it to; this is its own program
        return {"why": f"{type(error).__name__}: {error}"[:200]}


def _words(text: str) -> str:
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows has no such bounds; the time limit holds there too
        return
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
