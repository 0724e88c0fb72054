"""Which articles tell of one happening, which of their words are one event, and who tells it how."""
