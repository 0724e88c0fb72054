"""The edge in: files and folders into captures and their bytes."""

from firsthand.collect.charsets import decode
from firsthand.collect.folder import Found, collect

__all__ = ["Found", "collect", "decode"]
