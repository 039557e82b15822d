"""``python -m bench [PART ...] [--json FILE]``: measure, print tables, keep the figures."""

from __future__ import annotations

import argparse
import importlib
import json
import pathlib
import sys

from bench.report import describe_machine

WHAT = {
    "check": "seedfmt check on one file and on many: time and memory",
    "load": "100,000 files through check, set, to-json and verify: time, memory, nothing left (SEEDFMT_LOAD: how many)",
    "secured": "seal and verify against the bare primitives; ten thousand files verified",
    "faults": "one random fault in each of 500 real files: found, at the right line, and told once",
    "slips": "each slip of the keyboard on each line of real files: is the line of the slip told?",
    "validate": "load and validate the specimen, beside json.loads and ruamel.yaml with jsonschema",
    "json": "to-json against python-frontmatter, lossless JSON, JSON Lines of 10,000 files",
    "speed": "read, copy and edit four files: every library beside json.loads of the same data, right or wrong",
    "reads": "every real file to plain data, by every library: right, wrong, refused",
    "interpreted": "the parser without a compiler beside ruamel.yaml's",
    "memory": "a thousand documents held: memory beside the size of the file",
    "start": "import, and the command line on one file, beside a bare interpreter",
    "linear": "time per byte from 10 kB to 10 MB, in many shapes",
    "edits": "six edits on every real file, compared with the lines expected",
    "engines": "the official suite through every library: refused, accepted, read wrongly",
}
OUTPUT = pathlib.Path(__file__).parent / "results.json"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure seedfmt and its peers. Without a PART: all of them.",
        epilog="parts:\n" + "\n".join(f"  {name:12} {summary}" for name, summary in WHAT.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("parts", metavar="PART", nargs="*", choices=[*WHAT, []], help="what to measure")
    parser.add_argument("--json", metavar="FILE", type=pathlib.Path, default=OUTPUT, help="where the figures go")
    options = parser.parse_args()
    found: dict[str, object] = {"machine": describe_machine()}
    print(", ".join(f"{name} {value}" for name, value in describe_machine().items()))
    status = 0
    for name in options.parts or WHAT:
        result = importlib.import_module(f"bench.{name}").main()
        if isinstance(result, int):  # a part that only checks
            status |= result
        else:
            found[name] = result
            status |= 1 if result.get("wrong") else 0
        options.json.write_text(json.dumps(found, indent=1) + "\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
