"""The data. Plain frozen dataclasses; imports nothing else of ours. Read `spans`, `articles`, `readings`, then `units`."""
