"""Set up seedfmt for a site: look at what is there, infer schemas, write seedfmt.toml and a hook for pre-commit.

seedfmt init                 for the site in this folder
seedfmt init --dry-run       show what would be written, and write nothing

A file that is there is never overwritten without --force; the difference is shown instead.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
from typing import TYPE_CHECKING, NamedTuple

from seedfmt import _files
from seedfmt._cli.editing import count_of, print_diff
from seedfmt._cli.inferring import Inferred, find_outliers, infer, render_outlier, render_schema
from seedfmt._cli.output import say, warn, warn_of
from seedfmt._cli.scaffold import Entry, render_config, render_hooks, render_workflow
from seedfmt._cli.sites import MIN_FILES, SECTION_PAGE, Collection, Site, survey
from seedfmt._config import NAMES, Config, read_config
from seedfmt._escape import printable_path
from seedfmt._isolation import isolated
from seedfmt._listing import new_problems
from seedfmt._output_paths import require_inside
from seedfmt._version import __version__
from seedfmt.errors import SeedError

if TYPE_CHECKING:
    from seedfmt._records.table import RecordKind

CONFIG = "seedfmt.toml"
HOOKS = ".pre-commit-config.yaml"
WORKFLOW = ".github/workflows/seedfmt.yml"
SAMPLE = 20  # files of a folder that are tried with the schema of a record kind
MAX_OUTLIERS = 20  # that are shown for a schema


class Plan(NamedTuple):
    """The files to write, the lines that say what was found, what could not be read, and what does not fit."""

    files: dict[str, bytes]
    lines: list[str]
    errors: list[SeedError]
    outliers: list[str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    add = parser.add_argument
    add("folder", metavar="FOLDER", nargs="?", default=".", help='the top folder of the site (default ".")')
    add("--dry-run", action="store_true", help="show what would be written; write nothing")
    add("--force", action="store_true", help="overwrite a configuration and schemas that are there")
    add("--ci", action="store_true", help="write a GitHub workflow, too, if there is none; without it, print it")


def run(args: argparse.Namespace) -> int:
    """Look, say what was found, and write what is new."""
    if not os.path.isdir(args.folder):
        warn_of(f"{printable_path(args.folder)} is not a folder; name the top folder of the site")
        return 2
    site = _look(args.folder)
    if not site.collections and not site.others:
        warn_of(f"no file with front matter in {printable_path(args.folder)}; nothing was written")
        return 2
    plan = _make_plan(args.folder, site)
    for error in plan.errors:
        warn_of(error)
    if plan.errors and not _is_any_read(args.folder, site, plan):
        warn_of("no file can be read; nothing was written")
        return 1
    for line in (*plan.outliers, *plan.lines):
        warn(line)
    return _write(args, plan)


# -- what is there -----------------------------------------------------------------------------------------------------


def _look(folder: str) -> Site:
    from seedfmt._cli.listing import list_files

    problems = new_problems()
    listed = list_files([folder], Config(), problems)
    for error in problems.errors:
        warn_of(error)
    return survey(folder, [os.path.relpath(name, folder).replace(os.sep, "/") for name, _ in listed])


def _is_any_read(folder: str, site: Site, plan: Plan) -> bool:
    broken = {error.path for error in plan.errors}
    names = [name for collection in site.collections for name in collection.files]
    return bool(site.others) or any(_path(folder, name) not in broken for name in names)


def _path(folder: str, name: str) -> str:
    return os.path.join(folder, *name.split("/")) if folder not in (".", "./") else os.path.join(*name.split("/"))


def _is_of_kind(kind: RecordKind, paths: list[str]) -> bool:
    """Do most of the first files fit the schema of a record kind?"""
    from seedfmt import _api
    from seedfmt._cli.opening import load_file

    valid = count = 0
    for path in paths[:SAMPLE]:
        try:
            with isolated(path):
                valid += not _api.validate(load_file(path), kind.name)
            count += 1
        except SeedError:
            continue  # whoever infers from it reports it
    return count > 0 and valid * 5 >= count * 4


# -- the plan ----------------------------------------------------------------------------------------------------------


def _make_plan(folder: str, site: Site) -> Plan:
    title = " and ".join(layout.title for layout in site.layouts) or "this site"
    entries = [Entry(f"**/{SECTION_PAGE}", "none")] if site.has_sections else []
    plan = Plan({}, [f"found: {title if site.layouts else 'no known site generator'}"], [], [])
    schemas: dict[str, bytes] = {}
    exclude = list(site.exclude)
    for collection in site.collections:
        entry = _plan_collection(folder, collection, plan, schemas)
        if entry is not None:
            entries.append(entry)
        if entry is not None and entry.schema == getattr(collection.kind, "name", None):
            exclude += _take_back(collection, site)
    if site.others:
        plan.lines.append(f"  {count_of(len(site.others), 'other file')}: no schema")
    plan.files[CONFIG] = render_config(title, site.readers, exclude, entries).encode()
    plan.files.update(schemas)
    is_mixed = any(collection.is_mixed for collection in site.collections)  # a hook would name files that have none
    folders = [] if is_mixed else [collection.folder for collection in site.collections]
    suffixes = [suffix for collection in site.collections for suffix in collection.suffixes]
    plan.files[HOOKS] = render_hooks(__version__, folders, suffixes).encode()
    plan.files[WORKFLOW] = render_workflow(__version__).encode()
    return plan


def _take_back(collection: Collection, site: Site) -> list[str]:
    """The glob that includes a collection again where what is around it is excluded."""
    from seedfmt._globs import matches

    name = collection.files[0]
    return [f"!{collection.folder}/"] if any(matches(glob, name) for glob in site.exclude) else []


def _plan_collection(folder: str, collection: Collection, plan: Plan, schemas: dict[str, bytes]) -> Entry | None:
    """Choose or infer the schema of a collection; None where none of its files can be read."""
    paths = [_path(folder, name) for name in collection.files]
    shown = f"  {printable_path(collection.folder)}/: {count_of(len(paths), 'file')}"
    kind = collection.kind
    if kind is not None and _is_of_kind(kind, paths):
        plan.lines.append(f"{shown}, record kind {kind.name}")
        return Entry(collection.pattern, kind.name, collection.is_mixed)
    if len(paths) < MIN_FILES:
        plan.lines.append(f"{shown}, no schema")
        return None
    inferred = infer(paths)
    plan.errors.extend(inferred.errors)
    if not inferred.files:
        return None
    name = _schema_name(collection.folder, schemas)
    schemas[name] = render_schema(inferred.schema)
    count = _note_outliers(inferred, plan)
    plan.lines.append(f"{shown}, schema {name}, {count_of(count, 'outlier')}")
    return Entry(collection.pattern, name, collection.is_mixed)


def _note_outliers(inferred: Inferred, plan: Plan) -> int:
    lines = (render_outlier(name, problem) for name, problem in find_outliers(inferred))
    shown = list(itertools.islice(lines, MAX_OUTLIERS))
    plan.outliers.extend(shown)
    more = sum(1 for _ in lines)
    if more:
        plan.outliers.append(f"{more} more outliers; seedfmt check lists them")
    return len(shown) + more


def _schema_name(folder: str, taken: dict[str, bytes]) -> str:
    """A path for a schema that means the same on every platform."""
    last = re.sub(r"[^a-z0-9]+", "-", folder.rpartition("/")[2].lower()).strip("-")[:40] or "records"
    name = f"schemas/{last}.schema.json"
    number = 2
    while name in taken:
        name = f"schemas/{last}-{number}.schema.json"
        number += 1
    return name


# -- writing -----------------------------------------------------------------------------------------------------------


def _write(args: argparse.Namespace, plan: Plan) -> int:
    """Write what is new; where something else is there already, show the difference and write nothing."""
    files = dict(plan.files)
    hooks, workflow = files.pop(HOOKS), files.pop(WORKFLOW)
    existing = _find_config(args.folder)
    changed = [name for name in files if _differs(args.folder, name, files[name])]
    shows = args.dry_run or bool(changed or existing)
    if shows:
        for name, source in files.items():
            print_diff(name, _read(args.folder, name), source)
    elif files:
        say(files[CONFIG].decode().rstrip("\n"))
    if (changed or existing) and not args.force:
        if not changed and existing == CONFIG:
            warn("the configuration is up to date; nothing was written")
            return 0
        there = ", ".join(map(printable_path, dict.fromkeys([*([existing] if existing else []), *changed])))
        warn_of(f"already there: {there}; nothing was written; --force overwrites")
        return 1
    if args.dry_run:
        warn("nothing was written (--dry-run)")
    return _write_new(args, files, {HOOKS: hooks, WORKFLOW: workflow})


def _write_new(args: argparse.Namespace, files: dict[str, bytes], extra: dict[str, bytes]) -> int:
    """Write the files; of hooks and workflow those that are not there, and print the others."""
    is_there = {name: os.path.lexists(os.path.join(args.folder, name)) for name in extra}
    for name, source in extra.items():
        if not is_there[name] and (name == HOOKS or args.ci):
            files[name] = source
        elif not _mentions_seedfmt(args.folder, name):
            say(f"to add to {name}:")
            say("".join(f"    {line}\n" for line in source.decode().splitlines()).rstrip("\n"))
    if args.dry_run:
        warn(f"would write {', '.join(files)}")
        return 0
    for name, source in files.items():
        path = require_inside(args.folder, name, allow_hidden=True)
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        if _files.write_file(path, source):
            warn(f"wrote {printable_path(name)}")
    return 0


def _find_config(folder: str) -> str | None:
    """The name of a configuration that is there; an invalid one counts."""
    for name in NAMES:
        path = os.path.join(folder, name)
        if not os.path.lexists(path):
            continue
        try:
            if read_config(path) is not None:
                return name
        except SeedError:
            return name
    return None


def _differs(folder: str, name: str, source: bytes) -> bool:
    return os.path.lexists(os.path.join(folder, name)) and _read(folder, name) != source


def _read(folder: str, name: str) -> bytes:
    """The bytes of a file that is there, nothing where it is not. Raises FileError for one over a link."""
    path = require_inside(folder, name, allow_hidden=True)
    return _files.read_file(path) if os.path.lexists(path) else b""


def _mentions_seedfmt(folder: str, name: str) -> bool:
    try:
        return b"seedfmt" in _read(folder, name)
    except SeedError:
        return False
