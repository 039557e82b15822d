"""Edits by path: what a caller asks for, as patches, and what they are meant to make.

In: a page, a path, plain data. Out: a Planned. Never: applies it. A page whose last line has no line end is planned on
as if it had one (SPEC R31); ``pad`` gives it that, and ``settle`` sees to it that what is taken off again is the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from seedfmt._edit import quick
from seedfmt._edit.columns import align_comments
from seedfmt._edit.find import (
    Path,
    find_child,
    find_editable,
    find_entry,
    find_row,
    may_merge,
    require_no_merge,
    require_own,
    require_unshared,
    spell_part,
    spell_pointer,
)
from seedfmt._edit.page import Padded, Page, end_of_document
from seedfmt._edit.patch import Patch, apply, difference
from seedfmt._edit.plan import plan_quotes, plan_rename, plan_scalar, plan_splice
from seedfmt._edit.reconcile import Identity, Reconciler
from seedfmt._edit.render import Renderer
from seedfmt._edit.splice import New
from seedfmt._edit.timestamps import is_timestamp
from seedfmt._edit.values import plain_data, same
from seedfmt._source import line_end, line_start, newline_at, span_between
from seedfmt._syntax import rows
from seedfmt._syntax.data import build
from seedfmt._syntax.parser import parse
from seedfmt._syntax.tree import ROOT, Tree
from seedfmt._syntax.walk import place_of
from seedfmt.errors import Code, EditError, PointerError, SeedError


class Planned(NamedTuple):
    """Patches for a page, the row that they change, and the data it is to be; without a row no data change."""

    patches: list[Patch]
    row: int | None = None
    wanted: Any = None


NOTHING = Planned([])
Moments = frozenset[str]
NO_MOMENTS: Moments = frozenset()


def pad(page: Page) -> Page:
    """The page as edits are planned on it: what is behind the YAML document is none of its front matter, and the last
    line, which may lack a line end in a file without closing fence, has one."""
    source, parts, tree, defaults = page
    if len(tree) and tree.head(0) & rows.CLOSED:
        return page._replace(parts=parts._replace(closing=end_of_document(page)))
    if parts.closing < len(source) or parts.front == parts.closing or source.endswith((b"\n", b"\r")):
        return page
    source += newline_at(source, len(source))
    padded = Tree(source, tree.cells, tree.comments, tree.props, tree.tags, tree.aliases)
    return Padded(source, parts._replace(closing=len(source), body=len(source)), padded, defaults)


def settle(page: Page, path: Path, patches: list[Patch], row: int, wanted: Any) -> Planned:
    """The edit as planned, of what is at a path.

    On a page that was padded it makes a source that ends in the same line end (R31). A plain ``<<`` on the path, which
    is no merge key, gets quotes, lest it becomes one (R12).
    """
    if not patches:
        return NOTHING
    patches = align_comments(page, patches)
    for place in [at for at, part in enumerate(path) if part == "<<"][::-1] if "<<" in path else ():
        mapping = find_row(page.tree, path[:place])
        key, _ = find_child(page.tree, mapping, path[place])
        if may_merge(page.tree, key):
            data = data_of(page, mapping)
            _put(data, path[place:], wanted)
            row, wanted, path = mapping, data, path[:place]
            patches = [*plan_quotes(page.tree, key), *patches]
    if not isinstance(page, Padded):
        return tuple.__new__(Planned, (patches, row, wanted))
    try:
        source = apply(page.source, patches)
    except ValueError as error:
        hint = "this is a bug, please report it with the file and the edit"
        raise EditError(
            Code.INTERNAL, f"the edit could not be planned ({error}), and was not made", hint=hint
        ) from error
    end = b"" if ends_in_new_block_scalar(page, source, patches) else source[len(source) - _line_end_at_end(source) :]
    padded = source.removesuffix(end) + newline_at(page.source, len(page.source) - 1)
    return Planned(patches if padded == source else [difference(page.source, padded)], row, wanted)


def _put(data: Any, path: Path, value: Any) -> None:
    for part in path[:-1]:
        data = data[part]
    data[path[-1]] = value


def _line_end_at_end(source: bytes) -> int:
    return 2 if source.endswith(b"\r\n") else int(source.endswith((b"\n", b"\r")))


def ends_in_new_block_scalar(page: Page, source: bytes, patches: list[Patch]) -> bool:
    """Is the last of the source a block scalar that did not end the page? Readers differ on one without a line end."""
    if not any(text[line_start(text, len(text) - 1) :].strip() for text in (page.source, source)):
        return False  # a line of blanks, without a line end, ended the file, and still does
    last = len(page.tree) - 1
    if _is_at_end(page.tree, last) and all(patch.end <= page.tree.begin(last) for patch in patches):
        return False
    try:
        tree = parse(source, page.parts.front, len(source), inside=page.parts.is_open)
    except SeedError:
        return False  # which is told when the edit is made
    return _is_at_end(tree, len(tree) - 1)


def _is_at_end(tree: Tree, row: int) -> bool:
    """Is the node a block scalar behind which no comment stands?"""
    if row < ROOT or tree.kind(row) != rows.SCALAR or tree.style(row) < rows.LITERAL:
        return False
    return tree.comment_from(line_end(tree.source, tree.start(row))) >= len(tree.comments)


def data_of(page: Page, row: int) -> Any:
    """The data of a node; of front matter without any, an empty dict."""
    data = build(page.tree, row) if row < len(page.tree) else None
    return {} if data is None and row == ROOT else data


def collection_at(page: Page, path: Path) -> int:
    """The row of the collection at a path, where it may be edited. Raises RefusedError (R51)."""
    row = find_editable(page.tree, path)
    if row < len(page.tree):
        require_unshared(page.tree, [(row, False)])
    return row


def take_value(page: Page, path: Path, key: Any, value: Any) -> tuple[Any, Moments]:
    """A value of a caller as plain data, and the strings in it that were dates (R23)."""
    if value is None or type(value) in (str, int, bool, float):
        return plain_data(value), NO_MOMENTS
    moments: set[str] = set()

    def spell(moment: Any) -> str:
        from seedfmt._edit.timestamps import spell_moment

        text = spell_moment(moment, find_timestamp(page, path, key))
        moments.add(text)
        return text

    return plain_data(value, spell=spell), frozenset(moments)


def find_timestamp(page: Page, path: Path, key: Any) -> str:
    """The timestamp that a new one at a key of a collection is written like: the old value, else one in the collection,
    else any; "" where there is none."""
    data = data_of(page, ROOT) if len(page.tree) > ROOT else {}
    at = data
    for part in path:
        at = at[part] if (isinstance(at, dict) and part in at) or (isinstance(at, list) and part < len(at)) else None
    inside = at if isinstance(at, dict) else dict(enumerate(at)) if isinstance(at, list) else {}
    return next(_timestamps([inside.get(key), inside, data]), "")


def _timestamps(value: Any) -> Iterator[str]:
    if isinstance(value, str) and is_timestamp(value):
        yield value
    elif isinstance(value, (dict, list)):
        for item in value.values() if isinstance(value, dict) else value:
            yield from _timestamps(item)


def plan_set(page: Page, path: Path, key: Any, value: Any, keep_tag: bool = False) -> Planned:
    """Give a member or an item of the collection at a path another value; a member that is missing is added."""
    value, moments = take_value(page, path, key, value)
    tree = page.tree
    row, name, child = find_entry(tree, path, key) if len(tree) > ROOT else (-1, -1, -1)
    old = build(tree, child) if child >= 0 else None
    if child >= 0 and same(old, value):
        return NOTHING  # R29
    if child < 0 or tree.aliases:
        row = collection_at(page, path)
        name, child = find_child(tree, row, key) if row < len(tree) else (-1, -1)
        if child < 0:
            return plan_add(page, path, row, key, value, moments)
        old = build(tree, child)
    patches = [] if tree.aliases or row < 0 else plan_scalar(tree, tree.target(row), child, value)
    patches = patches or Reconciler(Renderer(page, moments, keep_tag)).plan(
        child, old, value, row, -1 if name == child else name, key
    )
    if tree.kind(child) == rows.ALIAS:
        wanted = data_of(page, row)
        wanted[key] = value
        if patches and name != child and may_merge(tree, name):
            patches = [*plan_quotes(tree, name), *patches]
        return settle(page, path, patches, row, wanted)
    return settle(page, (*path, key), patches, child, value)


def plan_spelling(page: Page, path: Path, spelling: str) -> Planned:
    """Write the plain scalar at a path in another spelling of the same value."""
    tree = page.tree
    row = find_child(tree, collection_at(page, path[:-1]), path[-1])[1]
    if tree.kind(row) != rows.SCALAR or tree.text(row) == spelling.encode():
        return NOTHING
    patches = [Patch(tree.start(row), tree.end(row), spelling.encode())]
    return settle(page, path, patches, row, build(tree, row))


def plan_add(page: Page, path: Path, row: int, key: Any, value: Any, moments: Moments) -> Planned:
    """Add what a collection does not hold itself."""
    if row < len(page.tree) and page.tree.kind(row) == rows.SEQUENCE:
        return plan_insert_item(page, path, key, value, moments)
    if row < len(page.tree) and key in data_of(page, row) and same(data_of(page, row)[key], value):
        return NOTHING  # a merge key brings it already
    return plan_insert_member(page, path, key, value, override=True, moments=moments)


def plan_delete(page: Page, path: Path) -> Planned:
    """Remove what is at a path."""
    tree = page.tree
    row = collection_at(page, path[:-1])
    require_own(tree, row, [path[-1]])
    key, value = find_child(tree, row, path[-1])
    if tree.aliases:
        require_unshared(tree, [(key, True), (value, True)], [key, value])
    place = place_of(tree, row, key)
    if place == 0 and tree.after(value) == tree.after(row):
        wanted: Any = [] if tree.kind(row) == rows.SEQUENCE else {}
    else:
        wanted = data_of(page, row)
        del wanted[path[-1]]
    return settle(page, path[:-1], plan_removal(page, row, place, place + 1), row, wanted)


def plan_delete_items(page: Page, path: Path, start: int, stop: int) -> Planned:
    """Remove the items from ``start`` to ``stop`` of the list at a path."""
    row = collection_at(page, path)
    gone = list(page.tree.children(row))[start:stop]
    require_unshared(page.tree, [(item, True) for item in gone], gone)
    wanted = data_of(page, row)
    del wanted[start:stop]
    return settle(page, path, plan_removal(page, row, start, stop), row, wanted)


def plan_removal(page: Page, row: int, start: int, stop: int) -> list[Patch]:
    """Remove the entries from ``start`` to ``stop`` of a collection."""
    return quick.plan_removal(page, row, start, stop) or plan_splice(Renderer(page), row, start, stop, [])


def plan_insert_member(
    page: Page,
    path: Path,
    key: Any,
    value: Any,
    beside: tuple[Any, int] | None = None,
    *,
    override: bool = False,
    moments: Moments = NO_MOMENTS,
) -> Planned:
    """Add a member: before (0) or behind (1) the one that ``beside`` names, or last, but before ``secured`` (R37).

    ``override`` allows a member that a merge key brings. Raises KeyError where there is no such one.
    """
    value, found = take_value(page, path, key, value)
    moments = moments | found
    name = next(iter(plain_data({key: None})))
    row = collection_at(page, path)
    require_no_merge(page.tree, row, name)
    data = data_of(page, row)
    if not isinstance(data, dict):
        raise PointerError(Code.NOT_FOUND, f"there is no mapping any more at {spell_pointer(path)}")
    place = None
    if beside is not None:
        if beside[0] not in data:
            raise KeyError(beside[0])
        place = [*data].index(beside[0]) + beside[1]
    require_new_key(data, name)
    if name in data and not override:
        span = page.tree.begin(find_child(page.tree, row, name)[0]) if row < len(page.tree) else 0
        raise EditError(
            Code.EXISTS,
            f'the member "{spell_part(name)}" is there already',
            hint="set it instead",
            span=span_between(page.source, max(span, 0), max(span, 0)),
        )
    names = [other for other in data if other != name]
    if place is None and not path and names and names[-1] == "secured":
        place = len(names) - 1
    own = _own_place(page.tree, row, names, place)
    names.insert(len(names) if place is None else place, name)
    data[name] = value
    patches = None if moments else quick.plan_member(page, row, own, name, value)
    patches = patches or plan_splice(Renderer(page, moments), row, own, own, [New(name, value)])
    return settle(page, path, patches, row, {name: data[name] for name in names})


def require_new_key(data: dict[Any, Any], name: Any) -> None:
    """Refuse a key that is no one's equal, or that another in the mapping is the same as to most readers."""
    if name != name:
        raise EditError(Code.VALUE, "what is not a number cannot be a key, for no key is equal to it", hint="give text")
    if name not in data:
        return
    other = next(key for key in data if key == name)
    if type(other) is not type(name):
        message = f'the member "{spell_part(other)}" has a key that is the same to most readers'
        raise EditError(Code.EXISTS, message, hint="give another name, or put it in quotes as text")


def _own_place(tree: Tree, row: int, names: list[Any], place: int | None) -> int:
    """The place among the entries in the file for one among the members of the data, which a merge key may bring.

    Without one, behind the last entry.
    """
    if row >= len(tree) or tree.kind(row) != rows.MAPPING:
        return 0
    keys = [key for key, _ in tree.pairs(row)]
    if place is None:
        return len(keys)
    if place and (found := find_child(tree, row, names[place - 1])[0]) >= 0:
        return keys.index(found) + 1
    if place < len(names) and (found := find_child(tree, row, names[place])[0]) >= 0:
        return keys.index(found)
    before = [find_child(tree, row, name)[0] for name in names[:place]]
    if -1 in before:
        before += [key for key in keys if tree.text(key) == b"<<"]
    return max((keys.index(key) + 1 for key in before if key >= 0), default=0)


def plan_insert_item(page: Page, path: Path, place: int, value: Any, moments: Moments = NO_MOMENTS) -> Planned:
    """Add an item at a place of the list at a path."""
    value, found = take_value(page, path, place, value)
    moments = moments | found
    row = collection_at(page, path)
    wanted = data_of(page, row)
    wanted.insert(place, value)
    patches = None if moments else quick.plan_item(page, row, place, value)
    patches = patches or plan_splice(Renderer(page, moments), row, place, place, [New(None, value)])
    return settle(page, path, patches, row, wanted)


def plan_rename_member(page: Page, path: Path, name: Any) -> Planned:
    """Give the member at a path another key."""
    name = next(iter(plain_data({name: None})))
    row = collection_at(page, path[:-1])
    data = data_of(page, row)
    if not path or not isinstance(data, dict):
        where = spell_pointer(path) or "the front matter"
        at = page.tree.begin(find_child(page.tree, row, path[-1])[1] if path else ROOT) if len(page.tree) > ROOT else 0
        message = f"{where} is no member of a mapping, and has no key"
        raise EditError(Code.PLACE, message, hint="name a member", span=span_between(page.source, at, at))
    if same(name, path[-1]):
        return NOTHING
    if name in data:
        taken = find_child(page.tree, row, name)[0]
        at = page.tree.begin(taken if taken >= 0 else row)  # a merge key may bring it
        message = f'there is a member "{spell_part(name)}" already'
        raise EditError(Code.EXISTS, message, hint="remove it first", span=span_between(page.source, at, at))
    require_own(page.tree, row, [path[-1]])
    require_no_merge(page.tree, row, name)
    key, _ = find_child(page.tree, row, path[-1])
    require_unshared(page.tree, [(key, True)], [key])
    wanted = {name if same(old, path[-1]) else old: value for old, value in data.items()}
    patches = quick.plan_name(page, row, key, name) or plan_rename(Renderer(page), key, row, name)
    return settle(page, path[:-1], patches, row, wanted)


def plan_reconcile(page: Page, path: Path, wanted: Any, identity: Identity | None = None) -> Planned:
    """Make the collection at a path equal to ``wanted``, with the fewest edits."""
    wanted, moments = take_value(page, path, None, wanted)
    if not path and not isinstance(wanted, dict):
        raise EditError(Code.VALUE, "front matter must be a mapping", hint="give a dict")
    row = find_editable(page.tree, path)
    old = data_of(page, row)
    if same(old, wanted):
        return NOTHING
    collection_at(page, path)
    return settle(
        page, path, Reconciler(Renderer(page, moments), identity).plan(row, old, wanted, -1, -1, None), row, wanted
    )


def plan_body(page: Page, body: bytes) -> Planned:
    """Put other bytes in the place of the body."""
    source, parts, _, _ = page
    if body == source[parts.body :]:
        return NOTHING
    if parts.closing == len(source):
        raise EditError(
            Code.PLACE,
            "this file is all front matter and has no closing fence",
            hint="a body needs a line --- before it",
        )
    opening = b"" if source[: parts.body].endswith((b"\n", b"\r")) else newline_at(source, 0)  # R5
    return Planned([Patch(parts.body, len(source), opening + body if body else b"")])
