"""Other libraries, each behind the same few methods.

In: the text of a file's front matter; of the whole file where the library knows fences. Out: plain data, or the text
after an edit. Never: helps a library: the style of new text is asked for where it can be, nothing is repaired. A
library that is not installed raises ImportError when its class is called.
"""

from __future__ import annotations

import importlib
import io
import pathlib
from types import ModuleType
from typing import Any

TOPIC = "Computer Vision"


class NotOfferedError(Exception):
    """The library has no such operation."""


class Peer:
    """What is asked of a library; edits return the document, as some libraries make a new one."""

    package = ""
    module = ""
    whole_file = False

    def __init__(self) -> None:
        self.lib: ModuleType = importlib.import_module(self.module)

    def load(self, text: str) -> Any:
        """The plain data."""
        raise NotOfferedError

    def open(self, text: str) -> Any:
        """A document that can be edited."""
        raise NotOfferedError

    def save(self, doc: Any) -> str | bytes:
        """The text of a document."""
        raise NotOfferedError

    def quoted(self, text: str) -> Any:
        """A text to be written between double quotes."""
        return text

    def set(self, doc: Any, key: str, value: Any) -> Any:
        doc[key] = value
        return doc

    def append(self, doc: Any) -> Any:
        """A topic more."""
        doc["topics"].append(TOPIC)
        return doc

    def delete(self, doc: Any) -> Any:
        """The first image away."""
        del doc["images"][0]
        return doc

    def insert(self, doc: Any) -> Any:
        """``published: true`` below ``heat``."""
        raise NotOfferedError

    def rename(self, doc: Any) -> Any:
        """``type`` becomes ``kind``."""
        raise NotOfferedError


class Seedfmt(Peer):
    package = module = "seedfmt"
    whole_file = True

    def load(self, text: str) -> Any:
        return self.lib.loads(text).data

    def open(self, text: str) -> Any:
        return self.lib.loads(text)

    def save(self, doc: Any) -> bytes:
        return bytes(doc)

    def insert(self, doc: Any) -> Any:
        doc.insert("published", True, after="heat")
        return doc

    def rename(self, doc: Any) -> Any:
        doc.rename("/type", "kind")
        return doc


class Orjson(Peer):
    """The limit: the same data as JSON (the caller hands that over instead of the file)."""

    package = module = "orjson"

    def load(self, text: str) -> Any:
        return self.lib.loads(text)


class Ruamel(Peer):
    package, module = "ruamel.yaml", "ruamel.yaml"

    def __init__(self) -> None:
        super().__init__()
        self.safe = self.lib.YAML(typ="safe", pure=True)
        self.trip = self.lib.YAML()
        self.trip.preserve_quotes = True
        self.trip.width = 1 << 30
        self.trip.indent(mapping=2, sequence=4, offset=2)

    def load(self, text: str) -> Any:
        return self.safe.load(text)

    def open(self, text: str) -> Any:
        return self.trip.load(text)

    def save(self, doc: Any) -> str:
        stream = io.StringIO()
        self.trip.dump(doc, stream)
        return stream.getvalue()

    def quoted(self, text: str) -> Any:
        return self.lib.scalarstring.DoubleQuotedScalarString(text)

    def insert(self, doc: Any) -> Any:
        doc.insert(list(doc).index("heat") + 1, "published", True)
        return doc

    def rename(self, doc: Any) -> Any:
        place = list(doc).index("type")
        doc.insert(place, "kind", doc.pop("type"))
        return doc


class PyYaml(Peer):
    package, module = "PyYAML", "yaml"

    def __init__(self) -> None:
        super().__init__()
        self.loader, self.dumper = self.lib.CSafeLoader, self.lib.CSafeDumper

    def load(self, text: str) -> Any:
        return self.lib.load(text, Loader=self.loader)

    open = load

    def save(self, doc: Any) -> str:
        text: str = self.lib.dump(doc, Dumper=self.dumper, sort_keys=False, allow_unicode=True, width=1 << 30)
        return text


class YamlEdit(Peer):
    package, module = "yaml-edit", "yaml_edit"

    def load(self, text: str) -> Any:
        return self.lib.Document.parse(text).to_python()

    def open(self, text: str) -> Any:
        return self.lib.Document.parse(text)

    def save(self, doc: Any) -> str:
        return str(doc)

    def quoted(self, text: str) -> Any:
        return self.lib.ScalarValue(text, "double-quoted")

    def append(self, doc: Any) -> Any:
        doc.get_sequence("topics").append(TOPIC)
        return doc

    def delete(self, doc: Any) -> Any:
        del doc.get_sequence("images")[0]
        return doc

    def insert(self, doc: Any) -> Any:
        doc.insert_after("heat", "published", True)
        return doc

    def rename(self, doc: Any) -> Any:
        doc.rename_key("type", "kind")
        return doc


class YamlRocks(Peer):
    package = module = "yamlrocks"

    def load(self, text: str) -> Any:
        return self.lib.loads(text)

    def open(self, text: str) -> Any:
        return self.lib.loads(text, option=self.lib.OPT_ROUND_TRIP)

    def save(self, doc: Any) -> bytes:
        text: bytes = doc.to_yaml()
        return text

    def append(self, doc: Any) -> Any:
        doc["topics"] = [*doc["topics"].unwrap(), TOPIC]  # there is no append
        return doc


class PyrsYaml(Peer):
    package, module = "pyrs-yaml", "pyrs_yaml"

    def load(self, text: str) -> Any:
        return self.lib.safe_load(text)

    def open(self, text: str) -> Any:
        return self.lib.parse(text)

    def save(self, doc: Any) -> str:
        text: str = doc.to_yaml()
        return text

    def append(self, doc: Any) -> Any:
        doc.append("$.topics", TOPIC)
        return doc

    def delete(self, doc: Any) -> Any:
        doc.delete("$.images[0]")
        return doc

    def rename(self, doc: Any) -> Any:
        doc.rename("$.type", "kind")
        return doc


class Yarutsk(Peer):
    package = module = "yarutsk"

    def load(self, text: str) -> Any:
        return self.lib.loads(text).to_python()

    def open(self, text: str) -> Any:
        return self.lib.loads(text)

    def save(self, doc: Any) -> str:
        text: str = self.lib.dumps(doc)
        return text

    def quoted(self, text: str) -> Any:
        return self.lib.YamlScalar(text, style="double")


class YamlTrip(Peer):
    package = module = "yamltrip"

    def load(self, text: str) -> Any:
        return self.lib.loads(text).root

    def open(self, text: str) -> Any:
        return self.lib.loads(text)

    def save(self, doc: Any) -> str:
        text: str = doc.dumps()
        return text

    def set(self, doc: Any, key: str, value: Any) -> Any:
        return doc.replace(key, value=value)

    def append(self, doc: Any) -> Any:
        return doc.append("topics", value=TOPIC)

    def delete(self, doc: Any) -> Any:
        return doc.remove("images", 0)


class Yamluna(Peer):
    package = module = "yamluna"

    def __init__(self) -> None:
        super().__init__()
        self.yaml = self.lib.YAML()
        self.yaml.preserve_quotes = True

    def load(self, text: str) -> Any:
        return self.yaml.load(text)

    open = load

    def save(self, doc: Any) -> str:
        stream = io.StringIO()
        self.yaml.dump(doc, stream)
        return stream.getvalue()

    def insert(self, doc: Any) -> Any:
        doc.insert(list(doc).index("heat") + 1, "published", True)
        return doc

    def rename(self, doc: Any) -> Any:
        doc.rename("type", "kind")
        return doc


class CodemodYaml(Peer):
    package, module = "codemod-yaml", "codemod_yaml"

    def open(self, text: str) -> Any:
        return self.lib.parse_str(text)

    def save(self, doc: Any) -> bytes:
        text: bytes = doc.text
        return text


class Yaml12(Peer):
    package, module = "py-yaml12", "yaml12"

    def load(self, text: str) -> Any:
        return self.lib.parse_yaml(text)

    open = load

    def save(self, doc: Any) -> str:
        text: str = self.lib.format_yaml(doc)
        return text


class PyFastYaml(Peer):
    package = module = "pyfastyaml"

    def load(self, text: str) -> Any:
        return self.lib.loads(text)

    open = load

    def save(self, doc: Any) -> str:
        text: str = self.lib.dump(doc)
        return text


class TurboYaml(Peer):
    package, module = "rs-turboyaml", "turboyaml"

    def load(self, text: str) -> Any:
        return self.lib.load(text)


class Frontmatter(Peer):
    package, module = "python-frontmatter", "frontmatter"
    whole_file = True

    def load(self, text: str) -> Any:
        return self.lib.loads(text).metadata

    def open(self, text: str) -> Any:
        return self.lib.loads(text)

    def save(self, doc: Any) -> str:
        text: str = self.lib.dumps(doc, sort_keys=False, width=1 << 30)
        return text


class Fmql(Peer):
    package = module = "fmql"
    whole_file = True

    def load(self, text: str) -> Any:
        return self.open(text).as_plain()

    def open(self, text: str) -> Any:
        return self.lib.parse(text, abspath=pathlib.Path("file.md"))

    def save(self, doc: Any) -> str:
        text: str = doc.serialize()
        return text

    def quoted(self, text: str) -> Any:
        return importlib.import_module("ruamel.yaml.scalarstring").DoubleQuotedScalarString(text)

    def set(self, doc: Any, key: str, value: Any) -> Any:
        doc.frontmatter[key] = value
        return doc

    def append(self, doc: Any) -> Any:
        doc.frontmatter["topics"].append(TOPIC)
        return doc

    def delete(self, doc: Any) -> Any:
        del doc.frontmatter["images"][0]
        return doc

    def insert(self, doc: Any) -> Any:
        doc.frontmatter.insert(list(doc.frontmatter).index("heat") + 1, "published", True)
        return doc

    def rename(self, doc: Any) -> Any:
        place = list(doc.frontmatter).index("type")
        doc.frontmatter.insert(place, "kind", doc.frontmatter.pop("type"))
        return doc


PEERS: dict[str, type[Peer]] = {
    kind.package: kind
    for kind in (
        Seedfmt, Orjson, YamlEdit, YamlRocks, PyrsYaml, Yarutsk, YamlTrip, Yamluna, CodemodYaml, Yaml12, PyFastYaml,
        TurboYaml, PyYaml, Ruamel, Frontmatter, Fmql,
    )
}  # fmt: skip
