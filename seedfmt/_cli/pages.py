# ruff: noqa: E501  (a table, a line for each code)
"""What is written about the codes that are no rules: of the parser and of files (E), of comments that ignore
(I), of schemas (S), of ``secured`` (B).

In: nothing. Out: a page for each code: what it means, an example, what to do. The rules have theirs in their docstrings.
"""

from __future__ import annotations

from typing import NamedTuple

from seedfmt._cli.errorpages import TEXT


class Page(NamedTuple):
    """What is written about a code; ``wrong`` and ``right`` are texts of several lines that have it, and have not."""

    code: str
    name: str
    means: str
    example: str
    advice: str
    wrong: str = ""
    right: str = ""

    def text(self) -> str:
        """The page, as Markdown."""
        head = f"## {self.code} {self.name}\n\n({SEVERITIES.get(self.code, 'error')}{FIXES.get(self.code) or FIXES.get(self.code[0], '')})\n\n"
        if self.wrong:
            return f"{head}{self.means}.\n\nWrong:\n\n{_block(self.wrong)}\nRight:\n\n{_block(self.right)}\n{self.advice}.\n"
        example = f"For example `{self.example}`. " if self.example else ""
        return f"{head}{self.means}. {example}{self.advice}.\n"


def _block(text: str) -> str:
    return "".join(f"    {line}".rstrip() + "\n" for line in text.splitlines())


SEVERITIES = {"B102": "warning", "B106": "warning", "I101": "warning", "I102": "warning"}
FIXES = {
    "S": ", fix with --unsafe-fixes where only one is possible",
    "B": ", no fix",
    "E": ", no fix",
    "E201": ", automatic fix of lines that continue quoted text or what is in brackets",
    "E301": ", automatic fix where both values are equal",
    "I": ", no fix",
}

# code and name; what it means; an example; what to do
_TEXT = r"""
I101 unknown-ignore; A comment is to ignore findings and does not: it names the code of nothing, or is not spelled as it must be; # seedfmt: ignore[C1O1]; Write "# seedfmt: ignore[CODE]" with codes that "seedfmt rule" lists
I102 unused-ignore; A comment takes no finding away, mostly since what it spoke of was corrected. It is looked for only where I102 is selected; # seedfmt: ignore[D101] beside text in quotes; Remove it
S101 unknown-member; A member that the schema does not know; titel: One; Correct the name, or remove it
S102 missing-member; A member that must be there is missing; news without "title"; Add it
S103 type; A value of the wrong type; heat: high; Write a value of the type that is named
S104 enum; A value that is none of those listed; type: movie in news; Write one of those listed
S105 const; A value that is not the only one allowed; category: New in news; Write the one that is named
S106 format; Text that has not the format; publishedDateTime: 2020-13-01T00:00:00Z; Write it in the format that is named
S107 pattern; Text that does not match the pattern; webUrl: example; Write it as the schema describes it
S108 min-length; Text that is too short; title: ""; Write more
S109 max-length; Text that is too long; a title of a page; Shorten it
S110 minimum; A number that is too small; width: 0; Write a larger one
S111 maximum; A number that is too large; average: 6; Write a smaller one
S112 exclusive-minimum; A number that is not above its limit; 0 where more is asked for; Write a larger one
S113 exclusive-maximum; A number that is not below its limit; 100 where less is asked for; Write a smaller one
S114 multiple-of; A number that is no multiple; 7 where it goes by 5; Write a multiple
S115 min-items; A list that is too short; topics: []; Add items
S116 max-items; A list that is too long; three images where two are allowed; Remove items
S117 unique-items; A list that repeats an item; topics: [AI, AI]; Remove the second
S118 contains; A list without an item that it must hold; a list of tags without the one for its kind; Add it
S119 min-contains; A list with too few of the items that it must hold; one where two are asked for; Add some
S120 max-contains; A list with too many of the items that it must hold; three where two are allowed; Remove some
S121 min-properties; A mapping with too few members; services: {}; Add members
S122 max-properties; A mapping with too many members; four where three are allowed; Remove members
S123 property-names; A member whose name is not allowed; a name in capitals; Rename it
S124 dependent-required; A member that another one needs is missing; "width" without "height"; Add it, or remove the other
S125 any-of; A value that has none of the forms allowed; ; Give it one of the forms that the schema describes
S126 one-of; A value that has several forms of which it must have one; ; Make it one of them only
S127 not; A value of a form that is not allowed; ; Give it another
S128 items; An item beyond those that are described; a third part where two are described; Remove it
S129 unevaluated-properties; A member that no part of the schema knows; ; Correct the name, or remove it
S130 unevaluated-items; An item that no part of the schema knows; ; Remove it
S131 never; A value where there must be none; a member whose schema is false; Remove it
S196 schema-too-slow; The front matter takes too long to validate by this schema; a schema that refers to itself many times; Let it do so once for each member
S197 too-deep; The data or the schema are nested too deeply; ; Make them flatter
S198 disagreement; The two engines of validation disagree, and neither is believed; ; Report it with the file and the schema
S199 more; There are more findings than are shown; a file with a thousand unknown members; Correct those that are shown first
B101 secured-shape; The value of secured has none of the known shapes, or a header that is not of the suite; secured: "x"; Have it made anew, for it cannot be mended by hand
B102 secured-legacy; A legacy value, which nobody can verify; found only where B102 is selected; Migrate it with "seedfmt secured legacy"
B103 secured-equal-blocks; Two blocks of one ciphertext are equal, which good encryption makes all but impossible; ; Have the producer look at its encryption
B104 secured-vector-in-text; The initialisation vector is also a block of the ciphertext; ; Have the producer look at its encryption
B105 secured-constant-vector; The initialisation vector is constant; sixteen zero bytes; Have the producer draw it at random
B106 secured-text-vector; The initialisation vector is text, which was typed and not drawn; 0123456789ABCDEF; Have the producer draw it at random
B110 secured-copy; The same value stands in two files. `seedfmt secured lint` finds it, where `seedfmt check` says X103; ; Have the copy made anew
B111 secured-same-vector; The same initialisation vector stands in two files (`seedfmt secured lint`); ; Have the producer draw each at random
B112 secured-same-block; The same ciphertext block stands in two files (`seedfmt secured lint`); ; Have the producer look at its encryption
B113 secured-same-beginning; A ciphertext begins with all of another's (`seedfmt secured lint`); ; Have the producer look at its encryption
B114 secured-counting; The initialisation vectors count (`seedfmt secured lint`); ; Have the producer draw each at random
"""


def _page(line: str) -> Page:
    head, means, example, advice = line.split("; ")
    code, _, name = head.partition(" ")
    return Page(code, name, means, example, advice)


def _error_page(paragraph: str) -> Page:
    first, *lines = paragraph.splitlines()
    head, _, means = first.partition("; ")
    code, _, name = head.partition(" ")
    wrong, right = ("".join(f"{line[2:]}\n" for line in lines if line[0] == sign) for sign in "-+")
    advice = " ".join(line for line in lines if line[0] not in "-+")
    return Page(code, name, means, "", advice.removesuffix("."), wrong, right)


PAGES = (*map(_error_page, TEXT.strip().split("\n\n")), *map(_page, _TEXT.strip().splitlines()))
NAMES = {page.code: page.name for page in PAGES}
