"""Front matter that cannot be bound (R120 to R127), and what looks like it and can."""

from __future__ import annotations

from making.suite import BODY, BOUND, FRONT, PLAINTEXT, bind, document, jwe, jwe_header, jws, jws_header
from making.vectors import SIGNED, vector

# name, rule, the line that is refused, what it is about, what stands behind the front matter of the other vectors
CASES = [
    ("cr", "R121", 12, "a lone CR", "a: 1\rb: 2\n"),
    ("nel", "R121", 12, "U+0085", 'a: "\u0085"\n'),
    ("ls", "R121", 12, "U+2028 in a comment", "# \u2028a: 1\n"),
    ("ps", "R121", 12, "U+2029", 'a: "\u2029"\n'),
    ("hyphens", "R121", 12, "a key that begins with ---", "---a: t\n"),
    ("bom", "R121", 12, "U+FEFF", 'a: "\ufeff"\n'),
    ("anchor", "R122", 12, "an anchor", "a: &x 1\n"),
    ("alias", "R122", 12, "an alias", 'a: &x "t"\nb: *x\n'),
    ("tag", "R122", 12, "a tag", "a: !!str t\n"),
    ("merge", "R123", 13, "a merge key", "a: {b: c}\n<<: {d: e}\n"),
    ("merge-quoted", "R123", 12, "a merge key in quotes", '"<<": t\n'),
    ("key-number", "R123", 12, "a number as key", "1: t\n"),
    ("key-small", "R123", 12, "a number in the spelling of JCS as key", "1.5e-7: t\n"),
    ("key-yes", "R123", 12, "yes as key", "yes: t\n"),
    ("key-null", "R123", 12, "null as key", "null: t\n"),
    ("key-date", "R123", 12, "a date as key", "2026-01-01: t\n"),
    ("key-list", "R123", 12, "a list as key", "? [a]\n: t\n"),
    ("key-flow", "R123", 12, "a flow mapping as key", "{a: b}: t\n"),
    ("key-in-flow", "R123", 12, "yes as key in a flow mapping", "a: {yes: t}\n"),
    ("key-list-in-flow", "R123", 12, "a list as key in a flow mapping", "a: {[b]: t}\n"),
    ("merge-in-flow", "R123", 12, "a quoted merge key in a flow mapping", 'a: {"<<": t}\n'),
    ("key-pair", "R123", 12, "a number as key in a flow list", "a: [1: t]\n"),
    ("key-empty", "R126", 12, "nothing as key", ": t\n"),
    ("yes", "R125", 12, "yes", "a: yes\n"),
    ("off", "R125", 12, "Off", "a: Off\n"),
    ("y", "R125", 12, "y", "a: y\n"),
    ("tilde", "R125", 12, "~", "a: ~\n"),
    ("null", "R125", 12, "Null", "a: Null\n"),
    ("true", "R125", 12, "True", "a: True\n"),
    ("octal", "R124", 12, "007", "a: 007\n"),
    ("hex", "R125", 12, "0x1f", "a: 0x1f\n"),
    ("octal-12", "R125", 12, "0o17", "a: 0o17\n"),
    ("binary", "R125", 12, "0b1", "a: 0b1\n"),
    ("plus", "R125", 12, "+1", "a: +1\n"),
    ("minus-zero", "R125", 12, "-0", "a: -0\n"),
    ("underscore", "R125", 12, "1_000", "a: 1_000\n"),
    ("comma", "R125", 12, "1,000", "a: 1,000\n"),
    ("sexagesimal", "R125", 12, "1:30", "a: 1:30\n"),
    ("large", "R124", 12, "2^53", "a: 9007199254740992\n"),
    ("decimal-zero", "R124", 12, "1.0", "a: 1.0\n"),
    ("decimal-long", "R124", 12, "4.70", "a: 4.70\n"),
    ("exponent", "R125", 12, "1e3", "a: 1e3\n"),
    ("exponent-alone", "R125", 12, "e9, which npm's yaml calls a number in YAML 1.1", "a: e9\n"),
    ("exponent-long", "R125", 12, "the same, longer than a word", "a: e12345678\n"),
    ("exponent-minus", "R125", 12, "-e9", "a: -e9\n"),
    ("underscore-first", "R125", 12, "_1", "a: _1\n"),
    ("underscore-minus", "R125", 12, "-_1, which ruamel.yaml and go-yaml call a number", "a: -_1\n"),
    ("underscore-prefix", "R125", 12, "0_o7, which go-yaml calls a number", "a: 0_o7\n"),
    ("hex-comma", "R125", 12, "0x,a1, which Psych calls a number", "a: 0x,a1\n"),
    ("binary-minus", "R125", 12, "0b-01, which go-yaml calls a number", "a: 0b-01\n"),
    ("octal-minus", "R125", 12, "0o-17, which go-yaml calls a number", "a: 0o-17\n"),
    ("sexagesimal-comma", "R125", 12, "10:00:00,", "a: 10:00:00,\n"),
    ("key-exponent", "R123", 12, "e9 as key", "e9: t\n"),
    ("merge-escaped", "R123", 12, "an escaped merge key", '"\\x3c<": t\n'),
    ("merge-escaped-flow", "R123", 12, "an escaped merge key in a flow mapping", 'a: {"<\\u003c": t}\n'),
    ("merge-lines", "R123", 12, "a merge key over two lines", '? "<\\\n  <"\n: t\n'),
    ("quoted-date-long", "R126", 12, "a timestamp of 83 bytes in quotes", f'a: "2026-03-02T10:00:00.{"0" * 63}"\n'),
    (
        "single-date-long",
        "R126",
        12,
        "a timestamp of 83 bytes in single quotes",
        f"a: '2026-03-02T10:00:00.{'0' * 63}'\n",
    ),
    ("blank-line-end", "R128", 12, "a blank before a line end in single quotes", "a: 'b \n  c'\n"),
    ("tab-line-end", "R128", 12, "a tab before a line end in double quotes", 'a: "b\t\n  c"\n'),
    ("escaped-line-end", "R128", 12, "a blank line after an escaped line end", 'a: "b\\\n\n  c"\n'),
    ("block-blank", "R128", 12, "a block of blanks", "a: |1\n  \nb: c\n"),
    ("block-blank-end", "R128", 12, "a block that ends with blanks", "a: |-\n  b\n    \nc: d\n"),
    ("exponent-jcs", "R125", 12, "1e-7, which YAML 1.1 calls text", "a: 1e-7\n"),
    ("point", "R125", 12, ".5", "a: .5\n"),
    ("inf", "R125", 12, ".inf", "a: .inf\n"),
    ("nan", "R125", 12, ".NaN", "a: .NaN\n"),
    ("digits", "R124", 12, "too many digits", "a: 0.1000000000000000055511151231257827\n"),
    ("version", "R125", 12, "1.2.3", "a: 1.2.3\n"),
    ("time", "R125", 12, "half a timestamp", "a: 2026-01-01T10:00\n"),
    ("year", "R125", 12, "a short date", "a: 2026-1-1\n"),
    ("symbol", "R125", 12, "a symbol of Ruby", "a: :b\n"),
    ("equals", "R125", 12, "=", "a: =\n"),
    ("quoted-date", "R126", 12, "a date in quotes", 'a: "2026-01-01"\n'),
    ("single-date", "R126", 12, "a date in single quotes", "a: '2026-01-01'\n"),
    ("block-date", "R126", 12, "a date in a block", "a: |-\n  2026-01-01\n"),
    ("escaped-date", "R126", 12, "a date with an escape", 'a: "2026\\x2d01-01"\n'),
    ("slash", "R126", 12, "the escape \\/", 'a: "\\/"\n'),
    ("pair", "R126", 12, "a surrogate pair", 'a: "\\ud83d\\ude00"\n'),
    ("lines-yes", "R126", 12, "a plain text over two lines with a colon", "a: b:c\n  d\n"),
    ("empty", "R126", 12, "nothing", "a:\n"),
    ("item-empty", "R126", 13, "nothing as an item", "a:\n  -\n"),
    ("flow-url", "R127", 12, "a colon in a flow list", "a: [http://example.org]\n"),
    ("flow-empty", "R126", 12, "nothing in a flow mapping", "a: {b}\n"),
    ("flow-yes", "R125", 12, "no in a flow list", "a: [no]\n"),
]
# name, rule, what it is about, the volatile member
HEATS = [
    ("tag-volatile", "R122", "a tag in a volatile member", "!!int 64"),
    ("flow-volatile", "R127", "a flow collection in a volatile member", "[a:b]"),
]


def unbindable() -> None:
    for name, rule, line, about, lines in CASES:
        vector(f"unbindable-{name}", rule, "not-bindable", about, document(jwe(), front=FRONT + lines), line=line)
    for name, rule, about, heat in HEATS:
        front = FRONT.replace("heat: 64", f"heat: {heat}")
        vector(f"unbindable-{name}", rule, "not-bindable", about, document(jwe(), front=front), line=3)
    dots = document(jwe()).replace("---\n" + BODY, "...\n" + BODY)
    vector("unbindable-dots", "R121", "not-bindable", "the closing fence is ...", dots, line=14)
    comment = {"policy": SIGNED, "detached": jws("", jws_header(..., bind({}, field=None)))}
    vector("ok-empty", "R113", "ok", "no front matter at all", "---\n# nothing\n---\n" + BODY, **comment)
    vector(
        "unbindable-comment",
        "R121",
        "not-bindable",
        "U+2028 in a comment, and nothing else",
        "---\n# \u2028a: 1\n---\n" + BODY,
        line=2,
        **comment,
    )
    vector(
        "unbindable-nothing", "R121", "not-bindable", "nothing, closed by ...", "---\n...\n" + BODY, line=2, **comment
    )
    vector(
        "unbindable-anchor-nothing",
        "R122",
        "not-bindable",
        "an anchor on nothing",
        "---\n&a\n---\n" + BODY,
        line=2,
        **comment,
    )
    bare = document(jwe()).removeprefix("---\n").removesuffix("---\n" + BODY)
    vector(
        "unbindable-directive",
        "R121",
        "not-bindable",
        "a directive in a file without an opening fence",
        "%YAML 1.1\n---\n" + bare,
        fenced=False,
        line=1,
    )
    vector(
        "unbindable-block-end",
        "R128",
        "not-bindable",
        "a block that keeps its line ends ends the front matter",
        "---\na: |+\n  b\n\n---\n" + BODY,
        line=2,
        **comment,
    )
    vector(
        "unbindable-mapping-nothing",
        "R126",
        "not-bindable",
        "an empty mapping",
        "---\n{}\n---\n" + BODY,
        line=2,
        **comment,
    )
    vector(
        "unbindable-hyphens-flow",
        "R121",
        "not-bindable",
        "--- at the beginning of a line in a flow mapping",
        "---\n{a: b,\n---c: d}\n---\n" + BODY,
        line=3,
        **comment,
    )
    unfenced = jwe(jwe_header(bind(body="", fences=[])))
    vector(
        "ok-unfenced",
        "R114",
        "ok",
        "a file without fences has an empty body",
        document(unfenced).removeprefix("---\n").removesuffix("---\n" + BODY),
        fenced=False,
    )
    fences(bare)
    two_lines = FRONT + "a: b\n  c\n"
    plain = {"plaintext": PLAINTEXT}
    bound = bind({**BOUND, "a": "b c"})
    vector(
        "ok-lines",
        "R126",
        "ok",
        "plain text over two lines",
        document(jwe(jwe_header(bound)), front=two_lines),
        **plain,
    )
    flow = FRONT + 'a: [x, "y", {b: 1, "c": null}]\n'
    bound = bind({**BOUND, "a": ["x", "y", {"b": 1, "c": None}]})
    vector("ok-flow", "R127", "ok", "flow collections", document(jwe(jwe_header(bound)), front=flow), **plain)
    volatile = FRONT.replace("heat: 64", "heat: &x 64")
    vector(
        "unbindable-anchor-volatile",
        "R120",
        "not-bindable",
        "an anchor in a volatile member",
        document(jwe(), front=volatile),
        line=3,
    )
    vector(
        "ok-volatile-spelling",
        "R120",
        "ok",
        "any scalar in a volatile member",
        document(jwe(), front=FRONT.replace("heat: 64", "heat: 0o17")),
        **plain,
    )


def fences(bare: str) -> None:
    """Files that differ in their fences alone, which programs look for that read front matter."""

    def text(before: str, after: str, bound: list[str]) -> str:
        value = jwe(jwe_header(bind(body="", fences=bound)))
        return before + document(value).removeprefix("---\n").removesuffix("---\n" + BODY) + after

    forms = {
        "none": ("", "", []),
        "open": ("---\n", "", ["open"]),
        "close": ("", "---\n", ["close"]),
        "both": ("---\n", "---\n", ["open", "close"]),
        "marker": ("# a comment\n---\n", "", ["marker"]),
        "bom": ("\ufeff", "", ["bom"]),
        "bom-both": ("\ufeff---\n", "---\n", ["bom", "open", "close"]),
    }
    for name, (before, after, bound) in forms.items():
        vector(f"ok-fences-{name}", "R113", "ok", f"fences: {name}", text(before, after, bound), fenced=False)
        for other, (_, _, made_for) in forms.items():
            if other != name:
                about = f"fences: {name}, and the value was made for {other}"
                made = text(before, after, made_for)
                one = f"document-fences-{name}-{other}"
                vector(one, "R113", "wrong-document", about, made, fenced=False, code="E703")
