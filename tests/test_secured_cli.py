"""``seedfmt secured``: each verb, each exit status, many files, and nothing secret in any output."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
from typing import Any

import pytest
import securedvectors

import seedfmt
from seedfmt import secured
from seedfmt._cli import main
from seedfmt._cli.secured import VERBS, options, running
from seedfmt._cli.secured.guard import looks_like_key

TEXT = '---\ntitle: "T"\nheat: 64\n---\nbody\n'
PLAINTEXT = "the hidden plaintext"
LEGACY_KEY = bytes(range(100, 132))


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A folder with keys, a trust file, a plaintext, a policy and a post; and the place worked in.

    Verbs that run in this process leave it its core files, which it could never have back.
    """
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(options, "_forbid_core_files", lambda: None)
    monkeypatch.setattr(options, "_be_undumpable", lambda: None)
    keys = secured.KeySet([secured.generate_key("seal"), secured.generate_key("sign")])
    (tmp_path / "keys.json").write_text(keys.export())
    (tmp_path / "legacy.key").write_text(LEGACY_KEY.hex() + "\n")
    for name in ("keys.json", "legacy.key"):
        (tmp_path / name).chmod(0o600)
    (tmp_path / "trust.json").write_text(keys.public().export())
    (tmp_path / "plain.txt").write_text(PLAINTEXT)
    (tmp_path / "policy.json").write_text('{"require": "both", "volatile": ["/heat"]}')
    (tmp_path / "post.md").write_text(TEXT)
    return tmp_path


def run(*arguments: str) -> int:
    """The exit status, also where argparse ends the program."""
    try:
        return main(["secured", *arguments])
    except SystemExit as stop:
        return int(str(stop.code))


SEAL = ("seal", "post.md", "--key-file", "keys.json", "--plaintext", "plain.txt", "--volatile", "/heat")


def test_a_life(folder: pathlib.Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    """Sealed, verified, opened, edited by a bot, rotated, unwrapped."""
    assert run(*SEAL, "--sign") == 0
    lines = (folder / "post.md").read_text().splitlines()
    assert lines[:3] + lines[-2:] == ["---", 'title: "T"', "heat: 64", "---", "body"]
    capsysbinary.readouterr()
    assert run("verify", "post.md", "--trust", "trust.json", "--require", "signed", "--volatile", "/heat") == 0
    assert capsysbinary.readouterr().out.startswith(b"post.md: signed by ")
    assert run("open", "post.md", "--key-file", "keys.json", "--policy", "policy.json") == 0
    assert capsysbinary.readouterr().out == PLAINTEXT.encode()
    assert main(["set", "post.md", "/heat", "65"]) == 0
    assert run("keygen", "--old", "keys.json", "--out", "keys-2.json") == 0
    assert (folder / "keys-2.json").stat().st_mode & 0o777 == 0o600
    assert run("rotate", "post.md", "--key-file", "keys-2.json", "--policy", "policy.json") == 0
    assert run("verify", "post.md", "--key-file", "keys.json", "--policy", "policy.json") == 7
    assert run("verify", "post.md", "--key-file", "keys-2.json", "--policy", "policy.json") == 0
    assert run("unwrap", "post.md") == 0
    assert run("verify", "post.md", "--key-file", "keys-2.json", "--policy", "policy.json") == 6
    assert run("verify", "post.md", "--key-file", "keys-2.json", "--require", "sealed", "--volatile", "/heat") == 0


def test_detached(folder: pathlib.Path) -> None:
    assert run("sign", "post.md", "--key-file", "keys.json", "--detached") == 0
    assert (folder / "post.md").read_text() == TEXT
    verify = ("verify", "post.md", "--detached", "--trust", "trust.json", "--require", "signed")
    assert run(*verify) == 0
    (folder / "post.md").write_text(TEXT.replace("64", "65"))
    assert run(*verify) == 5
    (folder / "post.md.jws").unlink()
    assert run(*verify) == 2
    assert run("sign", "-", "--key-file", "keys.json", "--detached") == 2


def test_legacy(folder: pathlib.Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    key = ("--key-file", "legacy.key", "--key-format", "hex")
    assert run("legacy", "encrypt", "post.md", *key, "--plaintext", "plain.txt") == 2
    assert run("legacy", "encrypt", "post.md", "--unauthenticated", *key, "--plaintext", "plain.txt") == 0
    before = (folder / "post.md").read_text()
    capsysbinary.readouterr()
    assert run("legacy", "decrypt", "post.md", "--unauthenticated", *key) == 0
    assert capsysbinary.readouterr().out == PLAINTEXT.encode()
    assert run("sign", "post.md", "--key-file", "keys.json") == 0
    assert run("verify", "post.md", "--trust", "trust.json", "--require", "signed") == 0
    assert run("verify", "post.md", "--trust", "trust.json", "--require", "sealed") == 6
    assert run("unwrap", "post.md") == 0
    assert (folder / "post.md").read_text() == before
    new = ("--key-file", "keys.json", "--legacy-key-file", "legacy.key", "--key-format", "hex", "--sign")
    assert run("migrate", "post.md", *new) == 2
    assert run("migrate", "post.md", "--unauthenticated", *new) == 0
    assert run("open", "post.md", "--key-file", "keys.json", "--require", "both") == 0


def test_wrong_legacy_keys() -> None:
    """A wrong key and wrong padding are one error; about one wrong key in 256 is accepted."""
    value = secured.legacy.encrypt_unauthenticated(b"x" * 20, LEGACY_KEY)
    messages, accepted = set(), 0
    for number in range(512):
        try:
            secured.legacy.decrypt_unauthenticated(value, number.to_bytes(32, "big"))
            accepted += 1
        except secured.NotAuthentic as error:
            messages.add(str(error))
    assert len(messages) == 1
    assert accepted < 16
    assert secured.legacy.read_key(base64.b64encode(LEGACY_KEY) + b"\r\n", "base64") == LEGACY_KEY
    assert secured.legacy.read_key(LEGACY_KEY[:24], "raw") == LEGACY_KEY[:24]
    for data, form in (
        (b"0" * 31, "hex"),
        (b"zz" * 16, "hex"),
        (b"A", "base64"),
        (b"x" * 20, "raw"),
        (b"0x" + b"0" * 30, "hex"),
        (b"", "raw"),
    ):
        with pytest.raises(secured.SecretKeyError):
            secured.legacy.read_key(data, form)


# what is done to the post before, arguments, exit status, what standard error holds
KEY = ("--key-file", "keys.json")
POLICY = ("--policy", "policy.json")
VERIFY = ("verify", "post.md", *KEY, *POLICY)
FAILURES: list[tuple[str, tuple[str, ...], int, str]] = [
    ("no field", VERIFY, 3, 'there is no field "secured"'),
    ("malformed", VERIFY, 3, "post.md:4:10: the value has none of the three shapes"),
    ("malformed", ("inspect", "post.md"), 3, "three shapes"),
    ("malformed", ("unwrap", "post.md"), 3, "three shapes"),
    ("sealed", ("unwrap", "post.md"), 3, "not signed"),
    ("broken yaml", VERIFY, 3, "post.md:2:4: "),
    ("altered", VERIFY, 4, "does not open: it was altered, or made with another key"),
    ("title", VERIFY, 5, "another front matter"),
    ("body", VERIFY, 5, "another body"),
    ("sealed", VERIFY, 6, "not signed, and the policy requires a signature"),
    ("both", ("verify", "post.md", *KEY, "--require", "both"), 6, "leaves /heat unbound"),
    ("both", ("verify", "post.md", *KEY, "--policy", "missing.json"), 6, "there is no such file"),
    ("both", ("verify", "post.md", *KEY, "--policy", "plain.txt"), 6, "no mapping"),
    ("both", ("verify", "post.md", "--trust", "keys.json", *POLICY), 7, "public keys alone"),
    ("both", ("verify", "post.md", "--key-file", "trust.json", *POLICY), 7, "open to others"),
    ("both", ("verify", "post.md", "--trust", "trust.json", *POLICY), 7, "sealing key that is not among"),
    ("both", ("verify", "post.md", "--key-file", "missing.json", *POLICY), 7, "no such file"),
    ("both", ("verify", "post.md", "--key-env", "SEEDFMT_NOT_SET", *POLICY), 7, "not set"),
    ("both", ("verify", "post.md", "--key-fd", "987", *POLICY), 7, "could not be read"),
    ("both", ("pubkey", "--key-file", "legacy.key"), 7, "no JSON object"),
    ("unbindable", SEAL, 8, "post.md:2:8: readers of YAML 1.1 and of 1.2 differ"),
    ("both", ("verify", "post.md", *KEY), 2, "there is no policy"),
    ("both", ("verify", "post.md", *POLICY), 2, "no key to verify with"),
    ("both", ("verify", "post.md", *KEY, *POLICY, "--require", "sealed"), 2, "exclude each other"),
    ("both", ("verify", "post.md", *KEY, "--volatile", "/heat"), 2, "give --require"),
    ("both", ("verify", "missing.md", *KEY, *POLICY), 2, "there is no such file"),
    ("both", ("seal", "post.md", *KEY, "--plaintext", "missing.txt"), 2, "there is no such file"),
    ("both", ("seal", "-", *KEY), 2, "standard input cannot be both"),
    ("both", ("keygen", "--out", "keys.json"), 2, "there is such a file already"),
    ("both", ("open", "post.md", "post.md", *KEY, *POLICY), 2, "run together"),
    ("both", ("legacy", "decrypt", "post.md", "--key-file", "legacy.key"), 2, "--key-format"),
    ("both", ("legacy", "decrypt", "post.md", "--unauthenticated", "--key-file", "legacy.key", "--key-format", "hex"), 3, "not a legacy one"),
    ("both", (*VERIFY, "--field", "\udcff"), 2, "--field is not in UTF-8"),
    ("both", ("inspect", "post.md", "--field", "\udcff"), 2, "--field is not in UTF-8"),
    ("no field", ("sign", "post.md", *KEY, "--volatile", "/\udcff"), 3, "a volatile member is no JSON Pointer"),
    ("both", ("nonsense",), 2, "there is no such verb; there are inspect"),
    ("both", ("verify", "empty", *KEY, *POLICY), 2, "no seed file in empty"),
    ("both", ("rotate", "post.md", "--key-file", "other.json", *POLICY), 7, "not among those given"),
]  # fmt: skip


def prepare(folder: pathlib.Path, how: str) -> None:
    (folder / "empty").mkdir()
    other = secured.KeySet([secured.generate_key("seal"), secured.generate_key("sign")])
    (folder / "other.json").write_text(other.export())
    (folder / "other.json").chmod(0o600)
    post = folder / "post.md"
    plain = {
        "no field": TEXT,
        "malformed": TEXT.replace("---\nb", "secured: AAAA\n---\nb"),
        "broken yaml": "---\na: [\n---\n",
    }
    if how == "unbindable":
        post.write_text(TEXT.replace('"T"', "yes"))
    elif how in plain:
        post.write_text(plain[how])
    else:
        assert run(*SEAL, *([] if how == "sealed" else ["--sign"])) == 0
        text = post.read_text()
        if how == "altered":
            text = text[: text.rindex('"') - 40] + "AAAA" + text[text.rindex('"') - 36 :]
        post.write_text(
            text.replace('"T"', '"U"') if how == "title" else text.replace("body\n", "") if how == "body" else text
        )


@pytest.mark.parametrize(("how", "arguments", "status", "message"), FAILURES)
def test_failure(
    folder: pathlib.Path,
    capsys: pytest.CaptureFixture[str],
    how: str,
    arguments: tuple[str, ...],
    status: int,
    message: str,
) -> None:
    prepare(folder, how)
    before = (folder / "post.md").read_bytes()
    capsys.readouterr()
    assert run(*arguments) == status
    out, err = capsys.readouterr()
    assert message in err
    assert "Traceback" not in err
    assert PLAINTEXT not in out + err
    assert (folder / "post.md").read_bytes() == before
    for name in ("keys.json", "legacy.key", "other.json"):
        text = (folder / name).read_text()
        members = (
            [text.strip()]
            if name == "legacy.key"
            else [key[part] for key in json.loads(text)["keys"] for part in ("k", "d") if part in key]
        )
        assert not any(secret in out + err for secret in members)


def test_every_status_is_tested() -> None:
    assert {status for _, _, status, _ in FAILURES} == {2, 3, 4, 5, 6, 7, 8}


STATUS = {"ok": 0, "malformed": 3, "not-authentic": 4, "wrong-document": 5, "policy": 6, "key": 7, "not-bindable": 8}


def judge_on_the_command_line(vector: securedvectors.Vector, folder: pathlib.Path) -> tuple[int, str, str]:
    """The status and the output of the verb that a vector is about."""
    name = "post.yaml" if vector.members.get("fenced") == "false" else "post.md"
    (folder / name).write_bytes(vector.document)
    (folder / "keys.json").write_text(vector.members["keys"])
    (folder / "policy.json").write_text(vector.members["policy"])
    (folder / f"{name}.jws").write_text(vector.members.get("detached", "") + "\n")
    verb = ["open", name] if "plaintext" in vector.members else ["verify", name]
    detached = ["--detached"] if "detached" in vector.members else []
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        out.buffer = io.BytesIO()  # type: ignore[attr-defined]
        status = run(*verb, *detached, *KEY, "--policy", "policy.json")
        printed = out.getvalue() + out.buffer.getvalue().decode()  # type: ignore[attr-defined]
    return status, printed, err.getvalue()


def test_every_vector_ends_with_its_status_and_one_sentence(folder: pathlib.Path) -> None:
    """The list of bad input, and more: each class has a status of its own, and nothing of the value or the keys is said."""
    seen = set()
    for vector in securedvectors.read_all():
        status, out, err = judge_on_the_command_line(vector, folder)
        assert status == STATUS[vector.members["expect"]], vector.name
        seen.add(status)
        lines = err.splitlines()
        assert len(lines) == (status > 0), (vector.name, err)
        assert all(line.startswith(("seedfmt: post.", "seedfmt: ")) and "; " in line for line in lines), (
            vector.name,
            err,
        )
        assert status == 0 or not out, vector.name
        parts = [part for text in vector.document.decode().split('"') for part in text.split(".") if len(part) > 40]
        keys = re.findall(r'"[kd]": "([^"]{20,})', vector.members["keys"])
        assert not any(hidden in err for hidden in [*parts, *keys]), vector.name
    assert seen == set(STATUS.values())


KEYS = [
    ("a" * 64, True), ("0123456789abcdef" * 2, True), ("0123456789abcdef" * 3, True), (base64.b64encode(LEGACY_KEY).decode(), True),
    (base64.b64encode(LEGACY_KEY[:16]).decode(), True), (base64.b64encode(LEGACY_KEY[:24]).decode(), True), ('{"kty":"oct","k":"x"}', True),
    ("{'k': 'x'}", True), (base64.urlsafe_b64encode(LEGACY_KEY).rstrip(b"=").decode(), True), ("--key-env=" + "a" * 64, True),
    ("post.md", False), ("/heat", False), ("--key-file", False), ("/linkedin/employees/followers/abc", False), ("/Twitter/Followers/Of/A/Person/ab", False),
    ("content/_news/2026-03-02-harbour-library-reopens.md", False), ("signed", False), ("", False), ("-", False),
]  # fmt: skip


@pytest.mark.parametrize(("argument", "found"), KEYS)
def test_keys_on_the_command_line(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], argument: str, found: bool
) -> None:
    assert looks_like_key(argument) == found
    if found:
        for arguments in (
            ["verify", argument],
            ["verify", "post.md", "--key-env", argument],
            [argument],
            ["--key", argument],
            [f"--key={argument}", "verify"],
        ):
            assert run(*arguments) == 2
            out, err = capsys.readouterr()
            assert argument not in out + err
        assert run("verify", "post.md", "--trust", argument) == 2
        out, err = capsys.readouterr()
        assert "looks like a key" in err
        assert argument not in out + err


def test_a_file_is_a_file(folder: pathlib.Path) -> None:
    (folder / ("a" * 64)).write_text(TEXT)
    assert run("bound-view", "a" * 64) == 0


def test_key_sources(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run(*SEAL, "--sign") == 0
    monkeypatch.setenv("SEAL_KEYS", (folder / "keys.json").read_text())
    assert run("verify", "post.md", "--key-env", "SEAL_KEYS", *POLICY) == 0
    descriptor = os.open(folder / "keys.json", os.O_RDONLY)
    assert run("verify", "post.md", "--key-fd", str(descriptor), *POLICY) == 0
    os.close(descriptor)


def test_the_policy_of_the_project(folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is that of the folder worked in; what lies beside the file that is verified says nothing."""
    assert run(*SEAL, "--sign") == 0
    inside = folder / "content"
    inside.mkdir()
    (folder / "post.md").rename(inside / "post.md")
    (inside / "seedfmt.toml").write_text('[secured]\nrequire = "signed"\nvolatile = ["/heat"]\n')
    (folder / "pyproject.toml").write_text('[tool.seedfmt.secured]\nrequire = "signed"\n')
    assert run("verify", "content/post.md", "--trust", "trust.json") == 6
    (folder / "pyproject.toml").write_text('[tool.seedfmt.secured]\nrequire = "signed"\nvolatile = ["/heat"]\n')
    assert run("verify", "content/post.md", "--trust", "trust.json") == 0
    (folder / "pyproject.toml").write_text("[tool.seedfmt.secured\n")
    assert run("verify", "content/post.md", "--trust", "trust.json") == 6
    (folder / "pyproject.toml").write_text('[tool.seedfmt.secured]\nrequire = "signed"\nignore = true\n')
    assert run("verify", "content/post.md", "--trust", "trust.json") == 6
    monkeypatch.chdir(inside)
    assert run("verify", "post.md", "--trust", "../trust.json") == 0
    (folder / "policy.toml").write_text('require = "both"\nvolatile = ["/heat"]\n')
    assert run("verify", "post.md", "--key-file", "../keys.json", "--policy", "../policy.toml") == 0


def test_several_files(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(300):
        (folder / f"{number}.md").write_text(TEXT.replace('"T"', f'"T{number}"'))
    names = [f"{number}.md" for number in range(300)]
    assert run("sign", *names, "--key-file", "keys.json") == 0
    (folder / "7.md").write_text(TEXT)
    (folder / "8.md").write_text((folder / "8.md").read_text().replace('"T8"', '"T9"'))
    (folder / "10.md").unlink()
    capsys.readouterr()
    verify = ("verify", *names, "--trust", "trust.json", "--require", "signed")
    assert run(*verify) == 1
    err = capsys.readouterr().err
    assert "297 of 300 files verified, 3 failed" in err
    assert "\r" not in err
    assert run(*verify, "--json") == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["file"] for line in lines] == names
    failed = {line["file"]: (line["code"], line["exit"]) for line in lines if not line["ok"]}
    assert failed == {"7.md": ("E701", 3), "8.md": ("E703", 5), "10.md": ("E601", 2)}
    assert run("lint", ".", "--json") == 0
    assert len(capsys.readouterr().out.splitlines()) >= 299


def test_lint(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    value = secured.legacy.encrypt_unauthenticated(b"x", LEGACY_KEY)
    for name in ("a.md", "b.md"):
        (folder / name).write_text(TEXT.replace("---\nbody", f'secured: "{value}"\n---\nbody'))
    assert run("lint", "a.md") == 0
    assert run("lint", "a.md", "--legacy") == 1
    assert run("lint", ".") == 1
    out, err = capsys.readouterr()
    assert "b.md:4: " not in out
    assert "B110 the same value in two files; the other is ./a.md" in out
    assert value not in out + err
    (folder / "bad.md").write_text("---\na: [\n---\n")
    assert run("lint", "bad.md", "--json") == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"].startswith("E2")


def test_inspect_and_view(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*SEAL, "--sign") == 0
    value = seedfmt.load("post.md")["secured"]
    assert run("inspect", "post.md", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["kind"], facts["verified"], facts["content"]["kind"]) == ("signed", False, "sealed")
    assert run("inspect", "post.md") == 0
    out = capsys.readouterr().out
    assert f"plaintext bytes: {len(PLAINTEXT)}" in out
    assert not any(part in out for part in value.split(".")[1:])
    assert run("bound-view", "post.md", "--volatile", "/heat") == 0
    assert capsys.readouterr().out == '{"field":"secured","front":{"title":"T"},"seedfmt":"bind-v1"}\n'
    assert run("bound-view", "post.md", "--json") == 0
    assert set(json.loads(capsys.readouterr().out)) == {"file", "ok", "front", "body"}
    assert run("open", "post.md", "--json", *KEY, *POLICY) == 0
    assert base64.b64decode(json.loads(capsys.readouterr().out)["plaintext"]).decode() == PLAINTEXT


def program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "seedfmt", "secured", *arguments], capture_output=True, text=True, check=False, **options
    )


def test_pipe(folder: pathlib.Path) -> None:
    done = program("sign", "-", *KEY, input=TEXT)
    assert done.returncode == 0
    assert done.stdout.startswith('---\ntitle: "T"\nheat: 64\n')
    checked = program(
        "verify", "-", "--trust", "trust.json", "--require", "signed", "--stdin-filename", "x.md", input=done.stdout
    )
    assert (checked.returncode, checked.stdout.startswith("")) == (0, True)
    wrong = program(
        "verify", "-", "--trust", "trust.json", "--require", "signed", "--stdin-filename", "x.md", input=TEXT
    )
    assert (wrong.returncode, wrong.stderr.startswith("seedfmt: x.md: ")) == (3, True)


def test_every_verb_has_help(folder: pathlib.Path) -> None:
    listed = program("--help").stdout
    for verb in VERBS:
        assert verb in listed
    assert program("verify", "--help").returncode == 0


def test_no_core_files(folder: pathlib.Path) -> None:
    """A verb that reads keys switches core dumps off, and nothing else does."""
    code = (
        "import resource, sys; from seedfmt._cli import main\n"
        "resource.setrlimit = lambda what, limits: print('off', what == resource.RLIMIT_CORE, limits)\n"
        "main(['secured', *sys.argv[1:]])"
    )

    def is_switched_off(*arguments: str) -> bool:
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        return "off True (0, 0)\n" in done.stdout

    keyed = ("--key-file", "legacy.key", "--key-format", "hex", "--unauthenticated", "--plaintext", "plain.txt")
    assert is_switched_off(*SEAL)
    assert is_switched_off("sign", "post.md", *KEY)
    assert is_switched_off("open", "post.md", *KEY, *POLICY)
    assert is_switched_off("verify", "post.md", *KEY, *POLICY)
    assert is_switched_off("rotate", "post.md", *KEY, *POLICY)
    assert is_switched_off("pubkey", *KEY)
    assert is_switched_off("keygen", "--out", "new.json")
    assert is_switched_off("legacy", "encrypt", "post.md", *keyed)
    assert not is_switched_off("inspect", "post.md")


CRASH = """
import os, resource, signal, sys
from seedfmt._cli import main
from seedfmt._secured import sources
resource.setrlimit(resource.RLIMIT_CORE, (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2)
held = []
read = sources.read_secret
sources.read_secret = lambda path: held.append(read(path)) or held[0]
if sys.argv[1] == "limit":  # a program that core dumps are piped to does not care for the limit
    resource.setrlimit = lambda what, limits: None
if sys.argv[1] == "nothing":
    held.append(read(sys.argv[-1]))
else:
    main(["secured", *sys.argv[2:]])
assert held
os.kill(os.getpid(), signal.SIGABRT)
"""


def crash(folder: pathlib.Path, *arguments: str) -> bytes | None:
    """The core file of a process that crashes with keys in its memory; None where there is none."""
    place = folder / "crash"
    place.mkdir(exist_ok=True)
    command = [sys.executable, "-c", CRASH, arguments[0], *arguments[1:], "--key-file", str(folder / "keys.json")]
    child = subprocess.Popen(command, cwd=place, stdout=subprocess.DEVNULL)
    _, status = os.waitpid(child.pid, 0)
    child.returncode = status
    assert os.WIFSIGNALED(status)
    assert os.WTERMSIG(status) == signal.SIGABRT
    found = next(place.glob("core*"), None)
    assert found is not None or not os.WCOREDUMP(status) or arguments[0] == "nothing"
    data = found.read_bytes() if found else None
    shutil.rmtree(place)
    return data


@pytest.mark.skipif(sys.platform != "linux", reason="needs Linux, to know where core files go")
def test_no_key_in_a_core_file(folder: pathlib.Path) -> None:
    """A real crash with keys in memory. Without the verb there is a core file, and the key is found in it."""
    secret = json.loads((folder / "keys.json").read_text())["keys"][0]["k"].encode()
    core = crash(folder, "nothing")
    if core is None:
        pytest.skip("no core files are written here, or elsewhere")
    assert secret in core
    assert crash(folder, "all", "pubkey") is None
    assert crash(folder, "limit", "pubkey") is None


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_progress_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 100.0
    monkeypatch.setattr(running.time, "monotonic", lambda: now)
    for stream, shown in ((Terminal(), "\r7 of 3001 files\r\x1b[K"), (io.StringIO(), "")):
        monkeypatch.setattr(sys, "stderr", stream)
        progress = running.Progress(3001)
        progress.show(1)  # too early to say anything
        now += 1
        progress.show(7)
        progress.clear()
        assert stream.getvalue() == shown


def test_many_files(folder: pathlib.Path) -> None:
    for number in range(3000):
        (folder / f"{number}.md").write_text(TEXT)
    command = [sys.executable, "-m", "seedfmt", "secured", "bound-view", str(folder), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 3001


# what stands in a folder beside a signed file, and whether verify fails for it
BESIDE: list[tuple[str, bytes, bool]] = [
    ("blank.md", b"\n" + TEXT.encode(), True),
    ("marks.md", b"\xef\xbb\xbf\xef\xbb\xbf" + TEXT.encode(), True),
    ("wide.md", TEXT.encode("utf-16"), True),
    ("wide.txt", TEXT.encode("utf-16"), True),
    ("blank", b"\r\n\n" + TEXT.encode(), True),
    ("none.html", b"<p>no fence</p>", True),
    ("NONE.MARKDOWN", b"text", True),
    (".hidden/a.md", TEXT.encode(), True),
    (".git/a.md", TEXT.encode(), False),
    ("image.png", b"\x89PNG", False),
]


@pytest.mark.parametrize(("name", "data", "fails"), BESIDE, ids=[name for name, _, _ in BESIDE])
def test_verify_looks_at_everything(
    folder: pathlib.Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, fails: bool
) -> None:
    content = folder / "content"
    content.mkdir()
    (folder / "post.md").rename(content / "post.md")
    verify = ("verify", "content", "--trust", "trust.json", "--require", "signed")
    assert run("sign", "content", "--key-file", "keys.json") == 0
    assert run(*verify) == 0
    assert "1 of 1 file verified, 0 failed\n" in capsys.readouterr().err
    (content / name).parent.mkdir(exist_ok=True)
    (content / name).write_bytes(data)
    assert run(*verify) == fails
    err = capsys.readouterr().err
    assert ("1 of 2 files verified, 1 failed" if fails else "1 of 1 file verified, 0 failed") in err
    assert ("1 of other kinds passed over" in err) == (name == "image.png")


def test_verify_follows_no_link(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    content, other = folder / "content", folder / "other"
    content.mkdir()
    other.mkdir()
    (folder / "post.md").rename(content / "post.md")
    assert run("sign", "content", "--key-file", "keys.json") == 0
    (content / "link").symlink_to(other)
    assert run("verify", "content", "--trust", "trust.json", "--require", "signed") == 1
    assert "a symbolic link to a folder is not followed" in capsys.readouterr().err


BARE = base64.urlsafe_b64encode(LEGACY_KEY).rstrip(b"=").decode()


@pytest.mark.parametrize(
    "arguments",
    [
        [BARE],
        ["--nonsense", BARE, "secured"],
        ["secured", "verify", "post.md", "--key-file", "0x" + "a1" * 32],
        ["secured", "keygen", "--out", f"{BARE}.json"],
        ["secured", "keygen", "--out", f"keys/{BARE}.json"],
        ["secured", "seal", "post.md", "--key-file", "keys.json", "--volatile", f"/{BARE}"],
    ],
)
def test_keys_anywhere(folder: pathlib.Path, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(arguments)
    assert stop.value.code == 2
    out, err = capsys.readouterr()
    assert "looks like a key" in err
    assert BARE not in out + err
    assert "a1a1" not in out + err


def test_lint_finds_copies_of_each_shape(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    for make in (("sign", "post.md", *KEY), SEAL, (*SEAL, "--sign")):
        (folder / "post.md").write_text(TEXT)
        assert run(*make) == 0
        (folder / "copy.md").write_bytes((folder / "post.md").read_bytes())
        capsys.readouterr()
        assert run("lint", "post.md", "copy.md") == 1
        assert "B110" in capsys.readouterr().out


def test_legacy_encrypt_loses_nothing(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--unauthenticated", "--key-file", "legacy.key", "--key-format", "hex", "--plaintext", "plain.txt")
    assert run("legacy", "encrypt", "post.md", *arguments) == 0
    before = (folder / "post.md").read_bytes()
    assert run("legacy", "encrypt", "post.md", *arguments) == 2
    assert "which would be lost" in capsys.readouterr().err
    assert (folder / "post.md").read_bytes() == before
    assert run("legacy", "encrypt", "post.md", *arguments, "--replace") == 0
    assert (folder / "post.md").read_bytes() != before


def test_seal_loses_nothing(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A value that is there stays, unless it is to be replaced; so does one that nobody meant to be empty."""
    assert run(*SEAL) == 0
    before = (folder / "post.md").read_bytes()
    assert run(*SEAL) == 2
    assert "which would be lost; replace it on purpose (--replace, replace=True)" in capsys.readouterr().err
    assert (folder / "post.md").read_bytes() == before
    assert run(*SEAL, "--replace") == 0
    assert (folder / "post.md").read_bytes() != before
    stdin = ("seal", "post.md", "--key-file", "keys.json", "--replace")
    assert program(*stdin, stdin=subprocess.DEVNULL).returncode == 2
    assert program(*stdin, "--empty", stdin=subprocess.DEVNULL).returncode == 0
    for pointer in ("heat", "", "/a~2", "/a~"):
        assert run(*SEAL, "--replace", "--volatile", pointer) == 2
        assert "is no JSON Pointer" in capsys.readouterr().err
        assert run("verify", "post.md", *KEY, "--require", "both", "--volatile", pointer) == 2
    (folder / "empty").write_bytes(b"")
    assert program(*stdin, "--plaintext", "empty").returncode == 0
