"""`firsthand api`, `firsthand mcp`: the record for programs and assistants."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import Any

import click

from firsthand import record as service
from firsthand.model.problems import MissingPart, UsageError
from firsthand.serve.operations import registry
from firsthand.serve.terminal import opened

LINKS = click.option(
    "--links-to",
    "base",
    default=registry.DEFAULT_BASE,
    show_default=True,
    metavar="URL",
    help="What permalinks begin with: where `firsthand serve` answers.",
)


@click.command()
@click.argument("name", required=False)
@click.argument("given", nargs=-1, metavar="[PARAMETER=VALUE]...")
@LINKS
@click.pass_obj
def api(obj: dict[str, Any], name: str | None, given: tuple[str, ...], base: str) -> None:
    """Ask any operation and get its JSON, the same as REST and assistants get; without a name, list them.

    \b
    firsthand api                                   what can be asked
    firsthand api search query='port strike'        articles, with who says it and where
    firsthand api attributions_of article_id=a-...  who says what in an article
    """
    if name is None:
        for one in registry.OPERATIONS:
            asked = " ".join(f"{p.name}=" if p.required else f"[{p.name}=]" for p in one.parameters)
            click.echo(f"{one.name} {asked}".rstrip() + f"\n    {one.says}")
        return
    found = registry.named(name)
    with opened(obj, must_exist=True) as record:
        answer = found.call(record, _arguments(found, given), base)
    click.echo(json.dumps(answer, ensure_ascii=False, indent=1))


def _arguments(one: registry.Operation, given: tuple[str, ...]) -> dict[str, Any]:
    """`page=2` as a parameter; one that takes several is named once for each."""
    held: dict[str, list[str]] = defaultdict(list)
    for words in given:
        key, equals, value = words.partition("=")
        if not equals:
            raise UsageError(f"{words}: parameters are given as NAME=VALUE")
        held[key].append(value)
    several = {p.name for p in one.parameters if p.several or p.listed}
    twice = next((key for key, values in held.items() if len(values) > 1 and key not in several), None)
    if twice:
        raise UsageError(f"{twice} is given twice; give it once")
    return {key: values if key in several else values[0] for key, values in held.items()}


@click.command("mcp")
@click.option(
    "--http", "port", type=click.IntRange(0, 65535), help="Answer over HTTP at this port; 0: any that is free."
)
@LINKS
@click.pass_obj
def assistants(obj: dict[str, Any], port: int | None, base: str) -> None:
    """Let an assistant read the record (MCP): quotes, speakers and links, reported and not verified.

    Speaks on standard input and output, as assistants start it; with --http at http://127.0.0.1:PORT/mcp. It only reads.
    """
    try:
        from firsthand.serve.operations.assistants import over_http, over_stdio  # here: an extra part
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("mcp", "mcp_types"):
            raise
        raise MissingPart("assistants need the extra [mcp]: pip install 'firsthand[mcp]'") from error
    opened(
        obj, must_exist=True
    ).close()  # derived tables of an older version are made anew; from here on nothing is written
    with service.open(obj["where"], must_exist=True, read_only=True) as record:
        if port is None:
            over_stdio(record, base.rstrip("/"))
        else:
            over_http(
                record, base.rstrip("/"), port, lambda address: click.echo(f"Firsthand for assistants is at {address}")
            )
