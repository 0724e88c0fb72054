"""Who says what where the verb comes first, as in Arabic: by a pack's tables."""
