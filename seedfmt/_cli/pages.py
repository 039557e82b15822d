# ruff: noqa: E501  (a table, a line for each code)
"""What is written about the codes that are no rules: of the parser and of files (E), of schemas (S), of ``secured`` (B).

In: nothing. Out: a page for each code: what it means, an example, what to do. The rules have theirs in their docstrings.
"""

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """What is written about a code."""

    code: str
    name: str
    means: str
    example: str
    advice: str

    def text(self) -> str:
        """The page, as Markdown."""
        head = f"## {self.code} {self.name}\n\n({SEVERITIES.get(self.code, 'error')}{FIXES.get(self.code[0], '')})\n\n"
        example = f"For example `{self.example}`. " if self.example else ""
        return f"{head}{self.means}. {example}{self.advice}.\n"


SEVERITIES = {"B102": "warning", "B106": "warning", "I101": "warning", "I102": "warning"}
FIXES = {"S": ", with a fix where only one is safe", "B": ", no fix", "E": ", no fix", "I": ", no fix"}

# code and name; what it means; an example; what to do
_TEXT = r"""
E101 no-front-matter; The file does not begin with front matter; # Title on line 1; Make "---" the first line
E102 unclosed-fence; The front matter has no closing fence; "---" on line 1 and nowhere else; Write "---" on a line of its own behind it
E103 foreign-front-matter; The front matter is not YAML but TOML or JSON; +++ on line 1; Rewrite it as YAML between "---" fences
E104 encoding; The front matter is not UTF-8; a file saved as Latin-1 or UTF-16; Save it as UTF-8
E105 character; A character that YAML forbids stands in the front matter; a NUL or a bell; Remove it, or write it as an escape in double quotes
E106 not-a-mapping; The front matter is a list or a single value; - one; Write keys with values
E107 several-documents; The front matter holds a second YAML document; %YAML or "---" in a file without fences; Keep one document in a file
E201 indentation; A line is indented in a way that belongs to nothing above it; a key one space further in than the one before; Align it with its neighbours
E202 tab-indentation; A tab stands where YAML wants spaces; a tab before a key; Indent with spaces
E203 needs-quotes; A value without quotes holds what only quotes allow; title: One: two; Put the value in quotes
E204 missing-colon; A line among keys is no key with a value; title One; Write "key: value"
E205 long-key; A key is longer than 1024 characters or goes over several lines; a paragraph before a colon; Shorten it, or quote the text if it is none
E206 unclosed; A quote or a bracket is never closed; title: "One; Close it
E207 escape; A backslash in double quotes is followed by what is no escape; "C:\new\q"; Write "\\" for a backslash, or use single quotes
E208 block-header; What follows "|" or ">" is no header of a block; text: |x; Write one indentation digit and one of "+" and "-" at most
E209 anchor; An anchor has no name, stands twice or where none may stand; &a &b x; Keep one anchor before a value
E210 tag; A tag is misspelled, stands twice or uses a handle that is not declared; !x!y z; Correct or remove it
E211 directive; A "%" line is no directive, or stands where none may stand; %YAML 1.2 between keys; Remove it
E212 trailing-text; Something follows a value that is complete; title: "One" two; Put all of it in quotes, or remove the rest
E213 flow; Something stands in "[...]" or "{...}" that does not belong there; [a, , b]; Correct the list
E214 comment; A "#" directly behind a value looks like a comment and is none; "a"#b; Write a space before "#"
E215 misplaced; A part of YAML stands where it cannot stand; key: - item; Move it to a line of its own
E216 unresolved-conflict; A git conflict was not resolved; <<<<<<< HEAD; Keep one of both sides and remove the markers
E301 duplicate-key; A mapping has the same key twice; heat: 1 and heat: 2; Keep one of them
E302 undefined-alias; An alias names an anchor that does not stand before it; a: *x; Write the anchor, or quote the text
E303 recursive-alias; An alias stands inside of the value that it names; a: &x [*x]; Write the value out
E304 tagged-value; A value does not have the form that its tag says; !!int one; Correct the value or remove the tag
E401 size; The front matter is larger than is read; more than the limit of bytes; Move text to the body, or raise the limit
E402 depth; Values are nested more deeply than is read; a hundred brackets in each other; Make it flatter, or raise the limit
E403 expansion; Aliases stand for more values than are read; aliases of lists of aliases; Write less by aliases
E404 digits; A number has more digits than are read; a number of ten thousand digits; Put it in quotes if it is text
E405 odd-keys; A mapping has more than a thousand keys that are collections or huge integers; two thousand keys of twenty digits; Make them text
E501 pointer-syntax; What was given is no JSON Pointer; heat without "/"; Write "/" before each part (RFC 6901)
E502 not-found; A pointer leads nowhere; /images/9 in a list of two; Name a member or item that is there
E503 value; A value cannot be written as front matter; a set or an object of a program; Give text, numbers, true, false, null, lists and mappings
E504 aliased; The edit would go through an alias, and change other places too; a value below *x; Edit it where its anchor stands
E505 exists; The name is taken; renaming "a" to "b" where "b" is; Choose another or remove that one
E506 place; There is no room for the edit at this place; a comment behind an opening quote; Edit another place
E507 patch; A JSON Patch is none, or a test in it fails; an operation without "path"; Correct it (RFC 6902)
E599 internal; seedfmt did not do what it meant to do, and left the file as it was; ; Report it with the file and the edit
E601 file; A file cannot be read or written; a broken link; See to its name and permissions
E602 conflict; Somebody else changed the file since it was read; an editor that saved meanwhile; Read it again and repeat the edit
E603 config; The configuration of the project is wrong; select = 1; Correct the line that is named
E701 malformed; The value of secured is none that can be read; text without ";"; Have it made anew
E702 not-authentic; The value does not open or verify: it was altered, or belongs to another key; one changed character; Ask whoever made it
E703 wrong-front; The value was made for another front matter; a title changed after signing; Sign or seal the document again
E704 wrong-body; The value was made for another body; a paragraph changed after signing; Sign or seal the document again
E705 policy; The value is in order, and the verifier's policy asks for more; an unsigned value; Meet the policy, or change it
E706 key; A key is missing, unfit or carelessly kept; a key file that all may read; See to the key that is named
E707 not-bindable; The front matter holds what readers do not read alike, so nothing can be bound to it; an alias; Write it more simply
E801 schema; A schema cannot be used: it is not JSON, no schema, or endless; "type": "txt"; Correct the schema
E802 reference; A schema refers to what is not there or may not be fetched; "$ref": "missing.json"; Correct it, or allow it with --allow-remote
E901 not-json; The data hold what JSON cannot; .nan; Give the value another, or convert with --lenient
E902 json-syntax; The JSON cannot become a seed file; a list at the top; Give an object
E903 layout; Lossless JSON does not fit together; a "layout" of another file; Make it anew with "seedfmt to-json --lossless"
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


PAGES = tuple(map(_page, _TEXT.strip().splitlines()))
