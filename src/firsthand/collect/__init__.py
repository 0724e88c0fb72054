"""The edge in: files, folders, archives and lists into captures and their bytes."""

from firsthand.collect.captured import Again, Found
from firsthand.collect.folder import collect, given
from firsthand.collect.recipes import decode, transcribed

__all__ = ["Again", "Found", "collect", "decode", "given", "transcribed"]
