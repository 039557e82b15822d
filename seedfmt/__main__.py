"""``python -m seedfmt``"""

import sys

from seedfmt._cli import main

if __name__ == "__main__":
    sys.exit(main())
