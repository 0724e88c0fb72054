"""One record of the demo pages for all tests of the faces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from firsthand import record as service
from firsthand.record import Record

DEMO = Path(__file__).parents[2] / "demo/pages"


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Record]:
    with service.open(tmp_path_factory.mktemp("serve") / "demo.record") as opened:
        opened.add([DEMO], workers=1)
        yield opened
