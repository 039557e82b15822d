"""``format``, asserted: one implementation for both engines, that of jsonschema-rs.

In: the name of a format and a value. Out: whether the value has it. Unknown formats, and values that are no text, pass,
as JSON Schema says.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from seedfmt._schema.patterns import options

# what a format is, for messages
WORDS = {
    "date": "a date, as 2020-11-18",
    "date-time": "a date and time, as 2020-11-18T16:51:00Z",
    "duration": "a duration, as PT13M34S",
    "email": "an e-mail address",
    "hostname": "a host name, as example.org",
    "idn-email": "an e-mail address",
    "idn-hostname": "a host name",
    "ipv4": "an IPv4 address",
    "ipv6": "an IPv6 address",
    "iri": "a full address, as https://example.org/",
    "iri-reference": "an address",
    "json-pointer": 'a JSON Pointer, as "/related/0"',
    "regex": "a regular expression",
    "relative-json-pointer": 'a relative JSON Pointer, as "1/title"',
    "time": "a time, as 16:51:00Z",
    "uri": "a full address, as https://example.org/",
    "uri-reference": "an address",
    "uri-template": "a URI template",
    "uuid": "a UUID",
}


def conforms(name: str, value: Any, dialect: str) -> bool:
    """Has the value the format, as the dialect of a schema (its ``$schema``) knows it?"""
    if not isinstance(value, str):
        return True
    try:
        return bool(_checker(name, dialect).is_valid(value))
    except ValueError:  # half a surrogate pair is no character
        return False


@lru_cache(maxsize=64)
def _checker(name: str, dialect: str) -> Any:
    import jsonschema_rs

    schema = {"$schema": dialect, "format": name}
    return jsonschema_rs.validator_for(schema, validate_formats=True, pattern_options=options())
