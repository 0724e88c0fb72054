"""Whether a form was sent by a page of ours, and what it says."""

from __future__ import annotations

import secrets
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

LARGEST = 64_000  # bytes of a form
COOKIE = "firsthand_name"
YEAR = 31_536_000  # seconds


class Guard:
    """Forms carry a token that no other site can read, and come from our own pages, as the browser tells."""

    def __init__(self) -> None:
        self.token = secrets.token_urlsafe(18)

    def holds(self, form: dict[str, str]) -> bool:
        """Whether the token is this server's; one of before its last start is not."""
        return secrets.compare_digest(form.get("token", "").encode(), self.token.encode())


async def form_of(request: Request) -> dict[str, str]:
    """The fields of a form; refuses one that another site sent."""
    refuse_foreign(request)
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST:
            raise HTTPException(413, "that is too long to be kept; shorten it")
    return dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))


def refuse_foreign(request: Request) -> None:
    """Raises where another site's page sent a form."""
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    foreign = site != "same-origin" if site else origin is not None and not _ours(origin, request)
    if foreign:
        raise HTTPException(
            403, "this form was sent by another site, so nothing was done; decide on Firsthand's own pages"
        )


def _ours(origin: str, request: Request) -> bool:
    told = urlsplit(origin)
    return (told.scheme, told.netloc) == (request.url.scheme, request.headers.get("host", ""))


def name_of(request: Request) -> str:
    """Who reads, as they said once; empty: nobody said."""
    return " ".join(unquote(request.cookies.get(COOKIE, "")).split())[:80]


def cookie(name: str) -> str:
    """The header that keeps the name."""
    return f"{COOKIE}={quote(name)}; Path=/; Max-Age={YEAR}; HttpOnly; SameSite=Strict"


def back_to(form: dict[str, str]) -> str:
    """The page that a form came from, of this server alone."""
    back = form.get("back", "/")
    return back if back.startswith("/") and not back.startswith(("//", "/\\")) and "\n" not in back else "/"
