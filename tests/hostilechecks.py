"""More hostile shapes: what makes a rule, a fix, a report or an edit slow, whether or not the file can be read.

``SHAPES`` are all of them, with those of ``hostile.py``; each is a function of a size in bytes.
"""

from __future__ import annotations

import hostile
from hostile import Maker, crlfs, many, numbered, seed

NBSP = b"\xc2\xa0"
ZERO_WIDTH = b"\xe2\x80\x8b"
NEWS = (
    b"category: c\ntitle: t\nexcerpt: e\npublishedDateTime: 2026-03-02T09:00:00Z\nwebUrl: https://e.org/a\n"
    b"type: article\n"
)


def in_body(make: Maker) -> Maker:
    """The same as a body, behind a small front matter."""

    def made(size: int) -> bytes:
        front = make(size).removeprefix(b"---\n").removesuffix(b"\n---\nbody\n")
        return b"---\na: 1\n---\n" + front + b"\n"

    return made


def nested(opening: bytes, closing: bytes, depth: int = 90) -> Maker:
    """Entries that are each nested nearly as deeply as is allowed."""
    return numbered(b"k%d: " + opening * depth + closing * depth + b"\n")


def indented(levels: int) -> Maker:
    """A mapping in a mapping, and so on, and many entries in the innermost."""
    margin = b" " * levels
    before = b"".join(b" " * level + b"k:\n" for level in range(levels))
    return numbered(margin + b"k%d: v\n", before)


CHECKED: list[tuple[str, Maker]] = [
    # comments and directives
    ("ignore-each-line", numbered(b"k%d: v  # seedfmt: ignore[L104]\n")),
    ("ignore-each-line-with-findings", numbered(b'k%d: "a" \t# seedfmt: ignore[L104,D101,X101]  \n')),
    ("ignore-lines-of-their-own", numbered(b"# seedfmt: ignore[D101]\nk%d: no\n")),
    ("ignore-only", many(b"# seedfmt: ignore[D101]\n", b"a: 1\n")),
    ("ignore-on-one-line", many(b"# seedfmt: ignore[D101] ", b"a: no ")),
    ("ignore-many-codes", many(b"D101,", b"a: no # seedfmt: ignore[", b"]")),
    ("ignore-misspelt", numbered(b"k%d: v  # seedfmt: ignor[d101]\n")),
    ("ignore-misspelt-on-one-line", many(b"# seedfmt: ignor ", b"a: v ")),
    ("ignore-unknown-codes", numbered(b"k%d: v  # seedfmt: ignore[Q%d]\n")),
    ("ignore-behind-quotations", many(b' "# seedfmt: ignore[D101]" x', b"a: v # ")),
    ("ignore-almost", many(b"# seedfmt: ignore[", b"a: v ")),
    ("ignore-spaces", many(b" ", b"a: v # seedfmt: ignore[", b"x")),
    ("comment-hashes", many(b"# ", b"a: v ")),
    ("comment-hashes-close", many(b"#", b"a: v ")),
    ("comments-between-items", many(b"- a # c\n# d\n", b"a:\n")),
    ("comments-indented", many(b"      # c\n", b"a:\n  b: c\n")),
    ("hash-cuts", numbered(b"k%d: v #4\n")),
    ("hash-cuts-empty", numbered(b"k%d: #4\n")),
    ("hash-cuts-items", many(b"- #4\n", b"a:\n")),
    # whitespace
    ("trailing-tabs-run", many(b"\t", b"a: b", b"\nc: d")),
    ("trailing-tabs-each-line", numbered(b"k%d: v\t\t\t\t\t\t\t\t\n")),
    ("trailing-spaces-each-line", numbered(b"k%d: v        \n")),
    ("trailing-runs", numbered(b"k%d: v" + b" " * 500 + b"\n")),
    ("trailing-tab-lines", many(b"\t\n", b"a: b\n")),
    ("tabs-inside", many(b"k:\tv, ", b"a: {", b"}")),
    ("tabs-run-inside", many(b"\t", b"a:", b"v")),
    ("tabs-each-line", numbered(b"k%d:\tv\n")),
    ("tabs-and-comments", numbered(b"k%d: v\t# c\n")),
    ("tabs-in-list", many(b"a,\t", b"a: [", b"b]")),
    ("tabs-in-text", many(b"a\t", b'a: "', b'"')),
    ("spaces-line-in-literal", many(b"  a  \n", b"a: |\n")),
    ("empty-values-with-space", numbered(b"k%d: \n")),
    ("dashes-with-space", many(b"- \n", b"a:\n")),
    ("mixed-ends", numbered(b"k%d: v\r\nl%d: v\n")),
    ("mixed-ends-cr", numbered(b"k%d: v\rl%d: v\n")),
    ("body-of-cr", in_body(many(b"a\r"))),
    # git
    ("conflicts", in_body(many(b"<<<<<<< a\nb\n=======\nc\n>>>>>>> d\n"))),
    ("conflicts-in-front", many(b"<<<<<<< a\nb: 1\n=======\nb: 2\n>>>>>>> d\n", b"a: 1\n")),
    ("conflicts-in-text", many(b"  a\n<<<<<<< a\n=======\n>>>>>>> d\n", b"a: |\n")),
    ("conflicts-opened", in_body(many(b"<<<<<<< a\n"))),
    ("conflicts-opened-in-front", many(b"<<<<<<< a\n", b"a: 1\n")),
    ("conflicts-not-closed", in_body(many(b"<<<<<<< a\n=======\n"))),
    ("conflicts-not-closed-in-front", many(b"<<<<<<< a\n=======\n", b"a: 1\n")),
    ("conflicts-middle", many(b"=======\n", b"a: 1\n")),
    ("conflicts-middle-in-body", in_body(many(b"=======\n", b"<<<<<<< a\n"))),
    ("conflicts-closed", many(b">>>>>>> a\n", b"a: 1\n")),
    ("conflicts-one-and-lone-marks", many(b">>>>>>> a\n", b"<<<<<<< a\nb: 1\n=======\nb: 2\n>>>>>>> d\n")),
    ("conflicts-almost", in_body(many(b"<<<<<<<< a\n"))),
    ("conflicts-crlf", crlfs(in_body(many(b"<<<<<<< a\n=======\n>>>>>>> d\n")))),
    ("conflicts-and-error-behind", many(b"<<<<<<< a\nb: 1\n=======\nb: 2\n>>>>>>> d\n", b"", b"x")),
    # values that readers differ about
    ("others-flow-line", many(b"no, ", b"a: [", b"no]")),
    ("others-flow-line-unicode", many("é, no, ".encode(), b"a: [", b"no]")),
    ("others-each-line", numbered(b"k%d: no\n")),
    ("others-each-item", many(b"- 1:16\n", b"a:\n")),
    ("others-keys", numbered(b"%d:%d: v\n")),
    ("others-dates", numbered(b"k%d: 2001-1-1 1:1:1\n")),
    ("others-bad-dates", numbered(b"k%d: 2001-02-30T01:01:01Z\n")),
    ("others-octal", numbered(b"k%d: 0%d7\n")),
    ("others-tags", numbered(b"k%d: !x no\n")),
    ("others-merge", numbered(b"k%d: {<<: *x, no: 1}\n", b"a: &x {p: no}\n")),
    ("others-explicit", numbered(b"? no%d\n: no\n")),
    ("others-binary", many(b"!!binary aa==, ", b"a: [", b"a]")),
    ("others-sexagesimal-long", many(b"1:", b"a: ", b"1")),
    ("others-float-long", many(b"1_", b"a: ", b"1")),
    # quotes, anchors, tags
    ("quotes-left-over", numbered(b'k%d: v"\n')),
    ("quotes-left-over-flow", many(b"v', ", b"a: [", b"v']")),
    ("quotes-in-one-value", many(b'"', b"a: v", b'"')),
    ("quotes-escaped", many(b'"\\"", ', b"a: [", b"a]")),
    ("quotes-unclosed-each-line", numbered(b'k%d: "v\n')),
    ("quotes-unclosed-items", many(b"- 'v\n", b"a:\n")),
    ("brackets-unclosed-each-line", numbered(b"k%d: [v\n")),
    ("braces-unclosed-each-line", numbered(b"k%d: {v: w\n")),
    ("brackets-closed", many(b"]", b"a: [")),
    ("marks-anchor", numbered(b"k%d: &a%d v\n")),
    ("marks-bang", numbered(b"k%d: ! v\n")),
    ("marks-flow", many(b"! v, ", b"a: [", b"v]")),
    ("anchors-flow", numbered(b"&a%d v, ", b"a: [", b"v]")),
    ("aliases-flow", many(b"*x, ", b"a: &x v\nb: [", b"*x]")),
    ("aliases-of-lists", numbered(b"k%d: &a%d [1, 2]\nl%d: *a%d\n")),
    ("aliases-unknown", numbered(b"k%d: *a\n")),
    ("tags-unknown", numbered(b"k%d: !e!a v\n")),
    ("tags-directives", lambda size: b"%TAG !e! tag:x,2000:\n" * (size // 22) + b"---\na: b\n"),
    # keys
    ("keys-twice-each", numbered(b"k%d: v\nk%d: v\n")),
    ("keys-twice-all", many(b"k: v\n")),
    ("keys-twice-in-items", many(b"- k: v\n  k: v\n", b"a:\n")),
    ("keys-twice-flow", many(b"k: v, ", b"a: {", b"k: v}")),
    ("keys-twice-nested", numbered(b"k%d:\n  a: 1\n  a: 2\n")),
    ("keys-twice-long", many(b"k" * 900 + b": v\n")),
    ("keys-not-text", numbered(b"%d: v\n%d.5: v\n")),
    ("keys-odd-quotes", numbered(b'"k\\t%d": v\n')),
    ("keys-long-and-quoted", numbered(b'"' + b"k" * 900 + b'%d": v\n')),
    ("keys-out-of-order", many(b"  - quality: 1\n    type: a\n    title: t\n", NEWS + b"related:\n")),
    ("keys-misspelt", numbered(b"titel%d: v\n", NEWS)),
    ("keys-misspelt-items", many(b"  - {titel: t, tpye: a}\n", NEWS + b"related:\n")),
    ("keys-with-slashes", numbered(b"~/%d/~: v\n")),
    # what content rules look at
    ("related-unsorted", numbered(b"  - {title: t%d, webUrl: https://e.org/%d, quality: %d}\n", NEWS + b"related:\n")),
    ("related-comments", numbered(b"  # c\n  - title: t%d\n    quality: %d # d\n", NEWS + b"related:\n")),
    ("related-flow", numbered(b"{title: t, quality: %d}, ", NEWS + b"related: [", b"]")),
    ("related-amp", numbered(b"  - {ampWebUrl: https://e.org/%d}\n", NEWS + b"related:\n")),
    ("related-future", many(b"  - publishedDateTime: 2999-01-01T00:00:00Z\n", NEWS + b"related:\n")),
    ("urls-with-blanks", numbered(b'  - url: " https://e.org/%d"\n', NEWS + b"images:\n")),
    ("urls-with-blanks-in-them", numbered(b'  - url: "https://e.org/ %d"\n', NEWS + b"images:\n")),
    ("urls-with-blanks-flow", numbered(b'{url: " https://e.org/%d"}, ', NEWS + b"images: [", b"]")),
    ("urls-long", many(b"a", NEWS + b"originalUrl: https://e.org/")),
    ("url-keys-almost", many(b'url: "a', b"a: '", b"'")),
    ("url-value-long", many(b"a ", b'url: "http', b'"')),
    ("topics-many", numbered(b"  - Topic %d\n", NEWS + b"topics:\n")),
    ("topics-repeated", many(b"  - AI\n", NEWS + b"topics:\n")),
    ("topics-repeated-flow", many(b"AI, ", NEWS + b"topics: [", b"AI]")),
    ("topics-not-text", many(b"  - 12\n", NEWS + b"topics:\n")),
    ("topics-blank-at-end", numbered(b'  - " Topic %d "\n', NEWS + b"topics:\n")),
    ("images-wrong-type", many(b'  - {url: 1, width: "2", height: "3"}\n', NEWS + b"images:\n")),
    ("secured-long", many(b"QUFB", b"secured: ", b"==;QUFB")),
    ("secured-parts", many(b"QUFB;", b"secured: ")),
    ("secured-dots", many(b"e30.", b"secured: ")),
    ("secured-list", many(b"- QUFBQUFBQUFBQUFBQUFBQQ==\n", b"secured:\n")),
    ("tokens", numbered(b"k%d: QUFBQUFBQUFBQUFBQUFBQQ== \n")),
    ("tokens-on-one-line", many(b"QUFBQUFBQUFBQUFBQUFBQQ== ", b"a: ", b"#")),
    # text
    ("dash-lines", many(b" - b\n", b"a:\n- a\n")),
    ("dash-lines-each", numbered(b"k%d: a\n - b\n")),
    ("dash-lines-far", many(b" - b\n", b"a: a\n")),
    ("bidirectional", numbered("k%d: \u202ea\n".encode())),
    ("invisible", numbered(b"k%d: a" + ZERO_WIDTH + b"\n")),
    ("invisible-flow", many(b"a" + ZERO_WIDTH + b", ", b"a: [", b"a]")),
    ("invisible-one-value", many(b"a" + ZERO_WIDTH, b"a: ")),
    ("invisible-keys", numbered(b"k%d" + ZERO_WIDTH + b": a\n")),
    ("invisible-known-keys", many(b"  - {title" + ZERO_WIDTH + b": t}\n", NEWS + b"related:\n")),
    ("invisible-run", many(ZERO_WIDTH, b"a: b")),
    ("misread", numbered("k%d: donâ€™t\n".encode())),
    ("misread-one-line", many("donâ€™t ".encode(), b"a: ")),
    ("replaced", numbered("k%d: \ufffd\n".encode())),
    ("lookalikes", numbered("k%d: p\u0430ypal\u2010\uff21\n".encode())),
    ("no-break-spaces", numbered(b"k%d: v\n" + NBSP + b"l%d: w\n")),
    ("no-break-indentation", numbered(NBSP + b"k%d: v\n", b"a:\n")),
    ("no-break-behind-colon", numbered(b"k%d:" + NBSP + b"v\n")),
    ("no-break-then-comments", many(b"# c\n", b"a: 1\n", b"  b: 2")),
    ("no-break-then-blank-lines", many(b"\n", b"a: 1\n", b"  b: 2")),
    ("indentation-wrong-at-end", numbered(b"k%d: v\n", b"a: 1\n", b"    x: y")),
    ("indentation-wrong-each", numbered(b"k%d: v\n   l%d: w\n")),
    ("colon-missing-each", numbered(b"k%d v\n")),
    ("colon-missing-space-each", numbered(b"k%d:v\n")),
    ("trailing-text-each", numbered(b'k%d: "a" b\n')),
    ("commas-behind", numbered(b'k%d: "a",\n')),
    ("items-without-space", many(b"-a\n", b"a:\n")),
    ("items-and-keys-mixed", many(b"- a\nb: c\n", b"a:\n")),
    ("wide", many("猫".encode(), b"a: ", b" #x")),
    ("combining", many("e\u0301".encode(), b"a: ", b" #x")),
    ("literals-and-indents", numbered(b"k%d: |2\n    a\n   b\n")),
    ("literals-trailing", numbered(b"k%d: |+\n  a\n \n \n")),
    ("folded-plain", numbered(b"k%d: a\n  b\n  c\n")),
    # documents and fences
    ("document-marks", lambda size: b"a: 1\n" + b"---\nb: 1\n" * (size // 9)),
    ("document-ends", lambda size: b"---\na: 1\n" + b"...\n" * (size // 4)),
    ("fence-missing", lambda size: b"---\n" + b"k: v\n\n" * (size // 6)),
    ("fence-false", lambda size: b"---\na: 1\n" + b"--- \xe2\x80\x94\n" * (size // 8)),
    ("fence-rulers", lambda size: b"---\na: 1\n" + b"***\n" * (size // 4)),
    ("fence-indented", lambda size: b"---\na: 1\n" + b" ---\n" * (size // 5)),
    ("no-newline-at-all", lambda size: b"---\na: " + b"v" * size),
    ("no-front-matter", lambda size: b"text\n" * (size // 5)),
    ("body-large", lambda size: seed(b"a: no") + b"body\n" * (size // 5)),
    # nesting
    ("nested-lists", nested(b"[", b"]")),
    ("nested-mappings", nested(b"{a: ", b"}")),
    ("nested-blocks", indented(60)),
    ("nested-blocks-others", lambda size: indented(60)(size).replace(b": v\n", b": no\n")),
    ("nested-keys-out-of-order", many(b"- type: a\n  title: t\n", b"related:\n")),
    ("flow-others-nested", many(b"{no: [no, {a: no}]}, ", b"a: [", b"no]")),
    ("flow-keys-misspelt", many(b"{titel: t}, ", NEWS + b"related: [", b"a]")),
    ("flow-lines-comments", many(b"  a, # c\n", b"a: [\n", b"  ]")),
    ("flow-empty", many(b"[], ", b"a: [", b"[]]")),
    ("explicit-empty", many(b"? \n", b"a: 1\n")),
]  # fmt: skip

SHAPES: dict[str, Maker] = {name: make for name, make, _ in hostile.GROWING} | dict(CHECKED)
