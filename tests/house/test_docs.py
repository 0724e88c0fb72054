"""The documents keep to the code: every command is taught, every link leads somewhere, no registry is named."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from firsthand.pipeline import PIPELINE
from firsthand.serve.cli import main

ROOT = Path(__file__).parents[2]
DOCS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("demo/*.md")])


@pytest.mark.parametrize("doc", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_link_leads_to_a_file(doc: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#)([^)#]+)", doc.read_text(encoding="utf-8"))
    assert [link for link in links if not (doc.parent / link).exists()] == []


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
