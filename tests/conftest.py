"""What every test stands on: no gazetteer of this machine, so that the same places are read everywhere."""

from __future__ import annotations

import os

os.environ["FIRSTHAND_GAZETTEER"] = "none"
