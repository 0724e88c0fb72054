"""Names in an article: of persons, organisations, outlets, groups, places and documents."""
