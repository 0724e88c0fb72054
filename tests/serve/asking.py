"""What a program asks over REST, and a small record with a private person in it to ask about."""

from __future__ import annotations

from typing import Any

from starlette.testclient import TestClient

PAGES = {
    "raid": """Raiders attacked the Tessel mill

Raiders attacked the Tessel mill on Tuesday and killed two millers, harbour commissioner Oro Vann said. Leena Kask died in
the raid. "The mill will stay closed for a month," Vann said. A senior official said that four raiders had fled to Norland.
""",
    "toll": """Three millers killed in raid at Tessel

Three millers were killed in the raid on the Tessel mill on Tuesday, a police spokesman said. Raiders attacked the mill at
night. The mill will be shut for some weeks, Vann said. A senior official said that the raiders were known.
""",
}


def get(web: TestClient, path: str, **asked: Any) -> Any:
    answer = web.get(f"/api/v1{path}", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def post(web: TestClient, path: str, code: int = 200, **sent: Any) -> Any:
    answer = web.post(f"/api/v1{path}", json=sent)
    assert answer.status_code == code, answer.text
    return answer.json()
