"""Readings that a language model proposes: off unless set, and kept only where they quote the text."""

from firsthand.propose.ask import Settings, ask, settings
from firsthand.propose.sift import Found, Sifted, prompt, sift

__all__ = ["Found", "Settings", "Sifted", "ask", "prompt", "settings", "sift"]
