"""One registry of operations, and the faces made from it: REST with OpenAPI, and tools for assistants.

Read `registry.py` first: every operation is a method of `Record`; its parameters and words are that method's own.
"""
