"""What is known of languages: lexicons as tables that linguists can edit, and small models."""

from firsthand.lang.pack import Pack, get

__all__ = ["Pack", "get"]
