"""The tags of applications that people use in front matter and YAML files, by the name of the application.

In: what ``tags`` in the configuration lists. Out: names of tags. Never: reads a file.
"""

from __future__ import annotations

TAG_SETS = {
    "home-assistant": ("!env_var", "!extend", "!include*", "!input", "!lambda", "!remove", "!secret"),
    "quarto": ("!expr", "!r"),
    "r-markdown": ("!expr", "!r"),
    "mkdocs": ("!ENV", "!relative", "!!python/name:*", "!!python/object/apply:*", "!!python/object:*"),
    "cloudformation": (
        "!And",
        "!Base64",
        "!Cidr",
        "!Condition",
        "!Equals",
        "!FindInMap",
        "!GetAZs",
        "!GetAtt",
        "!If",
        "!ImportValue",
        "!Join",
        "!Not",
        "!Or",
        "!Ref",
        "!Select",
        "!Split",
        "!Sub",
        "!Transform",
    ),
}


def expand_tags(names: list[str]) -> tuple[str, ...]:
    """The tags that a list names, with those of each set in place of its name."""
    return tuple(tag for name in names for tag in TAG_SETS.get(name, (name,)))


def is_tag(name: str) -> bool:
    """Return whether a name is a tag, or the beginning of tags, and not the name of a set."""
    return name.startswith(("!", "tag:")) or name == "*"
