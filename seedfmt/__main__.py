"""``python -m seedfmt``"""

from seedfmt._cli import program

if __name__ == "__main__":
    program()
