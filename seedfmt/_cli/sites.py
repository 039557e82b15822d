"""What kind of site a folder holds, and which of its files belong together.

In: a folder, the names of its files. Out: the layouts it has, and its collections: a folder whose files are alike.
Never: reads more of a file than whether it begins with front matter; writes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import NamedTuple

from seedfmt import _files
from seedfmt._globs import matches
from seedfmt._listing import new_problems, root_of, walk_folder
from seedfmt._records.kinds import kind_of_folder
from seedfmt._records.table import RecordKind

MIN_FILES = 3  # with fewer files a folder gets no schema


class Layout(NamedTuple):
    """A site generator: the files that identify it (one of each group), its readers, what of it is not content."""

    name: str
    title: str
    signs: tuple[tuple[str, ...], ...]
    readers: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()


_SCRIPTS = ("js", "mjs", "cjs", "ts", "mts", "cts")
_FORMATS = ("toml", "yaml", "yml", "json")
LAYOUTS = (
    Layout(
        "jekyll", "Jekyll", (("_config.yml", "_config.yaml", "_config.toml"),), ("jekyll",), ("_data/", "_includes/")
    ),
    Layout("jekyll", "Jekyll", (("_posts",),), ("jekyll",), ("_data/", "_includes/")),
    Layout(
        "hugo",
        "Hugo",
        (
            (*(f"hugo.{end}" for end in _FORMATS), *(f"config.{end}" for end in _FORMATS), "config/_default"),
            ("content",),
        ),
        ("hugo",),
        ("archetypes/", "data/", "i18n/", "layouts/", "themes/"),
    ),
    Layout("astro", "Astro", (tuple(f"astro.config.{end}" for end in _SCRIPTS),), ("astro",), ("*.astro",)),
    Layout(
        "eleventy",
        "Eleventy",
        ((".eleventy.js", *(f"eleventy.config.{end}" for end in _SCRIPTS)),),
        ("eleventy",),
        ("_data/", "_includes/"),
    ),
    Layout(
        "docusaurus",
        "Docusaurus",
        (tuple(f"docusaurus.config.{end}" for end in _SCRIPTS),),
        ("docusaurus",),
        ("blog/authors.yml", "blog/tags.yml"),
    ),
    Layout("obsidian", "Obsidian", ((".obsidian",),), ("obsidian",), ("Templates/", "templates/", "_templates/")),
)
# folders that hold collections, and are not one
_CONTAINERS = frozenset(["src", "content", "contents", "site", "website", "app", "pages", "data"])
_LANGUAGE = re.compile(r"[a-z]{2}(-[A-Za-z]{2,4})?")
SECTION_PAGE = "_index.md"  # of Hugo: it describes its folder


class Collection(NamedTuple):
    """Files that belong together: those below a folder with one of some suffixes."""

    folder: str
    files: tuple[str, ...]  # with front matter, relative to the site
    suffixes: tuple[str, ...]
    is_mixed: bool  # others of its files have no front matter

    @property
    def pattern(self) -> str:
        """The glob that matches its files."""
        ends = self.suffixes[0] if len(self.suffixes) == 1 else f"{{{','.join(self.suffixes)}}}"
        return f"{escape_glob(self.folder)}/**/*.{ends}"

    @property
    def kind(self) -> RecordKind | None:
        """The record kind that has a folder of this name."""
        return kind_of_folder(f"{self.folder}/x")


class Site(NamedTuple):
    """What was found in a folder: layouts, collections, and the files with front matter in none of them."""

    layouts: tuple[Layout, ...]
    exclude: tuple[str, ...]
    collections: tuple[Collection, ...]
    others: tuple[str, ...]
    has_sections: bool  # there are section pages of Hugo

    @property
    def readers(self) -> tuple[str, ...]:
        """The readers of its layouts."""
        return tuple(dict.fromkeys(reader for layout in self.layouts for reader in layout.readers))


def escape_glob(name: str) -> str:
    """A glob that matches just this name."""
    return re.sub(r"([\\*?\[\]{}])", r"\\\1", name)


def detect_layouts(folder: str) -> tuple[Layout, ...]:
    """The layouts that a folder has, each once."""
    found: dict[str, Layout] = {}
    for layout in LAYOUTS:
        if all(any(os.path.lexists(os.path.join(folder, name)) for name in names) for names in layout.signs):
            found.setdefault(layout.name, layout)
    return tuple(found.values())


def survey(folder: str, names: Iterable[str]) -> Site:
    """What is in a folder; ``names`` are its files, relative to it, with "/" between the parts."""
    layouts = detect_layouts(folder)
    names = [name for name in names if _is_usable(name)]
    globs = dict.fromkeys(glob for layout in layouts for glob in layout.exclude)
    exclude = tuple(glob for glob in globs if any(matches(glob, name) for name in names))
    names = [name for name in names if kind_of_folder(name) or not any(matches(glob, name) for glob in exclude)]
    records = [name for name in names if is_record(folder, name)]
    pages = {name for name in records if name.endswith(f"/{SECTION_PAGE}")}
    grouped: dict[str, list[str]] = {}
    for name in records:
        if name not in pages:
            grouped.setdefault(_collection_of(name), []).append(name)
    small = {key for key, files in grouped.items() if not key or (len(files) < MIN_FILES and not _has_kind(key))}
    known = {os.path.join(folder, *name.split("/")) for name in records}
    collections = tuple(
        _collect(folder, key, grouped[key], known) for key in sorted(grouped, key=_inner_first) if key not in small
    )
    others = sorted(name for key in small for name in grouped[key])
    return Site(layouts, exclude, collections, tuple(others), bool(pages))


def _has_kind(folder: str) -> bool:
    """Does a record kind have this folder?"""
    return kind_of_folder(f"{folder}/x") is not None


def is_record(folder: str, name: str) -> bool:
    """Return whether a file begins with front matter. A YAML file counts where a record kind has its folder."""
    path = os.path.join(folder, name)
    return kind_of_folder(name) is not None if _files.is_yaml(path) else _files.is_seed(path)


def _is_usable(name: str) -> bool:
    """Can a pattern match the file and those like it? Its name must be UTF-8 and have a suffix."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return re.fullmatch(r".*\.[A-Za-z0-9_-]+", name, re.DOTALL) is not None


def _collection_of(name: str) -> str:
    """The folder of the collection that a file is in; "" for a page outside of collections."""
    folders = name.split("/")[:-1]
    kind = kind_of_folder(name)
    if kind is not None:
        inside = f"/{name}".rindex(f"/{kind.folder}/")
        return name[: inside + len(kind.folder)]
    for end, part in enumerate(folders, 1):
        if part.startswith("_"):
            return "/".join(folders[:end])
    for end, part in enumerate(folders, 1):
        if part not in _CONTAINERS and not (end > 1 and _LANGUAGE.fullmatch(part)):
            return "/".join(folders[:end])
    return ""


def _inner_first(folder: str) -> tuple[int, str]:
    """What folders are sorted by: the first pattern that matches decides, so a folder comes before those around it."""
    return -folder.count("/"), folder


def _collect(site: str, folder: str, files: list[str], known: set[str]) -> Collection:
    suffixes = tuple(sorted({suffix_of(name) for name in files}))
    top = os.path.join(site, *folder.split("/"))
    listed = walk_folder(top, root_of(site), new_problems())
    plain = any(path not in known and suffix_of(path) in suffixes for path in listed)
    return Collection(folder, tuple(files), suffixes, plain)


def suffix_of(name: str) -> str:
    """The part of a file's name after its last period."""
    return name.rpartition(".")[2]
