"""`firsthand stamp --authority URL`: have an authority sign that the record's originals stand now."""

from __future__ import annotations

from typing import Any

import click

from firsthand import record as service
from firsthand.record import Stamped
from firsthand.serve.cli_watch import ALLOW, CONTACT
from firsthand.serve.terminal import opened, say


@click.command()
@click.option("--authority", required=True, metavar="URL", help="The time-stamping authority (RFC 3161) that is asked.")
@click.option("--by", metavar="NAME", help="Who has it stamped: kept in the custody line.")
@CONTACT
@ALLOW
@click.pass_obj
def stamp(
    obj: dict[str, Any], authority: str, by: str | None, contact: str | None, allow_private: tuple[str, ...]
) -> None:
    """Have a time-stamping authority sign the hash of the last custody line.

    \b
    firsthand stamp --authority https://stamps.example/tsr --by Ina
    firsthand verify --ca stamps-root.pem

    The hash alone is sent: no text, no address, no name. The answer is kept as a line of custody and goes along in every export;
    it proves to whoever trusts the authority that all originals taken in before stood at that time as they stand now. No
    authority is asked but the one named here. Needs the extra [stamp].
    """
    how = service.fetcher(contact, allow_private)
    with opened(obj, must_exist=True) as record:
        made = record.time_stamp(authority, by=by, fetch=how)
    say(obj, made, lambda: click.echo(told(made)))


def told(made: Stamped) -> str:
    """A time stamp in a line for people."""
    where = f"custody line {made.n} and all before it"
    if made.why:
        return f"time stamp of {where}, from {made.authority}: {made.why}"
    root = "its certificate leads to a root you gave" if made.by_root else "signed by the certificate that came with it"
    return f"{where}: seen on {made.at} by {made.signer}, {made.authority} ({root})"
