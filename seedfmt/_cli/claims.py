"""Which of the files in a folder are ours: those with front matter, and those that somebody claims (SPEC R194).

In: paths, sources, Options. Out: whether a file is checked. Never: speaks of a file that is named; that one is checked.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from seedfmt import _api, _files
from seedfmt._globs import expand, matches
from seedfmt.errors import Code, SeedError

if TYPE_CHECKING:
    from seedfmt._cli.checking import Options
    from seedfmt._document import Document

PEM = b"-----BEGIN"  # of keys and certificates, and of PGP
NONE = "none"


def is_claimed(path: str, options: Options) -> bool:
    """Return whether a pattern of the configuration gives a file a schema, or the command line all YAML files.

    A pattern that matches files of any name claims those that may have front matter by their suffix; one that is
    optional claims none.
    """
    if options.schema and options.schema != NONE and _files.is_yaml(path):
        return True
    config = options.config
    if not config.schemas:
        return False
    relative = os.path.relpath(path, config.folder or os.curdir).replace(os.sep, "/")
    number = next((number for number, one in enumerate(config.schemas) if matches(one.files, relative)), -1)
    if number < 0 or number in config.optional or config.schemas[number].schema == NONE:
        return False
    suffix = os.path.splitext(path)[1].lower()
    globs = expand(config.schemas[number].files.lower())
    return suffix in _files.SUFFIXES or (bool(suffix) and any(glob.endswith(suffix) for glob in globs))


def may_be_ours(path: str) -> bool:
    """Return whether a file that nobody claims is read: a YAML file, or one that begins with a fence or nearly so."""
    return _files.is_seed(path)


def needs_look(source: bytes, path: str) -> bool:
    """Return whether the first bytes leave open whose a file is; a file that begins with a fence alone is ours."""
    return _files.is_yaml(path) or not source.removeprefix(b"\xef\xbb\xbf").startswith((b"---\n", b"---\r\n"))


def is_foreign(source: bytes, path: str) -> bool:
    """Return whether a file that nobody claims has no YAML front matter of its own.

    A YAML file is ours if it is fenced, if it names a schema that is here, or if it is a record (R173).
    """
    if source.startswith(PEM):
        return True
    try:
        document = _api.loads(source, path=path)
    except SeedError as error:
        if error.code == Code.FOREIGN_FRONT_MATTER:
            return True
        return _files.is_yaml(path) and not _is_fenced(source)
    return _files.is_yaml(path) and not _is_fenced(source) and not _names_schema(document, path)


def _is_fenced(source: bytes) -> bool:
    """Return whether both fences are there, and only blank lines after them."""
    from seedfmt._fences import split

    try:
        parts = split(source)
    except SeedError:
        return False
    return not source[parts.body :].strip()


def _names_schema(document: Document, path: str) -> bool:
    """Return whether a schema that is no address elsewhere applies to a file by its modeline, folder or data."""
    schema = _api.select_schema(document, path=path).schema
    return bool(schema) and not is_remote(schema)


def is_remote(schema: str) -> bool:
    """Return whether a schema is on the network, and not one of ours."""
    from seedfmt._schema.kinds import BASE

    return schema.startswith(("https://", "http://")) and not schema.startswith(BASE)
