"""The rules that no schema can say: each a function from a Subject to what it found.

In: a Document and the name of its file. Out: Problems. Never: opens files, knows of schemas or keys, quotes
``secured``.
"""
