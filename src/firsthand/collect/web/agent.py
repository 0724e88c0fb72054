"""The name under which we ask, so that a site knows who asks and whom to write to."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata

from firsthand.model.problems import UsageError

CONTACT = re.compile(r"(?:https?://|mailto:)?[A-Za-z0-9._~:/?#@!$&'*+,;=%-]{3,200}")


def agent(version: str, contact: str | None = None) -> str:
    """'firsthand/0.1.0 (+mailto:desk@courier.example)'; without a contact, with the project's home page if it has one."""
    if contact and not CONTACT.fullmatch(contact):
        raise UsageError(f"--contact {contact}: give an address of the web or of mail that strangers may read")
    where = contact or _home()
    return f"firsthand/{version} (+{where})" if where else f"firsthand/{version} (reads published news)"


def _home() -> str | None:
    """What the installed package says of itself."""
    try:
        told = metadata("firsthand").get_all("Project-URL") or []
    except PackageNotFoundError:
        return None
    return next((x.partition(",")[2].strip() for x in told if x.lower().startswith("home")), None)
