"""What an open collection waits for. ``states.pxd`` repeats the constants for the compiled modules."""

from __future__ import annotations

# block collections, and the document itself
WANTS = 1  # a bit: a node is awaited
COMPACT = 2  # a bit: the node may be a collection on the line of its indicator
NODE = 1  # the root of the document
ITEM = 3  # behind "-"
EXPLICIT_KEY = 7  # behind "?"
VALUE = 9  # behind the ":" of an implicit key
EXPLICIT_VALUE = 11  # behind the ":" of an explicit key
DONE = 16  # the root is complete
DASH = 32  # an entry of a sequence
KEY = 64  # an entry of a mapping
COLON = 128  # the ":" of an explicit key, or the next entry

# flow collections
FLOW_ITEM = 256  # an item of a sequence, or its end
FLOW_KEY = 512  # a key of a mapping, or its end
FLOW_EXPLICIT_KEY = 1024  # a key behind "?"
FLOW_COLON = 2048  # the ":" behind a key, or the end of the entry
FLOW_VALUE = 4096  # a value behind ":"
FLOW_NEXT = 8192  # the comma behind an entry, or the end
FLOW_WANTS = 5888  # bits: a node is awaited
PAIR_KEY = 16384  # in [? a : b], the same as in a mapping
PAIR_COLON = 32768
PAIR_VALUE = 65536
PAIR = 114688  # bits: the states of a pair
PAIR_WANTS = 81920
FLOW_OPEN = 121856  # bits: an entry is incomplete
