"""`firsthand gazetteer`: make, import, check and ask the gazetteer that places are looked up in."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from firsthand.lang import gazetteer, gazetteer_make

NOT_KNOWN = 3  # exit code of `look` where there is no such name


@click.group("gazetteer")
def group() -> None:
    """The list of places that names are looked up in.

    \b
    firsthand gazetteer build                        from installed packages; a few seconds, no network
    firsthand gazetteer import allCountries.zip      from GeoNames' full dump, downloaded by you
    firsthand gazetteer look Basra                   which places bear a name

    Without one, places are read as names only, and stay unresolved.
    """


@group.command()
def build() -> None:
    """Make it from the installed packages and our own table."""
    header = gazetteer_make.build(_progress)
    click.echo(f"{header.entries:,} places, {header.names:,} names: {gazetteer.where()}")


@group.command("import")
@click.argument("dump", type=click.Path(path_type=Path))
def import_(dump: Path) -> None:
    """Make it from a full dump of GeoNames, such as allCountries.zip."""
    header = gazetteer_make.import_geonames(dump, _progress)
    click.echo(f"{header.entries:,} places, {header.names:,} names: {gazetteer.where()}")


@group.command()
def status() -> None:
    """Say what there is, and whether it is whole and fresh."""
    click.echo("\n".join(gazetteer_make.status()))


@group.command()
@click.argument("name")
@click.option("--most", type=click.IntRange(1), default=10, show_default=True, help="How many at most.")
@click.pass_context
def look(ctx: click.Context, name: str, most: int) -> None:
    """The places of a NAME, most populous first."""
    found = gazetteer.look(name)
    if _as_json(ctx.obj):
        click.echo(json.dumps([asdict(p) for p in found[:most]], ensure_ascii=False))
    else:
        for p in found[:most]:
            click.echo(_line(p))
        click.echo(f"{len(found)} of that name" if found else f"not in the gazetteer: {name}", err=not found)
    if not found:
        ctx.exit(NOT_KNOWN)


def _line(p: gazetteer.Place) -> str:
    inside = ", ".join(dict.fromkeys(n for n in (p.district, p.region, p.country) if n and n != p.name))
    people = f", {p.population:,} people" if p.population and not p.id.startswith("curated:") else ""
    return f"{p.id:<20} {p.name} ({inside or 'no country'}): {p.kind}, {p.lat:.4f} {p.lon:.4f}{people}"


def _as_json(settings: Any) -> bool:
    return bool(settings and settings.get("json"))


def _progress(rows: int) -> None:
    click.echo(f"\r{rows:,} places", nl=False, err=True)
