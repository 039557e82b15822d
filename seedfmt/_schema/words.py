"""What each keyword of JSON Schema is called when it is broken: its code, and the words.

In: a Leaf. Out: a code, a message, a hint. Never: quotes what stands in ``secured``, or anything below it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from seedfmt._edit.find import describe, spell_part
from seedfmt._schema.branches import CHOICES, Choice, Leaf, Path
from seedfmt._schema.formats import WORDS

# keyword: code and what the code stands for
KEYWORDS = {
    "additionalProperties": ("S101", "a member that the schema does not know"),
    "required": ("S102", "a member that must be there is missing"),
    "type": ("S103", "a value of the wrong type"),
    "enum": ("S104", "a value that is none of those listed"),
    "const": ("S105", "a value that is not the only one allowed"),
    "format": ("S106", "text that has not the format"),
    "pattern": ("S107", "text that does not match the pattern"),
    "minLength": ("S108", "text that is too short"),
    "maxLength": ("S109", "text that is too long"),
    "minimum": ("S110", "a number that is too small"),
    "maximum": ("S111", "a number that is too large"),
    "exclusiveMinimum": ("S112", "a number that is too small"),
    "exclusiveMaximum": ("S113", "a number that is too large"),
    "multipleOf": ("S114", "a number that is no multiple"),
    "minItems": ("S115", "a list that is too short"),
    "maxItems": ("S116", "a list that is too long"),
    "uniqueItems": ("S117", "a list that repeats an item"),
    "contains": ("S118", "a list without an item that it must hold"),
    "minContains": ("S119", "a list with too few of the items that it must hold"),
    "maxContains": ("S120", "a list with too many of the items that it must hold"),
    "minProperties": ("S121", "a mapping with too few members"),
    "maxProperties": ("S122", "a mapping with too many members"),
    "propertyNames": ("S123", "a member whose name is not allowed"),
    "dependentRequired": ("S124", "a member that another one needs is missing"),
    "anyOf": ("S125", "a value that has none of the forms allowed"),
    "oneOf": ("S126", "a value that has several forms of which it must have one"),
    "not": ("S127", "a value of a form that is not allowed"),
    "items": ("S128", "an item beyond those that are described"),
    "unevaluatedProperties": ("S129", "a member that no part of the schema knows"),
    "unevaluatedItems": ("S130", "an item that no part of the schema knows"),
    "false": ("S131", "a value where there must be none"),
}
OTHER = {"additionalItems": "items", "dependencies": "dependentRequired", "if": "not", CHOICES: "anyOf"}

UNEXPLAINED = "S198"  # the fast engine says no, the reference finds nothing
TOO_DEEP = "S197"
TOO_LONG = "S196"
MORE = "S199"  # findings that are not shown
CODES = {
    **dict(KEYWORDS.values()),
    TOO_LONG: "a schema that takes too long",
    TOO_DEEP: "data or a schema nested too deeply",
    UNEXPLAINED: "the two engines of validation disagree",
    MORE: "more findings than are shown",
}
UNKNOWN = ("additionalProperties", "unevaluatedProperties")  # the keywords of a member that the schema does not know

LONGEST_WORDS = 300  # characters of a text of the schema that a message quotes
CHOSEN = 5  # forms that a hint lists
DEMANDS = 3  # of a form that a hint lists
SHOWN = 60  # characters of a value that a message quotes
LISTED = 10  # names or values that a hint lists

_TYPES = {
    "string": "text",
    "integer": "a whole number",
    "number": "a number",
    "boolean": "true or false",
    "null": "empty",
    "object": "a mapping",
    "array": "a list",
}


def code_of(keyword: str) -> str:
    """The code of a keyword; those that no table knows share one with ``false``."""
    return KEYWORDS.get(OTHER.get(keyword, keyword), KEYWORDS["false"])[0]


def say(leaf: Leaf) -> tuple[str, str]:
    """Message and hint for a fault."""
    keyword = OTHER.get(leaf.keyword, leaf.keyword)
    speak = _SAY.get(keyword)
    if speak is None:
        return f"{name_of(leaf.path)} breaks the rule {keyword} of the schema", "see the schema"
    message, hint = speak(leaf)
    own = error_message(leaf)
    return message, f"the schema says: {own}" if own else hint


def error_message(leaf: Leaf) -> str:
    """Return the words that a schema has for its errors (``errorMessage``, of all keywords or of this one), or ""."""
    words = leaf.schema.get("errorMessage") if isinstance(leaf.schema, dict) else None
    if isinstance(words, dict):
        words = words.get(leaf.keyword)
    return _cut(words.strip().rstrip(".")) if isinstance(words, str) else ""


def _cut(text: str) -> str:
    """Return a text of a schema, cut if it is too long for a message."""
    return text if len(text) <= LONGEST_WORDS else f"{text[:LONGEST_WORDS]}..."


def name_of(path: Path) -> str:
    """How a message calls the value at a path."""
    if not path:
        return "the front matter"
    if isinstance(path[-1], int):
        above = next((part for part in reversed(path) if isinstance(part, str)), None)
        return f"item {path[-1] + 1}" + (f' of "{short(above)}"' if above is not None else "")
    return f'"{short(path[-1])}"'


def short(part: object) -> str:
    """A name, cut where it is too long for a message."""
    text = spell_part(part)
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}..."


def shown(value: Any, path: Path) -> str:
    """A value as a message quotes it, ``""`` where it must not be quoted or is too long."""
    if "secured" in path or isinstance(value, dict | list):
        return ""
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= SHOWN else ""


def listed(values: list[Any], path: Path) -> str:
    """Values as a hint lists them."""
    if "secured" in path:
        return ""
    words = [json.dumps(value, ensure_ascii=False, default=str) for value in values[:LISTED]]
    return ", ".join(words) + (", ..." if len(values) > LISTED else "")


def names(members: list[str]) -> str:
    """Names as a hint lists them."""
    return ", ".join(members[:LISTED]) + (", ..." if len(members) > LISTED else "")


def _is_not(leaf: Leaf, wanted: str) -> str:
    quoted = shown(leaf.value, leaf.path)
    return f"{name_of(leaf.path)} is {quoted}, not {wanted}" if quoted else f"{name_of(leaf.path)} is not {wanted}"


def _hint(leaf: Leaf, otherwise: str) -> str:
    """What the schema says of the value, else what there is to say."""
    texts = [leaf.schema.get(key) for key in ("description", "title")] if isinstance(leaf.schema, dict) else []
    text = next((text for text in texts if isinstance(text, str) and text.strip()), "")
    return f"the schema says: {_cut(text.strip().rstrip('.'))}" if text else otherwise


def _say_unknown(leaf: Leaf) -> tuple[str, str]:
    known = list(leaf.schema.get("properties", {})) if isinstance(leaf.schema, dict) else []
    name = short(leaf.path[-1])
    above = "" if len(leaf.path) == 1 else f" in {name_of(leaf.path[:-1])}"
    return f'the member "{name}" is not known{above}', f"known are {names(known)}" if known else "remove it"


def _say_missing(leaf: Leaf) -> tuple[str, str]:
    above = "" if not leaf.path else f" in {name_of(leaf.path)}"
    return f'the member "{leaf.wanted}" is missing{above}', "add it"


def _say_needed(leaf: Leaf) -> tuple[str, str]:
    return f'the member "{leaf.wanted}" is missing, which {name_of(leaf.path)} needs', "add it"


def _say_type(leaf: Leaf) -> tuple[str, str]:
    kinds = list(map(str, leaf.wanted)) if isinstance(leaf.wanted, list) else [str(leaf.wanted)]
    wanted = " or ".join(_TYPES.get(kind, kind) for kind in kinds)
    found = "empty" if leaf.value is None else describe(leaf.value)
    if isinstance(leaf.value, float) and "integer" in kinds:
        found = "a number with a fraction"
    advice = [f"write {_TYPES.get(kind, kind)}" if kind != "null" else "leave it empty" for kind in kinds]
    return f"{name_of(leaf.path)} is {found}, not {wanted}", " or ".join(advice)


def _say_enum(leaf: Leaf) -> tuple[str, str]:
    choice = listed(leaf.wanted, leaf.path)
    return _is_not(leaf, "one of the values allowed"), f"write one of {choice}" if choice else "see the schema"


def _say_const(leaf: Leaf) -> tuple[str, str]:
    wanted = shown(leaf.wanted, leaf.path)
    return _is_not(leaf, wanted or "the only value allowed"), f"write {wanted}" if wanted else "see the schema"


def _say_format(leaf: Leaf) -> tuple[str, str]:
    words = WORDS.get(str(leaf.wanted), f'of the format "{leaf.wanted}"')
    return _is_not(leaf, words), f"write {words}"


def _say_pattern(leaf: Leaf) -> tuple[str, str]:
    return _is_not(leaf, "in the form expected"), _hint(leaf, f"it must match {leaf.wanted}")


def _counted(few: str, unit: str, advice: str) -> Callable[[Leaf], tuple[str, str]]:
    """The words of a limit on a count."""

    def speak(leaf: Leaf) -> tuple[str, str]:
        count = len(leaf.value)
        if count == 0 and few == "at least":
            return f"{name_of(leaf.path)} is empty", f"{advice} {few} {leaf.wanted} {_plural(unit, leaf.wanted)}"
        found = f"{name_of(leaf.path)} has {count} {_plural(unit, count)}, not {few} {leaf.wanted}"
        return found, f"{advice} {few} {leaf.wanted} {_plural(unit, leaf.wanted)}"

    return speak


def _plural(unit: str, count: Any) -> str:
    return unit if count == 1 else f"{unit}s"


def _limit(words: str) -> Callable[[Leaf], tuple[str, str]]:
    def speak(leaf: Leaf) -> tuple[str, str]:
        limit = f"{words} {leaf.wanted}"
        if leaf.schema.get(f"exclusive{leaf.keyword.capitalize()}") is True:  # draft-04
            limit = f"{'above' if leaf.keyword == 'minimum' else 'below'} {leaf.wanted}"
        return _is_not(leaf, limit), f"write a number that is {limit}"

    return speak


def _plain(words: str, hint: str = "") -> Callable[[Leaf], tuple[str, str]]:
    def speak(leaf: Leaf) -> tuple[str, str]:
        return f"{name_of(leaf.path)} {words}", hint or _hint(leaf, "see the schema")

    return speak


def _say_forms(leaf: Leaf) -> tuple[str, str]:
    message = f"{name_of(leaf.path)} has none of the forms allowed"
    if leaf.keyword != CHOICES:
        return message, _hint(leaf, "see the schema")
    forms = list(dict.fromkeys(_form(choice, leaf.path) for choice in leaf.wanted))
    return message, ", or ".join(forms[:CHOSEN]) + (", or ..." if len(forms) > CHOSEN else "")


def _form(choice: Choice, path: Path) -> str:
    """What a person has to do for one form: what the schema calls it, else what it asks for."""
    if choice.words:
        return f"make it: {_cut(choice.words.rstrip('.'))}"
    demands = list(dict.fromkeys(_demand(leaf, path) for leaf in choice.leaves))
    return " and ".join(demands[:DEMANDS]) + (" and ..." if len(demands) > DEMANDS else "")


def _demand(leaf: Leaf, path: Path) -> str:
    if leaf.keyword == "required":
        above = "" if leaf.path == path else f" in {name_of(leaf.path)}"
        return f'add "{short(leaf.wanted)}"{above}'
    if leaf.keyword in UNKNOWN:
        return f'remove "{short(leaf.path[-1])}"'
    hint = say(leaf)[1]
    return hint if leaf.path == path else f"in {name_of(leaf.path)}: {hint}"


_SAY: dict[str, Callable[[Leaf], tuple[str, str]]] = {
    "additionalProperties": _say_unknown,
    "required": _say_missing,
    "type": _say_type,
    "enum": _say_enum,
    "const": _say_const,
    "format": _say_format,
    "pattern": _say_pattern,
    "minLength": _counted("at least", "character", "write"),
    "maxLength": _counted("at most", "character", "keep"),
    "minimum": _limit("at least"),
    "maximum": _limit("at most"),
    "exclusiveMinimum": _limit("above"),
    "exclusiveMaximum": _limit("below"),
    "multipleOf": _limit("a multiple of"),
    "minItems": _counted("at least", "item", "give it"),
    "maxItems": _counted("at most", "item", "keep"),
    "uniqueItems": _plain("stands in the list already", "remove it"),
    "contains": _plain("has not the items that it must hold"),
    "minContains": _plain("has too few of the items that it must hold"),
    "maxContains": _plain("has too many of the items that it must hold"),
    "minProperties": _counted("at least", "member", "give it"),
    "maxProperties": _counted("at most", "member", "keep"),
    "propertyNames": _plain("is no name that is allowed here", "rename it"),
    "dependentRequired": _say_needed,
    "anyOf": _say_forms,
    "oneOf": _plain("has several forms, of which it must have one"),
    "not": _plain("has a form that is not allowed"),
    "items": _plain("has items beyond those described", "remove them"),
    "unevaluatedProperties": _say_unknown,
    "unevaluatedItems": _plain("is known to no part of the schema", "remove it"),
    "false": _plain("must not be here", "remove it"),
}
