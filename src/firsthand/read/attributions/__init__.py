"""Who says what to whom: an encoder's relations, or those by rules, completed by rules of format and relay."""
