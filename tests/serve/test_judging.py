"""Decisions by forms: who may send one, what it does, what it says, and what happens when two decide at once."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from firsthand.model.findings import Claim, Event
from firsthand.record import Record
from tests.serve.deciding import plain, said, send, token

# what a button that parts two sends: both ids, and what was seen of them
PAIR = (
    r'name="id" value="(X-\w+)"><input type="hidden" name="saw" value="([^"]+)">'
    r'<input type="hidden" name="other" value="(X-\w+)"'
)


def fields_of(page: str, id_: str, act: str) -> dict[str, str]:
    """What the form beside a thing sends as it stands in the page."""
    for form in re.findall(r"<form.*?</form>", page, re.S):
        hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form))
        if hidden.get("id") == id_ and hidden.get("act") == act:
            typed = dict(re.findall(r'<input name="(\w+)"[^>]*? value="([^"]*)"', form))
            picked = re.findall(r'<select name="(\w+)">.*?<option value="([^"]*)" selected', form, re.S)
            return {k: html.unescape(v) for k, v in (hidden | typed | dict(picked)).items()}
    raise AssertionError(f"no form to {act} {id_}")


def test_a_speaker_is_corrected_told_marked_and_undone(web: TestClient, record: Record) -> None:
    a = said(record)
    page = f"/a/{a.article_id}"
    form = fields_of(web.get(page).text, a.id, "set") | {"speaker": "Mari Saar", "by": "Ina"}
    answer = web.post("/judge", data=form, follow_redirects=False)
    assert answer.status_code == 303
    shown = web.get(answer.headers["location"])
    assert "Speaker set to “Mari Saar” by Ina" in plain(shown)
    assert said(record).speaker == "Mari Saar"
    (made,) = record.judgements()
    assert (made.by, made.field) == ("Ina", "speaker")
    assert f'href="/history/{a.id}"' in shown.text
    past = web.get(f"/history/{a.id}")
    assert "Speaker set to “Mari Saar”" in plain(past)
    undone = send(web, "/undo", id=made.id, back=page)
    assert "Undone by Ina" in plain(web.get(undone.headers["location"]))
    assert said(record).speaker == "Oro Vann"
    assert "undone by Ina" in plain(web.get(f"/history/{a.id}"))


def test_the_name_is_asked_once_and_kept(web: TestClient, record: Record) -> None:
    a = said(record)
    assert 'name="by" required' in web.get(f"/a/{a.article_id}").text
    nobody = web.post("/judge", data={"token": token(web), "act": "confirm", "id": a.id})
    assert nobody.status_code == 400
    assert "Who decides?" in nobody.text
    assert record.judgements() == ()
    send(web, "/judge", act="confirm", id=a.id, by="Ína Þór")
    assert "Ína Þór" in web.get("/judgements").text
    again = web.post(
        "/judge", data={"token": token(web), "act": "note", "id": a.id, "value": "heard it too", "back": "/"}
    )
    assert again.status_code == 200
    assert {j.by for j in record.judgements()} == {"Ína Þór"}


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:99"},
    ],
)
def test_a_form_of_another_site_does_nothing(web: TestClient, record: Record, headers: dict[str, str]) -> None:
    data = {"token": token(web), "by": "Ina", "act": "confirm", "id": said(record).id}
    answer = web.post("/judge", data=data, headers=headers)
    assert answer.status_code == 403
    assert "another site" in answer.text
    assert record.judgements() == ()


def test_a_form_with_an_old_token_is_shown_again_and_nothing_typed_is_lost(web: TestClient, record: Record) -> None:
    a = said(record)
    answer = send(web, "/judge", act="note", id=a.id, value="ask <the> Courier", token="old")
    assert answer.status_code == 403
    assert "ask &lt;the&gt; Courier" in answer.text
    assert record.judgements() == ()
    form = dict(re.findall(r'<input[^>]* name="(\w+)" value="([^"]*)"', answer.text.split("What you decided")[1]))
    assert (
        web.post("/judge", data={k: html.unescape(v) for k, v in form.items()}, follow_redirects=False).status_code
        == 303
    )
    assert record.judgements()[0].value == "ask <the> Courier"


def test_two_editors_at_once_are_both_heard(web: TestClient, record: Record) -> None:
    a = said(record)
    page = web.get(f"/a/{a.article_id}").text
    form = fields_of(page, a.id, "set")
    assert web.post("/judge", data=form | {"stance": "vows", "by": "Ola"}, follow_redirects=False).status_code == 303
    late = web.post("/judge", data=form | {"stance": "predicts", "by": "Ina"}, follow_redirects=False)
    assert late.status_code == 409
    words = plain(late)
    assert "This has changed since you were shown it" in words
    assert "Stance vows" in words
    assert "Stance set to “vows”" in words
    assert "Ola" in words
    assert said(record).stance == "vows"
    sent = late.text.split("What you decided")[1]
    again = {k: html.unescape(v) for k, v in re.findall(r'<input[^>]* name="(\w+)" value="([^"]*)"', sent)}
    assert again["stance"] == "predicts"
    assert web.post("/judge", data=again, follow_redirects=False).status_code == 303
    assert said(record).stance == "predicts"
    assert [j.by for j in record.judgements()] == ["Ola", "Ina"]


def test_deciding_on_what_another_took_out_is_told(web: TestClient, record: Record) -> None:
    a = said(record)
    form = fields_of(web.get(f"/a/{a.article_id}").text, a.id, "set") | {"by": "Ina", "stance": "vows"}
    send(web, "/judge", act="reject", id=a.id, by="Ola")
    late = web.post("/judge", data=form, follow_redirects=False)
    assert late.status_code in (400, 409)
    assert "It is no more: marked wrong" in plain(late)
    assert "Marked wrong" in plain(late)
    shown = web.get(f"/a/{a.article_id}")
    assert "Marked wrong by people: 1" in plain(shown)


def test_words_that_stand_nowhere_are_told_and_nothing_of_the_form_is_kept(web: TestClient, record: Record) -> None:
    a = said(record)
    form = fields_of(web.get(f"/a/{a.article_id}").text, a.id, "set")
    answer = web.post("/judge", data=form | {"by": "Ina", "stance": "vows", "speaker": "Ilmar Kask"})
    assert answer.status_code == 400
    assert "“Ilmar Kask” stands nowhere in this article" in html.unescape(answer.text)
    assert record.judgements() == ()


def test_a_statement_that_was_missed_is_added_and_words_that_stand_twice_are_asked_about(
    web: TestClient, record: Record
) -> None:
    home = said(record).article_id
    answer = send(web, "/add", id=home, words="Raiders attacked the Tessel mill", source="Oro Vann")
    assert answer.status_code == 400
    assert "stands 2 times in this article; say which, 1 to 2" in plain(answer)
    answer = send(web, "/add", id=home, words="Raiders attacked the Tessel mill", source="Mari Saar", nth="1")
    assert answer.status_code == 303
    (added,) = (a for a in record.attributions_of(home) if a.kept_by_hand)
    assert (added.speaker, added.source_kind, added.content[0].start) == ("Mari Saar", "named_person", 0)


def test_an_articles_title_and_a_names_kind_are_set(web: TestClient, record: Record) -> None:
    home = said(record).article_id
    form = fields_of(web.get(f"/a/{home}").text, home, "set")
    done = web.post("/judge", data=form | {"by": "Ina", "title": "Raid at the mill", "published": "2031-05-12"})
    assert "Title set to “Raid at the mill” by Ina" in plain(done)
    assert "Published set to “2031-05-12” by Ina" in plain(done)
    assert (record.article(home).article.title, len(record.judgements())) == ("Raid at the mill", 2)
    vann = next(m for m in record.mentions_of(home) if m.name == "Oro Vann")
    form = fields_of(web.get(f"/a/{home}").text, vann.id, "set")
    web.post("/judge", data=form | {"by": "Ina", "kind": "group"})
    assert {m.kind for m in record.mentions_of(home) if m.name == "Oro Vann"} == {"group"}


def test_a_claim_is_joined_and_parted(web: TestClient, record: Record) -> None:
    claims = [k for k in record.all("claim") if isinstance(k, Claim)]
    a, b = (
        next(
            k
            for k in claims
            if words in record.article(k.words.article_id).article.text[k.words.span.start : k.words.span.end]
        )
        for words in ("stay closed", "not grind again")
    )
    if a.id == b.id:
        pytest.fail("the pages were to give two claims")
    answer = send(web, "/judge", act="same", id=a.id, other=f"http://localhost/k/{b.id}", back=f"/k/{a.id}")
    assert answer.status_code == 303
    assert web.app.state.redo.wait(60)
    whole = web.get(f"/k/{a.id}")
    assert "2 tellings" in plain(whole)
    assert "Joined: the same by Ina" in plain(whole)
    forms = re.findall(
        PAIR.replace("X", "w"),
        whole.text,
    )
    ((gone, saw, stays),) = forms
    send(web, "/judge", act="different", id=gone, other=stays, saw=saw)
    assert web.app.state.redo.wait(60)
    assert len(record.claim(a.id).claim.members) == len(record.claim(b.id).claim.members) == 1
    send(web, "/undo", id=record.judgements()[-1].id)
    assert web.app.state.redo.wait(60)
    assert len(record.claim(a.id).claim.members) == 2


def test_a_mention_is_taken_out_of_an_event(web: TestClient, record: Record) -> None:
    whole = next(
        e for e in record.all("event") if isinstance(e, Event) and len({a for x in e.accounts for a in x.articles}) > 1
    )
    page = web.get(f"/v/{whole.id}").text
    forms = re.findall(
        PAIR.replace("X", "h"),
        page,
    )
    assert forms
    gone, saw, stays = forms[-1]
    assert send(web, "/judge", act="different", id=gone, other=stays, saw=saw).status_code == 303
    assert web.app.state.redo.wait(60)
    assert gone not in record.event(whole.id).event.mentions or stays not in record.event(whole.id).event.mentions


def test_the_review_shows_one_thing_after_the_other(web: TestClient, record: Record) -> None:
    page = web.get("/review?kind=attribution")
    left = dict(record.review("attribution").left)["attribution"]
    assert f"statements {left} left" in plain(page)
    for n, answer in enumerate(("y", "n", "h")):
        item = record.review("attribution", by="Ina").item
        assert item is not None
        done = send(
            web,
            "/review",
            kind="attribution",
            id=item.ids[0],
            saw=item.saw,
            answer=answer,
            back="/review?kind=attribution",
        )
        assert done.status_code == 303
        assert f"statements {left - n - 1} left" in plain(web.get(done.headers["location"]))
    assert [j.act for j in record.judgements()] == ["confirm", "reject", "note"]
    assert "1 put off by you" in plain(web.get("/review"))


def test_all_decisions_are_listed_newest_first_and_by_person(web: TestClient, record: Record) -> None:
    a = said(record)
    send(web, "/judge", act="confirm", id=a.id, by="Ola")
    send(web, "/judge", act="note", id=a.id, value="seen", by="Ina")
    assert [p.judgement.by for p in record.decisions().rows] == ["Ina", "Ola"]
    assert [p.judgement.by for p in record.decisions("Ola").rows] == ["Ola"]
    text = plain(web.get("/judgements?by=Ola"))
    assert "Marked right" in text
    assert "seen" not in text


@pytest.mark.parametrize("back", ["//evil.example/x", "http://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_a_form_leads_back_to_our_own_pages_alone(web: TestClient, record: Record, back: str) -> None:
    answer = send(web, "/judge", act="confirm", id=said(record).id, back=back)
    assert answer.headers["location"].startswith("/?did=j-")


def test_every_page_with_forms_is_shown(web: TestClient, record: Record) -> None:
    for kind, letter in (("event", "v"), ("claim", "k"), ("discrepancy", "d"), ("series", "n"), ("entity", "e")):
        for one in list(record.all(kind))[:6]:
            if getattr(one, "public", True):
                assert web.get(f"/{letter}/{one.id}").status_code == 200
                assert web.get(f"/history/{one.id}").status_code == 200
