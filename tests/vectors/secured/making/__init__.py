"""What the vectors of SPEC chapter 9 are made with and of.

``suite`` is a second implementation of the suite, ``vectors`` writes files; the others hold the vectors, by what they are about.
"""
