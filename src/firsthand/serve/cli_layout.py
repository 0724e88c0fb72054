"""`firsthand layout`: teach Firsthand how the pages of a site are cut into articles."""

from __future__ import annotations

import re
import shutil
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from firsthand import record as service
from firsthand.eval import samples
from firsthand.extract.layouts import LAYOUTS
from firsthand.model.problems import UsageError
from firsthand.serve.terminal import say

DIFFERS = 1  # exit code of `check` where a sample is read otherwise than expected
FOLDER = click.Path(path_type=Path, file_okay=False)


@click.group("layout")
def group() -> None:
    """Teach Firsthand how the pages of a site are cut into articles.

    \b
    firsthand layout new archive.html --name harbour    a draft of a layout, and its sample
    firsthand layout check                              read every sample, show what differs
    firsthand layout list                               yours, and those Firsthand has

    Yours lie beside the record (my.record.layouts/), or where FIRSTHAND_LAYOUTS says: NAME.toml and NAME/, its sample.
    They hold no code. docs/how/layout.md teaches them in ten minutes.
    """


@group.command()
@click.argument("page", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--name", help="What to call it. Default: after the file.")
@click.option("--folder", type=FOLDER, help="Where to put it. Default: beside the record.")
@click.pass_obj
def new(obj: dict[str, Any], page: Path, name: str | None, folder: Path | None) -> None:
    """Write a draft of a layout for PAGE, and its sample: the page, and what is read of it now, for you to correct.

    \b
    firsthand layout new archive.html
    firsthand layout new dump.txt --name orsa_dump
    """
    called = name or re.sub(r"[^a-z0-9]+", "_", page.stem.lower()).strip("_") or "layout"
    home = _folder(obj, folder)
    if (home / f"{called}.toml").exists() or (home / called).exists():
        raise UsageError(f"there is a layout {called} in {home} already; choose another --name, or change that one")
    text, expected = samples.draft(page, called)
    sample = home / called
    sample.mkdir(parents=True)
    (home / f"{called}.toml").write_text(text, encoding="utf-8")
    shutil.copyfile(page, sample / f"page{page.suffix or '.txt'}")
    (sample / samples.EXPECTED).write_text(expected, encoding="utf-8")
    made = [str(home / f"{called}.toml"), str(sample / samples.EXPECTED)]
    say(
        obj,
        made,
        lambda: click.echo(
            f"{made[0]}   change it until the page is cut as you want\n{made[1]}   what is read of it now"
        ),
    )


@group.command()
@click.argument("folder", type=FOLDER, required=False)
@click.option("--accept", is_flag=True, help="Write down what is read now as what is expected.")
@click.pass_obj
def check(obj: dict[str, Any], folder: Path | None, accept: bool) -> None:
    """Read every sample of the layouts, and show where that differs from what is expected.

    Exits with 1 if anything differs. Lines with - are expected and missing, lines with + are read and not expected.

    \b
    firsthand layout check
    firsthand layout check --accept                     after looking: this is right
    firsthand layout check tests/layouts                Firsthand's own
    """
    home = _folder(obj, folder)
    layouts = service.layouts_in(home)
    held = samples.samples_in(home)
    if accept:
        for path in held:
            (path / samples.EXPECTED).write_text(samples.read_now(path, layouts), encoding="utf-8")
    checked = [samples.check(path, layouts) for path in held]

    def words() -> None:
        for one in checked:
            click.echo(f"{'as expected' if one.right else 'differs':<12} {one.name}: {one.articles} articles")
            for line in one.lines:
                click.echo(f"    {line}")
        if not checked:
            click.echo(f"no sample in {home}; write one with: firsthand layout new PAGE")

    say(obj, checked, words)
    if not all(one.right for one in checked):
        sys.exit(DIFFERS)


@group.command("list")
@click.option("--folder", type=FOLDER, help="Where they lie. Default: beside the record.")
@click.pass_obj
def list_(obj: dict[str, Any], folder: Path | None) -> None:
    """Name the layouts: yours first, then those Firsthand has."""
    home = folder or service.layouts_folder(obj["where"])
    own = sorted(p.stem for p in home.glob("*.toml")) if home else []
    known = {layout.NAME: _first_line(layout.NAME) for layout in LAYOUTS}

    def words() -> None:
        for name in own:
            click.echo(f"{name:<18} yours, in {home}")
        for name, told in known.items():
            click.echo(f"{name:<18} {told}")

    say(obj, {"own": own, "known": known}, words)


def _folder(obj: dict[str, Any], given: Path | None) -> Path:
    found = given or service.layouts_folder(obj["where"])
    if found is None:
        raise UsageError("a record in PostgreSQL has no folder beside it: set FIRSTHAND_LAYOUTS, or give --folder")
    return found


def _first_line(name: str) -> str:
    return (import_module(f"firsthand.extract.layouts.{name}").__doc__ or "").splitlines()[0]
