"""The edge in: files and folders into captures and their bytes."""

from firsthand.collect.charsets import decode
from firsthand.collect.folder import Found, collect, given

__all__ = ["Found", "collect", "decode", "given"]
