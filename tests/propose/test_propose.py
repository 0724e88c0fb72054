"""Proposals, from a server that speaks the protocol: what does not quote the text is dropped, the rest waits for a person."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from firsthand import record as service
from firsthand.model.problems import FirsthandError, MissingPart, UsageError
from firsthand.propose import Settings, settings, sift
from firsthand.record import Record
from firsthand.serve.cli import main

# The second paragraph has words that no cue leads to: what a model may see and our reader does not.
PAGE = (
    "Bridge of Darma closed\n\nThe Lantern | May 3, 2031\n\n"
    "The mayor of Darma, Lena Okt, said on Monday that the bridge would stay closed until autumn.\n\n"
    "Not before the rust is gone: such was the view of the harbour board.\n\n"
    "A security official told The Lantern that two men had been seen at the pier at night.\n\n"
    "Oro Vann keeps the keys of the pier.\n"
)
GOOD = {"content": "Not before the rust is gone", "source": "the harbour board", "cue": "such was the view of"}


class Model:
    """A server of chat completions that says what it is told to, and keeps what it was asked."""

    def __init__(self) -> None:
        self.says: Callable[[], tuple[int, dict[str, str], bytes]] = lambda: (200, {}, b"")
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        model = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                model.asked.append((self.path, {k.lower(): v for k, v in self.headers.items()}, json.loads(body)))
                code, headers, answer = model.says()
                self.send_response(code)
                for key, value in headers.items():
                    self.send_header(key, value)
                self.send_header("content-length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *_: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def proposes(self, *rows: Any, words: str | None = None) -> None:
        content = json.dumps({"attributions": rows}) if words is None else words
        answer = {"choices": [{"message": {"role": "assistant", "content": content}}]}
        self.says = lambda: (200, {"content-type": "application/json"}, json.dumps(answer).encode())


@pytest.fixture
def model() -> Iterator[Model]:
    made = Model()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    page = tmp_path / "page.txt"
    page.write_text(PAGE, encoding="utf-8")
    with service.open(tmp_path / "p.record") as opened:
        opened.add([page], workers=1)
        yield opened


def article_id(record: Record) -> str:
    return record.search("").hits[0].id


def ask(record: Record, model: Model, *rows: Any, words: str | None = None) -> Any:
    model.proposes(*rows, words=words)
    return record.propose(article_id(record), Settings(model.url, "talker-1", "k"))


def test_what_quotes_the_text_is_kept_marked_and_counts_nowhere(record: Record, model: Model, tmp_path: Path) -> None:
    before = (record.status().counts, record.attributions_of(article_id(record)), record.export_jsonl(tmp_path / "one"))
    made = ask(record, model, GOOD, GOOD)
    assert [(p.content.exact, p.source and p.source.exact, p.model) for p in made.kept] == [
        ("Not before the rust is gone", "the harbour board", "talker-1")
    ]
    assert record.proposals() == made.kept
    for anchor in (made.kept[0].content, made.kept[0].source, made.kept[0].cue):
        assert anchor is not None
        assert record.capture_text(anchor.capture_id)[anchor.span.start : anchor.span.end] == anchor.exact
    after = (record.status().counts, record.attributions_of(article_id(record)), record.export_jsonl(tmp_path / "two"))
    assert after == before
    path, headers, body = model.asked[0]
    assert path == "/v1/chat/completions"
    assert headers["authorization"] == "Bearer k"
    assert body["messages"][1]["content"] == record.texts([article_id(record)])[0].text
    assert ask(record, model, GOOD).kept[0].id == made.kept[0].id
    assert len(record.proposals()) == 1


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ({"content": "not before the rust is gone"}, "not-in-text"),
        ({"content": "Not before the rust has gone"}, "not-in-text"),
        ({**GOOD, "source": "the Harbour Board"}, "not-in-text"),
        ({**GOOD, "cue": "keeps"}, "far-apart"),
        ({**GOOD, "source": "Oro Vann"}, "far-apart"),
        ({"content": "until autumn.\n\nNot before the rust is gone"}, "not-one-part"),
        ({"content": ["Not before"]}, "no-object"),
        ({**GOOD, "source": 5}, "no-object"),
        ("Not before the rust is gone", "no-object"),
        ({"content": ""}, "not-in-text"),
        ({**GOOD, "speaker": "Oro Vann"}, "names-unnamed"),
        ({"content": "two men had been seen at the pier at night", "source": "Oro Vann"}, "names-unnamed"),
        (
            {"content": "two men had been seen at the pier", "source": "A security official", "speaker": "Oro Vann"},
            "names-unnamed",
        ),
    ],
)
def test_what_does_not_is_dropped_and_told(record: Record, model: Model, row: Any, why: str) -> None:
    made = ask(record, model, row)
    assert [d.why for d in made.dropped] == [why]
    assert made.kept == ()
    assert record.proposals() == ()


@pytest.mark.parametrize("words", ["I think the mayor spoke.", "[]", '{"attributions": 3}', "[" * 100_000, "null"])
def test_what_is_no_answer_keeps_nothing(record: Record, model: Model, words: str) -> None:
    assert [d.why for d in ask(record, model, words=words).dropped] == ["no-object"]


def test_what_is_read_already_is_not_proposed(record: Record, model: Model) -> None:
    content = "the bridge would stay closed until autumn"
    made = ask(record, model, {"content": content, "source": "Lena Okt", "cue": "said"})
    assert (made.kept, made.known) == ((), 1)
    fenced = ask(record, model, words="```json\n" + json.dumps({"attributions": [GOOD]}) + "\n```")
    assert len(fenced.kept) == 1


def test_a_person_makes_it_a_decision_and_can_take_it_back(record: Record, model: Model) -> None:
    made = ask(record, model, GOOD)
    judgement = record.confirm(made.kept[0].id, by="Ina")
    assert (judgement.act, judgement.about, judgement.by) == ("add", "attribution", "Ina")
    text = record.texts([article_id(record)])[0].text
    added = [a for a in record.attributions_of(article_id(record)) if a.by == "person:Ina"]
    assert [a.content[0].of(text) for a in added] == [GOOD["content"]]
    assert record.proposals() == ()
    with pytest.raises(UsageError, match="no proposal"):
        record.confirm(made.kept[0].id, by="Ina")
    record.undo(judgement.id, by="Ina")
    assert not [a for a in record.attributions_of(article_id(record)) if a.by == "person:Ina"]
    assert record.proposals() == made.kept
    record.drop_proposal(made.kept[0].id)
    assert record.proposals() == ()


def test_rebuilding_leaves_proposals_alone(record: Record, model: Model) -> None:
    made = ask(record, model, GOOD)
    record.rebuild(workers=1)
    assert record.proposals() == made.kept


def test_the_text_goes_nowhere_else(record: Record, model: Model) -> None:
    other = Model()
    model.says = lambda: (307, {"location": f"{other.url}/chat/completions"}, b"")
    with pytest.raises(FirsthandError, match="307"):
        record.propose(article_id(record), Settings(model.url, "talker-1"))
    assert other.asked == []
    other.server.shutdown()
    other.server.server_close()


@pytest.mark.parametrize(
    "answer", [b"", b"{", b"[]", b'{"choices": []}', b'{"choices": [{"message": {"content": null}}]}']
)
def test_another_protocol_is_told(record: Record, model: Model, answer: bytes) -> None:
    model.says = lambda: (200, {}, answer)
    with pytest.raises(FirsthandError, match=r"nothing was kept|chat completion"):
        record.propose(article_id(record), Settings(model.url, "talker-1"))


def test_it_is_off_unless_set() -> None:
    with pytest.raises(MissingPart, match="none is asked"):
        settings({})
    with pytest.raises(MissingPart):
        settings({"FIRSTHAND_LLM_URL": "http://127.0.0.1:1/v1"})
    with pytest.raises(UsageError, match="http://"):
        settings({"FIRSTHAND_LLM_URL": "file:///etc/passwd", "FIRSTHAND_LLM_MODEL": "m"})
    with pytest.raises(UsageError, match="in the clear"):
        settings({"FIRSTHAND_LLM_URL": "http://far.example/v1", "FIRSTHAND_LLM_MODEL": "m", "FIRSTHAND_LLM_KEY": "k"})
    assert "secret" not in repr(Settings("https://far.example", "m", "secret"))


def test_on_the_command_line(record: Record, model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*words: str) -> Any:
        return CliRunner().invoke(main, ["--record", record.where, *words])

    monkeypatch.delenv("FIRSTHAND_LLM_URL", raising=False)
    off = run("propose", article_id(record))
    assert off.exit_code == 5
    assert model.asked == []
    monkeypatch.setenv("FIRSTHAND_LLM_URL", model.url)
    monkeypatch.setenv("FIRSTHAND_LLM_MODEL", "talker-1")
    model.proposes(GOOD, {"content": "made up"})
    told = run("propose", article_id(record)).output
    assert "1 proposal kept, 1 dropped, 0 read already" in told
    assert "1 dropped: not-in-text" in told
    listed = run("proposals", "list").output
    assert "proposed by talker-1" in listed
    assert "confirmed by nobody" in listed
    id_ = listed.split()[0]
    assert "added" in run("proposals", "confirm", id_, "--by", "Ina").output
    assert run("proposals", "list").output == "none\n"


@given(
    st.lists(
        st.fixed_dictionaries({}, optional={k: st.text(max_size=8) for k in ("content", "source", "cue", "speaker")})
    )
)
def test_whatever_a_model_says_only_characters_of_the_text_are_kept(rows: list[dict[str, str]]) -> None:
    from firsthand.model.articles import Article, Part
    from firsthand.model.spans import OffsetMap, Span

    text = "a b ab ba aab"
    article = Article("a-1", "0" * 64, Span(0, 13), text, (Part("body", Span(0, 13)),), OffsetMap(()), (), "en", "x")
    for found in sift(article, (), json.dumps({"attributions": rows})).kept:
        assert found.content.of(text) in {r.get("content", "").strip() for r in rows}
