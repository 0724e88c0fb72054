"""Which articles have their words from each other: fingerprints, aligned links, families. Pure, and free of order."""

from firsthand.relate.family import family
from firsthand.relate.link import link
from firsthand.relate.shingle import shingle
from firsthand.relate.versions import revision

__all__ = ["family", "link", "revision", "shingle"]
