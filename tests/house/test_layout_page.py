"""What docs/how/layout.md tells people to write and to run is written and run."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from firsthand.extract.declared import KEYS, declared
from firsthand.serve.cli import main

PAGE = (Path(__file__).parents[2] / "docs/how/layout.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(?P<kind>\w+)(?P<more>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_ten_minutes_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FIRSTHAND_LAYOUTS", raising=False)
    said = dict[str, str]()
    for block in BLOCK.finditer(PAGE):
        if title := re.search(r'title="([^"]+)"', block["more"]):
            Path(title[1]).write_text(block["text"], encoding="utf-8")
        elif block["kind"] == "sh":
            for line in block["text"].splitlines():
                result = CliRunner().invoke(main, shlex.split(line)[1:])
                assert (result.exit_code != 0) == ("fails" in block["more"]), f"{line}: {result.output}"
                said[line] = result.output
    assert "as expected  orsa: 2 articles" in said["firsthand layout check"]
    assert "1 new" in said["firsthand add orsa.html"]
    assert "Ferries stop at noon" in said["firsthand search bulletin"] + said["firsthand add orsa.html"] + _titles()


def _titles() -> str:
    return CliRunner().invoke(main, ["--json", "search", ""]).output


def test_every_key_is_explained() -> None:
    for table, keys in KEYS.items():
        if table != "parts":
            assert [key for key in keys if f"`{key}`" not in PAGE] == []


def test_every_layout_shown_is_one() -> None:
    shown = [b["text"] for b in BLOCK.finditer(PAGE) if b["kind"] == "toml"]
    assert len(shown) == 2
    assert [declared(text).name for text in shown] == ["orsa", "orsa_dump"]
