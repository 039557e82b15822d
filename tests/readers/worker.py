"""PyYAML and ruamel.yaml:  python worker.py pyyaml|ruamel-1.1|ruamel-1.2

A request is a line of JSON, ["yaml", text] or ["file", text, front matter or null]; the answer a line with its value.
"""

from __future__ import annotations

import base64
import datetime
import json
import math
import re
import struct
import sys

sys.set_int_max_str_digits(0)
MOST = 20_000  # nodes of one value: aliases can stand for more than fits
FENCE = re.compile(r"^-{3,}\s*$", re.MULTILINE)  # that of python-frontmatter


class Tagger:
    def __init__(self) -> None:
        self.left = MOST

    def tag(self, value, depth=0):
        self.left -= 1
        if depth > 60 or self.left < 0:
            raise RecursionError("too large")
        if value is None:
            return ["null"]
        if isinstance(value, bool):
            return ["bool", value]
        if isinstance(value, int):
            return ["int", str(int(value))]
        if isinstance(value, float):
            return ["float", "7ff8000000000000" if math.isnan(value) else struct.pack(">d", value).hex()]
        if isinstance(value, str):
            return ["str", str(value)]
        if isinstance(value, datetime.datetime):
            return ["time", value.isoformat()]
        if isinstance(value, datetime.date):
            return ["date", value.isoformat()]
        if isinstance(value, bytes):
            return ["binary", base64.b64encode(value).decode()]
        if isinstance(value, (list, tuple)):
            return ["seq", [self.tag(item, depth + 1) for item in value]]
        if isinstance(value, (set, frozenset)):
            return ["map", [[self.tag(item, depth + 1), ["null"]] for item in value]]
        if hasattr(value, "items"):
            return ["map", [[self.tag(key, depth + 1), self.tag(item, depth + 1)] for key, item in value.items()]]
        return ["other", type(value).__name__]


def loader(name):
    if name == "pyyaml":
        import yaml

        return lambda text: yaml.load(text, yaml.SafeLoader)
    from ruamel.yaml import YAML

    def load(text):
        reader = YAML(typ="safe", pure=True)
        reader.version = name[-3:]
        return reader.load(text)

    return load


def front_of(name, request):
    if request[0] == "yaml":
        return request[1]
    if name != "pyyaml":
        if request[2] is None:
            raise ValueError("no front matter")
        return request[2]
    text = request[1].removeprefix("\ufeff").strip()
    if not FENCE.match(text):
        return "{}"
    return FENCE.split(text, 2)[1] if len(FENCE.split(text, 2)) == 3 else "{}"


def main():
    load = loader(sys.argv[1])
    for line in sys.stdin.buffer:
        try:
            answer = Tagger().tag(load(front_of(sys.argv[1], json.loads(line))))
        except Exception as error:  # whatever it raises is a refusal
            answer = ["error", f"{type(error).__name__}: {error}"[:200]]
        try:
            out = json.dumps(answer)
        except RecursionError:
            out = json.dumps(["error", "too deep"])
        sys.stdout.write(out + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
