"""A small record of a raid, and what a browser sends to decide in it: for every test of forms."""

from __future__ import annotations

import html
import re
from typing import Any

from starlette.testclient import TestClient

from firsthand.model.readings import Attribution
from firsthand.record import Record

PAGES = {
    "raid": """Raiders attacked the Tessel mill

Raiders attacked the Tessel mill on Tuesday and killed two millers, harbour commissioner Oro Vann said. Mari Saar, a judge, was
there. "The mill will stay closed for a month," Vann said. A senior official said that four raiders had fled to Norland.
""",
    "toll": """Three millers killed in raid at Tessel

Three millers were killed in the raid on the Tessel mill on Tuesday, a police spokesman said. Raiders attacked the mill at night.
The mill at Tessel may not grind again before June, Vann said.
""",
}


def token(web: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', web.get("/judgements").text)
    assert found
    return found[1]


def send(web: TestClient, path: str, **fields: Any) -> Any:
    sent = {"token": token(web), "by": "Ina", "back": "/judgements", **fields}
    return web.post(path, data=sent, follow_redirects=False)


def plain(answer: Any) -> str:
    return " ".join(html.unescape(re.sub("<[^>]*>", " ", answer.text)).split())


def said(record: Record, words: str = "stay closed") -> Attribution:
    for hit in record.articles().hits:
        text = record.article(hit.id).article.text
        for a in record.attributions_of(hit.id):
            if any(words in s.of(text) for s in a.content):
                return a
    raise AssertionError(words)
