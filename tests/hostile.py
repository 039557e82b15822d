"""Texts of any size that are meant to make a parser slow, large or wrong: each a function of a size in bytes.

``GROWING`` is used by ``test_hostile.py``, which runs each once, and by ``python -m fuzz.growth``, which measures how
time and memory grow.
"""

from __future__ import annotations

from collections.abc import Callable

Maker = Callable[[int], bytes]


def seed(front: bytes) -> bytes:
    return b"---\n" + front + b"\n---\nbody\n"


def many(piece: bytes, before: bytes = b"", after: bytes = b"") -> Maker:
    """The piece as often as it fits."""
    return lambda size: seed(before + piece * max(1, (size - len(before) - len(after)) // len(piece)) + after)


def numbered(piece: bytes, before: bytes = b"", after: bytes = b"") -> Maker:
    """The piece as often as it fits, each with a number in the place of its "%d"."""

    def make(size: int) -> bytes:
        count = max(2, size // (len(piece) + 4))
        return seed(before + b"".join(piece % ((number,) * piece.count(b"%d")) for number in range(count)) + after)

    return make


def crs(make: Maker) -> Maker:
    """With lone carriage returns for line ends."""
    return lambda size: make(size).replace(b"\n", b"\r")


def crlfs(make: Maker) -> Maker:
    return lambda size: make(size).replace(b"\n", b"\r\n")


# name, what makes it, and the code of the error, or "" where it is read
GROWING: list[tuple[str, Maker, str]] = [
    ("keys", numbered(b"key%d: value\n"), ""),
    ("keys-quoted", numbered(b'"key%d": value\n'), ""),
    ("keys-numbers", numbered(b"%d: value\n"), ""),
    ("keys-and-an-alias", numbered(b'"k%d": v\n', b"a: &x 1\nb: *x\n"), ""),
    ("keys-explicit", numbered(b"? key%d\n: value\n"), ""),
    ("keys-collections", numbered(b"? [%d, b]\n: value\n"), "E405"),
    ("keys-collections-alias", numbered(b"? [*x, %d]\n: value\n", b"a: &x 1\n"), "E405"),
    ("keys-that-are-long", numbered(b"k" * 1000 + b"%d: v\n"), ""),
    ("keys-too-long", many(b"k", after=b": v"), "E205"),
    ("keys-that-almost-end", many(b"a:b:", after=b": v"), "E205"),
    ("keys-missing-colon", numbered(b"k%d: v\n", after=b"last"), "E204"),
    ("keys-twice-at-the-end", numbered(b"k%d: v\n", after=b"k0: v"), "E301"),
    ("keys-empty-values", numbered(b"k%d:\n"), ""),
    ("items", many(b"- a\n", b"a:\n"), ""),
    ("items-empty", many(b"-\n", b"a:\n"), ""),
    ("items-maps", many(b"- a: 1\n  b: 2\n", b"a:\n"), ""),
    ("comments", many(b"# comment\n"), ""),
    ("comments-empty", many(b"#\n"), ""),
    ("comments-behind", numbered(b"k%d: v # c\n"), ""),
    ("blank-lines", many(b"\n", b"a: 1\n"), ""),
    ("blank-lines-between", numbered(b"k%d: v\n\n\n\n\n"), ""),
    ("blank-lines-wide", many(b"      \n", b"a: b\n"), ""),
    ("blank-lines-in-plain", many(b"\n  b\n\n\n", b"a: b\n"), ""),
    ("spaces-behind", many(b" ", b"a: b"), ""),
    ("spaces-before-comment", numbered(b"k%d: v                                    # c\n"), ""),
    ("tabs-behind", many(b"\t", b"a: b"), ""),
    ("line-plain", many(b"word ", b"a: "), ""),
    ("line-double", many(b"word ", b'a: "', b'"'), ""),
    ("line-single", many(b"it''s ", b"a: '", b"'"), ""),
    ("line-escapes", many(b"\\n\\u00e9", b'a: "', b'"'), ""),
    ("line-escaped-quotes", many(b'\\"', b'a: "', b'"'), ""),
    ("line-backslashes", many(b"\\\\", b'a: "', b'"'), ""),
    ("line-unclosed-double", many(b"word ", b'a: "'), "E206"),
    ("line-unclosed-single", many(b"word ", b"a: '"), "E206"),
    ("lines-plain", many(b"  word\n", b"a:\n"), ""),
    ("lines-double", many(b"  word\n", b'a: "\n', b'  "'), ""),
    ("lines-single", many(b"  word\n", b"a: '\n", b"  '"), ""),
    ("lines-blank-in-double", many(b"\n", b'a: "', b'  "'), ""),
    ("lines-escaped-breaks", many(b"  word \\\n", b'a: "\n', b'  "'), ""),
    ("lines-literal", many(b"  word\n", b"a: |\n"), ""),
    ("lines-folded", many(b"  word\n", b"a: >\n"), ""),
    ("lines-folded-blank", many(b"  word\n\n\n", b"a: >\n"), ""),
    ("lines-literal-blank", many(b"\n", b"a: |+\n"), ""),
    ("lines-literal-of-spaces", many(b"   \n", b"a: |\n"), ""),
    ("lines-many-literals", numbered(b"k%d: |\n  word\n"), ""),
    ("flow-items", many(b"a, ", b"a: [", b"]"), ""),
    ("flow-lines", many(b"  a,\n", b"a: [\n", b"  ]"), ""),
    ("flow-members", numbered(b"k%d: v, ", b"a: {", b"}"), ""),
    ("flow-pairs", many(b"a: b, ", b"a: [", b"]"), ""),
    ("flow-pairs-of-collections", many(b"[a, [b, c, d], e]: f, ", b"a: [", b"]"), ""),
    ("flow-long-keys", many(b"[" + b"a," * 500 + b"]: f, ", b"a: [", b"]"), ""),
    ("flow-nested", many(b"[[[[[[[[]]]]]]]], ", b"a: [", b"]"), ""),
    ("flow-too-deep", many(b"[", b"a: "), "E402"),
    ("flow-unclosed", many(b"a, ", b"a: ["), "E206"),
    ("flow-comments", many(b"# c\n  ", b"a: [\n  ", b"]"), ""),
    ("flow-nested-keys", many(b"? [a] : [b], ", b"a: [", b"]"), ""),
    ("dashes-too-deep", many(b"- ", b"a:\n "), "E402"),
    ("questions-too-deep", many(b"? "), "E402"),
    ("anchors", numbered(b"k%d: &a%d v\n"), ""),
    ("anchors-of-one-name", numbered(b"k%d: &a v\n"), ""),
    ("anchor-name-long", many(b"a", b"a: &", b" v"), ""),
    ("aliases", numbered(b"k%d: *x\n", b"a: &x v\n"), ""),
    ("merge-keys", numbered(b"k%d: {<<: *x}\n", b"a: &x {p: q}\n"), ""),
    ("merge-list", many(b"*x, ", b"a: &x {p: q}\nb:\n  <<: [", b"]"), "E403"),
    ("tags", numbered(b"k%d: !t%d v\n"), ""),
    ("tag-long", many(b"a", b"a: !", b" v"), ""),
    ("tag-escapes", many(b"%41", b"a: !", b" v"), ""),
    ("special-in-quotes", many(b'- "\x7f"\n- a\n', b"a:\n"), ""),
    ("special-nel", many("- \x85\n".encode(), b"a:\n"), ""),
    ("special-ls-ps", many("- a\u2028b\u2029\n".encode(), b"a:\n"), ""),
    ("special-c1-in-quotes", many('- "\x80"\n'.encode(), b"a:\n"), ""),
    ("special-bom-in-quotes", many('- "\ufeff"\n'.encode(), b"a:\n"), ""),
    ("letters", many("é".encode(), b"a: "), ""),
    ("not-utf-8-at-the-end", many(b"- a\n", b"a:\n", b"- \xff"), "E104"),
    ("control-at-the-end", many(b"- a\n", b"a:\n", b"- \x01"), "E105"),
    ("almost-fences", many(b"---x\n"), "E106"),
    ("almost-fences-in-text", many(b"  ---\n", b"a: |\n"), ""),
    ("digits", many(b"9", b"a: "), "E404"),
    ("number-almost", many(b"9", b"a: ", b"x"), ""),
    ("float-long", many(b"9", b"a: 1."), ""),
    ("conflict", many(b"- a\n", b"a:\n", b"<<<<<<< x"), "E216"),
]  # fmt: skip

GROWING += [(f"{name}-cr", crs(make), code) for name, make, code in GROWING]
GROWING += [
    (f"{name}-crlf", crlfs(make), code) for name, make, code in GROWING if name in ("keys", "lines-double", "items")
]


def laughs(levels: int) -> bytes:
    """Aliases of aliases: ten to the power of the levels."""
    lines = [b"a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        b"a%d: &a%d [%s]" % (level, level, b", ".join([b"*a%d" % (level - 1)] * 10)) for level in range(1, levels)
    ]
    return seed(b"\n".join(lines))


def merge_laughs(levels: int) -> bytes:
    """The same with merge keys."""
    lines = [b"a0: &a0 {k: v}"]
    lines += [
        b"a%d: &a%d {<<: [%s], k%d: v}" % (level, level, b", ".join([b"*a%d" % (level - 1)] * 10), level)
        for level in range(1, levels)
    ]
    return seed(b"\n".join(lines))
