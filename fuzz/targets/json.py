"""Lossless JSON restores every byte; data JSON put back changes none; edited data are the same edit; any text read as
lossless JSON, and any text as its ``front``, is a Document or a SeedError."""

from __future__ import annotations

import json
import random

from laws import json_laws, laws

from fuzz.targets.reconcile import rearranged
from seedfmt._views.values import replaced

HEADER = 2


def check(data: bytes) -> None:
    """The laws of JSON; the edit is the one that the header makes of the data."""
    text = data[HEADER:]
    fenced = text.removeprefix(b"\xef\xbb\xbf").startswith(b"---")
    json_laws.law_lossless(text, fenced)
    json_laws.law_onto_unchanged(text, fenced)
    json_laws.law_data_is_json(text, fenced)
    document = laws.read(text, fenced)
    if document is None:
        content = text.decode(errors="replace")
        json_laws.law_total(content)
        whole = {"seedfmt": 2, "data": {}, "front": content, "body": data[:HEADER].decode("latin-1").strip("\0")}
        json_laws.law_total(json.dumps(whole))
        return
    wanted = rearranged(random.Random(data[:HEADER]), replaced(document.data, hide=True), 0)
    json_laws.law_edit_through_json(text, fenced, wanted)
