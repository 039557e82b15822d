"""Unwrap: take a signature off again.

In: a Document. Out: the Document with what was signed in its field, character for character. Never: verifies; a key is
not needed, and nothing is claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from seedfmt._secured import field as fields
from seedfmt._secured.sign import find_content
from seedfmt._secured.token import Signed
from seedfmt.errors import Code, Malformed

if TYPE_CHECKING:
    from seedfmt._document import Document


def unwrap(document: Document, *, field: str = fields.FIELD) -> None:
    """Take the signature off: what was signed stands there again; the field goes where nothing was.

    The signature is not verified: ``verify`` does that. Raises Malformed where there is none.
    """
    with fields.placed(document, field):
        if not isinstance(fields.require_value(document, field), Signed):
            raise Malformed(Code.MALFORMED, "the value is not signed", hint="there is no signature to take off")
        content = find_content(document, field)
        fields.write(document, field, content.text if content is not None else None)
