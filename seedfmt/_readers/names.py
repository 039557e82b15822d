"""The names of the readers, and of the groups of them that site generators rest on.

In: names, as a configuration gives them. Out: the names of readers.
"""

from __future__ import annotations

GROUPS: dict[str, tuple[str, ...]] = {
    "jekyll": ("psych", "safeyaml"),
    "hugo": ("go-yaml-3", "goccy"),
    "astro": ("js-yaml-4",),
    "eleventy": ("js-yaml-3", "js-yaml-4"),
    "gray-matter": ("js-yaml-3",),
    "docusaurus": ("js-yaml-3",),
    "obsidian": ("yaml",),
    "python-frontmatter": ("pyyaml",),
}
DEFAULT = ("pyyaml", "psych", "safeyaml", "js-yaml-3", "js-yaml-4", "yaml", "go-yaml-3", "goccy", "ruamel-1.2")
ALL = (*DEFAULT, "ruamel-1.1")  # which alone makes y and n booleans
NAMES = (*GROUPS, *ALL)


def expand(names: tuple[str, ...]) -> tuple[str, ...]:
    """The readers that some names of readers and of groups stand for, in order; of no name, those of DEFAULT."""
    wanted = {reader for name in names for reader in GROUPS.get(name, (name,))}
    return tuple(name for name in ALL if name in wanted) if names else DEFAULT
