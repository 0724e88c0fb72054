"""The commands that fetch: what they say, what they keep, and what they refuse."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from firsthand.serve.cli import main
from tests.collect import made
from tests.collect.hostile import Server, ok, stories
from tests.store.test_watching import feed

HERE = ("--allow-private", "127.0.0.1")


@pytest.fixture
def site() -> Iterator[Server]:
    with stories(4) as one:
        yield one


def asked(tmp_path: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["--record", str(tmp_path / "r.record"), *words])


def at(site: Server, target: str) -> str:
    return site.url(target, "127.0.0.1")


def test_an_address_is_added_like_a_file(tmp_path: Path, site: Server) -> None:
    (tmp_path / "a.txt").write_text("Port closed\n\n" + made.PROSE)
    told = asked(tmp_path, "add", str(tmp_path / "a.txt"), at(site, "/1"), *HERE, "--contact", "desk@courier.example")
    assert (told.exit_code, told.stdout) == (0, "2 new, 0 known already, 0 with problems\n")
    assert site.asked[-1].headers["user-agent"].endswith(" (+desk@courier.example)")
    assert site.asked[-1].headers["user-agent"].startswith("firsthand/")


def test_a_private_machine_is_refused_with_the_cure(tmp_path: Path, site: Server) -> None:
    told = asked(tmp_path, "add", at(site, "/1"))
    assert told.exit_code == 3
    assert "--allow-private 127.0.0.1" in told.stderr
    assert site.asked == []
    assert asked(tmp_path, "add", at(site, "/1"), "--allow-private", "10.0.0.0/99").exit_code == 2
    assert asked(tmp_path, "add", at(site, "/1"), *HERE, "--contact", "a\r\nX: y").exit_code == 2


def test_a_feed_is_watched_from_first_to_last(tmp_path: Path, site: Server) -> None:
    site.answers["/feed"] = _feed(site, 2, 1)
    assert asked(tmp_path, "watch", "list").exit_code != 0  # there is no record yet
    told = asked(tmp_path, "watch", "add", at(site, "/feed"), "--follow", "--every", "30m", "--by", "Ina")
    assert (told.exit_code, told.stdout) == (0, "1 watched. Ask them now: firsthand watch run --once\n")
    assert "not asked yet" in asked(tmp_path, "watch", "list").stdout
    told = asked(tmp_path, "watch", "run", "--once", *HERE)
    assert told.exit_code == 0
    assert told.stdout.splitlines()[-1] == "1 asked, 0 unchanged, 2 new pages"
    assert "2 articles in this record" in asked(tmp_path, "search", "").stdout
    assert asked(tmp_path, "watch", "run", "--once", *HERE).stdout == "0 asked, 0 unchanged, 0 new pages\n"
    told = asked(tmp_path, "--json", "watch", "run", "--now", at(site, "/feed"), *HERE)
    assert {k: json.loads(told.stdout)[k] for k in ("asked", "unchanged", "new")} == {
        "asked": 1,
        "unchanged": 1,
        "new": 0,
    }
    (one,) = json.loads(asked(tmp_path, "--json", "watch", "list").stdout)
    assert (one["kind"], one["every"], one["by"]) == ("feed", 1800, "Ina")
    assert asked(tmp_path, "watch", "remove", at(site, "/feed")).exit_code == 0
    assert "nothing is watched" in asked(tmp_path, "watch", "list").stdout
    assert asked(tmp_path, "watch", "run", "--once").exit_code == 2


def _feed(site: Server, *numbers: int) -> bytes:
    body = feed(site, *numbers).partition(b"\r\n\r\n")[2]
    return ok(body.replace(b"public.test", b"127.0.0.1"), "application/rss+xml")


@pytest.mark.parametrize("time", ["5m", "0h", "x", "99999d9", "-1h", "1.5h"])
def test_nobody_is_asked_too_often(tmp_path: Path, time: str) -> None:
    assert asked(tmp_path, "watch", "add", "https://courier.example/", "--every", time).exit_code == 2


def test_what_is_no_address_is_told_with_the_cure(tmp_path: Path) -> None:
    told = asked(tmp_path, "watch", "add", "courier.example")
    assert told.exit_code == 3
    assert "https://" in told.stderr
    assert asked(tmp_path, "watch", "add", "http://u:hunter2@courier.example/").exit_code == 2
    assert "hunter2" not in asked(tmp_path, "watch", "add", "http://u:hunter2@courier.example/").stderr
    assert asked(tmp_path, "watch", "remove", "https://courier.example/").exit_code != 0


def test_ctrl_c_keeps_what_was_fetched(tmp_path: Path, site: Server) -> None:
    site.answers["/feed"] = _feed(site, 3, 2, 1)
    asked(tmp_path, "watch", "add", at(site, "/feed"), "--follow")
    words = [sys.executable, "-m", "firsthand", "--record", str(tmp_path / "r.record"), "watch", "run", *HERE]
    # what runs in the background of a shell ignores Ctrl-C, and hands that on
    heed = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    running = subprocess.Popen(words, stderr=subprocess.PIPE, text=True, env={**os.environ}, preexec_fn=heed)
    until = time.monotonic() + 60
    while len(site.pages()) < 3 and time.monotonic() < until and running.poll() is None:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "what was fetched is kept" in said
    assert "Traceback" not in said
    told = asked(tmp_path, "watch", "run", "--now", *HERE)
    assert told.exit_code == 0
    assert "3 articles in this record" in asked(tmp_path, "search", "").stdout
    assert "the record is whole" in asked(tmp_path, "verify").stdout
