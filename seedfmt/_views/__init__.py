"""Functions of a Document: the same file as other data, and the way back."""
