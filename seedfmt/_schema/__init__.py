"""Validation by JSON Schema: which schema a file gets, whether it is valid, and if not, where and why.

In: Documents, the text of schemas. Out: Problems. Never: opens a file; whoever calls hands in a reader.
"""
