"""The configuration of a project: ``seedfmt.toml``, or ``[tool.seedfmt]`` in ``pyproject.toml``.

In: a folder or a file. Out: a Config, or a FileError that names the line. Never: believes what it reads: each key and
value is checked.

    select = ["C", "L101"]
    ignore = ["K"]
    exclude = ["drafts/", "*.tmp.md"]
    readers = ["jekyll", "pyyaml"]
    tags = ["!input", "!secret"]
    schemas = [{ files = "_posts/**/*.{md,mdx}", schema = "schemas/post.json", optional = true }]
    schema-copies = ["schemas/copies/*.json"]
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from seedfmt import _files
from seedfmt._globs import expand, matches
from seedfmt._listing import require_inside_work_tree
from seedfmt._source import span_between
from seedfmt.errors import Code, FileError, PolicyError

NAMES = ("seedfmt.toml", ".seedfmt.toml", "pyproject.toml")
_LARGEST = 1024 * 1024
_MOST = 1000  # entries of a list
_LONGEST = 1000  # characters of one
_WORK = 5_000_000  # steps that the parts of dotted keys may take


class SchemaFor(NamedTuple):
    """Which files take which schema; a relative path is relative to the configuration."""

    files: str
    schema: str


class Config(NamedTuple):
    """What a project asks for. ``folder`` is where its configuration stands; globs are relative to it."""

    folder: str = ""
    path: str = ""
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    schemas: tuple[SchemaFor, ...] = ()
    readers: tuple[str, ...] = ()  # those that D101 and D102 compare with; none: the usual ones
    tags: tuple[str, ...] = ()  # that the application knows
    secured: dict[str, Any] | None = None  # the policy that values of ``secured`` are verified by
    copies: tuple[str, ...] = ()  # globs of schemas that are used for the addresses that their ``$id`` gives
    optional: frozenset[int] = frozenset()  # which of ``schemas`` are for files with front matter only

    def is_excluded(self, path: str) -> bool:
        """Is the file, or a folder above it, excluded? The last glob that fits decides; "!" takes back."""
        if not self.exclude:
            return False
        name = os.path.relpath(os.path.abspath(path), self.folder or os.getcwd()).replace(os.sep, "/")
        excluded = False
        for glob in self.exclude:
            if matches(glob.removeprefix("!"), name):
                excluded = not glob.startswith("!")
        return excluded

    @property
    def copied(self) -> tuple[str, ...]:
        """The folder that the globs of copies start from, and the globs; nothing without globs."""
        return (self.folder, *self.copies) if self.copies else ()


# -- finding and reading -----------------------------------------------------------------------------------------------


def find_config(folder: str) -> Config:
    """The configuration of the closest folder at or above ``folder`` that has one. Raises FileError."""
    return next(find_configs(folder), Config())


def find_configs(folder: str) -> Iterator[Config]:
    """The configurations at or above ``folder``, the closest first. Raises FileError."""
    folder = os.path.abspath(folder)
    while True:
        for name in NAMES:
            path = os.path.join(folder, name)
            if os.path.isfile(path):
                if os.path.islink(path):
                    require_inside_work_tree(path)
                config = read_config(path)
                if config is not None:
                    yield config
        above = os.path.dirname(folder)
        if above == folder:
            return
        folder = above


def read_config(path: str) -> Config | None:
    """The configuration in a file; None where a ``pyproject.toml`` says nothing of seedfmt. Raises FileError."""
    source = _files.read_file(path)
    if os.path.basename(path) == "pyproject.toml":
        if b"seedfmt" not in source:
            return None
        table = _parse(path, source).get("tool", {})
        table = table.get("seedfmt") if isinstance(table, dict) else None
        if table is None:
            return None
    else:
        table = _parse(path, source)
    return _config(path, source, table)


def _parse(path: str, source: bytes) -> dict[str, Any]:
    import tomllib

    if len(source) > _LARGEST:
        raise FileError(Code.CONFIG, f"a configuration of {len(source)} bytes", hint="write a shorter one", path=path)
    if is_too_much_work(source):
        raise FileError(Code.CONFIG, "too many dotted keys to parse", hint="write keys with fewer parts", path=path)
    try:
        return tomllib.loads(source.decode())
    except UnicodeDecodeError as error:
        raise FileError(Code.CONFIG, "the configuration is not UTF-8", hint="save it as UTF-8", path=path) from error
    except RecursionError as error:
        raise FileError(Code.CONFIG, "the configuration nests too deeply", hint="correct it", path=path) from error
    except (tomllib.TOMLDecodeError, ValueError) as error:
        raise _invalid(path, source, error) from error


def is_too_much_work(source: bytes) -> bool:
    """Return whether tomllib would take too long on this TOML.

    For each part of a key it goes through all parts before it, those of the header of its table included.
    """
    work = deepest = 0
    for line in source.splitlines():
        dots = line.count(b".")
        if line.lstrip(b" \t").startswith(b"["):
            deepest = max(deepest, dots)
        work += (dots + 1) * (dots + deepest)
    return work > _WORK


def _invalid(path: str, source: bytes, error: Exception) -> FileError:
    """The error for what is no TOML; its message tells the place."""
    place = re.search(r" \(at line ([0-9]{1,7}), column ([0-9]{1,7})\)", str(error))
    message = str(error)[:200].split(" (at ")[0]
    span = None
    if place:
        lines = source.split(b"\n")
        start = min(sum(len(line) + 1 for line in lines[: int(place[1]) - 1]) + int(place[2]) - 1, len(source))
        span = span_between(source, start, start)
    elif "(at end of document)" in str(error):
        span = span_between(source, len(source), len(source))
    text = f"this is no TOML: {message[:1].lower()}{message[1:]}"
    return FileError(Code.CONFIG, text, hint="correct it", span=span, path=path)


# -- checking ----------------------------------------------------------------------------------------------------------


_OPTIONS = ("select", "ignore", "exclude", "schemas", "schema-copies", "readers", "tags", "secured")
_LISTS = ("select", "ignore", "exclude", "schema-copies", "readers", "tags")
_ENTRY = ("files", "schema", "optional")


class _Source(NamedTuple):
    """The source of a configuration, which knows where its keys are."""

    path: str
    source: bytes

    def fail(self, key: str, message: str, hint: str, *, at: str = "") -> FileError:
        """The error for a key, at the key, or at a string after it."""
        spelled = key.encode(errors="replace")
        start = self.source.find(b"[tool.seedfmt") if os.path.basename(self.path) == "pyproject.toml" else 0
        found = re.compile(rb"(?m)^[ \t]*(\[.*)?\b" + re.escape(spelled) + rb"\b").search(self.source, max(start, 0))
        place = self.source.find(spelled, found.start()) if found else 0
        length = len(spelled) if found else 0
        if at:
            inner = self.source.find(at.encode(errors="replace"), place + length)
            place, length = (inner, len(at.encode(errors="replace"))) if inner >= 0 else (place, length)
        span = span_between(self.source, place, place + length)
        return FileError(Code.CONFIG, message, hint=hint, span=span, path=self.path)


def _config(path: str, source: bytes, table: Any) -> Config:
    where = _Source(path, source)
    if not isinstance(table, dict):
        raise where.fail("seedfmt", "tool.seedfmt is no table", "write [tool.seedfmt]")
    _require_keys(table, where)
    _require_lists(table, where)
    schemas = _read_schemas(table, where)
    _require_policy(table, where)
    return Config(
        os.path.dirname(os.path.abspath(path)),
        path,
        tuple(table.get("select", ())),
        tuple(table.get("ignore", ())),
        tuple(table.get("exclude", ())),
        tuple(SchemaFor(item["files"], item["schema"]) for item in schemas),
        tuple(table.get("readers", ())),
        _expand(table.get("tags", [])),
        table.get("secured"),
        tuple(table.get("schema-copies", ())),
        frozenset(number for number, item in enumerate(schemas) if item.get("optional")),
    )


def _expand(names: list[str]) -> tuple[str, ...]:
    """The tags that ``tags`` names, one by one or by a set."""
    if not names:
        return ()
    from seedfmt._readers.tagsets import expand_tags

    return expand_tags(names)


def _require_tags(path: str, source: bytes, names: list[str]) -> None:
    """Raise FileError for a name that is neither a tag nor a set of tags."""
    from seedfmt._readers.tagsets import TAG_SETS, is_tag

    name = next((name for name in names if not is_tag(name) and name not in TAG_SETS), None)
    if name is not None:
        listed = f'a tag begins with "!", and the sets are {", ".join(TAG_SETS)}'
        raise _unknown_name(path, source, "tags", f'unknown tag or set "{name[:60]}"', name, tuple(TAG_SETS), listed)


def _require_keys(table: dict[str, Any], where: _Source) -> None:
    for key in table:
        if key not in _OPTIONS:
            names = f"{', '.join(_OPTIONS[:-1])} and {_OPTIONS[-1]}"
            raise where.fail(key, f'unknown key "{key[:60]}"', f"{_nearest(key, _OPTIONS)}the keys are {names}")


def _require_lists(table: dict[str, Any], where: _Source) -> None:
    for key in _LISTS:
        value = table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise where.fail(key, f"{key} is no list of texts", f'write {key} = ["..."]')
        _require_few(key, value, where)
    for glob in table.get("exclude", ()):
        _require_glob("exclude", glob, where)
    if table.get("readers"):
        from seedfmt._readers.names import NAMES

        for name in table["readers"]:
            if name not in NAMES:
                raise _unknown_reader(where.path, where.source, name, NAMES)
    if table.get("tags"):
        _require_tags(where.path, where.source, table["tags"])


def _require_few(key: str, values: list[Any], where: _Source) -> None:
    """Raise FileError for more entries, or longer ones, than can be compared with each of many files."""
    if len(values) > _MOST:
        raise where.fail(key, f"{key} has {len(values)} entries", f"write at most {_MOST}")
    if any(len(value) > _LONGEST for value in values):
        raise where.fail(key, f"an entry of {key} is too long", f"write at most {_LONGEST} characters")


def _require_glob(key: str, glob: str, where: _Source) -> None:
    try:
        expand(glob)
    except ValueError as error:
        raise where.fail(key, str(error), "write several patterns", at=glob) from None


def _read_schemas(table: dict[str, Any], where: _Source) -> list[dict[str, Any]]:
    entries = table.get("schemas", [])
    for entry in entries if isinstance(entries, list) else ():
        for key in entry if isinstance(entry, dict) else ():
            if key not in _ENTRY:
                names = "the keys are files, schema and optional"
                raise where.fail(
                    "schemas", f'unknown key "{key[:60]}" in schemas', _nearest(key, _ENTRY) + names, at=key
                )
    if not isinstance(entries, list) or not all(map(_is_schema_for, entries)):
        hint = 'write { files = "...", schema = "..." } for each'
        raise where.fail("schemas", "schemas is no list of files and schema", hint)
    _require_few("schemas", [entry["files"] for entry in entries], where)
    for entry in entries:
        _require_glob("schemas", entry["files"], where)
    return entries


def _require_policy(table: dict[str, Any], where: _Source) -> None:
    if not isinstance(table.get("secured", {}), dict):
        raise where.fail("secured", "secured is no table", "write [secured], in pyproject.toml [tool.seedfmt.secured]")
    if "secured" not in table:
        return
    from seedfmt._secured.policy import MEMBERS, Policy

    try:
        Policy.from_data({"require": "signed", **table["secured"]})
    except PolicyError as error:
        names = [name for name in table["secured"] if name in error.message]
        near = _nearest(names[0], MEMBERS) if names and names[0] not in MEMBERS else ""
        message = f"in secured: {error.message}"
        raise where.fail(names[0] if names else "secured", message, f"{near}{error.hint}") from None


def _nearest(name: str, names: Iterable[str]) -> str:
    """The question whether one of some names was meant; nothing where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(name[:60].lower(), list(names), n=1)
    return f'did you mean "{near[0]}"? ' if near else ""


def _unknown_reader(path: str, source: bytes, name: str, names: tuple[str, ...]) -> FileError:
    """The error for a reader that there is not, at its name in the list."""
    listed = f"the readers are {', '.join(names)}"
    return _unknown_name(path, source, "readers", f'unknown reader "{name[:60]}"', name, names, listed)


def _unknown_name(
    path: str, source: bytes, key: str, message: str, name: str, names: tuple[str, ...], listed: str
) -> FileError:
    """The error for a name that is not known, where it is in the list of a key; with the closest that is."""
    spelled = name.encode(errors="replace")
    found = re.search(rb"(?m)^[ \t]*" + key.encode() + rb"\b", source)
    start = max(source.find(spelled, found.start() if found else 0), 0)
    hint = _nearest(name, names) + listed
    span = span_between(source, start, start + len(spelled))
    return FileError(Code.CONFIG, message, hint=hint, span=span, path=path)


def _is_schema_for(item: Any) -> bool:
    return (
        isinstance(item, dict)
        and {"files", "schema"} <= set(item)
        and isinstance(item["files"], str)
        and isinstance(item["schema"], str)
        and isinstance(item.get("optional", False), bool)
    )
