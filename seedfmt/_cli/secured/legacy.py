"""Decrypt or encrypt a legacy value: AES-CBC, without authentication. A wrong key is accepted about once in 256, with
garbage for a plaintext; and whether it succeeds is what an attacker wants to know: not for services.

seedfmt secured legacy decrypt post.md --unauthenticated --key-file old.key --key-format hex
seedfmt secured legacy encrypt post.md --unauthenticated --key-file old.key --key-format hex --plaintext note.txt
"""

from __future__ import annotations

import argparse

from seedfmt._cli.editing import fail_usage
from seedfmt._cli.secured.options import (
    add_field,
    add_files,
    add_keys,
    add_plaintext,
    add_replace,
    read_plaintext,
    read_source,
)
from seedfmt._cli.secured.running import Facts, require_single, run_files
from seedfmt._document import Document


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What the verb takes."""
    parser.add_argument("what", choices=["decrypt", "encrypt"], help="what to do")
    add_files(parser)
    add_keys(parser, what="legacy key")
    add_format(parser)
    add_plaintext(parser)
    add_replace(parser)
    add_field(parser)


def add_format(parser: argparse.ArgumentParser) -> None:
    """--key-format and --unauthenticated."""
    parser.add_argument(
        "--key-format", choices=["hex", "base64", "raw"], required=True, help="how the legacy key is written"
    )
    parser.add_argument("--unauthenticated", action="store_true", help="say that you know what is not protected")


def require_unauthenticated(args: argparse.Namespace) -> None:
    """End with status 2 unless the option is given."""
    if not args.unauthenticated:
        fail_usage("nothing tells whether a legacy value was altered; give --unauthenticated if that will do")


def run(args: argparse.Namespace) -> int:
    """Decrypt one file, or encrypt into files."""
    from seedfmt._secured import base64, field, legacy

    require_unauthenticated(args)
    if args.what == "decrypt":
        require_single(args)
    key = legacy.read_key(read_source(args, "key"), args.key_format)
    plaintext = read_plaintext(args) if args.what == "encrypt" else b""

    def decrypt(document: Document, name: str) -> Facts:
        with field.placed(document, args.field):
            found = legacy.decrypt_unauthenticated(field.require_value(document, args.field).text, key)
        if args.json:
            return {"plaintext": base64.encode(found)}
        return {"output": found}

    def encrypt(document: Document, name: str) -> Facts:
        if not args.replace:
            field.require_free(document, args.field)
        field.write(document, args.field, legacy.encrypt_unauthenticated(plaintext, key))
        return {}

    is_encrypt = args.what == "encrypt"
    return run_files(args, encrypt if is_encrypt else decrypt, edits=is_encrypt, done=f"{args.what}ed")
