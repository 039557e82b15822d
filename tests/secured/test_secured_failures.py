"""``seedfmt secured`` that fails: each exit status, one sentence, and nothing secret in any output."""

from __future__ import annotations

import base64
import contextlib
import io
import json
import pathlib
import re

import pytest
import securedvectors
from securedfolder import KEY, LEGACY_KEY, PLAINTEXT, POLICY, SEAL, TEXT, make_folder, run

from seedfmt import secured
from seedfmt._cli import main
from seedfmt._cli.secured.guard import looks_like_key


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    return make_folder(tmp_path, monkeypatch)


# what is done to the post before, arguments, exit status, what standard error holds
VERIFY = ("verify", "post.md", *KEY, *POLICY)
FAILURES: list[tuple[str, tuple[str, ...], int, str]] = [
    ("no field", VERIFY, 3, 'there is no field "secured"'),
    ("malformed", VERIFY, 3, "post.md:4:10: E701 the value has none of the three shapes"),
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
    ("unbindable", SEAL, 8, "post.md:2:8: E707 readers of YAML 1.1 and of 1.2 differ"),
    ("both", ("verify", "post.md", *KEY), 2, "there is no policy"),
    ("both", ("verify", "post.md", *POLICY), 2, "no key to verify with"),
    ("both", ("verify", "post.md", *KEY, *POLICY, "--require", "sealed"), 2, "exclude each other"),
    ("both", ("verify", "post.md", *KEY, "--volatile", "/heat"), 2, "give --require"),
    ("both", ("verify", "missing.md", *KEY, *POLICY), 1, "there is no such file"),
    ("both", ("seal", "post.md", *KEY, "--plaintext", "missing.txt"), 1, "there is no such file"),
    ("both", ("seal", "-", *KEY), 2, "standard input cannot be both"),
    ("both", ("keygen", "--out", "keys.json"), 1, "there is such a file already"),
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
    assert {status for _, _, status, _ in FAILURES} == {1, 2, 3, 4, 5, 6, 7, 8}


STATUS = {"ok": 0, "malformed": 3, "not-authentic": 4, "wrong-document": 5, "policy": 6, "key": 7, "not-bindable": 8}


def judge_on_the_command_line(vector: securedvectors.Vector, folder: pathlib.Path) -> tuple[int, str, str]:
    """The status and the output of the verb that a vector is about."""
    name = "post.yaml" if vector.members.get("fenced") == "false" else "post.md"
    name = vector.members.get("path", name)
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(vector.document)
    (folder / "keys.json").write_text(vector.members["keys"])
    (folder / "policy.json").write_text(vector.members["policy"])
    (folder / f"{name}.jws").write_text(vector.members.get("detached", "") + "\n")
    verb = ["open", name] if "plaintext" in vector.members else ["verify", name]
    options = ["--detached"] if "detached" in vector.members else []
    options += [] if "path" in vector.members else ["--root", "elsewhere"]
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        out.buffer = io.BytesIO()  # type: ignore[attr-defined]
        status = run(*verb, *options, *KEY, "--policy", "policy.json")
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
        assert all(line.startswith("seedfmt: ") and "; " in line for line in lines), (
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
