"""U: characters that nobody sees, or that somebody read wrongly.

In: a Subject. Out: what is found. No fix: what was meant is for a person to say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from seedfmt._rules.subject import Found, Rule, Subject
from seedfmt.errors import Severity


def _continuation(first: int, last: int) -> str:
    """The characters that Windows-1252 and Latin-1 make of the bytes in a range, for a character class."""
    found = {chr(byte) for byte in range(first, last + 1)}
    found |= {bytes([byte]).decode("cp1252", "ignore") for byte in range(first, last + 1)}
    return "".join(sorted(re.escape(char) for char in found if char))


# compiled when the first text needs it
_BIDIRECTIONAL = "[\u202a-\u202e\u2066-\u2069]+"
_INVISIBLE = "[\u200b\u2060\ufeff\u00ad]+"
_REPLACED = "\ufffd+"
_SUSPECT = "[\u202a-\u202e\u2066-\u2069\u200b\u2060\ufeff\u00ad\ufffdÂÃâïð]"
# UTF-8 of two to four bytes, as Windows-1252 shows it; closing quotes behind a letter are left alone
_ANY = _continuation(0x80, 0xBF)
_MISREAD = (
    f"[ÂÃ](?![»\u2019\u201d])[{_ANY}]|â[{_continuation(0x80, 0x90)}{_continuation(0x9A, 0x9F)}][{_ANY}]"
    f"|ï[{_continuation(0xBB, 0xBF)}][{_ANY}]|ð[Ÿ\x9f][{_ANY}][{_ANY}]"
)


def check_bidirectional(subject: Subject) -> Iterator[Found]:
    """A character that turns the direction of writing.

    What stands in the file is then not what a person sees (U+202A to U+202E, U+2066 to U+2069). No real seed file has
    one; text in Arabic or Hebrew needs none. Where one is meant, write it as an escape, as in "\\u202b".
    """
    for found in _matches(subject, _BIDIRECTIONAL):
        yield found._replace(
            message=f"the invisible character {_names(found.message)} turns the direction of writing",
            hint="remove it, or write it as an escape",
        )


def check_invisible(subject: Subject) -> Iterator[Found]:
    """A character without width: zero width space, word joiner, byte order mark, soft hyphen.

    It came along with copied text (one in 270 real files has one, often at the end of a title); search and comparison
    then fail for no visible reason. Joiners inside of emoji and scripts that need them are not found.
    """
    for found in _matches(subject, _INVISIBLE):
        yield found._replace(
            message=f"text that nobody sees: {_names(found.message)}",
            hint="remove it, or write it as an escape",
        )


def check_misread(subject: Subject) -> Iterator[Found]:
    """Text in UTF-8 that some program read as Windows-1252, as in "donâ€™t".

    The file is valid, its text is not what was written; real files have it in titles and URLs.
    """
    for found in _matches(subject, _MISREAD):
        meant = _reread(found.message)
        if meant:
            shown = "text here" if "secured" in found.path else f'"{found.message}"'
            yield found._replace(
                message=f"{shown} is UTF-8 that was read as Windows-1252",
                hint=f'it was probably "{meant}"' if meant.isprintable() else "correct the text",
            )


def check_replaced(subject: Subject) -> Iterator[Found]:
    """The character U+FFFD, which programs write in place of what they could not decode. The text is lost there."""
    for found in _matches(subject, _REPLACED):
        yield found._replace(
            message="the character U+FFFD says that text was lost here", hint="write the text that was meant"
        )


def _matches(subject: Subject, pattern: str) -> Iterator[Found]:
    """Where the front matter matches, with the text as the message."""
    text = subject.text
    if not text or not re.search(_SUSPECT, text):
        return
    done = 0
    at = subject.parts.front
    for match in re.finditer(pattern, text):
        at += len(text[done : match.start()].encode())
        done = match.start()
        row = subject.scalar_at(at)
        path = subject.path_of(row) if row >= 0 else ()
        yield Found(match.group(), at, at + len(match.group().encode()), path)


def _names(text: str) -> str:
    return ", ".join(sorted({f"U+{ord(char):04X}" for char in text}))


def _reread(text: str) -> str:
    """What the text was before it was read wrongly, or nothing."""
    try:
        return b"".join(char.encode("latin-1" if ord(char) < 0x100 else "cp1252") for char in text).decode()
    except UnicodeError:
        return ""


RULES = (
    Rule("U101", "bidirectional", check_bidirectional, Severity.ERROR),
    Rule("U102", "invisible", check_invisible),
    Rule("U103", "misread", check_misread),
    Rule("U104", "replaced", check_replaced),
)
