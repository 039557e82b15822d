"""``python -m bench WHAT``"""

from __future__ import annotations

import importlib
import sys

WHAT = {
    "check": "seedfmt check on one file and on many: time and memory",
    "edits": "six edits on every real file, compared with the lines expected",
    "secured": "seal and verify against the bare primitives; ten thousand files verified",
    "faults": "one random fault in each of 500 real files: found, at the right line, and told once",
    "validate": "load and validate the specimen, beside json.loads and ruamel.yaml with jsonschema",
    "json": "to-json against python-frontmatter, JSON Lines of 10,000 files",
}


def main() -> int:
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in WHAT:
        print("python -m bench WHAT, where WHAT is one of")
        for known, summary in WHAT.items():
            print(f"  {known:10} {summary}")
        return 2
    status: int = importlib.import_module(f"bench.{name}").main()
    return status


if __name__ == "__main__":
    sys.exit(main())
