"""Infer a schema from files: read each once to infer, once more to report what the schema does not fit.

In: the names of files. Out: a schema, what could not be read, the outliers. Never: keeps a Document; prints.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any, NamedTuple

from seedfmt import _files
from seedfmt._cli.opening import load_file
from seedfmt._config import Config
from seedfmt._isolation import isolated
from seedfmt._listing import Problems
from seedfmt._schema.infer import REQUIRED_SHARE, Inference
from seedfmt.errors import Problem, SeedError


class Inferred(NamedTuple):
    """A schema, the files that it was inferred from, and the errors of those that could not be read."""

    schema: dict[str, Any]
    files: list[str]
    errors: list[SeedError]


def list_records(paths: Iterable[str], config: Config, problems: Problems | None = None) -> list[str]:
    """The files that paths mean. Of a folder: those with front matter; the YAML files only if there are no others."""
    from seedfmt._cli.listing import list_files

    listed: list[str] = []
    for path in paths:
        found = list_files([path], config, problems)
        listed += [name for name, named in found if named]
        seeds = [name for name, named in found if not named and _files.is_seed(name)]
        listed += [name for name in seeds if not _files.is_yaml(name)] or seeds
    return list(dict.fromkeys(listed))


def infer(files: Iterable[str], share: Fraction = REQUIRED_SHARE, *, closed: bool = False) -> Inferred:
    """The schema of the files that can be read."""
    inference = Inference(share, closed=closed)
    read: list[str] = []
    errors: list[SeedError] = []
    for name in files:
        try:
            with isolated(name):
                inference.add(load_file(name).data)
        except SeedError as error:
            errors.append(error)
        else:
            read.append(name)
    return Inferred(inference.schema(), read, errors)


def find_outliers(inferred: Inferred) -> Iterator[tuple[str, Problem]]:
    """What the schema does not fit, file by file, each with its line and column."""
    from seedfmt._api.validation import load_given
    from seedfmt._schema.validate import validate

    schema = load_given(inferred.schema)
    for name in inferred.files:
        try:
            with isolated(name):
                problems = validate(load_file(name), schema, fixes=False)
        except SeedError as error:  # changed since it was read
            problems = [Problem(error.code, error.message, error.span, hint=error.hint)]
        for problem in problems:
            yield name, problem


def render_outlier(name: str, problem: Problem) -> str:
    """One line: ``path:line:column: CODE message``."""
    from seedfmt._escape import printable, printable_path

    place = f":{problem.span.line}:{problem.span.column}" if problem.span else ""
    return f"{printable_path(name)}{place}: {problem.code} {printable(problem.message)}"


def render_schema(schema: dict[str, Any]) -> bytes:
    """A schema as the source of a file."""
    import json

    text = json.dumps(schema, indent=2, ensure_ascii=False)
    return (text + "\n").encode(errors="backslashreplace")
