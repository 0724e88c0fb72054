"""The documents keep to the code: every command is taught, every link leads somewhere, no registry is named."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest

from firsthand.pipeline import PIPELINE
from firsthand.serve.cli import main
from tests.serve.pictures import NAMES as PICTURES

ROOT = Path(__file__).parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("demo/*.md")])


@pytest.mark.parametrize("doc", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_to_a_file(doc: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", doc.read_text(encoding="utf-8"))
    made = {f"pictures/{name}.png" for name in PICTURES}  # by scripts/make-pictures, not kept
    assert [link for link in links if link not in made and not (doc.parent / link).exists()] == []


def test_the_documentation_builds_as_a_site_without_a_warning(tmp_path: Path) -> None:
    site = tmp_path / "docs"
    shutil.copytree(ROOT / "docs", site, ignore=shutil.ignore_patterns("pictures"))
    (site / "pictures").mkdir()
    for name in PICTURES:  # the real ones are taken from the demo story by `make docs`
        (site / f"pictures/{name}.png").write_bytes(b"")
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__", "*.onnx", "*.npz"))
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"], cwd=tmp_path, capture_output=True, text=True
    )
    assert built.returncode == 0, built.stderr[-2000:]
    assert "judge" in (tmp_path / "site/reference/commands/index.html").read_text(encoding="utf-8")
    fetched = re.findall(r'<(?:script|link|img)[^>]+(?:src|href)="(https?://[^"]+)"', _everything(tmp_path / "site"))
    assert fetched == []


def _everything(site: Path) -> str:
    return "".join(p.read_text(encoding="utf-8") for p in site.rglob("*.html"))


def test_every_step_is_explained_in_the_dataflow() -> None:
    words = (ROOT / "docs/dataflow.md").read_text(encoding="utf-8")
    assert [step.name for step in PIPELINE if step.name not in words] == []


def test_every_command_teaches() -> None:
    assert isinstance(main, click.Group)
    silent = [name for name, command in main.commands.items() if len(command.get_short_help_str()) < 15]
    assert silent == []


def test_every_firsthand_command_in_the_readme_exists() -> None:
    assert isinstance(main, click.Group)
    used = set(re.findall(r"^ {4}\.venv/bin/firsthand (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.M))
    assert used
    assert used <= set(main.commands)


def test_every_make_target_in_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"^ {4}make (\w+)", (ROOT / "README.md").read_text(encoding="utf-8"), re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_no_package_registry_is_named() -> None:
    hosts = re.compile("|".join(("pypi[.]" + "org", "python" + "hosted", "npm" + "js[.]", "deb[.]" + "debian")))
    tracked = [
        p for p in ROOT.rglob("*") if p.suffix in {".md", ".toml", ".py", ".txt", ".yaml"} and ".venv" not in p.parts
    ]
    assert [str(p) for p in tracked if hosts.search(p.read_text(encoding="utf-8", errors="replace"))] == []
