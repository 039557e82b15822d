"""Load and validate the specimen: seedfmt beside json.loads of the same data, and beside ruamel.yaml with jsonschema.

In: the specimen. Out: a table of the best times; status 1 where a figure is worse than promised.
"""

from __future__ import annotations

import io
import json
import timeit
from collections.abc import Callable
from typing import Any

import seedfmt
import seedfmt._api
from bench.corpus import specimen
from seedfmt._schema.explain import explain
from seedfmt._schema.validate import as_json

MOST_OF_JSON = 3.0  # times json.loads
LEAST_OF_OTHERS = 100.0  # times faster than ruamel.yaml + jsonschema


def best(function: Callable[[], Any], number: int, repeat: int = 9) -> float:
    """The best time of one call, in microseconds."""
    return min(timeit.repeat(function, number=number, repeat=repeat)) / number * 1e6


def others(source: bytes) -> Callable[[], bool]:
    """What a project does without seedfmt: ruamel.yaml reads the front matter, jsonschema validates it."""
    from jsonschema import Draft202012Validator
    from referencing import Registry, Resource
    from ruamel.yaml import YAML

    loaded = seedfmt._api.load_schema("news")
    registry: Any = Registry().with_resources(
        (uri, Resource.from_contents(document)) for uri, document in loaded.resources.items()
    )
    validator = Draft202012Validator(loaded.root, registry=registry, format_checker=Draft202012Validator.FORMAT_CHECKER)

    def run() -> bool:
        front = source.split(b"\n---", 1)[0]
        data = YAML().load(io.BytesIO(front))
        return not list(validator.iter_errors(json.loads(json.dumps(data, default=str))))

    return run


def main() -> int:
    """Print the table."""
    source = specimen()
    document = seedfmt.loads(source)
    data = document.data
    text = json.dumps(data)
    loaded = seedfmt._api.load_schema("news")
    assert seedfmt.validate(document, "news") == []
    base = best(lambda: json.loads(text), 300)
    validate = seedfmt.validate
    loads = seedfmt.loads
    rows = [
        ("json.loads of the same data", base),
        ("loads", best(lambda: loads(source), 300)),
        ("Document.data", best(lambda: document.data, 300)),
        ("jsonschema-rs on the data", best(lambda: loaded.fast.is_valid(data), 300)),
        ("validate, data included", best(lambda: validate(document, "news"), 300)),
        ("loads and validate", best(lambda: validate(loads(source), "news"), 300)),
        ("jsonschema on the data", best(lambda: explain(loaded, as_json(data)), 3, 3)),
        ("ruamel.yaml and jsonschema", best(others(source), 1, 3)),
    ]
    print(f"{'specimen, ' + str(len(source)) + ' bytes':32} {'us':>10} {'json.loads':>12}")
    for name, time in rows:
        print(f"{name:32} {time:10.1f} {time / base:11.2f}x")
    ours, theirs = rows[5][1], rows[7][1]
    print(f"ruamel.yaml and jsonschema / loads and validate: {theirs / ours:.0f}x")
    return 1 if ours > MOST_OF_JSON * base or theirs < LEAST_OF_OTHERS * ours else 0


if __name__ == "__main__":
    raise SystemExit(main())
