"""An edition: a part of the record as a folder of plain pages that need no server, no network and no script.

from firsthand.serve.edition import Edition, write
write(record, Path("harbour"), Edition("The harbour fire", record.chosen('tag:"harbour"')))
"""

from firsthand.serve.edition.folder import write
from firsthand.serve.edition.wanted import Edition

__all__ = ["Edition", "write"]
