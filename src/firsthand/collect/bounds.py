"""How much an archive may hold, and what in it is passed."""

from __future__ import annotations

import re

MOST_MEMBERS = 100_000
MOST_BYTES = 8 << 30  # unpacked, of one file
RATIO = 200  # unpacked to packed bytes of one member over FREE; news pages reach 20, bombs 1,000
FREE = 1 << 20
HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/)")
NESTED = (".zip", ".tar", ".tgz", ".tar.gz", ".wacz", ".warc", ".warc.gz", ".7z", ".rar")
