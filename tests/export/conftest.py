"""A record of invented pages: a fire with a victim, a raid that two outlets tell of, a page that another copies."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from firsthand import record as service
from firsthand.record import Choice, Record

PAGES = {
    "fire": """Fire at the Harrowmere mill

Heron Post | May 3, 2031

The fire began at night, harbour commissioner Oro Vann said on Monday. Leena Kask, a miller of 34, was killed when the roof
fell in. "The doors were locked," said Jonas Fehl, who lives across the street. Mr Kask was her husband.
Vann had told Leena Kask that the doors were sound.
""",
    "trial": """Mill owners face a trial

Lantern | May 9, 2031

The mill burned down because nobody checked the doors, Oro Vann told reporters on Tuesday. Leena Kask and Jonas Fehl were named
in the charges as victims of the fire. Vann declined to say when the trial would begin.
""",
    "raid-one": """Raiders attack mill in Darma

Lantern | May 3, 2031

Raiders attacked the old mill of Darma on Saturday, killing 3 millers. The mill was attacked at dawn, a senior official said.
""",
    "raid-two": """Raiders attack mill in Darma

Heron Post | May 4, 2031

Smoke rose over Darma after raiders attacked its mill at dawn on Saturday. The raid on the mill killed 4 millers.
"=1+1 is what they call a fair count," said Oro Vann, the harbour commissioner, who spoke to the Lantern.
""",
    "copy": """Raiders attack mill in Darma

Courier | May 5, 2031 | Source: Lantern

Raiders attacked the old mill of Darma on Saturday, killing 3 millers. The mill was attacked at dawn, a senior official said.
""",
}
VICTIM = "Leena Kask"
Export = Callable[..., Path]


def write_pages(folder: Path, names: tuple[str, ...] = tuple(PAGES)) -> Path:
    folder.mkdir(exist_ok=True)
    for name in names:
        paragraphs = (" ".join(p.split()) for p in PAGES[name].split("\n\n"))  # a line break ends a paragraph of a page
        (folder / f"{name}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    home = tmp_path_factory.mktemp("export")
    with service.open(home / "pages.record") as opened:
        opened.add([write_pages(home / "pages")], workers=1)
        yield opened


@pytest.fixture
def export(record: Record, tmp_path: Path) -> Export:
    """Writes the record in a format, and gives where."""

    def write(form: str, name: str = "out", **choice: object) -> Path:
        record.export(form, tmp_path / name, Choice(**choice))
        return tmp_path / name

    return write
