"""C: what always holds between the values of a file.

In: a Subject. Out: what does not hold, with the fix where there is but one. Each rule rests on counted real files; its
documentation says how many.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from seedfmt._document import Document
from seedfmt._rules.order import place_for
from seedfmt._rules.subject import Found, Path, Rule, Subject


def check_related(subject: Subject) -> Iterator[Found]:
    """The items of ``related`` are not sorted by ``quality``, falling.

    Programs take the first few. All 26,449 real news files with ``related`` are sorted so.

    The fix sorts them. Items keep their lines and comments; those of the same quality keep their order.
    """
    related = subject.data.get("related")
    if not isinstance(related, list) or not all(isinstance(item, dict) and _is_number(item) for item in related):
        return
    for place in range(1, len(related)):
        if related[place]["quality"] > related[place - 1]["quality"]:
            path: Path = ("related", place, "quality")
            start, end = subject.place(path)
            fix = subject.edit("sort related by quality", _sort_related)
            before, after = related[place - 1]["quality"], related[place]["quality"]
            message = f"an item of quality {after} stands behind one of quality {before}"
            yield Found(message, start, end, path, hint="sort related by quality, falling", fix=fix)
            return


def _is_number(item: dict[Any, Any]) -> bool:
    quality = item.get("quality")
    return isinstance(quality, (int, float)) and not isinstance(quality, bool)


def _sort_related(document: Document) -> None:
    data = document.data
    data["related"].sort(key=lambda item: -item["quality"])
    document.reconcile(data)


def check_amp_pair(subject: Subject) -> Iterator[Found]:
    """One of ``ampWebUrl`` and ``cdnAmpWebUrl`` stands without the other.

    They come and go together, in 9,001 of 9,001 real files.
    """
    for path, data in subject.members():
        for key, other in (("ampWebUrl", "cdnAmpWebUrl"), ("cdnAmpWebUrl", "ampWebUrl")):
            if key in data and other not in data:
                yield _at_key(subject, (*path, key), f"{key} stands without {other}", "add it, or remove this one")


def check_web_url(subject: Subject) -> Iterator[Found]:
    """In news, ``webUrl`` and ``originalUrl`` differ.

    Where a news file has both they are equal, in 30,186 of 30,186 real files. Which one is right is for a person to
    say.
    """
    web, original = subject.data.get("webUrl"), subject.data.get("originalUrl")
    if subject.kind != "news" or not isinstance(web, str) or not isinstance(original, str):
        return
    if web != original and "://" in web and "://" in original:  # what is no address is for the schema
        yield _at_value(subject, ("webUrl",), "webUrl is not originalUrl", "write the right one in both places")


def check_cold(subject: Subject) -> Iterator[Found]:
    """News that nobody reads, with ``heat`` of 0 or less, and not ``published: false``.

    All 23,313 real news files with such a ``heat`` are unpublished.

    The fix writes ``published: false``.
    """
    heat = subject.data.get("heat")
    if subject.kind == "news" and isinstance(heat, int) and not isinstance(heat, bool) and heat <= 0:
        yield from _unpublished(subject, "heat", f"heat is {str(heat)[:20]}")


def check_removed(subject: Subject) -> Iterator[Found]:
    """A record that is ``removed: true`` and not ``published: false``.

    All 46 real files that are removed are unpublished.

    The fix writes ``published: false``.
    """
    if subject.data.get("removed") is True:
        yield from _unpublished(subject, "removed", "removed is true")


def _unpublished(subject: Subject, key: str, why: str) -> Iterator[Found]:
    """Find what should be unpublished and is not."""
    if subject.data.get("published") is False:
        return
    fix = None
    place = "published"
    if "published" in subject.data:
        fix = subject.edit("write published: false", lambda document: document.set("/published", False))
    else:
        place = key
        behind = place_for(subject, "published", key)
        if behind is not None:
            fix = subject.edit(
                "write published: false", lambda document: document.insert("published", False, after=behind)
            )
    yield _at_key(subject, (place,), f"{why}, and published is not false", "write published: false", fix)


def check_video(subject: Subject) -> Iterator[Found]:
    """News of type ``video`` without ``featuredContent``, or with ``webUrl``.

    All 35,378 real video news have the one and not the other: the player is the page.
    """
    data = subject.data
    if subject.kind != "news" or data.get("type") != "video":
        return
    if "featuredContent" not in data:
        yield _at_value(subject, ("type",), "a video without featuredContent", "add the player, or correct the type")
    if "webUrl" in data:
        yield _at_key(subject, ("webUrl",), "a video has no webUrl", "remove it, or correct the type")


def check_rank(subject: Subject) -> Iterator[Found]:
    """News with some of ``quality``, ``heat`` and ``published``, and not all.

    They come together, in 41,608 of 41,608 real files. What is removed may be unpublished without the others.
    """
    if subject.kind == "news" and subject.data.get("removed") is not True:
        names = ("quality", "heat", "published")
        present = [name for name in names if name in subject.data]
        missing = [name for name in names if name not in subject.data]
        if present and missing:
            message = f"{' and '.join(present)} without {' and '.join(missing)}"
            yield _at_key(subject, (present[0],), message, "write all three, or none")


def _at_key(subject: Subject, path: Path, message: str, hint: str, fix: Any = None) -> Found:
    return Found(message, *subject.place(path, key=True), path, hint, fix)


def _at_value(subject: Subject, path: Path, message: str, hint: str) -> Found:
    return Found(message, *subject.place(path), path, hint)


RULES = (
    Rule("C101", "related-order", check_related, fixable=True, edits=True),
    Rule("C102", "amp-pair", check_amp_pair),
    Rule("C103", "web-url", check_web_url),
    Rule("C104", "cold-published", check_cold, fixable=True, edits=True),
    Rule("C105", "removed-published", check_removed, fixable=True, edits=True),
    Rule("C106", "video-news", check_video),
    Rule("C107", "incomplete-rank", check_rank),
)
