"""Time stamps by a real authority on loopback: asked with a hash alone, kept for ever, checked without the network."""

from __future__ import annotations

import json
import shutil
import sys
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner
from sqlalchemy import select, update

from firsthand import record as service
from firsthand.collect import stamps
from firsthand.model.custody import line_words, stamp_of
from firsthand.model.problems import MissingPart, Unstamped, UsageError
from firsthand.record import Record
from firsthand.serve.cli import main
from firsthand.store import tables as t
from tests.collect.hostile import fetcher
from tests.collect.tsa import KEYS, Answer, Authority, Door, authority, door
from tests.store.steps import STEPS

pytestmark = pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl found: run scripts/install-openssl")
PAGE = "Leena Kask says that the harbour of Darma is open again for every ferry."


@pytest.fixture(scope="module")
def signs(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return authority(tmp_path_factory.mktemp("tsa") / "one")


@pytest.fixture
def open_door(signs: Authority) -> Iterator[Door]:
    with door(lambda sent: (200, stamps.MEDIA_TYPE, signs.reply(sent))) as made:
        yield made


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    (tmp_path / "kask.txt").write_text(PAGE, "utf-8")
    with service.open(tmp_path / "r.record", pipeline=STEPS) as opened:
        opened.add([tmp_path / "kask.txt"], workers=1)
        yield opened


def test_the_hash_alone_is_sent_and_the_answer_is_a_line_of_custody(
    record: Record, open_door: Door, signs: Authority
) -> None:
    first = record.custody()[-1]
    made = record.time_stamp(open_door.url, by="Ina", fetch=fetcher())
    assert (made.n, made.authority, made.signer) == (1, open_door.url, "CN=Throwaway Stamps")
    ((headers, sent),) = open_door.asked
    assert headers["content-type"] == "application/timestamp-query"
    assert bytes.fromhex(first.hash) in sent
    assert len(sent) < 80, "nothing else has room in it"
    line = record.custody()[-1]
    assert (line.n, line.act, line.previous, line.told and line.told.by) == (2, "stamped", (first.hash,), "Ina")
    held = stamp_of(line)
    assert held is not None
    assert held[0] == first.hash
    assert signs.takes_as_good(held[1], line_words(first)), "OpenSSL alone proves it from what is kept"


def test_verify_tells_when_by_whom_and_for_which_line(record: Record, open_door: Door, signs: Authority) -> None:
    record.time_stamp(open_door.url, fetch=fetcher())
    (stamp,) = record.verify().stamps
    assert (stamp.n, stamp.signer, stamp.by_root, stamp.wrong) == (1, "CN=Throwaway Stamps", False, False)
    assert stamp.at is not None
    assert stamp.at.endswith("Z")
    checked = record.verify(signs.root)
    assert checked.whole
    assert [(x.at, x.by_root) for x in checked.stamps] == [(stamp.at, True)]


@pytest.mark.parametrize("key", sorted(KEYS))
@pytest.mark.parametrize("chain", [True, False])
def test_either_kind_of_key_and_any_order_of_certificates_is_read(tmp_path: Path, key: str, chain: bool) -> None:
    one = authority(tmp_path / "tsa", key)
    asked = stamps.question(b"words")
    reply = one.reply(asked.query, chain=chain)
    assert stamps.answered(reply, asked, "x").signer == "CN=Throwaway Stamps"
    roots = stamps.roots_of(one.root.read_bytes(), "root.pem")
    assert stamps.proved(reply, asked.hash, roots) == stamps.proved(reply, asked.hash)


def test_another_s_root_does_not_do(record: Record, open_door: Door, tmp_path: Path) -> None:
    record.time_stamp(open_door.url, fetch=fetcher())
    other = authority(tmp_path / "other")
    report = record.verify(other.root)
    assert not report.whole
    assert "does not lead to a root" in report.faults[0]


def test_a_file_without_certificates_is_refused(record: Record, open_door: Door, tmp_path: Path) -> None:
    record.time_stamp(open_door.url, fetch=fetcher())
    (tmp_path / "no.pem").write_text("no certificate")
    with pytest.raises(Unstamped, match="PEM"):
        record.verify(tmp_path / "no.pem")


def test_a_stamp_goes_along_in_the_export(record: Record, open_door: Door, signs: Authority, tmp_path: Path) -> None:
    record.time_stamp(open_door.url, fetch=fetcher())
    record.export_jsonl(tmp_path / "out")
    rows = [json.loads(x) for x in (tmp_path / "out/custody.jsonl").read_text("utf-8").splitlines()]
    told = json.loads(rows[-1]["told"]["answer"])
    assert told["of"] == rows[0]["hash"]
    assert b64decode(told["reply"])
    with service.open(tmp_path / "again.record", pipeline=STEPS) as again:
        again.import_jsonl(tmp_path / "out", workers=1)
        report = again.verify(signs.root)
        assert report.whole
        assert [x.n for x in report.stamps] == [1]


def test_a_stamp_outlives_rebuilds_and_withdrawals(record: Record, open_door: Door, signs: Authority) -> None:
    record.time_stamp(open_door.url, fetch=fetcher())
    record.rebuild(workers=1)
    capture = record.custody()[0].capture_id
    assert capture is not None
    record.withdraw(capture, by="Ina", reason="asked to")
    report = record.verify(signs.root)
    assert [(x.n, x.wrong, x.by_root) for x in report.stamps] == [(1, False, True)]
    assert report.whole


def test_any_changed_byte_of_a_kept_stamp_is_told_or_changes_nothing(signs: Authority) -> None:
    asked = stamps.question(b"words")
    reply = signs.reply(asked.query)
    good, roots = stamps.proved(reply, asked.hash), stamps.roots_of(signs.root.read_bytes(), "root.pem")
    random, told = Random(7), 0
    for _ in range(400):
        at = random.randrange(len(reply))
        bad = reply[:at] + bytes([reply[at] ^ 1 << random.randrange(8)]) + reply[at + 1 :]
        for trusted in ((), roots):
            try:
                assert stamps.proved(bad, asked.hash, trusted) == good, "what is not under the signature"
            except Unstamped:
                told += 1
    assert told > 400
    for cut in range(0, len(reply), 7):
        with pytest.raises(Unstamped):
            stamps.proved(reply[:cut], asked.hash)


def test_a_stamp_of_other_words_is_none_of_these(signs: Authority) -> None:
    asked, other = stamps.question(b"words"), stamps.question(b"other words")
    with pytest.raises(Unstamped, match="another hash"):
        stamps.proved(signs.reply(other.query), asked.hash)
    with pytest.raises(Unstamped, match="another question"):
        stamps.answered(signs.reply(stamps.question(b"words").query), asked, "it")


def test_a_changed_line_is_a_fault_of_the_record(record: Record, open_door: Door) -> None:
    record.time_stamp(open_door.url, fetch=fetcher())
    with record._database.write() as c:
        answer = json.loads(c.execute(select(t.custody.c.answer).where(t.custody.c.act == "stamped")).scalar_one())
        changed = json.dumps({**answer, "reply": "AAAA"})
        c.execute(update(t.custody).where(t.custody.c.act == "stamped").values(answer=changed))
    faults = record.verify().faults
    assert any("custody line 2 is not as it was written" in x for x in faults)
    assert any("time stamp of custody line 1 proves nothing: it cannot be read" in x for x in faults)


def refused(record: Record, answer: Answer) -> str:
    before = record.custody()
    with door(lambda _: answer) as made, pytest.raises(Unstamped) as told:
        record.time_stamp(made.url, fetch=fetcher())
    assert record.custody() == before, "nothing is kept"
    return str(told.value)


def test_what_is_no_stamp_is_told_with_a_cure(record: Record, signs: Authority) -> None:
    assert "answers 503" in refused(record, (503, "text/html", b""))
    assert "leads on to http://public.test/other" in refused(record, (302, "text/html", b""))
    assert "is no time stamp" in refused(record, (200, "text/html", b"<p>Welcome</p>"))
    assert "is no time stamp" in refused(record, (200, stamps.MEDIA_TYPE, b""))
    no = signs.reply(stamps.question(b"x").query, section="takes_none")
    told = refused(record, (200, stamps.MEDIA_TYPE, no))
    assert "gives no time stamp" in told
    assert "--authority" in told


def test_an_authority_that_is_down_or_private_is_told(record: Record) -> None:
    with door(lambda _: (200, "", b"")) as gone:
        pass
    with pytest.raises(Unstamped, match="cannot be reached"):
        record.time_stamp(gone.url, fetch=fetcher())
    with pytest.raises(Unstamped, match="--allow-private"):
        record.time_stamp("http://127.0.0.1:9/tsr", fetch=service.fetcher())


def test_nothing_to_stamp_is_told(tmp_path: Path) -> None:
    with service.open(tmp_path / "empty.record", pipeline=STEPS) as empty, pytest.raises(UsageError, match="add PAGE"):
        empty.time_stamp("http://public.test/tsr", fetch=fetcher())


def test_without_the_extra_nothing_is_claimed(record: Record, open_door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    record.time_stamp(open_door.url, fetch=fetcher())
    monkeypatch.setitem(sys.modules, "rfc3161_client", None)
    with pytest.raises(MissingPart, match=r"firsthand\[stamp\]"):
        record.time_stamp(open_door.url, fetch=fetcher())
    report = record.verify()
    assert report.whole
    assert [(x.at, x.why) for x in report.stamps] == [(None, "not checked: pip install 'firsthand[stamp]'")]


def test_the_command_line_stamps_and_verifies(record: Record, open_door: Door, signs: Authority) -> None:
    url = open_door.url.replace("public.test", "127.0.0.1")
    base = ["--record", record.where]
    run = CliRunner().invoke(main, [*base, "stamp", "--authority", url, "--allow-private", "127.0.0.1"])
    assert run.exit_code == 0, run.output
    assert "custody line 1 and all before it: seen on" in run.output
    checked = CliRunner().invoke(main, [*base, "verify", "--ca", str(signs.root)])
    assert checked.exit_code == 0, checked.output
    assert "by CN=Throwaway Stamps" in checked.output
    assert "leads to a root you gave" in checked.output
    refused_ = CliRunner().invoke(main, [*base, "stamp", "--authority", url])
    assert refused_.exit_code == 3
    assert "--allow-private" in refused_.output
