"""What makes a text unreadable and looks like something else: the marks of git, and blanks that are no spaces.

In: a text, the code of an error, and where it is told. Out: the error that names the cause, or None. Never: finds fault
with text that can be read. Imported only for text that cannot.
"""

from __future__ import annotations

import re

from seedfmt._source import line_end, line_start, next_line
from seedfmt.errors import Code

_NAMES = {
    "\xa0": "a no-break space",
    "\u202f": "a no-break space",
    "\u3000": "a wide space",
    "\u200b": "an invisible character",
    "\u2060": "an invisible character",
}
Cause = tuple[Code, int, int, str, str]  # code, start, end, message, hint

_CONFLICT = re.compile(rb"(?<![^\r\n])(?:<<<<<<<|\|\|\|\|\|\|\||=======|>>>>>>>)(?=[ \t\r\n\0]|\Z)[^\r\n\0]*")
# U+00A0, U+1680, U+2000 to U+200A, U+202F, U+205F, U+3000; and without any width U+200B, U+2060
_WIDE = rb"(?:\xc2\xa0|\xe1\x9a\x80|\xe2\x80[\x80-\x8b\xaf]|\xe2\x81[\x9f\xa0]|\xe3\x80\x80)"
_WIDE_INDENT = re.compile(rb"[ \t]*(" + _WIDE + rb"(?:[ \t]|" + _WIDE + rb")*)")
_WORD = rb"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s\"'\[{#:][^\s:]*)"
_WIDE_ENTRY = re.compile(_WIDE_INDENT.pattern + rb"(?:-[ \t\xc2\xe2\xe3]|" + _WORD + rb"[ \t]*:)")
_WIDE_BEHIND = re.compile(rb"[ \t]*(?:[-?][ \t]+)*(?:(-)|" + _WORD + rb"[ \t]*:)(" + _WIDE + rb"+)")
_WIDE_ALONE = re.compile(_WIDE + rb"(?:[ \t]|" + _WIDE + rb")*")
_ENTRY = re.compile(rb"[A-Za-z_][\w-]*:(?:[ \t]|\Z)")
# what people write for the "- " of an item, before a key
_SIGN = rb"-|[+*]|\xe2\x80[\x90-\x95\xa2\xa3]|\xe2\x88\x92|\xc2\xb7|[0-9]{1,3}[.)]"
_NO_DASH = re.compile(rb"[ \t]*(" + _SIGN + rb")(?:[ \t]|" + _WIDE + rb")*(?:-[ \t]+)?" + _WORD + rb"[ \t]*:")
_APOSTROPHE = re.compile(rb"'(?:[0-9]|\w+ )")
_EXCLAMATION = re.compile(rb"!+[\w-]*!+(?=[ \t\r\n\0]|\Z)")
_PROSE = re.compile(rb"(?:[A-Za-z\xc2-\xf4*_\"'\[(`]\S*)(?:(?:[ \t]+[^\s=]\S*){2,}|[ \t]+[^\s=]\S*[.!?])")
_COLON_IN_WORDS = re.compile(rb"( +)([^\s:\"'\[{#&*!|>%@`-][^\s:]*(?: +[^\s:#][^\s:]*)+):[ \t]")
_COLON_IN_LINE = re.compile(rb":(?:[ \t]|\Z)")
_PLAIN_ENTRY = re.compile(rb"[ \t]*(?:- +)*" + _WORD + rb"[ \t]*:[ \t]+[^\s\"'\[{#&*!|>%@`]")
_KEYLESS = 'this line has no ": " after its key'
# code, what stands in the line of the error, message, hint
_FOREIGN = (
    (
        Code.INDENTATION,
        re.compile(rb"[ \t]+(---)[ \t]*(?=[\r\n\0]|\Z)"),
        'an indented "---" is no fence',
        "remove the blanks before it if the front matter ends here",
    ),
    (Code.NEEDS_QUOTES, re.compile(rb"(@@) -[0-9]"), "a line of a patch stands here", "remove what the patch left"),
    (
        Code.NEEDS_QUOTES,
        re.compile(rb"[ \t]*(\{%)"),
        'a template stands here, "{% ... %}"',
        "remove it, or have it filled in before",
    ),
    (
        Code.NEEDS_QUOTES,
        re.compile(rb"[ \t]*(\*)[ \t]"),
        '"*" does not begin a list item',
        'write "- " before an item, and text with "*" in quotes',
    ),
    (
        Code.NEEDS_QUOTES,
        re.compile(rb"[ \t]*(>)[ \t]"),
        'a ">" stands where a key is expected',
        "remove it, or put quotes around the text",
    ),
    (Code.MISSING_COLON, re.compile(rb"[ \t]*(<!--)"), _KEYLESS, 'begin a comment with "#"'),
    (
        Code.MISSING_COLON,
        re.compile(rb"[ \t]*(?:- +)?([^\s:]*?\xef\xbc\x9a)"),
        _KEYLESS,
        'write ": " instead of the wide colon',
    ),
    (
        Code.MISSING_COLON,
        re.compile(rb"[ \t]*(?:- +)?(\w+[ \t]*)=(?!=)"),
        _KEYLESS,
        'write ": " instead of "="',
    ),
)
_ABOUT_BLANKS = {
    Code.INDENTATION,
    Code.MISSING_COLON,
    Code.NEEDS_QUOTES,
    Code.TRAILING_TEXT,
    Code.NOT_A_MAPPING,
    Code.DUPLICATE_KEY,
}


def find_cause(source: bytes, code: Code, pos: int) -> Cause | None:
    """The cause of an error that is told at ``pos`` with this code, None where it is what it looks like."""
    line = line_start(source, pos)
    if mark := _CONFLICT.match(source, line):
        return Code.CONFLICT_MARKER, line, mark.end(), "a git conflict marker", "resolve the conflict"
    if code == Code.TAG:
        return _text_as_tag(source, line, pos)
    if code == Code.UNCLOSED:
        return _apostrophe(source, pos)
    if code not in _ABOUT_BLANKS:
        return None
    return (
        _body(source, code, line, pos)
        or _wrapped(source, code, line)
        or _indented(source, code, line)
        or _behind_indicator(source, code, line)
        or _foreign(source, code, line, pos)
        or _item_above(source, code, line)
    )


def find_marks(source: bytes, start: int, end: int) -> list[tuple[int, int]]:
    """Start and end of each line between the two that git writes around what two changes brought."""
    return [match.span() for match in _CONFLICT.finditer(source, start, end)]


def _text_as_tag(source: bytes, line: int, pos: int) -> Cause | None:
    """The "!" or "&" of a value that goes on after what could be a tag or an anchor: it was meant as text."""
    start = max(source.rfind(b" ", line, pos), source.rfind(b"\t", line, pos), line - 1) + 1
    sign, following = source[start : start + 1], source[pos : pos + 1]
    if start == pos:
        if not _EXCLAMATION.match(source, pos):
            return None
        sign = b"!"
        pos = line_end(source, pos)
    elif sign not in (b"!", b"&") or following in (b"!", b"%", b"&", b'"', b"'", b"{"):
        return None
    if following == b"[" and pos > start + 1:
        return None
    what = "a tag" if sign == b"!" else "an anchor"
    message = f'the "{sign.decode()}" begins {what} and not text'
    return Code.TAG, start, pos, message, "put the whole value in quotes"


def _apostrophe(source: bytes, pos: int) -> Cause | None:
    """An apostrophe that a value begins with, as in '90s, which opens a quote that nothing on its line closes."""
    rest = source[pos : line_end(source, pos)]
    if not _APOSTROPHE.match(rest) or b"'" in rest[1:]:
        return None
    hint = "close it; if it is an apostrophe, put the whole value in double quotes"
    return Code.UNCLOSED, pos, pos + 1, "this quote is not closed on its line", hint


def _body(source: bytes, code: Code, line: int, pos: int) -> Cause | None:
    """A paragraph of text where a key is expected, below an empty line: the front matter was not closed above it."""
    if code != Code.MISSING_COLON or pos != line or line == 0:
        return None
    text = source[line : line_end(source, line)]
    above = source[line_start(source, line - 1) : line]
    if above.strip() or not _PROSE.match(text) or b": " in text:
        return None
    message = "this line is text where a key is expected; the front matter is not closed above it"
    return code, line, line + len(text.rstrip()), message, 'add a line "---" before the body'


def _wrapped(source: bytes, code: Code, line: int) -> Cause | None:
    """The colon in a further line of a value without quotes, in words that are no key."""
    found = _COLON_IN_WORDS.match(source, line) if code == Code.INDENTATION else None
    if found is None:
        return None
    indent, at = len(found[1]), line
    while at > 0:
        at = line_start(source, at - 1)
        text = source[at : line_end(source, at)]
        spaces = len(text) - len(text.lstrip(b" "))
        if spaces < indent and text.strip():
            if not _PLAIN_ENTRY.match(text):
                return None
            colon = found.end(2)
            message = 'this line continues the text above, and its ": " looks like the end of a key'
            return code, colon, colon + 1, message, "put the whole value in quotes"
        if not text.strip() or _COLON_IN_LINE.search(text):
            return None
    return None


def _indented(source: bytes, code: Code, line: int) -> Cause | None:
    """The blanks that are no spaces and begin this line; of wrong indentation, also those of entries right above it."""
    found = _WIDE_INDENT.match(source, line)
    if found is None and code != Code.INDENTATION:
        return None
    while line > 0:
        line = line_start(source, line - 1)
        above = _WIDE_ENTRY.match(source, line)
        if above is None and source[line : line_end(source, line)].lstrip(b" \t")[:1] not in (b"", b"#"):
            break
        found = above or found
    if found is None:
        return None
    return Code.INDENTATION, *found.span(1), f"{_name(found[1])} is used as indentation", "indent with spaces"


def _foreign(source: bytes, code: Code, line: int, pos: int) -> Cause | None:
    """What another format, or another program, has left in a line."""
    if code == Code.TRAILING_TEXT:
        rest = source[pos : line_end(source, pos)].strip(b" \t\0")
        if rest == b",":
            return code, pos, pos + 1, "a comma stands behind the value", "remove it: an entry ends with its line"
        if rest[:1] == b",":
            hint = 'write several values as a list: ["one", "two"]'
            return code, pos, pos + 1, "a comma stands behind the value, and another value", hint
        if _WIDE_ALONE.fullmatch(rest):
            return code, pos, pos + len(rest), f"{_name(rest)} stands behind the value", "remove it"
        if _ENTRY.match(rest):
            hint = "put it on a line of its own, or quotes around all of the value"
            return code, pos, pos + len(rest), "another entry begins here", hint
    for wanted, pattern, message, hint in _FOREIGN:
        found = pattern.match(source, line) if code == wanted else None
        if found and found.start(1) <= pos + 1:
            return code, *found.span(1), message, hint
    return None


def _item_above(source: bytes, code: Code, line: int) -> Cause | None:
    """The line above one that is indented too deep, where it begins like an item and lacks the "- "."""
    text = source[line : line_end(source, line)]
    spaces = len(text) - len(text.lstrip(b" "))
    while line > 0 and code == Code.INDENTATION:
        line = line_start(source, line - 1)
        above = source[line : line_end(source, line)]
        if above.lstrip(b" \t")[:1] in (b"", b"#"):
            continue
        found = _NO_DASH.match(source, line)
        if found is None or above.lstrip(b" ").startswith(b"- ") or len(above) - len(above.lstrip(b" ")) >= spaces:
            return None
        if wide := _WIDE_BEHIND.match(source, line):
            return code, *wide.span(2), f'{_name(wide[2])} stands behind the "-"', "put a space in its place"
        message = f'"{found[1].decode()}" does not begin a list item'
        hint = 'write "- ", with a space, before an item, and nothing before a key'
        return code, *found.span(1), message, hint
    return None


def _behind_indicator(source: bytes, code: Code, line: int) -> Cause | None:
    """The blank behind the colon or the dash of a line, where it is no space."""
    found = _WIDE_BEHIND.match(source, line)
    if found is None:
        return None
    sign = "-" if found[1] else ":"
    return code, *found.span(2), f'{_name(found[2])} stands behind the "{sign}"', "put a space in its place"


def _name(blanks: bytes) -> str:
    """What the first of some blanks is called."""
    char = next(char for char in blanks.decode() if char not in " \t")
    return f"{_NAMES.get(char, 'a blank')} (U+{ord(char):04X})"


# -- fences ------------------------------------------------------------------------------------------------------------

FENCE = 'write "---", with nothing before or behind it'
_SEARCHED = 5_000  # lines among which a false fence is looked for
_RULER = re.compile(rb"\"---\"|'---'|(?:\*{3,}|_{3,}|={3,}|\+{3,}|~{3,}|- - -)")
_HYPHENS = re.compile("[-\u2010\u2011\u2012\u2013\u2014\u2015\u2212]+")


def looks_like_fence(line: bytes) -> bool:
    """Does a line look like "---" to a person, and is none: other dashes, or characters that nobody sees before it?"""
    text = line.decode(errors="replace").strip(" \t")
    bare = text.strip("\ufeff\u200b\u2060\xa0")
    return len(bare) < 4 and bare != "-" and _HYPHENS.fullmatch(bare) is not None and (text != bare or bare != "---")


def find_false_fence(source: bytes, start: int) -> tuple[int, int, str] | None:
    """The line from ``start`` on that was meant to be a closing fence, and what to do.

    The first of nothing but dashes; else the first that begins with a fence; else the first of another ruler.
    """
    found: list[tuple[int, int, str] | None] = [None, None]
    line = start
    for _ in range(_SEARCHED):
        if line >= len(source):
            break
        end = line_end(source, line)
        text = source[line:end]
        bare = text.strip(b" \t")
        first = end - len(text.lstrip(b" \t"))
        if bare == b"---":
            return first, first + 3, "remove the blanks before it"
        if looks_like_fence(text) or (len(bare) > 3 and not bare.strip(b"-")):
            return first, end, FENCE
        if found[0] is None and text.startswith(b"---"):
            found[0] = line, end, FENCE
        if found[1] is None and _RULER.fullmatch(bare):
            found[1] = line, end, FENCE
        line = next_line(source, line)
    return found[0] or found[1]


HIDDEN_WITHIN = 4096  # bytes at the start of a file in which front matter after something else is looked for
_BLOCK_FENCE = re.compile(rb"(?:`{3,}|~{3,})[ \t]*[\w-]*[ \t]*(?:\r\n?|\n)\s*")
_FENCED_KEY = re.compile(
    rb"---[ \t]*(?:\r\n?|\n)(?:[a-z]|[A-Za-z_][\w-]*:(?:[ \t][^\r\n]*)?[\r\n]+[A-Za-z_])[\w-]*[ \t]*:(?=[ \t\r\n])"
)
_USUAL_KEY = re.compile(rb"[\r\n](?:title|layout|permalink|date|draft|slug|description|tags):[ \t\r\n]")


def find_hidden_fence(source: bytes) -> tuple[int, int, str, str] | None:
    """The opening fence after HTML comments, or in a block of code, at the start of a file: place, message and hint."""
    start = source[:HIDDEN_WITHIN]
    at = first = len(start) - len(start.removeprefix(b"\xef\xbb\xbf").lstrip())
    while start.startswith(b"<!--", at):
        end = start.find(b"-->", at)
        if end < 0:
            return None
        at = end + 3 + len(start[end + 3 :]) - len(start[end + 3 :].lstrip())
    if at > first:
        if not _FENCED_KEY.match(start, at):
            return None
        hint = 'put the comment after the closing "---"; front matter must begin on the first line'
        return at, at + 3, "the front matter is after a comment, so it is not read", hint
    block = _BLOCK_FENCE.match(start, first)
    if block and _FENCED_KEY.match(start, block.end()) and _USUAL_KEY.search(start, block.end()):
        hint = "remove the lines that open and close the block of code"
        return block.end(), block.end() + 3, "the front matter is in a block of code, so it is not read", hint
    return None
