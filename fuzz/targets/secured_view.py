"""Any front matter: the quick way to its bound view says what the slow one says, or nothing; and the view is canonical
JSON that names a byte order mark."""

from __future__ import annotations

import json

import seedfmt
from seedfmt import secured
from seedfmt._secured import bindable, jcs, quick, view
from seedfmt.errors import SeedError

VOLATILE = ("/a/b", "/heat")
BOM = b"\xef\xbb\xbf"


def check(data: bytes) -> None:
    """Take the bytes for a file, or for front matter alone."""
    for source in (data, b"---\n%b\n---\n" % data):
        try:
            document = seedfmt.loads(source)
            bindable.require_common_lines(document._page)
            bindable.require_no_properties(document._page)
        except SeedError:
            continue
        check_view(document)


def check_view(document: seedfmt.Document) -> None:
    """Compare the two ways."""
    paths, omitted = view._leave_out(VOLATILE, "secured")
    found = quick.spell_common(document._page.tree, omitted)
    try:
        slow = view._spell_each(document._page, paths)
    except secured.NotBindable:
        assert found is None, found
        return
    assert found in (None, slow), (found, slow)
    assert jcs.canonical(json.loads(slow)) == slow, slow
    check_fences(document)


def check_fences(document: seedfmt.Document) -> None:
    """A byte order mark, which hides front matter from Jekyll, is not bound as if there were none."""
    source = bytes(document)
    if source.startswith(BOM):
        return
    marked = seedfmt.loads(BOM + source)
    one, other = (view.front_view(each, VOLATILE, "secured") for each in (marked, document))
    assert one != other, source
