"""Views of the record as tables: every row with its quote, its permalink and the words that it is reported, not verified."""
