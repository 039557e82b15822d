"""C: URLs that are none, or that are not what the URL beside them says.

In: a Subject. Out: what is found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from seedfmt._document import Document
from seedfmt._rules.subject import Found, Path, Rule, Subject

_BLANK = re.compile(rb"(?i)url[\"']?:[ \t]+(?:\"[^\"\s]*[ \t]|'[^'\s]*[ \t]|[^\"'\s#]\S*[ \t]+[^\s#])")
_CDN = ".cdn.ampproject.org/"


def check_blank(subject: Subject) -> Iterator[Found]:
    """A URL with a blank in it, before it or behind it.

    No URL has one (RFC 3986): some readers cut it off there, some refuse it. Real files have them in news and in
    images.

    The fix removes blanks around the URL. A blank within it is for a person: it is mostly %20.
    """
    if _BLANK.search(subject.front):
        yield from _blanks(subject, (), subject.data)


def _blanks(subject: Subject, path: Path, value: Any) -> Iterator[Found]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _blanks(subject, (*path, key), item)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _blanks(subject, (*path, place), item)
    elif isinstance(value, str) and path and str(path[-1]).lower().endswith("url") and value.strip()[:4] == "http":
        if not (" " in value or "\t" in value) or not subject.has(path):
            return
        inside = value.strip(" \t")
        whole = " " not in inside and "\t" not in inside
        fix = subject.edit("remove the blanks", lambda document: _set(document, path, inside)) if whole else None
        hint = "remove it" if whole else "write it as %20"
        yield Found("a blank in a URL", *subject.place(path), path, hint, fix)


def _set(document: Document, path: Path, value: Any) -> None:
    document._set(path[:-1], path[-1], value)


def check_amp(subject: Subject) -> Iterator[Found]:
    """``cdnAmpWebUrl`` is not the address of ``ampWebUrl`` in the AMP cache.

    That is ``https://NAME.cdn.ampproject.org/c/s/`` and ``ampWebUrl`` without its ``https://`` (``/c/`` for
    ``http://``).
    """
    for path, data in subject.members():
        page, cached = data.get("ampWebUrl"), data.get("cdnAmpWebUrl")
        if not isinstance(page, str) or not isinstance(cached, str):
            continue
        secure = page.startswith("https://")
        wanted = _CDN + ("c/s/" if secure else "c/") + page.removeprefix("https://" if secure else "http://")
        if not cached.startswith("https://") or not cached.endswith(wanted):
            where = (*path, "cdnAmpWebUrl")
            message = "cdnAmpWebUrl is not the address of ampWebUrl in the AMP cache"
            yield Found(message, *subject.place(where), where, hint="correct one of them")


RULES = (
    Rule("C301", "blank-in-url", check_blank, fixable=True, edits=True),
    Rule("C302", "amp-cache", check_amp),
)
