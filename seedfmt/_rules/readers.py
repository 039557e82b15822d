"""D101 and D102: what other readers read as another value, or cannot read: where a second look is worth it.

In: a Subject, whose ``readers`` are those that count. Out: what is found. The tables and ruamel.yaml are imported only
where something in the front matter calls for them. Never: lets a reader decide what the data is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedfmt._edit.spelling import is_plain
from seedfmt._rules.subject import Found, Rule, Subject
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.tree import ROOT, Tree

LARGEST = 256 * 1024  # bytes of front matter that is compared
LONGEST = 1000  # characters of a scalar that is compared: what is longer is text, or a number that nobody writes

_DAY = r"(?:(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31)"
_TIME = r"(?!0000)[0-9]{4}-" + _DAY + r"(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z)?"
_COMMON = r"(?:-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]+)?|" + _TIME + r"|true|True|TRUE|false|False|FALSE|null|Null|NULL|~)"
_SHAPED = (
    r"(?:[-+]?[.0-9_][0-9.,:_eExXoObBa-fA-F+-]*|(?i:yes|no|on|off|y|n|true|false|null|[-+]?\.(?:inf|nan))|=|<<"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[Tt]|[ \t]+)[0-9:.,]*[ \t]*(?:Z|[-+0-9:]*)|:\S[^\r\n]*)"
)
# quick: can there be such a scalar? as a key, a value or an item, up to what ends it
_CANDIDATE = re.compile(
    rb"(?:\n[ \-]*|[:\-?,\[{][ \t]+|[\[{,]|[\"'}\]]:|&\S+[ \t]+)"
    rb"(?!%b[ \t]*(?:[\r\n,\]}#]|\Z))%b[ \t]*(?:[\r\n,\]}#:]|\Z)" % (_COMMON.encode(), _SHAPED.encode())
)
_is_common = re.compile(_COMMON).fullmatch
_FORM = re.compile(rb"(?:\n[ -]*|[:\-?,\[{][ \t]+)[\[{&*!?|>%]")  # more than keys, dashes and scalars on one line
_USUAL = re.compile(r"[-+.\w~=<][\w.,+: \t-]*").fullmatch  # what the tables know
_FIRST = frozenset("0123456789+-.~yYnNtTfFoO=<:")


def check_values(subject: Subject) -> Iterator[Found]:
    """An unquoted value that a YAML reader in use reads as another value than YAML 1.2 does.

        source    YAML 1.2    PyYAML    Psych (Ruby)    js-yaml 3    js-yaml 4    go-yaml 3
        no        "no"        false     false           "no"         "no"         "no"
        1:16      "1:16"      76        4560            76           "1:16"       "1:16"
        12,50     "12,50"     "12,50"   1250            "12,50"      "12,50"      "12,50"
        01234     1234        668       668             668          1234         668
        61e9540   .inf        "61e9540" "61e9540"       .inf         "61e9540"    "61e9540"

    A site generator and a script can read different values from one file, and neither reports an error. The message
    names the readers that differ. Each is known by a table, which the tests compare with the reader itself:

        jekyll                psych, safeyaml
        hugo                  go-yaml-3, goccy
        astro                 js-yaml-4
        eleventy              js-yaml-3, js-yaml-4
        gray-matter           js-yaml-3
        docusaurus            js-yaml-3
        obsidian              yaml
        python-frontmatter    pyyaml

    All are compared but ``ruamel-1.1``, the only one to which ``y`` and ``n`` are booleans. To narrow the comparison,
    write ``readers = ["jekyll", "pyyaml"]`` in the configuration; groups and single readers can be mixed. Dates and
    timestamps are not reported. If a reader cannot read the value at all, D102 reports it.

    ``check --fix`` does not change the value: quotes around ``no`` would publish ``published: no`` on a Jekyll site. If
    the schema of the file allows only one of the readings, ``check --fix --unsafe-fixes`` writes that one, so that all
    readers agree: ``false`` where it asks for a boolean, ``"no"`` where it asks for a string.
    """
    if not suspects(subject):
        return
    from seedfmt._rules.compare import find_difference, hint_for, message_for

    for row, content in suspects(subject):
        found = find_difference(content, subject.readers)
        if not found.others:
            continue
        path = subject.path_of(row)
        if "secured" in path:
            message, hint = "readers differ in what this value is", "put it in quotes"
        else:
            message, hint = message_for(content, found), hint_for(content, found)
        yield Found(message, subject.tree.start(row), subject.tree.end(row), path, hint=hint)


def check_readable(subject: Subject) -> Iterator[Found]:
    """A value that is valid YAML, and that a YAML reader in use cannot read or finds in another place.

        date: 2024-02-30       PyYAML and ruamel.yaml read no date, and refuse the file
        size: 0b_              PyYAML, Psych and ruamel.yaml take it for a number, and refuse the file
        icon: !fa star         PyYAML, js-yaml and ruamel.yaml refuse a tag that nobody told them of
        list: [?x]             ruamel.yaml finds a mapping here

    The program that rests on such a reader refuses the file. Quote the value, or write it more simply.

    If a tag belongs to the application that reads the files, name it in the configuration:
    ``tags = ["!input", "!secret"]``. A name that ends in ``*`` stands for all tags that begin so. The tags of some
    applications have a name of their own, as in ``tags = ["cloudformation"]``: ``home-assistant``, ``quarto``,
    ``r-markdown``, ``mkdocs`` and ``cloudformation``.
    """
    if suspects(subject) or has_rare_form(subject):
        from seedfmt._rules.elsewhere import find_unreadable

        yield from find_unreadable(subject)


def suspects(subject: Subject) -> list[tuple[int, str]]:
    """The rows of plain scalars that some reader may not take for what they are, each with its content."""
    known: list[tuple[int, str]] | None = subject.memo.get("suspects")
    if known is None:
        known = subject.memo["suspects"] = list(_suspects(subject)) if has_suspects(subject) else []
    return known


def has_suspects(subject: Subject) -> bool:
    """Return whether the front matter may hold a scalar that readers disagree on."""
    if len(subject.front) > LARGEST or len(subject.tree) <= ROOT:
        return False
    return _CANDIDATE.search(b"\n" + subject.front.replace(b"\r", b"\n")) is not None


def _suspects(subject: Subject) -> Iterator[tuple[int, str]]:
    tree = subject.tree
    for row, head in enumerate(tree.cells[ROOT * rows.WIDTH :: rows.WIDTH], ROOT):
        if head & (rows.KIND | rows.STYLE | rows.EMPTY) != rows.SCALAR | rows.PLAIN:
            continue
        source = tree.text(row)
        if not source or chr(source[0]) not in _FIRST or len(source) > LONGEST:
            continue
        content = source.decode()
        is_one_line = "\n" not in content and "\r" not in content  # on several lines, all readers see a string
        if is_one_line and not _is_common(content) and tree.tag(row)[0] < 0:
            yield row, content


def has_rare_form(subject: Subject) -> bool:
    """Return whether a form in the front matter is rare enough for readers to differ on what it is."""
    tree = subject.tree
    if len(subject.front) > LARGEST or len(tree) <= ROOT:
        return False
    if not _FORM.search(b"\n" + subject.front.replace(b"\r", b"\n")):
        return False
    return bool(tree.tags) or _has_rare_row(tree)


def _has_rare_row(tree: Tree) -> bool:
    seen = {b""}
    for row, head in enumerate(tree.cells[ROOT * rows.WIDTH :: rows.WIDTH], ROOT):
        if head & (rows.EXPLICIT | rows.INDICATED) or head & rows.STYLE == rows.PAIR:
            return True
        if head & (rows.KIND | rows.STYLE) == rows.SCALAR | rows.PLAIN and (source := tree.text(row)) not in seen:
            seen.add(source)
            content = source.decode() if head & rows.VERBATIM else str(build(tree, row))
            if not _USUAL(content) and not is_plain(content):
                return True
    return False


RULES = (
    Rule("D101", "other-value", check_values, fixable=True, edits=True),
    Rule("D102", "unreadable-elsewhere", check_readable),
)
