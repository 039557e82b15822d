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

BASE = "json.loads of the same data"
OURS = "loads and validate"
OTHERS = "ruamel.yaml and jsonschema"
MOST_OF_JSON = 3.0  # times json.loads
LEAST_OF_OTHERS = 100.0  # times faster than ruamel.yaml + jsonschema


def best(functions: dict[str, Callable[[], Any]], number: int, rounds: int) -> dict[str, float]:
    """The best time of one call of each, in microseconds; in rounds, so that a busy machine slows all of them."""
    times = {name: float("inf") for name in functions}
    for _ in range(rounds):
        for name, function in functions.items():
            times[name] = min(times[name], timeit.timeit(function, number=number) / number * 1e6)
    return times


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
    validate, loads = seedfmt.validate, seedfmt.loads
    times = best(
        {
            BASE: lambda: json.loads(text),
            "loads": lambda: loads(source),
            "Document.data": lambda: document.data,
            "jsonschema-rs on the data": lambda: loaded.fast.is_valid(data),
            "validate, data included": lambda: validate(document, "news"),
            OURS: lambda: validate(loads(source), "news"),
        },
        number=10,
        rounds=400,
    )
    times |= best(
        {"jsonschema on the data": lambda: explain(loaded, as_json(data)), OTHERS: others(source)}, number=1, rounds=5
    )
    base, ours, theirs = times[BASE], times[OURS], times[OTHERS]
    print(f"{f'specimen, {len(source)} bytes':32} {'us':>10} {'json.loads':>12}")
    for name, time in times.items():
        print(f"{name:32} {time:10.1f} {time / base:11.2f}x")
    print(f"{OTHERS} / {OURS}: {theirs / ours:.0f}x")
    return 1 if ours > MOST_OF_JSON * base or theirs < LEAST_OF_OTHERS * ours else 0


if __name__ == "__main__":
    raise SystemExit(main())
