# ruff: noqa: E501  (a text, a paragraph for each code)
"""What is written about errors (E): of each code what it means, text that has it and text that has not, what to do.

In: nothing. Out: TEXT, in paragraphs. The first line is code, name and meaning; lines with "-" are wrong, lines with "+"
right; what is left says what to do. A test reads each example.
"""

TEXT = r"""
E101 no-front-matter; The file does not begin with a line "---", so it has no front matter
- # A title
+ ---
+ title: A title
+ ---
Make "---" the first line of the file, with nothing before it: no blank line, no space, no comment, and nothing that cannot be seen. A comment, such as a licence, goes after the closing fence. It is three hyphens; dashes that are longer are none. If the file is not meant as a seed file, exclude it in the configuration.

E102 unclosed-fence; The "---" on the first line opens the front matter, and no later line closes it
- ---
- title: A title
-
- The text.
+ ---
+ title: A title
+ ---
+
+ The text.
Write "---" on a line of its own where the front matter ends. It must begin its line and stand alone on it. The error stands at the line that looks like a fence and is none; where there is no such line, at the opening fence, as nobody can know where the front matter was to end.

E103 foreign-front-matter; The front matter is written in TOML (+++) or JSON ({), and not in YAML
- +++
- title = "A title"
- +++
+ ---
+ title: A title
+ ---
Write it as YAML between lines "---".

E104 encoding; The front matter holds bytes that are not UTF-8
Mostly the file was saved as Latin-1 (Windows-1252) or UTF-16. Open it in an editor as what it is and save it as UTF-8. The body may hold any bytes; only the front matter is text.

E105 character; The front matter holds a character that YAML forbids there: a NUL, a bell and other controls anywhere, some invisible ones outside of quotes
Mostly it came along with pasted text. Remove it; the line and column say where it is, even if the editor shows nothing. If it is meant, write it in double quotes as an escape, such as "\x07".

E106 not-a-mapping; The front matter is a list or a single text, and not keys with values
- - One
- - Two
+ topics:
+   - One
+   - Two
Write each value behind a key, as "key: value". The space behind the colon is part of it: "key:value" is one word to YAML.

E107 several-documents; Behind the first YAML document a second one begins
A file in which YAML stands without fences ends at a line "---" that separates documents. Keep one document in each file.

E201 indentation; A line is indented in a way that fits to nothing above it, or continues what it should not continue
- provider:
-     name: One
-   url: https://example.org
+ provider:
+   name: One
+   url: https://example.org
Entries that belong together begin in the same column. What belongs to the key above stands deeper than that key; what does not stands where that key begins. A key that has a value on its own line cannot have more below. Spaces indent; a no-break space (U+00A0) or a wide one (U+3000) looks like them and is text.

E202 tab-indentation; A line is indented with a tab; YAML allows spaces only
Replace the tab by spaces, and set the editor to indent YAML by two spaces.

E203 needs-quotes; A value without quotes holds what means something else to YAML: a ": " within, or "@", "`", "%" and their like at its beginning
- title: Diablo: Immortal
+ title: "Diablo: Immortal"
Put the whole value in quotes, single or double.

E204 missing-colon; A line that should be a key with its value has no ": "
- title "One"
- heat: 65
+ title: "One"
+ heat: 65
Write a colon and a space behind the key. "title:One" lacks the space; a no-break space (U+00A0) is none. If the line is no key but goes on with the text above it, indent it deeper than the key of that text; if it is a note, put "#" before it.

E205 long-key; What stands before a colon is longer than 1,024 characters or goes over several lines, so it cannot be a key
- "a text that goes
-   on": here
+ text: "a text that goes
+   on: here"
Mostly it is text with a colon in it: write a key before it, and quotes around it.

E206 unclosed; A quote or a bracket is opened and never closed
- title: "One
- heat: 65
+ title: "One"
+ heat: 65
Close it on its line. The error stands where it opens. In double quotes a backslash takes the meaning from the quote behind it: "C:\" is not closed, "C:\\" is, and so is 'C:\'.

E207 escape; In double quotes a backslash is followed by what is no escape sequence
- path: "C:\data"
+ path: 'C:\data'
Use single quotes, in which a backslash is a backslash, or write it twice.

E208 block-header; Behind the "|" or ">" that opens a block of text stands text on the same line
- text: | One
-   two
+ text: |
+   One
+   two
Begin the text on the next line, indented. Behind the sign may stand "+" or "-", one digit, and a comment. If "|" or ">" is itself text, put the value in quotes.

E209 anchor; A "&" is not followed by the name of an anchor, or two anchors stand before one value
- company: & Sons
+ company: "& Sons"
If it is text, put the value in quotes. An anchor is "&" and a name, one before each value, none before an alias.

E210 tag; A "!" begins a tag that is not well-formed, not declared, or the second before one value
- title: !now! One
+ title: "!now! One"
If it is text, put the value in quotes.

E211 directive; A line begins with "%", as directives do, where none may stand
- heat: 65
- %YAML 1.2
+ heat: 65
Remove the line; front matter needs no directives. If it is text, put it in quotes.

E212 trailing-text; A value is complete, with its quote or bracket closed, and more text follows
- title: "One" and two
+ title: "One and two"
Put quotes around all of the value. Within double quotes a quote is written \", within single quotes ''. If it is a comment, put " #" before it.

E213 flow; In "[...]" or "{...}" stands something that does not belong there; mostly a comma is missing, or one is too many
- topics: ["One" "Two"]
+ topics: ["One", "Two"]
Put one comma between two entries, and in braces ": " between a key and its value. Text with brackets, braces or commas needs quotes.

E214 comment; A "#" stands directly behind a closing quote or bracket; a comment needs a space before it
- title: "One"# a note
+ title: "One" # a note
Put a space before "#"; if it is text, move it into the quotes.

E215 misplaced; A "-", "?", "," or a closing bracket stands where it means nothing; a list or a mapping begins on the line of its key
- topics: - One
+ topics:
+   - One
Begin a list on the line below its key. If the sign is text, put the value in quotes.

E216 unresolved-conflict; Git left the marks of a conflict: lines of "<<<<<<<", "=======" and ">>>>>>>"
- <<<<<<< HEAD
- heat: 65
- =======
- heat: 66
- >>>>>>> main
+ heat: 66
Choose what is right and remove the lines with marks. Every conflict of the file is named, and every mark that was left alone. A mark is what git writes: seven signs at the begin of a line, then a blank or the end of the line.

E301 duplicate-key; A mapping has the same key twice; programs differ in which of the two they take
- heat: 65
- heat: 66
+ heat: 66
Remove or rename one of them. The message names both lines. Where the key is the first of a list item, a dash may be missing. Keys also count as the same if they are so to most readers, such as 1 and "1".

E302 undefined-alias; A "*" with a name is an alias, and no "&" with this name stands before it
- title: *One*
+ title: "*One*"
If it is text, put the value in quotes. If it is meant as an alias, write the anchor before it.

E303 recursive-alias; An alias stands within the value that it names, so the value would hold itself
- related: &all [*all]
+ related: []
Write out what is meant.

E304 tagged-value; A value cannot be read as its tag says
- heat: !!int high
+ heat: 65
Correct the value, or remove the tag: seed files need none.

E401 size; The front matter is larger than the limit, which is 16 MiB unless set otherwise
Mostly a closing fence is missing and the body is taken for front matter. In a program the limit can be raised: Limits(size=...).

E402 depth; Values are nested more deeply than the limit, which is 200 unless set otherwise
Nothing that people write is so deep. In a program the limit can be raised: Limits(depth=...).

E403 expansion; The aliases, written out, would be more than 100,000 values or 64 MiB
Aliases of lists of aliases grow beyond any memory: this is how some attacks look. Write out what is meant.

E404 digits; The value of an integer has more than 4,300 decimal digits
Put it in quotes if it is text. The value counts, however it is written: 0x and 3,573 digits f are too many.

E405 odd-keys; A mapping has more than a thousand keys that are lists, mappings or whole numbers of 19 digits and more
Put quotes around the keys. There are such keys that take a program very long to tell apart.

E501 pointer-syntax; What names a place in the data is no JSON Pointer
A pointer (RFC 6901) is "/" before the name of each step, and items count from 0: "/title", "/related/0/webUrl". "/" in a name is written "~1", "~" is written "~0". The empty text "" is the whole.

E502 not-found; A pointer names a place that the file does not have
The message says which step is missing and what is there instead, such as "/images/9" in a list of two. Items count from 0, and "-" is the place behind the last one, for adding only.

E503 value; A value cannot be written as front matter, or not where it is to go
Texts, numbers, true, false, null, lists, and mappings with keys can be. On the command line numbers, true, false and null are what YAML takes them for; --text makes a text of them.

E504 aliased; The edit would go through an alias or a merge key ("<<"), and change every place that shares the value
The message names the anchor. Edit the value where the anchor stands, or write the alias out first.

E505 exists; The name that an edit would give to a member is taken
Choose another name, or delete the member that has it.

E506 place; There is no way to write the edit at this place without changing something beside it
The message says why. The file is as it was. Mostly an edit one level higher works, such as setting the whole list instead of one item.

E507 patch; A JSON Patch (RFC 6902) is not well-formed, or a "test" in it fails
The message names the operation, counted from 0. None of the patch is applied.

E599 internal; Something failed that should not, which is an error of seedfmt; the file was left as it was
Please report it, with the file and the command. The message names the type of the error and no value of the file. SEEDFMT_TRACEBACKS=FILE in the environment appends the traceback to FILE; it may hold values. Where a worker process has ended on the file, it may have run out of memory: try the file alone. All other files are done and counted.

E601 file; A file cannot be opened, read or written, or is no regular file
The message gives the reason of the system: it does not exist, permission is denied, it is a folder, a broken link.

E602 conflict; The file was changed by somebody else after it was read, so it was not overwritten
Read it again and repeat the edit. Nothing is lost.

E603 config; The configuration in seedfmt.toml or pyproject.toml is wrong: no TOML, an option that there is not, a code of nothing
The message names line and column. The options are select, ignore, exclude, schemas and secured.

E604 outside; A symbolic link leads out of the work tree, so it is neither read nor written
Replace the link by a copy of the file, remove it, or exclude it in the configuration. Where there is no work tree, a link in a folder must not lead out of that folder. A link that a stranger adds could otherwise show a file of your machine in a report, or change it. Links within the work tree are followed.

E701 malformed; The value of "secured", or its header, is not of any known form
It was cut off or edited. It cannot be mended by hand: whoever made it must make it anew.

E702 not-authentic; The value does not open, or its signature does not hold: it was altered, or made with another key
There is one message for every reason, so that it gives nothing away. See whether the right key was given; else ask whoever made the value.

E703 wrong-front; The value is authentic, but was made for another front matter: a member was changed after signing or sealing
If the change is right, sign or seal the file again; else undo it. Members that may change are declared as volatile.

E704 wrong-body; The value is authentic, but was made for another body: the text below the front matter was changed
If the change is right, sign or seal the file again; else undo it.

E705 policy; The value is in order, but the verifier asks for more than it gives, such as a signature, a key or an age
The message says what is asked for. Have it made so, or change the policy.

E706 key; A key is missing, not fit for this use, or kept so that others can read it
The message names the key by its id, never the key itself. A file with secret keys must be readable by its owner alone: chmod 600.

E707 not-bindable; Readers would not all read this front matter alike, so nothing can be sealed or signed for it
The message names the value, such as an alias, a tag, or a number that is not the same to all. Write it plainly, mostly with quotes.

E708 wrong-path; The value is authentic, but was made for a file at another path
Move the file back, or sign or seal it again where it is. Paths are relative to the folder that the command runs in, or to --root.

E801 schema; A schema cannot be used: it is no JSON, no valid JSON Schema, or refers to itself without end
The message names the place in the schema. "seedfmt schema for FILE" says which schema a file gets and why.

E802 reference; A schema, or a "$ref" in it, leads to what is not there or may not be read
Correct the address. What a file names must lie in its project. No check fetches a schema from another machine: keep a copy and name that; "seedfmt schema show --allow-remote ADDRESS" prints one.

E803 model; The front matter does not fit the class that a Python program reads it into
The message has the first error, with its line and column; "problems" of the exception has all. Correct the file, or the class.

E901 not-json; The data hold what JSON has no way to write: .nan, .inf, a key that is no text
Change the value, or convert with --lenient, which writes them as text.

E902 json-syntax; The input is no JSON, or JSON that cannot be a seed file
A seed file is one object at the top, with the front matter as members and the body under "content". The message names line and column.

E903 lossless; The input is not lossless JSON, or its "data" cannot be the data of its "front"
Edit only "data" and "body". "front" is the source of the front matter with both fences, and restores every byte. If it was damaged, export the file again with "seedfmt to-json --lossless". An integer beyond 2^53 that a JSON tool has rounded is reported too, because the file would get the rounded number.
"""
