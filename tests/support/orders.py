"""Generate ``seedfmt/_records/orders.py`` from the schemas: ``python -m tests.support.orders``."""

from __future__ import annotations

import pathlib
import textwrap

import seedfmt
from seedfmt._records.table import RECORD_KINDS
from seedfmt._schema.order import member_order

TARGET = pathlib.Path(seedfmt.__file__).parent / "_records" / "orders.py"
WIDTH = 120
HEAD = '''"""The keys of each record kind: their order (SPEC R85), and those that it requires and knows (R173).

Generated from ``schema/*.schema.json`` by ``python -m tests.support.orders``; do not edit.
"""

from __future__ import annotations

'''


def render() -> str:
    """Return the source of the module. Raises ValueError if two schemas disagree on a mapping with the same name."""
    orders: dict[str, tuple[str, ...]] = {}
    inside: dict[str, tuple[str, ...]] = {}
    schemas = {kind.name: seedfmt._api.load_schema(kind.name).root for kind in RECORD_KINDS}
    for kind in RECORD_KINDS:
        for pointer, names in member_order(seedfmt._api.load_schema(kind.name)).items():
            if not pointer:
                orders[kind.name] = names
                continue
            name = pointer.removesuffix("/*").rpartition("/")[2]
            inside[name] = _united(inside.get(name, ()), names, name)
    return (
        HEAD
        + _table("ORDERS", orders)
        + "# by the key of the mapping, or of the list that it is in\n"
        + _table("INSIDE", inside)
        + _table("REQUIRED", {name: tuple(schema["required"]) for name, schema in schemas.items()}, least=1)
        + "# if ORDERS does not list them\n"
        + _table("KNOWN", {name: tuple(schema["properties"]) for name, schema in schemas.items() if name not in orders})
    )


def _united(one: tuple[str, ...], two: tuple[str, ...], name: str) -> tuple[str, ...]:
    """Return the keys of both in an order that agrees with both: a key comes before the next one that both have."""
    result = list(one)
    for place, key in enumerate(two):
        if key not in result:
            following = (result.index(other) for other in two[place + 1 :] if other in result)
            result.insert(next(following, len(result)), key)
    for names in (one, two):
        if [key for key in result if key in names] != list(names):
            raise ValueError(f'two schemas disagree on the order inside "{name}": {one}, {two}')
    return tuple(result)


def _table(name: str, rows: dict[str, tuple[str, ...]], least: int = 2) -> str:
    lines = [_row(key, " ".join(names)) for key, names in sorted(rows.items()) if len(names) >= least]
    return f"{name} = {{\n{''.join(lines)}}}\n"


def _row(key: str, names: str) -> str:
    """Return a row as ``ruff format`` writes it."""
    line = f'    "{key}": "{names}",\n'
    if len(line) <= WIDTH + 1:
        return line
    pieces = textwrap.wrap(names, WIDTH - len('        " "'))
    quoted = [f'        "{piece} "\n' for piece in pieces[:-1]] + [f'        "{pieces[-1]}"\n']
    return f'    "{key}": (\n{"".join(quoted)}    ),\n'


if __name__ == "__main__":
    TARGET.write_text(render())
