"""Where: place names resolved to a gazetteer's entries."""
