"""``python -I -m seedfmt``

Without ``-I`` Python looks for modules in the current folder first, before any line of seedfmt runs: in a folder that a
stranger wrote, that is the stranger's code.
"""

from seedfmt._cli import program

if __name__ == "__main__":
    program()
