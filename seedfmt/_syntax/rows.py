"""The layout of the Tree: one row of eight integers for each node, in reading order.

A node's children stand right behind it; ``NEXT`` is the row behind its last descendant, so the first child of
``r`` is ``r + 1`` (where ``NEXT`` is larger than that) and the next sibling is ``cells[r * WIDTH + NEXT]``. In a
mapping the children are key, value, key, value, ...

=======  ==========================================================================================
HEAD     kind, style and flags, or-ed together
START    offset of the first byte of the node itself, behind its anchor and tag
END      offset behind its last byte; for a block collection, behind its last descendant
NEXT     row behind the node and all its descendants
MARK     offset of the indicator that opens the node: ``-`` of an item, ``?`` of a key, ``:`` of a value; or -1
COMMA    offset of the comma behind an entry of a flow collection (on its first row); or -1
INDENT   column of the entries of a block collection, of the lines of a block scalar; target row of an alias
PROPS    place of anchor and tag in ``Tree.props``; or -1
=======  ==========================================================================================

Offsets count bytes of the whole file. ``rows.pxd`` repeats the constants for the compiled modules.
"""

from __future__ import annotations

WIDTH = 8
HEAD = 0
START = 1
END = 2
NEXT = 3
MARK = 4
COMMA = 5
INDENT = 6
PROPS = 7

# HEAD: the kind
KIND = 0xF
MAPPING = 1
SEQUENCE = 2
SCALAR = 3
ALIAS = 4
DOCUMENT = 5

# HEAD: the style
STYLE = 0xF0
PLAIN = 0x10
SINGLE = 0x20
DOUBLE = 0x30
LITERAL = 0x40
FOLDED = 0x50
BLOCK = 0x60
FLOW = 0x70
PAIR = 0x80  # the mapping of one entry without braces: [a: b]

# HEAD: flags
VERBATIM = 0x100  # the text of the scalar is the text of its span, less the quotes
EMPTY = 0x200  # a node without text
EXPLICIT = 0x400  # a document opened by "---"; a mapping entry opened by "?"
CLOSED = 0x800  # a document closed by "..."
STRIP = 0x1000  # block scalar header "-"
KEEP = 0x2000  # block scalar header "+"
INDICATED = 0x4000  # block scalar header with a digit

# Tree.props: five numbers for each node that has an anchor or a tag
PROPS_WIDTH = 5
ANCHOR_START = 0
ANCHOR_END = 1
TAG_START = 2
TAG_END = 3
TAG_NAME = 4  # place of the resolved tag in Tree.tags
