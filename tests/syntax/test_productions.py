"""Our own cases for each of the 211 productions of YAML 1.2.2: a source, and its data, its events or the code of the error.

A row is a number, a source and what it must give. ``Error`` holds the code of the error, ``Events`` the events of a stream that is
not one document of data, in one line. The cases are ours; those of the official suite are in ``test_suite.py``.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

import pytest
from events import events

from seedfmt._syntax.data import build
from seedfmt._syntax.parser import parse
from seedfmt._syntax.sound import require_sound
from seedfmt.errors import SeedError
from tests.syntax.test_suite import normal, text_of


class Error(NamedTuple):
    """The code of the error."""

    code: str


class Events(NamedTuple):
    """Events, separated by spaces; ``_`` stands for a space within one."""

    text: str


CASES: list[tuple[int, str, Any]] = [
    (1, "a: \x7f\n", Error("E105")), (1, "a: é\n", {"a": "é"}), (1, "a: \U0001f41d\n", {"a": "\U0001f41d"}),
    (1, "a: \x01\n", Error("E105")), (1, "a: \x85x\n", {"a": "\x85x"}), (1, "a: \ufffe\n", Error("E105")),
    (2, '"a\tb"\n', "a\tb"), (2, '"a\x01b"\n', Error("E105")),
    (3, "\ufeffa: 1\n", {"a": 1}),
    (4, "- a\n", ["a"]), (4, "-a\n", "-a"),
    (5, "? a\n: b\n", {"a": "b"}), (5, "?a: b\n", {"?a": "b"}),
    (6, "a: b\n", {"a": "b"}), (6, "a:b\n", "a:b"),
    (7, "[a, b]\n", ["a", "b"]), (7, "a,b\n", "a,b"),
    (8, "[a]\n", ["a"]), (8, "[a\n", Error("E206")),
    (9, "[]\n", []), (9, "a: ]\n", Error("E215")),
    (10, "{a: b}\n", {"a": "b"}), (10, "{a: b\n", Error("E206")),
    (11, "{}\n", {}), (11, "a: }\n", Error("E215")),
    (12, "a # b\n", "a"), (12, "a#b\n", "a#b"),
    (13, "&x a\n", "a"), (13, "a: b&c\n", {"a": "b&c"}),
    (14, "[&x a, *x]\n", ["a", "a"]), (14, "*x\n", Error("E302")),
    (15, "!!str 1\n", "1"), (15, "a!b\n", "a!b"),
    (16, "|\n a\n", "a\n"), (16, "a | b\n", "a | b"),
    (17, ">\n a\n b\n", "a b\n"), (17, "a > b\n", "a > b"),
    (18, "'a'\n", "a"), (18, "'a\n", Error("E206")),
    (19, '"a"\n', "a"), (19, '"a\n', Error("E206")),
    (20, "%YAML 1.2\n--- a\n", "a"), (20, "a: %b\n", Error("E203")),
    (21, "@a\n", Error("E203")), (21, "`a`\n", Error("E203")), (21, "a@b`c\n", "a@b`c"),
    (22, "a-b?c:d,e[f]g{h}i\n", "a-b?c:d,e[f]g{h}i"), (22, "- ,a\n", Error("E215")),
    (23, "[a[b]\n", Error("E213")), (23, "a[b]{c}\n", "a[b]{c}"),
    (24, "a: 1\nb: 2\n", {"a": 1, "b": 2}),
    (25, "a: 1\rb: 2\r", {"a": 1, "b": 2}),
    (26, "a: 1\r\nb: 2\r\n", {"a": 1, "b": 2}),
    (27, "'a\ufeffb'\n", "a\ufeffb"),
    (28, "a: 1\r\rb: 2\n", {"a": 1, "b": 2}),
    (29, "|\r\n a\r\n b\r\n", "a\nb\n"), (29, "|\r a\r b\r", "a\nb\n"),
    (30, "# c\r\na: 1\n", {"a": 1}),
    (31, "a:  1\n", {"a": 1}),
    (32, "a:\t1\n", {"a": 1}),
    (33, "a: 1 \t \n", {"a": 1}),
    (34, "a: \xa0b\n", {"a": "\xa0b"}),
    (35, "a: 0123456789\n", {"a": 123456789}),
    (36, '"\\xaF"\n', "\xaf"), (36, '"\\xG0"\n', Error("E207")),
    (37, "%ABC x\n--- a\n", "a"),
    (38, "!e-1!a b\n", Error("E210")), (38, "%TAG !e-1! tag:x,2026:\n--- !e-1!a b\n", Events("+DOC_--- =VAL_<tag:x,2026:a>_:b -DOC")),
    (39, "!<tag:x,2026:a%20(b)> c\n", Events("+DOC =VAL_<tag:x,2026:a (b)>_:c -DOC".replace(" (", "_("))),
    (40, "!a%21 c\n", Events("+DOC =VAL_<!a!>_:c -DOC")), (40, "!a!b c\n", Error("E210")),
    (41, '"\\""\n', '"'), (41, "'\\n'\n", "\\n"),
    (42, '"\\0"\n', "\0"), (43, '"\\a"\n', "\a"), (44, '"\\b"\n', "\b"), (45, '"\\t\\\t"\n', "\t\t"), (46, '"\\n"\n', "\n"),
    (47, '"\\v"\n', "\v"), (48, '"\\f"\n', "\f"), (49, '"\\r"\n', "\r"), (50, '"\\e"\n', "\x1b"), (51, '"\\ a"\n', " a"),
    (52, '"a\\"b"\n', 'a"b'), (53, '"\\/"\n', "/"), (54, '"\\\\"\n', "\\"), (55, '"\\N"\n', "\x85"), (56, '"\\_"\n', "\xa0"),
    (57, '"\\L"\n', "\u2028"), (58, '"\\P"\n', "\u2029"),
    (59, '"\\x41"\n', "A"), (59, '"\\x4"\n', Error("E207")),
    (60, '"\\u00e9"\n', "é"), (60, '"\\u00e"\n', Error("E207")),
    (61, '"\\U0001F41D"\n', "\U0001f41d"), (61, '"\\U00110000"\n', Error("E207")),
    (62, '"\\q"\n', Error("E207")), (62, '"\\1"\n', Error("E207")),
    (63, "a:\n  b: 1\n  c: 2\n", {"a": {"b": 1, "c": 2}}), (63, "a:\n\tb: 1\n", Error("E202")),
    (64, "a: |\n  x\n # c\nb: 1\n", {"a": "x\n", "b": 1}),
    (65, "a: |2\n\n  x\n", {"a": "\nx\n"}),
    (66, "-\ta\n", ["a"]), (66, "-\t- a\n", Error("E202")),
    (67, '"a\n  b"\n', "a b"),
    (68, "|\n  a\n  b\n", "a\nb\n"),
    (69, "'a\n \t b'\n", "a b"),
    (70, "'a\n \t\n b'\n", "a\nb"),
    (71, ">\n a\n\n\n b\n", "a\n\nb\n"),
    (72, ">-\n a\n b\n", "a b"),
    (73, ">-\n a\n\n b\n", "a\nb"),
    (74, "'a  \n   b'\n", "a b"),
    (75, "#\na: 1 #\n", {"a": 1}), (75, "a: 1 # b # c\n", {"a": 1}),
    (76, "a: 1 # c", {"a": 1}),
    (77, "a: 1    \n", {"a": 1}),
    (78, "   # c\n\na: 1\n", {"a": 1}),
    (79, "a: # c\n  # d\n\n  1\n", {"a": 1}),
    (80, "{a:\n  1}\n", {"a": 1}), (80, "? a # c\n: b\n", {"a": "b"}),
    (81, "!!str # c\n a\n", "a"), (81, "&x\na: 1\n", {"a": 1}),
    (82, "%YAML 1.2 # c\n---\na\n", "a"), (82, "%YAML 1.2\na\n", Error("E211")),
    (83, "%FOO bar\n--- a\n", "a"),
    (84, "%A1-b c\n--- a\n", "a"),
    (85, "%FOO a b c # d\n--- a\n", "a"),
    (86, "%YAML 1.2\n%YAML 1.2\n--- a\n", Error("E211")), (86, "%YAML 1.2 x\n--- a\n", Error("E211")),
    (87, "%YAML 1.1\n--- a\n", "a"), (87, "%YAML 2.0\n--- a\n", Error("E211")), (87, "%YAML 1.\n--- a\n", Error("E211")),
    (88, "%TAG ! !x-\n--- !a b\n", Events("+DOC_--- =VAL_<!x-a>_:b -DOC")), (88, "%TAG !a! x\n%TAG !a! y\n--- b\n", Error("E211")),
    (89, "%TAG !! tag:x,2026:\n--- !!a b\n", Events("+DOC_--- =VAL_<tag:x,2026:a>_:b -DOC")),
    (90, "!a b\n", Events("+DOC =VAL_<!a>_:b -DOC")),
    (91, "!!int '1'\n", 1),
    (92, "%TAG !e! !f-\n--- !e!a b\n", Events("+DOC_--- =VAL_<!f-a>_:b -DOC")), (92, "!e!a b\n", Error("E210")),
    (93, "%TAG !e! \n--- a\n", Error("E211")),
    (94, "%TAG !e! !\n--- !e!a b\n", Events("+DOC_--- =VAL_<!a>_:b -DOC")),
    (95, "%TAG !e! tag:x,2026:\n--- !e!a b\n", Events("+DOC_--- =VAL_<tag:x,2026:a>_:b -DOC")),
    (96, "&x !!str 1\n", "1"), (96, "!!str &x 1\n", "1"), (96, "&x &y 1\n", Error("E209")), (96, "!a !b 1\n", Error("E210")),
    (97, "!!null ''\n", None),
    (98, "!<!a> b\n", Events("+DOC =VAL_<!a>_:b -DOC")), (98, "!<> b\n", Error("E210")), (98, "!<!a b\n", Error("E210")),
    (99, "!!float 1\n", 1.0), (99, "!! b\n", Error("E210")),
    (100, "! 12\n", "12"),
    (101, "a: &x 1\nb: *x\n", {"a": 1, "b": 1}), (101, "& a\n", Error("E209")),
    (102, "[&x:y 1, *x:y ]\n", [1, 1]), (102, "[&x,y]\n", Events("+DOC +SEQ =VAL_&x_: =VAL_:y -SEQ -DOC")),
    (103, "[&é 1, *é]\n", [1, 1]),
    (104, "*x : 1\n", Error("E302")), (104, "- &x a\n- *x\n", ["a", "a"]), (104, "- &x a\n- *x b\n", Error("E212")), (104, "- &x a\n- !!str *x\n", Error("E209")),
    (105, "a:\n", {"a": None}), (105, "a: !!str\n", {"a": ""}),
    (106, "- \n- a\n", [None, "a"]), (106, "? \n", {None: None}),
    (107, '"a\\tb"\n', "a\tb"), (108, '"é"\n', "é"),
    (109, '""\n', ""), (109, '"a" b\n', Error("E204")),
    (110, '"a: b # c"\n', "a: b # c"),
    (111, '"a": 1\n', {"a": 1}), (111, '"a\n b": 1\n', Error("E205")),
    (112, '"a\\\n b"\n', "ab"), (112, '"a \\\n\n b"\n', "a \nb"),
    (113, '"a\n\n b"\n', "a\nb"),
    (114, '"a b  c"\n', "a b  c"),
    (115, '"a\n\tb"\n', "a b"), (115, 'a: "b\nc"\n', Error("E201")),
    (116, '" a\n b "\n', " a b "),
    (117, "'it''s'\n", "it's"), (118, "''''\n", "'"), (119, "'\\'\n", "\\"),
    (120, "''\n", ""), (120, "'a' b\n", Error("E204")),
    (121, "'a: b # c'\n", "a: b # c"),
    (122, "'a': 1\n", {"a": 1}), (122, "'a\n b': 1\n", Error("E205")),
    (123, "'a  b'\n", "a  b"),
    (124, "'a\n\n\n b'\n", "a\n\nb"),
    (125, "' a\n b '\n", " a b "),
    (126, "-a\n", "-a"), (126, ":a\n", ":a"), (126, "%a\n", Error("E211")), (126, "&\n", Error("E209")),
    (127, "[a{b]\n", Error("E213")), (127, "a{b\n", "a{b"),
    (128, "a: b]c\n", {"a": "b]c"}),
    (129, "[a]b]\n", Error("E212")),
    (130, "a: b:c\n", {"a": "b:c"}), (130, "a: b: c\n", Error("E203")), (130, "a#b\n", "a#b"),
    (131, "a\n b\n", "a b"), (131, "a b: 1\n", {"a b": 1}),
    (132, "a  b \n", "a  b"),
    (133, "a\n b: 1\n", Error("E204")),
    (134, "a\n\n b\n", "a\nb"),
    (135, "a: b\n  c\n  d\n", {"a": "b c d"}), (135, "a: b\n  # x\n  c\n", Error("E201")),
    (136, "[[a, [b]], {c: [d]}]\n", [["a", ["b"]], {"c": ["d"]}]),
    (137, "[ ]\n", []), (137, "[a]]\n", Error("E212")), (137, "a: [\n  b\n  ]\n", {"a": ["b"]}), (137, "a: [\n  b\n]\n", Error("E201")),
    (138, "[a, ]\n", ["a"]), (138, "[a,, b]\n", Error("E213")), (138, "[, a]\n", Error("E213")),
    (139, "[a, b: c]\n", ["a", {"b": "c"}]),
    (140, "{ }\n", {}), (140, "{a: 1}}\n", Error("E212")),
    (141, "{a: 1, }\n", {"a": 1}), (141, "{a: 1,, b: 2}\n", Error("E213")),
    (142, "{a, b: 1}\n", {"a": None, "b": 1}),
    (143, "{? a : b}\n", {"a": "b"}), (143, "{? }\n", {None: None}), (143, "{?}\n", Error("E215")), (143, "{? a}\n", {"a": None}),
    (144, "{a: b, 'c': d, : e}\n", {"a": "b", "c": "d", None: "e"}),
    (145, "{a : b}\n", {"a": "b"}), (145, "{a:b}\n", {"a:b": None}),
    (146, "{: a}\n", {None: "a"}),
    (147, "{a: }\n", {"a": None}), (147, "{a:, b: 1}\n", {"a": None, "b": 1}),
    (148, '{"a": b}\n', {"a": "b"}),
    (149, '{"a":b, \'c\':d, [e]:f}\n', Events("+DOC +MAP =VAL_\"a =VAL_:b =VAL_'c =VAL_:d +SEQ =VAL_:e -SEQ =VAL_:f -MAP -DOC")),
    (150, "[a: b]\n", [{"a": "b"}]), (150, "[a\n : b]\n", Error("E213")),
    (151, "[? a\n : b]\n", [{"a": "b"}]),
    (152, "[a b : c]\n", [{"a b": "c"}]),
    (153, '["a":b]\n', [{"a": "b"}]),
    (154, "[" + "a" * 1024 + ": b]\n", [{"a" * 1024: "b"}]), (154, "[" + "a" * 1025 + ": b]\n", Error("E205")),
    (155, '["' + "a" * 1100 + '": b]\n', Error("E205")),
    (156, "[&x a, *x]\n", ["a", "a"]),
    (157, "[[], {}, '', \"\"]\n", [[], {}, "", ""]),
    (158, "[a, 'b', [c]]\n", ["a", "b", ["c"]]),
    (159, "[!!str , &x ]\n", ["", None]),
    (160, "[!!seq [a], &x {b: c}]\n", [["a"], {"b": "c"}]),
    (161, "[!!int 1, 2]\n", [1, 2]),
    (162, "|-2\n   a\n", " a"), (162, "|2-\n   a\n", " a"), (162, "| a\n", Error("E208")), (162, "|+- \n a\n", Error("E208")), (162, "| # c\n a\n", "a\n"), (162, "|#c\n a\n", Error("E208")),
    (163, "|1\n  a\n", " a\n"), (163, "|0\n a\n", Error("E208")), (163, "|10\n a\n", Error("E208")),
    (164, "|-\n a\n\n", "a"), (164, "|+\n a\n\n", "a\n\n"), (164, "|\n a\n\n", "a\n"),
    (165, "|-\n a", "a"), (165, "|-\n a\n", "a"),
    (166, "a: |\n\nb: 1\n", {"a": "", "b": 1}),
    (167, "a: |-\n x\n\n\nb: 1\n", {"a": "x", "b": 1}),
    (168, "a: |+\n x\n\n\nb: 1\n", {"a": "x\n\n\n", "b": 1}),
    (169, "a: |\n  x\n # c\n# d\nb: 1\n", {"a": "x\n", "b": 1}),
    (170, "a: |\n  # x\n  y: z\n", {"a": "# x\ny: z\n"}),
    (171, "|\n\n a\n", "\na\n"), (171, "|\n  \n a\n", Error("E201")),
    (172, "|\n a\n\n b\n", "a\n\nb\n"),
    (173, "|+\n\n\n", "\n\n"),
    (174, "a: >\n  b\n  c\n", {"a": "b c\n"}),
    (175, ">\n a  b \n c\n", "a  b  c\n"),
    (176, ">\n a\n b\n\n c\n", "a b\nc\n"),
    (177, ">\n a\n  b\n c\n", "a\n b\nc\n"), (177, ">\n a\n \tb\n c\n", "a\n\tb\nc\n"),
    (178, ">\n  a\n\n   b\n", "a\n\n b\n"),
    (179, ">\n   a\n    b\n", "a\n b\n"),
    (180, ">\n\n a\n", "\na\n"),
    (181, ">\n a\n\n  b\n\n c\n", "a\n\n b\n\nc\n"),
    (182, ">-\n a\n\n", "a"), (182, ">+\n a\n\n", "a\n\n"),
    (183, "- a\n- b\n", ["a", "b"]), (183, "- a\nb\n", Error("E201")), (183, "- a\n - b\n", ["a - b"]),
    (184, "-\n  a\n", ["a"]), (184, "- - a\n", [["a"]]),
    (185, "- # c\n  a: 1\n", [{"a": 1}]),
    (186, "- - a\n  - b\n", [["a", "b"]]),
    (187, "a: 1\nb: 2\n", {"a": 1, "b": 2}), (187, "a: 1\n b: 2\n", Error("E201")), (187, "  a: 1\nb: 2\n", Error("E201")),
    (188, "? a\n: 1\nb: 2\n", {"a": 1, "b": 2}),
    (189, "? a\n? b\n: 1\n", {"a": None, "b": 1}),
    (190, "? |\n  a\n: 1\n", {"a\n": 1}),
    (191, "? a\n:\n  - 1\n", {"a": [1]}), (191, "? a\n:  - 1\n   - 2\n", {"a": [1, 2]}),
    (192, ": a\n", {None: "a"}),
    (193, "'a' : 1\n", {"a": 1}), (193, "a" * 1024 + ": 1\n", {"a" * 1024: 1}), (193, "a" * 1025 + ": 1\n", Error("E205")),
    (194, "a:\n  1\n", {"a": 1}), (194, "a:\n1\n", Error("E204")), (194, "a: - 1\n", Error("E215")),
    (195, "- a: 1\n  b: 2\n", [{"a": 1, "b": 2}]), (195, "- a: 1\n b: 2\n", Error("E201")),
    (196, "a: !!map\n  b: 1\n", {"a": {"b": 1}}),
    (197, "a:\n  [b,\n  c]\n", {"a": ["b", "c"]}), (197, "a:\n 'b'\n", {"a": "b"}),
    (198, "a: |\n b\nc:\n- d\n", {"a": "b\n", "c": ["d"]}),
    (199, "a: !!str |\n  b\n", {"a": "b\n"}), (199, "a: &x >-\n  b\n", {"a": "b"}),
    (200, "a: &x\n  b: 1\n", {"a": {"b": 1}}), (200, "a: &x b: 1\n", Error("E203")), (200, "&x - a\n", Error("E215")),
    (201, "a:\n- b\nc: 1\n", {"a": ["b"], "c": 1}), (201, "- - a\n- b\n", [["a"], "b"]),
    (202, "\ufeff# c\n\n# d\na\n", "a"),
    (203, "---\na\n", "a"), (203, "--- a\n", "a"), (203, "---a\n", "---a"),
    (204, "a\n...\n", Events("+DOC =VAL_:a -DOC_...")), (204, "a\n... b\n", Error("E212")),
    (205, "a\n... # c\n", Events("+DOC =VAL_:a -DOC_...")),
    (206, "'a\n---\nb'\n", Error("E206")), (206, "[a,\n---\nb]\n", Error("E206")), (206, "|\n ---\n", "---\n"),
    (207, "a: 1\n...\nb: 2\n", Events("+DOC +MAP =VAL_:a =VAL_:1 -MAP -DOC_... +DOC +MAP =VAL_:b =VAL_:2 -MAP -DOC")),
    (208, "---\n---\n", Events("+DOC_--- =VAL_: -DOC +DOC_--- =VAL_: -DOC")),
    (209, "%YAML 1.2\n---\na\n...\n%YAML 1.2\n---\nb\n", Events("+DOC_--- =VAL_:a -DOC_... +DOC_--- =VAL_:b -DOC")), (209, "a\n%YAML 1.2\n", "a %YAML 1.2"), (209, "a\n---\n%YAML 1.2\n---\nb\n", Error("E211")),
    (210, "a\n---\nb\n", Events("+DOC =VAL_:a -DOC +DOC_--- =VAL_:b -DOC")),
    (211, "", Events("")), (211, "# c\n", Events("")), (211, "...\n", Events("")),
]  # fmt: skip


def result_of(source: bytes) -> Any:
    """Return the data of a source, or raise."""
    tree = parse(source)
    require_sound(tree)
    return build(tree)


@pytest.mark.parametrize(
    ("number", "source", "expected"), CASES, ids=lambda value: str(value) if isinstance(value, int) else ""
)
def test_production(number: int, source: str, expected: Any) -> None:
    data = source.encode()
    if isinstance(expected, Error):
        with pytest.raises(SeedError) as caught:
            result_of(data)
        assert str(caught.value.code) == expected.code
        assert caught.value.span is not None
        assert 0 <= caught.value.span.start <= caught.value.span.end <= len(data)
    elif isinstance(expected, Events):
        wanted = ["+STR", *(event.replace("_", " ") for event in expected.text.split()), "-STR"]
        assert normal(events(parse(data), text_of)).split("\n") == wanted
    else:
        found = result_of(data)
        assert (found, type(found)) == (expected, type(expected))


def test_every_production_has_a_case() -> None:
    assert {number for number, _, _ in CASES} == set(range(1, 212))


def test_many_cases_are_errors() -> None:
    assert sum(isinstance(expected, Error) for _, _, expected in CASES) > 80
    assert all(re.fullmatch(r"E\d{3}", expected.code) for _, _, expected in CASES if isinstance(expected, Error))
