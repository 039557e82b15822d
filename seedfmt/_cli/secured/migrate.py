"""Make sealed values of legacy ones: decrypt with the old key, seal with the new. Nothing tells an altered legacy
value, and a wrong key is accepted about once in 256: therefore --unauthenticated.

seedfmt secured migrate content/ --unauthenticated --legacy-key-file old.key --key-format hex --key-file keys.json
"""

from __future__ import annotations

import argparse

from seedfmt._cli.secured.legacy import add_format, require_unauthenticated
from seedfmt._cli.secured.options import (
    add_binding,
    add_files,
    add_keys,
    find_bound_path,
    read_binding,
    read_keys,
    read_source,
)
from seedfmt._cli.secured.running import Facts, run_files
from seedfmt._document import Document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    add_files(parser)
    add_keys(parser)
    add_keys(parser, prefix="legacy-", what="legacy key")
    add_format(parser)
    add_binding(parser)
    parser.add_argument("--sign", action="store_true", help="sign the sealed value, too")


def run(args: argparse.Namespace) -> int:
    """Migrate the values."""
    from seedfmt._secured import field, legacy
    from seedfmt._secured.seal import seal

    require_unauthenticated(args)
    keys, binding = read_keys(args), read_binding(args)
    key = legacy.read_key(read_source(args, "legacy_key"), args.key_format)

    def task(document: Document, name: str) -> Facts:
        with field.placed(document, args.field):
            plaintext = legacy.decrypt_unauthenticated(field.require_value(document, args.field).text, key)
        seal(
            document, plaintext, keys, sign=args.sign, replace=True, path=find_bound_path(args, name), **binding
        )  # it keeps what is in the value
        return {}

    return run_files(args, task, edits=True, done="migrated")
