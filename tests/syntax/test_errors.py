"""What people do wrong in YAML, and what they are told: code, line, column, and words that help."""

from __future__ import annotations

import pathlib
import pickle
import re

import pytest

import seedfmt
from seedfmt.errors import Code, SeedError, SeedSyntaxError

# front matter (the opening fence is line 1), code, line, column, part of the message
WRONG = [
    ("name: DM: Diablo Immortal\n", "E203", 2, 7, 'contains ": " and needs quotes'),
    ("a: b: c\n", "E203", 2, 4, "needs quotes"),
    ("a: 'b': c\n", "E203", 2, 4, "needs quotes"),
    ("- a\nb: c\n", "E201", 3, 1, '"- " is missing'),
    ("a: 1\n- b\n", "E201", 3, 1, "a key is expected"),
    ("a: 1\n b: 2\n", "E201", 3, 2, "continues the value of the line above"),
    ("a:\n  b: 1\n c: 2\n", "E201", 4, 2, "indented by 1 space,"),
    ("a:\n\tb: 1\n", "E202", 3, 1, "tab"),
    ("a:\n  - b\n \t- c\n", "E202", 4, 2, "tab"),
    ("a: 1\nb\nc: 2\n", "E204", 3, 1, 'no ": "'),
    ("a 1\n", "E106", 2, 1, "text, not a mapping"),
    ("a: @x\n", "E203", 2, 4, 'begins with "@"'),
    ("a: `x`\n", "E203", 2, 4, "begins with"),
    ("a: %x\n", "E203", 2, 4, "begins with"),
    ("%YAML 1.2\n", "E211", 2, 1, "directive"),
    ("a: *b\n", "E302", 2, 4, 'no anchor "&b"'),
    ("a: **/x\n", "E302", 2, 4, "no anchor"),
    ("a: * b\n", "E203", 2, 4, "no name follows"),
    ("a: & b\n", "E209", 2, 4, "no name follows"),
    ("a: &x &y b\n", "E209", 2, 7, "second anchor"),
    ("a: !x !y b\n", "E210", 2, 7, "second tag"),
    ("a: !e!x b\n", "E210", 2, 4, "not declared"),
    ("a: !<x b\n", "E210", 2, 4, "must end"),
    ("a: &x *y\n", "E209", 2, 7, "alias cannot have"),
    ('a: "b\n', "E206", 2, 4, "never closed"),
    ("a: 'b\n", "E206", 2, 4, "never closed"),
    ("a: [b\n", "E206", 2, 4, "never closed"),
    ("a: {b: [c}\n", "E213", 2, 10, 'closes what "[" opened'),
    ("a: [b, , c]\n", "E213", 2, 8, "no value before this comma"),
    ('a: ["b" "c"]\n', "E213", 2, 9, "comma is missing"),
    ('a: "b" c\n', "E212", 2, 8, "behind the closing quote"),
    ("a: [b] c\n", "E212", 2, 8, "behind the closing bracket"),
    ("a: ]\n", "E215", 2, 4, "without anything to close"),
    ("a: - b\n", "E215", 2, 4, "a list cannot begin here"),
    ('a: "\\q"\n', "E207", 2, 5, "not an escape"),
    ('a: "\\x4"\n', "E207", 2, 5, "2 hexadecimal digits"),
    ('a: "\\ud800"\n', "E207", 2, 5, "not the code of a character"),
    ('a: "\\U00110000"\n', "E207", 2, 5, "not the code of a character"),
    ("a: | b\n", "E208", 2, 6, "opens a block of text"),
    ("a: |0\n", "E208", 2, 5, "opens a block of text"),
    ("a: |\n    \n  b\n", "E201", 3, 1, "blank line is indented"),
    ("a: [b\n]\n", "E201", 3, 1, "belongs to the list that opens on line 2"),
    ('a: "b\nc"\n', "E201", 3, 1, "belongs to the quoted text"),
    ('a: "b"#c\n', "E214", 2, 7, "does not begin a comment"),
    ("a: [b]#c\n", "E214", 2, 7, "does not begin a comment"),
    ("a: [b,#c\n  d]\n", "E214", 2, 7, "does not begin a comment"),
    ('"a\n b": c\n', "E205", 2, 1, "must stand on one line"),
    ("a" * 1030 + ": 1\n", "E205", 2, 1, "longer than 1024"),
    ("a: 1\na: 2\n", "E301", 3, 1, "here and on line 2"),
    ('a: 1\n"a": 2\n', "E301", 3, 1, "line 2"),
    ("1: x\n0x1: y\n", "E301", 3, 1, "line 2"),
    ("true: x\n1: y\n", "E301", 3, 1, "the same to most readers"),
    ("a: {b: 1, c: 2, b: 3}\n", "E301", 2, 17, "line 2"),
    ("".join(f"k{n}: {n}\n" for n in range(40)) + "k7: 1\n", "E301", 42, 1, "line 9"),
    ("a: &x [*x]\n", "E303", 2, 8, "inside the value"),
    ("a: !!int b\n", "E304", 2, 4, "no !!int"),
    ("a: !!map [b]\n", "E304", 2, 4, "no !!map"),
    ("<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> x\n", "E216", 2, 1, "conflict marker"),
    ("a: 1\n=======\nb: 2\n", "E216", 3, 1, "conflict marker"),
    # every mark of git, alone and wherever it stands; git writes seven signs, then a blank or the end of the line
    ("a: 1\nb: 2\n>>>>>>> x\n", "E216", 4, 1, "conflict marker"),
    ("a: 1\n||||||| base\nb: 2\n", "E216", 3, 1, "conflict marker"),
    (">>>>>>> x\na: 1\n", "E216", 2, 1, "conflict marker"),
    ("|||||||\na: 1\n", "E216", 2, 1, "conflict marker"),
    ("<<<<<<< HEAD\n", "E216", 2, 1, "conflict marker"),
    ("a:\n>>>>>>> x\n", "E216", 3, 1, "conflict marker"),
    ("a:\n  - b\n||||||| x\n", "E216", 4, 1, "conflict marker"),
    ('a: "x\n=======\ny"\n', "E216", 3, 1, "conflict marker"),
    ("a: [x,\n>>>>>>> x\ny]\n", "E216", 3, 1, "conflict marker"),
    ("a: |\n  x\n=======\nb: 1\n", "E216", 4, 1, "conflict marker"),
    ("a: 1\n==========\n", "E204", 3, 1, 'no ": "'),
    ("a: 1\n<<<<<<<HEAD\n", "E204", 3, 1, 'no ": "'),
    ("a: 1\n>>>>>>>> x\n", "E203", 3, 1, 'begins with ">"'),
    # blanks that are no spaces: at their place, whichever line they make wrong
    ("p:\n\u00a0\u00a0a: 1\n  b: 2\n", "E201", 3, 1, "no-break space (U+00A0) is used as indentation"),
    ("p:\n  a: 1\n\u202f\u202fb: 1\n\n  # note\n  c: 2\n", "E201", 4, 1, "no-break space (U+202F) is used"),
    ("p:\n \u00a0a: 1\n  b: 2\n", "E201", 3, 2, "used as indentation"),
    ("p:\n\u3000- a\n\u3000- b\n", "E201", 3, 1, "wide space (U+3000) is used as indentation"),
    ("p: |\n\u2003text\n", "E201", 3, 1, "blank (U+2003) is used as indentation"),
    ("p: |\n  \u3000text\n b: 1\n", "E201", 4, 2, "indented by 1 space"),  # a paragraph, and no indentation
    ("a:\u00a0x\n", "E106", 2, 3, 'no-break space (U+00A0) stands behind the ":"'),
    ("a:\u00a0x\nb: 1\n", "E204", 2, 3, 'behind the ":"'),
    ("a: 1\nb:\u3000x\n", "E204", 3, 3, 'wide space (U+3000) stands behind the ":"'),
    ('a: 1\n"b":\u2009x\n', "E204", 3, 5, 'blank (U+2009) stands behind the ":"'),
    ("r:\n  - a: x\n    b:\u00a0y\n", "E204", 4, 7, 'behind the ":"'),
    ("r:\n  - a:\u00a0x\n    b: y\n", "E204", 3, 7, 'behind the ":"'),
    ("r:\n  - a\n  -\u00a0b\n", "E201", 4, 4, 'behind the "-"'),
    ("a: b: \u00a0c\n", "E203", 2, 4, "needs quotes"),
    ("p:\n\u200b  - a: 1\n\u200b    b: 2\n\u200b    b: 3\n", "E201", 3, 1, "invisible character (U+200B)"),
    ("p:\n\u00a0a: 1\nq:\n\u00a0a: 1\n", "E201", 5, 1, "no-break space (U+00A0) is used as indentation"),
    # a key below an item that is text: the key is indented too deep, unless the item must have been one as well
    ("t:\n  - AI\n    i: x\n", "E201", 4, 5, "continues the value"),
    ("t:\n- x\n b: 2\n", "E201", 4, 2, "continues the value"),
    ("t:\n  - AI\n\n\n    i: x\n", "E201", 6, 5, "continues the value"),
    ("t:\n  - AI\n    more\n    i: x\n", "E201", 5, 5, "continues the value"),
    ("t:\n  - AI\n    # note\n    i: x\n", "E201", 5, 5, "indented by 4 spaces, the entries around it by 2"),
    ("t:\n  - - AI\n      i: x\n", "E201", 4, 7, "continues the value"),
    ("t:\n  -\n    AI\n    i: x\n", "E201", 5, 5, "continues the value"),
    ("? a\n  b: c\n", "E201", 3, 3, "continues the value"),
    ("t:\n  - A word\n      i: x\n", "E201", 4, 7, "continues the value"),
    ("t:\n  - One\n  - A word\n    i: x\n", "E201", 5, 5, "continues the value"),
    ("t:\n  - https://a.b/c\n    i: x\n", "E201", 4, 5, "continues the value"),
    ("r:\n  - n: b\n  - n\n    u: y\n", "E204", 4, 5, 'no ": " after its key'),
    ("r:\n  - n = x\n    u: y\n", "E204", 3, 5, 'no ": " after its key'),
    # what stands for the "- " of an item, told where it is and not where the item goes on
    ("r:\n  -url: x\n    w: 1\n", "E201", 3, 3, '"-" does not begin a list item'),
    ("r:\n  \u2013 url: x\n    w: 1\n", "E201", 3, 3, '"\u2013" does not begin a list item'),
    ("r:\n  \u2022 url: x\n\n    # note\n    w: 1\n", "E201", 3, 3, "does not begin a list item"),
    ("r:\n  + url: x\n    w: 1\n", "E201", 3, 3, '"+" does not begin a list item'),
    ("r:\n  1. url: x\n     w: 1\n", "E201", 3, 3, '"1." does not begin a list item'),
    ("r:\n  -\u00a0url: x\n    w: 1\n", "E201", 3, 4, 'no-break space (U+00A0) stands behind the "-"'),
    ("p:\n  n: x\n+  d: y\n  i: z\n", "E201", 4, 1, '"+" does not begin'),
    ("r:\n+  - url: x\n    w: 1\n", "E201", 3, 1, '"+" does not begin'),
    # what other formats and programs leave in a line
    ('a: "1"\n ---\nb: 1\n', "E201", 3, 2, 'an indented "---" is no fence'),
    ("a: 1\n@@ -3,4 +3,4 @@\nb: 1\n", "E203", 3, 1, "a line of a patch"),
    ("a: 1\n{% if x %}\nb: 1\n", "E203", 3, 1, "a template stands here"),
    ("r:\n  * url: x\n    w: 1\n", "E203", 3, 3, '"*" does not begin a list item'),
    ("a: 1\n> b: 1\n", "E203", 3, 1, 'a ">" stands where a key is expected'),
    ('"a": "x",\n"b": "y"\n', "E212", 2, 9, "a comma stands behind the value"),
    ('a: ["x"],\n', "E212", 2, 9, "a comma stands behind the value"),
    ("a: 1\nt\uff1a10:20\n", "E204", 3, 1, 'no ": "'),
    ("a: 1\nt=10:20\n", "E204", 3, 1, 'no ": "'),
    # the first entry alone is indented less than all the others
    ("p:\n a: 1\n  b: 2\n  c: 3\nd: 4\n", "E201", 3, 2, "indented by 1 space, the entries below it by 2"),
    ("p:\n a: 1\n  b: 2\n  c:\n    - 3\n", "E201", 3, 2, "indented by 1 space, the entries below it by 2"),
    ("p:\n a: 1\n  b: 2\n  c: 3\n d: 4\n", "E201", 4, 3, "continues the value"),
    ("r:\n  - a: 1\n      b: 2\n      c: 3\n", "E201", 4, 7, "continues the value"),
    ("a: 1\n  b: 2\n  c: 3\n", "E201", 3, 3, "continues the value"),
    ("i: x\n  - url: y\n", "E201", 3, 3, "cannot be an item"),
    # a key without its colon: the line of that key is told, wherever it stands
    ('title "x y"\nexcerpt: b\n', "E204", 2, 1, 'no ": " after its key'),
    ("title x y\nexcerpt: b\n", "E204", 2, 1, 'no ": " after its key'),
    ("title x y\nmore\nexcerpt: b\n", "E204", 2, 1, 'no ": " after its key'),
    ('a: 1\ntitle "x y"\nb: 2\n', "E204", 3, 1, 'no ": " after its key'),
    ("a: 1\nb: 2\ntitle 'x'\n", "E204", 4, 1, 'no ": " after its key'),
    ('"a" 1\nb: 2\n', "E204", 2, 1, 'no ": " after its key'),
    ('a: 1\n"b" 2\n', "E204", 3, 1, 'no ": " after its key'),
    ("p:\n  name x\n  url: y\n", "E204", 3, 3, 'no ": " after its key'),
    ("p:\n  url: y\n  name x\nb: 1\n", "E204", 4, 3, 'no ": " after its key'),
    ("r:\n  - title x\n    url: y\n", "E204", 3, 5, 'no ": " after its key'),
    ("r:\n- url: y\n  title x\n", "E204", 4, 3, 'no ": " after its key'),
    ("a\n b: c\n", "E204", 2, 1, 'no ": " after its key'),
    ("q:\n  p\n    name: x\n", "E204", 3, 3, 'no ": " after its key'),
    ("topics\n  - AI\na: 1\n", "E204", 2, 1, 'no ": " after its key'),
    ("text: |\n  x\ny\nb: 1\n", "E204", 4, 1, 'no ": " after its key'),
    # its colon lacks the space
    ("title:x\nb: 1\n", "E204", 2, 6, '":" needs a space behind it'),
    ('a: 1\ntitle:"x"\nb: 2\n', "E204", 3, 6, '":" needs a space behind it'),
    ('a: 1\n"b":2\n', "E204", 3, 4, '":" needs a space behind it'),
    ("title :x\nb: 1\n", "E204", 2, 7, '":" needs a space behind it'),
    ("r:\n  - url:https://x\n    t: y\n", "E204", 3, 8, '":" needs a space behind it'),
    ("a: 1\nhttps://x y\nb: 1\n", "E204", 3, 1, 'no ": " after its key'),
    # a quote or a bracket that is not closed: the line where it opens is told
    ('title: "x\nb: 1\nc: 2\n', "E206", 2, 8, "quote is not closed, and line 3 begins another entry"),
    ("title: 'x\nb: 'y'\n", "E206", 2, 8, "quote is not closed, and line 3"),
    ('p:\n  name: "x\n  url: "y"\nb: 1\n', "E206", 3, 9, "quote is not closed, and line 4"),
    ('r:\n  - "x\n  - "y"\n', "E206", 3, 5, "quote is not closed, and line 4"),
    ('a: "C:\\"\nb: "y"\n', "E206", 2, 4, "quote is not closed, and line 3"),
    ("a: [b, c\nd: 1\n", "E206", 2, 4, '"[" is not closed, and line 3'),
    ("a: [b, c\nd: [e]\n", "E206", 2, 4, '"[" is not closed, and line 3'),
    ("a: {b: 1\nd: 1\n", "E206", 2, 4, '"{" is not closed, and line 3'),
    ("a: {\nb: 1\n}\n", "E201", 3, 1, "belongs to the mapping that opens on line 2"),
    ('title: "say "hi""\n', "E212", 2, 14, "behind the closing quote"),
    ("title: 'it's'\n", "E212", 2, 12, "behind the closing quote"),
    ('p: "x\n  url: "y"\n', "E212", 3, 9, "the closing quote of the text that opens on line 2"),
    # indentation
    ("a:\n    b: 1\n  c: 2\n", "E201", 3, 5, "indented by 4 spaces, the entries below it by 2"),
    ("a:\n    b: 1\n\n  c: 2\n", "E201", 5, 3, "indented by 2 spaces, the entries above it by 4 and by 0"),
    # another line than the one that cannot be read stands out
    ("p:\n  n: X\nd: x\n  u: y\n  z: 1\n", "E201", 4, 1, "indented by 0 spaces, the entries around it by 2"),
    ('p:\n  n: X\nd: "x"\n  u: y\n', "E201", 4, 1, "indented by 0 spaces, the entries around it by 2"),
    ("p:\n  n: X\n\nd: x\n  u: y\n", "E201", 5, 1, "the entries around it by 2"),
    ("p:\n  n: X\nd: x\n\n  u: y\n", "E201", 6, 3, "continues the value"),
    ("p:\nn: X\n  d: x\n  u: y\n", "E201", 3, 1, "indented by 0 spaces, the entries below it by 2"),
    ("r:\n- u: x\n    w: 1\n    h: 2\n", "E201", 3, 1, "stands in column 3, those below it in column 5"),
    ("r:\n  u: x\n    w: 1\n    h: 2\n  - u: y\n", "E201", 3, 3, 'as the "- " below shows, and lacks its own'),
    ("r:\n    u: x\n    w: 1\n  - u: y\n", "E201", 3, 5, 'as the "- " below shows, and lacks its own'),
    ("r:\n  u: x\n    w: 1\n    h: 2\nc: 1\n", "E201", 3, 3, "indented by 2 spaces, the entries below it by 4"),
    ("q:\n  u: x\nr:\n  u: x\n    w: 1\n    h: 2\n\n  k: 1\n", "E201", 5, 3, "the lines below stand as in an item"),
    ("r:\n  u: x\n    w: 1\nc: 1\n", "E201", 4, 5, "continues the value"),
    ("r:\n    - u: x\n    w: 1\n    h: 2\n", "E201", 3, 5, "stands in the column of the keys below it"),
    ("r:\n    - u: x\n    w: 1\n    - h: 2\n", "E201", 4, 5, '"- " is missing'),
    ("r:\n  - https://e.org/a.png\n    w: 1\n    h: 2\n", "E204", 3, 3, "this item has no key"),
    ('r:\n  - "u: x"\n    w: 1\n    h: 2\n', "E204", 3, 3, "this item has no key"),
    ("r:\n   - A\n  - B\n", "E201", 3, 4, "indented by 3 spaces, the entries below it by 2"),
    ("r:\n  - A\n\n s:\n   - u: x\n h: 4\n", "E201", 5, 2, "indented by 1 space, the entries above it by 2 and by 0"),
    ('a: "x" b: 1\n', "E212", 2, 8, "another entry begins here"),
    ('a: "x", "y"\n', "E212", 2, 7, "a comma stands behind the value, and another value"),
    ('a: "x"\u00a0\n', "E212", 2, 7, "a no-break space (U+00A0) stands behind the value"),
    ("r: [a, #b]\n", "E206", 2, 8, 'the "]" behind it closes nothing'),
    ("r: {a: 1, #b}\ns: 1\n", "E206", 2, 11, 'the "}" behind it closes nothing'),
    ("r: [a, # b\n  c\ns: 1\n", "E206", 2, 4, "is not closed"),
    ("a:\n  - b: 1\n   c: 2\n", "E201", 4, 4, "indented by 3 spaces, the entries above it by 4 and by 2"),
    ("a:\n  b: 1\n    c: 2\n", "E201", 4, 5, "continues the value of the line above"),
    ('a: "x"\n  b: 2\n', "E201", 3, 3, "indented by 2 spaces, the entries around it by 0"),
    (" a: 1\nb: 2\n", "E201", 3, 1, "indented by 0 spaces, the entries above it by 1"),
    # an entry that is the first and alone in its column is at fault where the lines below agree with each other
    (" a: 1\nb: 2\nc: 3\n", "E201", 2, 2, "indented by 1 space, the entries below it by 0"),
    ("p:\n   a: 1\n  b: 2\n  c: 3\nd: 4\n", "E201", 3, 4, "indented by 3 spaces, the entries below it by 2"),
    ("r:\n   - a: 1\n  - b: 2\n\n  # note\n  - c: 3\n", "E201", 3, 4, "indented by 3 spaces, the entries below it by 2"),
    ("r:\n   - a: 1\n     b: 2\n  - a: 1\n    b: 2\n  - a: 1\n", "E201", 3, 4, "the entries below it by 2"),
    ("r:\n   a: 1\n  b: |\n    x\n\n     y\n  c: 1\n", "E201", 3, 4, "the entries below it by 2"),
    ("r:\n   - a: 1\n     b: 2\n  - a: 1\n    b: 2\nc: 1\n", "E201", 3, 4, "indented by 3 spaces, the entries below it by 2"),
    ('"a: 1"\nb: 2\n', "E204", 2, 1, 'no ": "'),
    ("a: 1\n'b: 2'\nc: 3\n", "E204", 3, 1, 'no ": "'),
    ("'a'\nb: 2\n", "E204", 2, 1, 'no ": "'),
    ("title 'x'   # note\nb: 1\n", "E204", 2, 1, 'no ": " after its key'),
    ("text: |\n  x\n y\nb: 1\n", "E201", 4, 2, "indented by 1 space, the text above it by 2"),
    ("a:\n  - b\n - c\n", "E201", 4, 2, "indented by 1 space, the entries above it by 2 and by 0"),
    ("a: 1\n\tb: 2\n", "E202", 3, 1, "tab"),
    # lists among keys
    ("a:\n  - b\nc: 1\n- d\n", "E201", 5, 1, "a key is expected"),
    ("a:\n  b: 1\n  - c\n", "E201", 4, 3, "a key is expected"),
    ("a:\n  - b\n  -c\n", "E201", 4, 3, 'a "-" needs a space behind it'),
    ("a:\n  - b\n  c: 1\n", "E201", 4, 3, '"- " is missing'),
    ("a: 1\n-b\n", "E204", 3, 1, 'no ": " after its key'),
    # what cannot begin text
    ("t: x\n@x: 1\n", "E203", 3, 1, 'text that begins with "@"'),
    ("t: , b\n", "E215", 2, 4, "without anything to close or to part"),
    # in brackets
    ('a: {"b": 1, "c" 2}\n', "E213", 2, 17, "a colon or a comma is missing"),
    ("a: {b: 1\n  c: 2}\n", "E213", 2, 9, "a comma is missing"),
    ('a: {"b": "x"\n  "c": 2}\n', "E213", 2, 13, "a comma is missing"),
    ('a: ["b"\n  "c"]\n', "E213", 2, 8, "a comma is missing"),
    # what other formats write
    ("// note\na: 1\n", "E204", 2, 1, 'no ": " after its key'),
    ("a = 1\nb: 2\n", "E204", 2, 1, 'no ": " after its key'),
]  # fmt: skip

# front matter and what the advice must say
ADVICE = [
    ("r:\n  u: x\n    w: 1\n    h: 2\nc: 1\n", 'indent it like them, or put "- " before it'),
    ("r:\n  - a: 1\n    b: 2\n    a: 3\n    b: 4\n", 'write "- " before it if it begins another item'),
    ("r:\n  - a: 1\n    b: 2\n    b: 4\n", "remove or rename one of them"),
    ('"a: 1"\nb: 2\n', "remove the quotes around the whole entry"),
    ("a: 1\n'b: 2'\nc: 3\n", "remove the quotes around the whole entry"),
    ("// note\na: 1\n", 'begin a comment with "#"'),
    ("a: 1\nb = 2\n", 'instead of "="'),
    ("r:\n  - title x\n    url: y\n", "if it is all of an item, indent line 4 less"),
    ("a:\n\u00a0b: 1\n c: 1\n", "indent with spaces"),
    ("a:\u3000b\n", "put a space in its place"),
    ("a: 1\n---x\n", "a fence is"),
    ("a: 1\n<!-- note -->\nb: 1\n", 'begin a comment with "#"'),
    ("a: 1\nt\uff1a10:20\n", "wide colon"),
    ("a: 1\nt = 10:20\n", 'instead of "="'),
    ("a: 1\nt=10:20\n", 'instead of "="'),
    ("a: 1\n-b\n", 'write a list item as "- "'),
    ("a\uff1a 1\nb: 2\n", "wide colon"),
    ('a: "C:\\"\nb: "y"\n', "a quote behind a backslash"),
    ('a: "C:\\"\n', "a quote behind a backslash"),
    ('a: "say "hi""\n', 'within is written \\"'),
    ("a: 'it's'\n", "within is written ''"),
    ('a: "C:\\x"\n', "write a backslash as"),
]


@pytest.mark.parametrize(("front", "advice"), ADVICE)
def test_advice(front: str, advice: str) -> None:
    with pytest.raises(SeedError) as caught:
        seedfmt.loads(f"---\n{front}---\n")
    assert advice in caught.value.hint


def test_a_conflict_above_the_fence_is_told() -> None:
    for source in ("<<<<<<< HEAD\n---\na: 1\n---\n", "=======\n", ">>>>>>> x\r\n---\r\n---\r\n"):
        with pytest.raises(SeedError) as caught:
            seedfmt.loads(source)
        assert (caught.value.code, caught.value.line, caught.value.column) == ("E216", 1, 1)


def test_a_false_opening_fence_is_told_as_what_it_is() -> None:
    for first in ("\u200b---", "\ufeff\ufeff---", "\u00a0---", "\u2014", "\u2014-", "--", "\u2013\u2013\u2013"):
        with pytest.raises(SeedError) as caught:
            seedfmt.loads(f"{first}\na: 1\n---\n")
        assert (caught.value.code, caught.value.line, caught.value.column) == ("E101", 1, 1)
        assert "three hyphens" in caught.value.message
    with pytest.raises(SeedError, match='write "---" in place of "```"'):
        seedfmt.loads("```yaml\na: 1\n```\n")


@pytest.mark.parametrize(
    ("source", "line", "column", "hint"),
    [
        ("---\na: 1\n----\ntext\n", 3, 1, "with nothing before or behind it"),
        ("---\na: 1\n--- end\ntext\n", 3, 1, "with nothing before or behind it"),
        ("---\na: 1\n\ntext\n", 1, 1, "behind the front matter"),
        ("---\na: 1\n ---\n", 3, 2, "remove the blanks before it"),
        ("---\na: x --- b\n\t---\n", 3, 2, "remove the blanks before it"),
        ("---\na: x ---\nb: 1\n", 1, 1, "behind the front matter"),
        ("---\na: 1\n--\nb\n", 3, 1, "with nothing before or behind it"),
        ("---\na: 1\n\u2014\nb\n", 3, 1, "with nothing before or behind it"),
        ("---\na: 1\n\u200b---\nb\n", 3, 1, "with nothing before or behind it"),
        ("---\na:\n-\nb\n", 1, 1, "behind the front matter"),
        ("---\na: 1\n\u2014\nText\n\n| a | b |\n---|---\n", 3, 1, "with nothing before or behind it"),
        ("---\na: 1\n***\nText\n---|---\n", 5, 1, "with nothing before or behind it"),
        ("---\na: 1\n***\nText\n", 3, 1, "with nothing before or behind it"),
        ('---\na: 1\n"---"\nText\n', 3, 1, "with nothing before or behind it"),
        ("---\n" + "a: 1\n" * 4000 + " ---\n", 4002, 2, "remove the blanks before it"),
    ],
)
def test_an_unclosed_fence_is_told_at_what_looks_like_one(source: str, line: int, column: int, hint: str) -> None:
    with pytest.raises(SeedError) as caught:
        seedfmt.loads(source)
    assert (caught.value.code, caught.value.line, caught.value.column) == ("E102", line, column)
    assert "never closed" in caught.value.message
    assert hint in caught.value.hint


@pytest.mark.parametrize(("front", "code", "line", "column", "message"), WRONG)
def test_wrong(front: str, code: str, line: int, column: int, message: str) -> None:
    for end in ("\n", "\r\n"):
        source = f"---\n{front}---\n".replace("\n", end)
        with pytest.raises(SeedError) as caught:
            seedfmt.loads(source, path="post.md")
        error = caught.value
        assert (error.code, error.line, error.column) == (code, line, column), error
        assert message in error.message
        assert error.message[0].islower() or not error.message[0].isalpha()
        assert not error.message.endswith(".")
        assert str(error).startswith(f"post.md:{line}:{column}: ")


def test_columns_count_characters() -> None:
    with pytest.raises(SeedError) as caught:
        seedfmt.loads("---\nañ😀: [x\n---\n")
    assert (caught.value.line, caught.value.column) == (2, 6)


def test_every_code_is_raised_somewhere() -> None:
    """Each code of the codec stands in a test."""
    texts = "".join(path.read_text() for path in pathlib.Path(__file__).parent.parent.rglob("*.py"))
    texts += "".join(path.read_text() for path in (pathlib.Path(__file__).parent.parent / "vectors").rglob("*.txt"))
    unseen = [code for code in Code if str(code) not in texts and code != Code.INTERNAL]
    assert not unseen


def test_errors_survive_pickling() -> None:
    with pytest.raises(SeedSyntaxError) as caught:
        seedfmt.loads("---\na: [\n---\n", path="x.md")
    again = pickle.loads(pickle.dumps(caught.value))
    assert type(again) is SeedSyntaxError
    assert (str(again), again.code, again.span) == (str(caught.value), caught.value.code, caught.value.span)


def test_errors_do_not_quote_values() -> None:
    secret = "c2VjcmV0;c2VjcmV0"
    for front in (f'secured: "{secret}" x\n', f"secured: {secret}: x\n", f'secured: "{secret}"\nsecured: "{secret}"\n'):
        with pytest.raises(SeedError) as caught:
            seedfmt.loads(f"---\n{front}---\n")
        assert secret not in str(caught.value) + repr(caught.value)


ENTRY = re.compile(r"( *(?:- )?)([A-Za-z_]\w*): (\S.*)")


def spoiled(line: str) -> list[str]:
    """One fault each in a line ``key: value``, whose place nobody would doubt."""
    match = ENTRY.fullmatch(line)
    if not match:
        return []
    indent, key, value = match.groups()
    bad = [f"{indent}{key} {value}", f"{indent}{key}:{value}", f"{indent}{key} = {value}", "\t" + line]
    bad += [
        f"{indent}{key}: {other}" for other in ("a: b", "@x", "`x`", "[a, b", "{a: b", '"C:\\data"', '"C:\\"', "- x")
    ]
    if value[0] in "\"'" and value[-1] == value[0] and len(value) > 3:
        bad += [f"{indent}{key}: {value[:-1]}", f"{line} x", f"{indent}{key}: {value[:2]}{value[0]}{value[2:]}"]
    return bad


def test_the_line_of_one_fault_is_told() -> None:
    """Each entry of each example, spoiled in each way: it can still be read, or the error names its line."""
    tried = silent = 0
    for path in sorted((pathlib.Path(__file__).parent.parent.parent / "examples").rglob("*.md")):
        lines = path.read_text(encoding="utf-8").split("\n")
        for number in range(1, lines.index("---", 1) if lines[0] == "---" else 0):
            for bad in spoiled(lines[number]):
                tried += 1
                try:
                    seedfmt.loads("\n".join([*lines[:number], bad, *lines[number + 1 :]]))
                    silent += 1  # the only line below a key may be its text
                except SeedError as error:
                    assert error.line == number + 1, (path.name, bad, str(error))
    assert tried > 2_000
    assert silent < tried / 100
