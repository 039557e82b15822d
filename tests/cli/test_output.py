"""What leaves the program: no terminal and no log of a CI run obeys a file, a name or a key of a stranger.

Each command runs on hostile files on a terminal of its own, and again as a step of a CI run. The control: ordinary
text leaves byte for byte, and diffs apply.
"""

from __future__ import annotations

import ast
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import seedfmt
from seedfmt._cli import COMMANDS
from seedfmt._cli.secured import VERBS
from seedfmt._escape import has_command, is_hostile, printable, printable_json, printable_lines, printable_path
from seedfmt.errors import Code, SeedError

PACKAGE = pathlib.Path(seedfmt.__file__).parent
NAMED = [
    *range(0x20), *range(0x7F, 0xA0), 0xAD, 0x61C, 0x115F, 0x1160, *range(0x200B, 0x2010), 0x2028, 0x2029,
    *range(0x202A, 0x202F), *range(0x2060, 0x2065), *range(0x2066, 0x206A), 0x3164, 0xFEFF, 0xFFA0, *range(0xFFF9, 0xFFFC),
    *range(0xD800, 0xE000), *range(0xE0000, 0xE0080), *range(0xE0100, 0xE01F0), 0xFFFE, 0xFFFF, 0x10FFFF,
]  # fmt: skip
VISIBLE = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd"  # signs of numbers
ORDINARY = "Grüße, \u65e5\u672c\u8a9e, \u05d0\u05d1, \u2764\ufe0f \U0001f600 a:b # c\\x1b `::` \xa0\u3000\ue000"


# -- the functions -----------------------------------------------------------------------------------------------------


def test_hostile_characters() -> None:
    assert [hex(code) for code in NAMED if not is_hostile(code)] == []
    for code in range(0x110000):
        if unicodedata.category(chr(code)) in ("Cc", "Cf", "Cs", "Zl", "Zp") and chr(code) not in VISIBLE:
            assert is_hostile(code), hex(code)


def test_ordinary_text_stays() -> None:
    for function in (printable, printable_lines, printable_json):
        assert function(ORDINARY) == ORDINARY
        assert function("title: A :: b") == "title: A :: b"
        assert function("## Heading [x](y)") == "## Heading [x](y)"
    assert printable_lines("a\tb\r\nc\n") == "a\tb\r\nc\n"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\nb\tc\r", r"a\nb\tc\r"),
        ("\x9b31m\u202e\U000e0041", r"\x9b31m\u202e\U000e0041"),
        ("caf\udce9", r"caf\xe9"),
        ("\ud800", r"\ud800"),
        ("::error::x", r"\x3a:error::x"),
        (" \u2003::error::x", " \u2003" + r"\x3a:error::x"),
        ("a ##[error]x ##vso[task.x]", r"a \x23#[error]x \x23#vso[task.x]"),
    ],
)
def test_printable(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_names_that_begin_as_a_command() -> None:
    assert [printable_path(name) for name in ("::x.md", "#x.md", "-", "a.md")] == ["./::x.md", "./#x.md", "-", "a.md"]


@given(st.text(st.characters() | st.sampled_from([*map(chr, NAMED[:40]), *":#[\r\n \t\u202e\ufeff"])))
def test_law_of_what_is_shown(text: str) -> None:
    """Nothing hostile is left, a second time changes nothing, and JSON is the same data."""
    for shown in (printable(text), printable_path(text), printable_lines(text)):
        assert not any(is_hostile(ord(char)) for char in shown.replace("\r\n", "\n") if char not in "\t\n")
        assert obeyed(shown) == []
    assert printable(printable(text)) == printable(text)
    assert printable_lines(printable_lines(text)) == printable_lines(text)
    spelled = json.dumps({text: [text]}, ensure_ascii=False, indent=2)
    assert json.loads(printable_json(spelled)) == {text: [text]}
    assert not any(is_hostile(ord(char)) for char in printable_json(spelled) if char not in "\t\n")


@pytest.mark.parametrize(
    ("text", "is_command"),
    [("::error::x", True), ("a\n  ::set-output name=x::y", True), ("a\r::stop-commands::t", True), ("\ufeff::x::", True),
     ("x ##[error]y", True), ("##vso[x]", True), (":::note\n", False), ("::\n", False), ("a ::error::", False),
     ("## [x]", False)],
)  # fmt: skip
def test_commands(text: str, is_command: bool) -> None:
    assert has_command(text) == is_command


def test_errors_are_safe_to_show() -> None:
    error = SeedError(Code.FILE, "a\x1b]0;b", hint="c\u202e", path="::d\n.md")
    assert str(error) == r"./::d\n.md: a\x1b]0;b; c\u202e"
    assert (error.message, error.path) == ("a\x1b]0;b", "::d\n.md")


# -- every command -----------------------------------------------------------------------------------------------------

HOSTILE = "\x07\x1b[2J\x85\x9b\xad\u061c\u115f\u200b\u200e\u2028\u202e\u2066\u3164\ufeff\ufff9\U000e0041\U000e0100"
IN_YAML = "".join(char for char in HOSTILE if char >= "\xa0" and char not in "\ufeff\u2028")
COMMAND = "::error file=a::owned ##[error]owned"
NAMES = [
    f"{HOSTILE}.md".encode(),
    b"\xff\xfe.md",
    b"::stop-commands::x.md",
    b"##[error]x.md",
    b"x\n::error::y.md",
    b"x\r::error::z.md",
    b"x\n  ##vso[task.setvariable]y.yaml",
]
SOURCE = f"""---
title: no
"::error file=a::{IN_YAML}": "\\e[2J\\a\\x85\\x9b {IN_YAML} \\n::error::x\\r::error::y\\n##[error]z"
{IN_YAML}##[x]: [{IN_YAML}, "\\uD83D\\uDE00"]
::error::k: |
  {COMMAND}
  {IN_YAML}
secured: "{IN_YAML}\\e[2J"
type: "{IN_YAML}"
titel: "a##[error]b"
date: 2020-13-99
---
{COMMAND}
::error::body {HOSTILE}
"""


def commands(names: list[bytes]) -> list[list[bytes | str]]:
    """The command lines; all of them read hostile text, name it, or are wrong in a hostile way."""
    first, second = names[0], names[2]
    pointer = f"/::error file=a::{IN_YAML}"
    formats = ["concise", "full", "json", "json-lines", "github", "gitlab", "junit", "sarif"]
    return [
        *(["check", "--select", "ALL", "--output-format", name, "."] for name in formats),
        *(["check", "--isolated", "--output-format", name, "--", *names] for name in formats),
        ["check", "--diff", "."], ["check", "--diff", "--output-format", "github", "."],
        ["check", "--statistics", "."], ["check", "--color", "always", "--no-such", HOSTILE],
        ["check", "--select", f"{HOSTILE}\n{COMMAND}"], ["check", "--jobs", f"{HOSTILE}\n{COMMAND}"],
        ["check", "--output-format", f"{HOSTILE}\n{COMMAND}"], ["check", "--config", b"no" + second],
        ["check", "--schema", b"no" + second, first], ["check", b"no" + second],
        [f"{HOSTILE}\n{COMMAND}"], ["rule", f"{HOSTILE}\n{COMMAND}"],
        *(["get", "--", name, pointer] for name in names),
        ["get", "--json", first, pointer], ["get", first, ""], ["get", first, f"/{HOSTILE}\n{COMMAND}"],
        ["get", first, HOSTILE], ["get", b"no" + names[4], "/x"], ["get", first, "/::error::k"],
        ["set", "--diff", "--", first, "/title", f"{HOSTILE}\n{COMMAND}"],
        *(["set", "--diff", "--", name, "/title", "x"] for name in names),
        ["set", "--json", first, "/title", f"{{{HOSTILE}"], ["set", first, f"/{HOSTILE}/x", "y"],
        ["append", "--diff", first, f"/{IN_YAML}##[x]", HOSTILE], ["delete", "--diff", first, pointer],
        ["delete", *names, f"/{HOSTILE}"], ["rename", "--diff", first, "/title", f"{HOSTILE}::"],
        ["insert", "--diff", first, "/new", f"\n{COMMAND}"], ["patch", first, b"no" + second], ["merge", first, second],
        ["diff", first, "plain"], ["diff", "--unified", first, "plain"], ["diff", "--json-patch", "plain", first],
        ["diff", "plain", first], ["diff", first, b"no" + names[4]],
        ["to-json", first], ["to-json", "--pretty", first], ["to-json", "--lines", "."],
        ["to-json", "--lossless", first], ["to-json", b"no" + names[4]], ["to-json", "--body-key", HOSTILE, first],
        ["from-json", "--onto", first, "--diff", "data.json"], ["from-json", "data.json"],
        ["from-json", b"no" + names[4]], ["from-json", "--kind", HOSTILE, "data.json"],
        ["from-json", "--lines", "lines.jsonl", "--output", "out"],
        ["schema", "for", first], ["schema", "for", "--", second], ["schema", "for", b"no" + names[4]],
        ["schema", "show", f"no{HOSTILE}\n{COMMAND}"], ["schema", "for", "--schema", HOSTILE, first],
        ["schema", "show", "hostile.json"],
        ["secured", "inspect", *names], ["secured", "inspect", "--json", *names], ["secured", "lint", "."],
        ["secured", "lint", "--json", "."], ["secured", "verify", "--trust", "no", "--require", "signed", "."],
        ["secured", "bound-view", first], ["secured", "bound-view", "--json", "."],
        ["secured", "bound-view", "--field", HOSTILE, first],
        ["secured", f"{HOSTILE}\n{COMMAND}"], ["secured", "lint", b"no" + names[4]],
        *(["secured", verb, "--key-file", b"no" + names[4], first] for verb in ("open", "seal", "sign", "rotate")),
        ["secured", "keygen", "--out", first], ["secured", "pubkey", "--key-file", b"no" + names[4]],
        ["secured", "unwrap", *names], ["secured", "unwrap", "--json", b"no" + names[4]],
        ["secured", "migrate", "--key-file", b"no" + names[4], "--no-such", HOSTILE, first],
        ["secured", "legacy", "decrypt", "--key-format", HOSTILE, first],
        ["schema", "list"], ["schema", "infer", "."], ["schema", "infer", "--", *names],
        ["schema", "infer", b"no" + names[4]], ["init", "--dry-run"], ["init", b"no" + names[4]],
        ["move", "--diff", "--before", "/title", first, pointer],
        ["move", "--after", f"/{HOSTILE}", first, f"/{HOSTILE}"],
        ["move", "--after", "/a", b"no" + names[4], "/b"],
    ]  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """Hostile files, and what commands need beside them."""
    if sys.platform != "linux":
        pytest.skip("names of files are bytes on Linux alone")
    place = tmp_path_factory.mktemp("hostile")
    for name in NAMES:
        (place / os.fsdecode(name)).write_text(SOURCE)
    (place / os.fsdecode(b"broken" + NAMES[2])).write_text(f"---\ntitle: [{IN_YAML}\n{COMMAND}\n---\n")
    (place / os.fsdecode(b"broken" + NAMES[0])).write_text(f"---\n{COMMAND} x: {HOSTILE}\n---\n")
    (place / "plain").write_text("---\ntitle: A\n---\n")
    data = {"title": f"{HOSTILE}\n{COMMAND}", COMMAND: HOSTILE, "content": f"{COMMAND}\n{HOSTILE}\n"}
    (place / "data.json").write_text(json.dumps(data))
    (place / "lines.jsonl").write_text(json.dumps({"path": f"../{HOSTILE}\n{COMMAND}"}) + f"\n{HOSTILE}\n")
    (place / "hostile.json").write_text(f'{{"description": "{COMMAND}{IN_YAML}"}}')
    return place


def test_no_command_is_left_out() -> None:
    """A new command or verb is tried on hostile files, too."""
    listed = commands(NAMES)
    assert set(COMMANDS) <= {command[0] for command in listed}
    assert set(VERBS) <= {command[1] for command in listed if command[0] == "secured"}


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in ("GITHUB_ACTIONS", "FORCE_COLOR")}
    return kept | {"TERM": "xterm", "PYTHONIOENCODING": "utf-8"} | more


PROGRESS = re.compile(r"\r\d+ of \d+ files|\r\x1b\[K")  # what seedfmt writes over itself where it takes long


def on_terminal(command: list[bytes | str], folder: pathlib.Path) -> str:
    """What a command prints on a terminal."""
    import pty

    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "seedfmt", *command],
        cwd=folder, stdin=subprocess.DEVNULL, stdout=slave, stderr=slave, env=environment(NO_COLOR="1"),
    ):  # fmt: skip
        os.close(slave)
        pieces = []
        with contextlib.suppress(OSError):
            while piece := os.read(master, 65536):
                pieces.append(piece)
    os.close(master)
    return PROGRESS.sub("", b"".join(pieces).decode(errors="surrogateescape"))


def obeyed(text: str) -> list[str]:
    """The lines that the runner of GitHub takes for commands: its rule, in other words than ours."""
    lines = [line.lstrip().lstrip("\ufeff").lstrip() for line in re.split(r"\r\n|\r|\n", text)]
    return [line for line in lines if (line.startswith("::") and line[2:3] not in ("", ":", " ")) or "##[" in line]


def is_ours(line: str) -> bool:
    return re.match(r"::(error|warning|notice) title=seedfmt[ :,(]", line) is not None and "##[" not in line


def test_commands_on_hostile_files(folder: pathlib.Path) -> None:
    """No terminal gets a hostile character, and no line begins as a command; no log gets a command that is not ours."""
    answered = 0
    for command in commands(NAMES):
        text = on_terminal(command, folder)
        left = {hex(ord(char)) for char in text.replace("\r\n", "\n") if char != "\n" and is_hostile(ord(char))}
        assert not left - {"0x9"}, (command, left, text)
        assert [line for line in obeyed(text) if not is_ours(line)] == [], (command, text)
        assert "Traceback" not in text, (command, text)
        answered += bool(text.strip())
        in_log = subprocess.run(
            [sys.executable, "-m", "seedfmt", *command],
            cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=environment(GITHUB_ACTIONS="true"),
        )  # fmt: skip
        for stream in (in_log.stdout, in_log.stderr):
            said = stream.decode(errors="surrogateescape")
            assert [line for line in obeyed(said) if not is_ours(line)] == [], (command, said)
    assert answered == len(commands(NAMES)), "a command that says nothing proves nothing"


def test_reports_hold_nothing_hostile(folder: pathlib.Path) -> None:
    """The bytes of a report, wherever it goes."""
    for command in commands(NAMES):
        if command[0] == "check" and "--diff" not in command:
            done = subprocess.run(
                [sys.executable, "-m", "seedfmt", *command],
                cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=environment(),
            )  # fmt: skip
            text = (done.stdout + done.stderr).decode()
            assert not any(is_hostile(ord(char)) for char in text if char != "\n"), command


# -- what must stay exact ----------------------------------------------------------------------------------------------


def seedfmt_(*command: str, cwd: pathlib.Path, **more: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "seedfmt", *command], cwd=cwd, capture_output=True, check=False, env=environment(**more)
    )


def test_data_keep_their_bytes(tmp_path: pathlib.Path) -> None:
    """A value, a file and JSON leave as they are where neither a terminal nor a log is at the other end."""
    value = f"{HOSTILE}\n{COMMAND}"
    (tmp_path / "a.md").write_text(f"---\n{json.dumps({'title': value})[1:-1]}\n---\n")
    assert seedfmt_("get", "a.md", "/title", cwd=tmp_path).stdout.decode() == f"{value}\n"
    assert json.loads(seedfmt_("to-json", "a.md", cwd=tmp_path).stdout)["title"] == value
    with (tmp_path / "out").open("wb") as file:  # in a CI run, too, where it goes to a file
        subprocess.run(
            [sys.executable, "-m", "seedfmt", "get", "a.md", "/title"],
            cwd=tmp_path, stdout=file, check=True, env=environment(GITHUB_ACTIONS="true"),
        )  # fmt: skip
    assert (tmp_path / "out").read_text() == f"{value}\n"


def test_get_in_a_ci_run(tmp_path: pathlib.Path) -> None:
    """A value that the log would obey is refused, not altered; as JSON it is the same value. Others leave as they are."""
    (tmp_path / "a.md").write_text('---\ntitle: "a\\n::error::b ##[error]c"\nplain: "\\u202e ::: x"\n---\n')
    done = seedfmt_("get", "a.md", "/title", cwd=tmp_path, GITHUB_ACTIONS="true")
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"seedfmt: a.md: E601 the log of this CI run would obey the output as a command; " in done.stderr
    done = seedfmt_("get", "--json", "a.md", "/title", cwd=tmp_path, GITHUB_ACTIONS="true")
    assert (done.returncode, json.loads(done.stdout)) == (0, "a\n::error::b ##[error]c")
    assert b"##[" not in done.stdout
    done = seedfmt_("get", "a.md", "/plain", cwd=tmp_path, GITHUB_ACTIONS="true")
    assert (done.returncode, done.stdout.decode()) == (0, "\u202e ::: x\n")


@pytest.mark.parametrize("tool", [["git", "apply"], ["patch", "-p0"]])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_diffs_apply(tmp_path: pathlib.Path, tool: list[str], ending: str) -> None:
    source = f"---{ending}title: Grüße \u202e{ending}n: 1{ending}---{ending}b\x1b[2J\tc{ending}".encode()
    (tmp_path / "a.md").write_bytes(source)
    done = seedfmt_("set", "--diff", "a.md", "/n", "2", cwd=tmp_path)
    try:
        command = [*tool, "-p0"] if tool[0] == "git" else [*tool, "--binary"]
        subprocess.run(command, input=done.stdout, cwd=tmp_path, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip(f"no {tool[0]} here")
    assert (tmp_path / "a.md").read_bytes() == source.replace(b"n: 1", b"n: 2")


def test_a_hostile_diff_in_a_ci_run_applies_to_nothing(tmp_path: pathlib.Path) -> None:
    """It is for people; a program that it is given to says so, and alters nothing."""
    source = "---\ntitle: a\n---\n::error::x\n"
    (tmp_path / "a.md").write_text(source)
    done = seedfmt_("set", "--diff", "a.md", "/title", "b", cwd=tmp_path, GITHUB_ACTIONS="true")
    assert done.stdout.startswith(b"| --- a.md\n| +++ a.md\n")
    assert b"|  \\x3a:error::x\n" in done.stdout
    applied = subprocess.run(["git", "apply", "-p0"], input=done.stdout, cwd=tmp_path, check=False, capture_output=True)
    assert applied.returncode
    assert (tmp_path / "a.md").read_text() == source


# -- nothing else writes -----------------------------------------------------------------------------------------------

WRITES = re.compile(
    r"(print|pprint|.*\bstd(out|err)(__)?(\.buffer)?\.write(lines)?|os\.write|logging\..*|warnings\.warn)\Z"
)


def is_progress(path: pathlib.Path, node: ast.Call) -> bool:
    """Is this the line of the library that says how far it is: on a terminal alone, with the name escaped?"""
    return path == PACKAGE / "_bulk.py" and "printable_path(path)" in ast.unparse(node)


def test_one_module_writes() -> None:
    """Only ``_cli/output.py`` prints; nothing else takes hold of a stream to write to, under whatever name."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text())
        if path == PACKAGE / "_cli" / "output.py":
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                assert not WRITES.match(ast.unparse(node.func)) or is_progress(path, node), (
                    f"{path}:{node.lineno} writes past _cli/output.py"
                )
                for keyword in node.keywords:
                    assert "sys.std" not in ast.unparse(keyword.value), f"{path}:{node.lineno} hands a stream on"
            if isinstance(node, ast.ClassDef | ast.Call):
                assert "argparse.ArgumentParser" not in [
                    ast.unparse(base) for base in (node.bases if isinstance(node, ast.ClassDef) else [node.func])
                ], f"{path}:{node.lineno} makes a parser whose errors are not escaped"
