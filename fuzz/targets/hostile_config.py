"""Any bytes as seedfmt.toml, pyproject.toml, schema (JSON or YAML), keys or policy: an answer or a SeedError, in
bounded time, and nothing is opened but the file itself."""

from __future__ import annotations

import json
import os
import tempfile
import time

import seedfmt
from seedfmt import _config
from seedfmt._cli.secured.policies import read_policy_file
from seedfmt._schema.load import load_schema
from seedfmt._schema.validate import validate
from seedfmt.errors import SecuredError, SeedError
from seedfmt.secured import KeySet

HEADER = 1
NAMES = ["seedfmt.toml", "pyproject.toml", "schema.json", "schema.yaml", "keys.json", "policy.toml", "policy.json"]
PATHS = ["a.md", "_news/2020-01-01-a.md", "x/" * 30 + "a" * 60 + ".md"]
BOUND = 20  # seconds, on a busy machine
FILE = seedfmt.loads("---\na: 1\nb: {a: é, c: [1, x]}\ntitle: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!\n---\n")
TOML = [
    'select = ["C", "L101"]\nignore = ["K"]\nexclude = ["drafts/", "!*.tmp.md", "**/a*b?[x-z]/**"]\n'
    'schemas = [{ files = "_posts/**", schema = "schemas/post.json" }]\n',
    '[tool.seedfmt]\nselect = ["ALL"]\n[[tool.seedfmt.schemas]]\nfiles = "a*a*a*"\nschema = "x"\n'
    '[tool.seedfmt.secured]\nrequire = "both"\nvolatile = ["/heat"]\n',
    'require = "signed"\nvolatile = ["/heat", "/a/b"]\nbody = false\nfield = "secured"\n',
]
SCHEMAS = [
    {"$ref": "#/$defs/a", "$defs": {"a": {"properties": {"b": {"$ref": "#/$defs/a"}}}}},
    {"properties": {"title": {"pattern": "(a+)+$"}, "b": {"anyOf": [{"required": ["z"]}, {"$ref": "#/x"}]}}},
    {"$schema": "http://json-schema.org/draft-07/schema#", "definitions": {"x": True}, "if": {}, "then": False},
    {"patternProperties": {"^(a|b)*$": {"enum": [1, "x", None]}}, "unevaluatedProperties": False, "$id": "file:///x"},
    {"items": {"$dynamicRef": "#m"}, "$dynamicAnchor": "m", "allOf": [{"not": {"not": {}}}] * 4},
]
KEYS = {"keys": [{"kty": "oct", "k": "gDc4N3sv8ViUIi1i_t_OnnvdoSamdLrI3wc_jqcSfWc", "alg": "A256KW"}]}


def seeds() -> list[bytes]:
    """Files of each sort."""
    return [text.encode() for text in TOML] + [json.dumps(each, indent=1).encode() for each in (*SCHEMAS, KEYS)]


def check(data: bytes) -> None:
    """Read the rest as the file that the header picks, and use what was read."""
    name, content = NAMES[(data[0] if data else 0) % len(NAMES)], data[HEADER:]
    begun = time.process_time()
    try:
        use(name, content)
    except SeedError as error:
        assert error.message
        assert error.span is None or 0 <= error.span.start <= error.span.end <= len(content), error
        assert (
            isinstance(error, SecuredError) or error.code in ("E601", "E603", "E801", "E802") or name == "schema.yaml"
        )
    assert time.process_time() - begun < BOUND


def use(name: str, content: bytes) -> None:
    if name == "keys.json":
        repr(KeySet.from_json(content))
    elif name.startswith("schema"):
        loaded = load_schema(f"file:///{name}", reader(f"file:///{name}", content))
        validate(FILE, loaded)
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, name)
            with open(path, "wb") as file:
                file.write(content)
            use_file(path)


def reader(uri: str, content: bytes) -> object:
    """Gives this one file, and no other."""

    def read(asked: str) -> str:
        if asked != uri:
            raise SeedError(seedfmt.Code.REFERENCE, "no other file here", path=asked)
        try:
            return content.decode()
        except UnicodeDecodeError:
            raise SeedError(seedfmt.Code.SCHEMA, "no UTF-8", path=asked) from None

    return read


def use_file(path: str) -> None:
    if "policy" in path:
        repr(read_policy_file(path))
        return
    config = _config.read_config(path)
    if config is not None:
        for name in PATHS:
            config.is_excluded(os.path.join(config.folder, name))
            seedfmt._api.select_schema(FILE, path=name, globs=config.schemas)
