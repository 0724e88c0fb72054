"""Tests of reading find their plain articles beside them."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
