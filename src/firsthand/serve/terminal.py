"""What all commands share: errors told with their cure, words or JSON, a progress line."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from typing import Any

import click

from firsthand import record as service
from firsthand.model.problems import FirsthandError, Problem
from firsthand.model.units import Progress


class Group(click.Group):
    """Shows our errors as one message with its cure, and exits with the error's own code."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except FirsthandError as error:
            click.echo(f"firsthand: {error}", err=True)
            ctx.exit(error.exit_code)


class Bar:
    """A progress line on a terminal; silent elsewhere and with --json."""

    def __init__(self, obj: dict[str, Any]) -> None:
        self.shown = sys.stderr.isatty() and not obj["json"]

    def __enter__(self) -> Bar:
        return self

    def __exit__(self, *_: object) -> None:
        if self.shown:
            click.echo("\r\x1b[K", err=True, nl=False)

    def draw(self, progress: Progress) -> None:
        if not self.shown:
            return
        filled = 24 * progress.done // max(1, progress.of)
        bar = "█" * filled + "·" * (24 - filled)
        told = f", {progress.problems} problems" if progress.problems else ""
        click.echo(f"\r\x1b[K{progress.step:<8} {bar} {progress.done}/{progress.of}{told}", err=True, nl=False)


def opened(obj: dict[str, Any], must_exist: bool = False) -> service.Record:
    """The record that the command line names."""
    return service.open(obj["where"], must_exist=must_exist)


def say(obj: dict[str, Any], value: object, words: Callable[[], object]) -> None:
    """The value as JSON if the user asked for it, else the words."""
    if obj["json"]:
        click.echo(json.dumps(plain(value), ensure_ascii=False))
    else:
        words()


def plain(value: object) -> Any:
    """A value as JSON can hold it; bytes (a telling's vector) as hex digits."""
    if is_dataclass(value) and not isinstance(value, type):
        return plain(asdict(value))
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, dict):
        return {key: plain(held) for key, held in value.items()}
    return [plain(v) for v in value] if isinstance(value, list | tuple) else value


def list_problems(problems: tuple[Problem, ...]) -> None:
    """The first problems, a line each, on the error stream."""
    for problem in problems[:50]:
        click.echo(f"  {problem.unit}: {problem.message}  [{problem.code}]", err=True)
    if len(problems) > 50:
        click.echo(f"  ... {len(problems) - 50} more: firsthand --json status", err=True)
