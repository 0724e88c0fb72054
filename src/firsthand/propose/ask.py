"""Asks a language model by the protocol of OpenAI's chat completions, which local servers speak too. Off unless it is set.

What is sent, and where: the text of the one article, with our instructions, to the address in FIRSTHAND_LLM_URL; with it the
key in FIRSTHAND_LLM_KEY, if there is one. Redirections are not followed: nothing goes to an address that nobody set.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from firsthand.model.problems import FirsthandError, MissingPart, UsageError

LONGEST = 4 << 20  # bytes of an answer
PATIENCE = 180  # seconds: models on a laptop are slow
LOCAL = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Settings:
    """Whom to ask."""

    url: str  # such as http://127.0.0.1:11434/v1
    model: str
    key: str | None = field(default=None, repr=False)


def settings(environment: Mapping[str, str] | None = None) -> Settings:
    """The settings, from FIRSTHAND_LLM_URL, FIRSTHAND_LLM_MODEL and FIRSTHAND_LLM_KEY; nothing is asked where they are unset."""
    env = os.environ if environment is None else environment
    url, model, key = (env.get(f"FIRSTHAND_LLM_{name}", "").strip() for name in ("URL", "MODEL", "KEY"))
    if not url or not model:
        raise MissingPart(
            "no language model is set, so none is asked. Set FIRSTHAND_LLM_URL (such as http://127.0.0.1:11434/v1) and"
            " FIRSTHAND_LLM_MODEL; the text of each article you ask about is then sent there: see docs/assistants.md"
        )
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError as error:
        raise UsageError(f"FIRSTHAND_LLM_URL is no address: {error}") from error
    if parts.scheme not in ("http", "https") or not host:
        raise UsageError("FIRSTHAND_LLM_URL is no address; it begins with http:// or https://")
    if key and parts.scheme == "http" and host not in LOCAL:
        raise UsageError("FIRSTHAND_LLM_KEY would go over the network in the clear; use an https:// address")
    return Settings(url.rstrip("/"), model, key or None)


class _Stay(HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def ask(to: Settings, messages: list[dict[str, str]]) -> str:
    """The model's answer, as it came."""
    body = {"model": to.model, "messages": messages, "temperature": 0, "response_format": {"type": "json_object"}}
    headers = {"content-type": "application/json"} | ({"authorization": f"Bearer {to.key}"} if to.key else {})
    request = Request(f"{to.url}/chat/completions", json.dumps(body).encode("ascii"), headers, method="POST")
    try:
        with build_opener(_Stay).open(request, timeout=PATIENCE) as answer:
            data = answer.read(LONGEST + 1)
    except HTTPError as error:
        raise FirsthandError(f"{to.url} answers {error.code}; check FIRSTHAND_LLM_URL, _MODEL and _KEY") from error
    except (URLError, TimeoutError, OSError) as error:
        told = getattr(error, "reason", error)
        raise FirsthandError(f"{to.url} cannot be reached ({told}); is the model's server running?") from error
    return _content(to, data)


def _content(to: Settings, data: bytes) -> str:
    try:
        words = json.loads(data)["choices"][0]["message"]["content"]
    except (ValueError, LookupError, TypeError) as error:
        raise FirsthandError(
            f"{to.url} answers something else than a chat completion; check FIRSTHAND_LLM_URL"
        ) from error
    if not isinstance(words, str) or len(data) > LONGEST:
        raise FirsthandError(f"{to.url} answers without words, or with too many; nothing was kept")
    return words
