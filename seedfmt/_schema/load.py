"""Read a schema and all that it refers to, and make sure that it can be used.

In: the address of a schema, and a reader from addresses to text. Out: a Schema. Never: opens a file or a connection
itself; lets a schema through that would keep an engine busy for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NoReturn

from seedfmt._schema import patterns
from seedfmt.errors import Code, SeedError

Reader = Callable[[str], str]

DIALECT = "https://json-schema.org/draft/2020-12/schema"
DIALECTS = {
    DIALECT,
    "https://json-schema.org/draft/2019-09/schema",
    "http://json-schema.org/draft-07/schema",
    "http://json-schema.org/draft-06/schema",
    "http://json-schema.org/draft-04/schema",
}
VOCABULARY = "json-schema.org/draft"  # the dialects' own schemas, which the engines know

# keywords that hold data, not schemas
DATA = frozenset({"const", "enum", "default", "examples", "example"})
# keywords that hold schemas by names, which are no keywords
NAMES = frozenset({"properties", "patternProperties", "$defs", "definitions", "dependentSchemas", "dependencies"})
# keywords that apply schemas to the value itself, not to what is in it
IN_PLACE = ("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "dependentSchemas", "dependencies")
# keywords on which the engines are known to differ
REFERENCE_ONLY = frozenset(
    {
        "$dynamicRef",
        "$recursiveRef",
        "$vocabulary",
        "contentEncoding",
        "contentMediaType",
        "contentSchema",
        "unevaluatedItems",
        "unevaluatedProperties",
    }
)
FILES = 100  # that a schema may refer to
PATTERNS = 1_000
WEIGHT = 10_000  # subschemas that may apply to one value


class Schema:
    """A schema with all that it refers to; what the engines make of it is kept here, too.

    ``resources`` holds the documents by address, ``keywords`` all that they use, ``named`` the patterns of
    patternProperties; ``trusted`` are those of seedfmt itself.
    """

    __slots__ = (
        "backtracking",
        "dialect",
        "fast",
        "index",
        "keywords",
        "named",
        "reference",
        "repetitions",
        "resources",
        "root",
        "size",
        "trusted",
        "uri",
    )
    index: Index

    def __init__(self, uri: str, root: Any, trusted: bool) -> None:
        self.uri = uri
        self.root = root
        self.trusted = trusted
        self.resources: dict[str, Any] = {uri: root}
        self.keywords: set[str] = set()
        self.named: set[str] = set()
        self.dialect = DIALECT
        self.backtracking = 0  # patterns with look-around
        self.size = 0  # values in all documents, 0 where it is trusted
        self.repetitions = 0  # by patterns with counts in counts
        self.fast: Any = None
        self.reference: Any = None


def load_schema(uri: str, read: Reader, *, trusted: bool = False) -> Schema:
    """The schema at an address (a URI).

    Raises SeedError where it cannot be read, is no schema, refers to what is not there, or to itself without end.
    """
    try:
        return _load(uri, read, trusted)
    except RecursionError as error:
        raise SeedError(Code.SCHEMA, "the schema is nested too deeply", hint="make it flatter", path=uri) from error
    except ValueError as error:
        message = f"an address in the schema is none: {error}"
        raise SeedError(Code.REFERENCE, message, hint="correct it", path=uri) from error


def _load(uri: str, read: Reader, trusted: bool) -> Schema:
    root = read_document(uri, read)
    if isinstance(root, dict):
        root = {**root, "$id": join(uri, str(root.get("$id", "")))}
    schema = Schema(uri, root, trusted)
    schema.dialect = require_dialect(uri, root)
    schema.index = Index(schema, read)
    used = schema.index.patterns | schema.named
    schema.backtracking = sum(map(patterns.is_backtracking, used))
    schema.repetitions = sum(map(patterns.count_nested, used))
    if not trusted:
        require_patterns(schema)
        require_finite(schema)
        schema.size = sum(map(count_parts, schema.resources.values()))
    return schema


def count_parts(data: Any) -> int:
    """How many values there are, the outermost included."""
    if isinstance(data, dict):
        return 1 + sum(map(count_parts, data.values()))
    return 1 + sum(map(count_parts, data)) if isinstance(data, list) else 1


def read_document(uri: str, read: Reader) -> Any:
    """The document at an address: JSON, or YAML where the name says so."""
    import json

    text = read(uri)
    try:
        if uri.endswith((".yaml", ".yml")):
            from seedfmt._document import Document

            text = json.dumps(Document(text.encode(), fenced=False).data)  # keys become text
        document: Any = json.loads(text, object_pairs_hook=_members)
    except SeedError as error:
        error.path = uri
        raise
    except (ValueError, TypeError, RecursionError) as error:
        message = f"the schema is not JSON: {_reason(error)}"
        raise SeedError(Code.SCHEMA, message, hint="correct it", path=uri) from error
    if not isinstance(document, dict | bool):
        raise SeedError(Code.SCHEMA, "a schema must be an object or a boolean", hint="correct it", path=uri)
    return document


def _reason(error: Exception) -> str:
    """Why a schema cannot be read; what Python says of its own limits is for programmers."""
    if isinstance(error, RecursionError):
        return "it nests too deeply"
    return "an integer has more than 4,300 digits" if "integer string conversion" in str(error) else str(error)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object. Raises ValueError where a member stands in it twice: one of them would be lost in silence."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f'the member "{name[:60]}" stands twice in one object')
        found[name] = value
    return found


def require_dialect(uri: str, root: Any) -> str:
    """The dialect of a schema. Raises SeedError for one that is not known."""
    dialect = str(root.get("$schema", DIALECT)).removesuffix("#") if isinstance(root, dict) else DIALECT
    if dialect not in DIALECTS:
        message = f'the dialect "{dialect}" is not known'
        raise SeedError(Code.SCHEMA, message, hint=f'write "$schema": "{DIALECT}"', path=uri)
    return dialect


def join(base: str, reference: str) -> str:
    """A reference resolved against a base (RFC 3986), without its fragment."""
    reference = reference.partition("#")[0]
    if not reference or reference == base:
        return base
    if ":" not in reference and "/" not in reference and "/" in base:
        return f"{base.rpartition('/')[0]}/{reference}"
    from urllib.parse import urljoin

    return urljoin(base, reference)


class Index:
    """Where each part of a schema is found: documents and parts by address, and the address of each part."""

    def __init__(self, schema: Schema, read: Reader) -> None:
        self.schema = schema
        self.nodes: dict[str, Any] = {}
        self.anchors: dict[tuple[str, str], Any] = {}
        self.bases: dict[int, str] = {}
        self.references: list[tuple[str, str]] = []
        self.patterns: set[str] = set()
        self.walk(schema.root, schema.uri)
        done = 0
        while done < len(self.references):
            base, reference = self.references[done]
            self.follow(join(base, reference), read)
            done += 1

    def follow(self, uri: str, read: Reader) -> None:
        """Read what a reference names, unless it is here already."""
        if uri in self.nodes or VOCABULARY in uri:
            return
        if len(self.schema.resources) > FILES:
            message = f"the schema refers to more than {FILES} others"
            raise SeedError(Code.REFERENCE, message, hint="bundle them", path=self.schema.uri)
        document = read_document(uri, read)
        self.schema.resources[uri] = document
        self.walk(document, uri)

    def walk(self, node: Any, base: str, *, top: bool = True) -> None:
        """Note what a document holds."""
        if top:
            self.nodes[base] = node
        if isinstance(node, list):
            for item in node:
                self.walk(item, base, top=False)
        if not isinstance(node, dict):
            return
        base = self.note(node, base)
        for part in _inner(node):
            self.walk(part, base, top=False)

    def note(self, node: dict[str, Any], base: str) -> str:
        """Note a part; the base for references in it."""
        schema = self.schema
        name = node.get("id") if schema.dialect.endswith("draft-04/schema") else node.get("$id")
        if isinstance(name, str):
            self.anchors[base, name.partition("#")[2]] = node
            base = join(base, name)
            self.nodes[base] = node
        for word in ("$anchor", "$dynamicAnchor"):
            if isinstance(node.get(word), str):
                self.anchors[base, node[word]] = node
        if isinstance(node.get("$ref"), str):
            self.references.append((base, node["$ref"]))
        other = node.get("$schema", schema.dialect) if node is not schema.root else schema.dialect
        if isinstance(other, str) and other.removesuffix("#") != schema.dialect:
            schema.keywords.add("$vocabulary")  # another dialect: the engines differ
        if isinstance(node.get("patternProperties"), dict):
            schema.named.update(node["patternProperties"])
        if isinstance(node.get("pattern"), str):
            self.patterns.add(node["pattern"])
        self.bases[id(node)] = base
        schema.keywords.update(node)
        return base

    def resolve(self, base: str, reference: str) -> Any:
        """What a reference means; None for the dialects' own schemas. Raises SeedError where it leads nowhere."""
        uri, fragment = join(base, reference), reference.partition("#")[2]
        if uri not in self.nodes:
            return None
        node = self.nodes[uri]
        if not fragment:
            return node
        if not fragment.startswith("/"):
            found = self.anchors.get((uri, fragment))
            return found if found is not None else self.fail(reference)
        from urllib.parse import unquote

        for part in unquote(fragment).split("/")[1:]:
            part = part.replace("~1", "/").replace("~0", "~")
            if isinstance(node, dict) and part in node:
                node = node[part]
            elif isinstance(node, list) and part.isdigit() and int(part) < len(node):
                node = node[int(part)]
            else:
                self.fail(reference)
        return node

    def fail(self, reference: str) -> NoReturn:
        message = f'the reference "{reference}" leads nowhere'
        raise SeedError(Code.REFERENCE, message, hint="correct it", path=self.schema.uri)


def require_patterns(schema: Schema) -> None:
    """Refuse patterns that are none, and more of them than can be kept compiled."""
    found = schema.index.patterns | schema.named
    if len(found) > PATTERNS:
        message = f"the schema has more than {PATTERNS:,} patterns"
        raise SeedError(Code.SCHEMA, message, hint="make it smaller", path=schema.uri)
    for pattern in sorted(found):
        if not patterns.is_pattern(pattern):
            message = f'"{pattern}" is no regular expression of ECMA 262, or too large a one'
            raise SeedError(Code.SCHEMA, message, hint="correct it", path=schema.uri)


def require_finite(schema: Schema) -> None:
    """Refuse a schema that applies itself to the same value again, or so many others that it takes too long.

    All parts are looked at: a reference that leads nowhere is found, too.
    """
    weights: dict[int, int] = {}

    def weigh(node: Any) -> int:
        if not isinstance(node, dict):
            return 1
        if id(node) not in weights:
            weights[id(node)] = 0  # on the way
            weights[id(node)] = 1 + sum(weigh(part) for part in _in_place(node, schema.index))
        elif not weights[id(node)]:
            message = "the schema refers to itself without end"
            raise SeedError(Code.SCHEMA, message, hint="let it do so for members or items only", path=schema.uri)
        if weights[id(node)] > WEIGHT:
            message = f"the schema applies more than {WEIGHT} others to one value"
            raise SeedError(Code.SCHEMA, message, hint="make it smaller", path=schema.uri)
        return weights[id(node)]

    for document in schema.resources.values():
        for part in _parts(document):
            weigh(part)


def _inner(node: dict[str, Any]) -> Iterator[Any]:
    """What a schema holds that may be, or hold, schemas."""
    for key, value in node.items():
        if key in NAMES and isinstance(value, dict):
            yield from value.values()
        elif key not in DATA:
            yield value


def _parts(node: Any) -> Iterator[Any]:
    if isinstance(node, dict):
        yield node
        for part in _inner(node):
            yield from _parts(part)
    elif isinstance(node, list):
        for item in node:
            yield from _parts(item)


def _in_place(node: dict[str, Any], index: Index) -> Iterator[Any]:
    """The schemas that a schema applies to the value itself."""
    if isinstance(node.get("$ref"), str):
        yield index.resolve(index.bases.get(id(node), index.schema.uri), node["$ref"])
    for word in IN_PLACE:
        value = node.get(word)
        if isinstance(value, list):
            yield from value
        elif isinstance(value, dict):
            yield from value.values() if word in ("dependentSchemas", "dependencies") else [value]
