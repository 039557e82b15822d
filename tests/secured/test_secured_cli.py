"""``seedfmt secured``: each verb, many files, and what it leaves alone."""

from __future__ import annotations

import base64
import io
import json
import os
import pathlib
import subprocess
import sys

import pytest
from securedfolder import KEY, LEGACY_KEY, PLAINTEXT, POLICY, SEAL, TEXT, make_folder, program, run

import seedfmt
from seedfmt import secured
from seedfmt._cli import main
from seedfmt._cli.secured import VERBS, running


@pytest.fixture
def folder(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    return make_folder(tmp_path, monkeypatch)


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
    assert run(*verify) == 1
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
    assert run("verify", "post.md", "--trust", "../trust.json") == 6
    (folder / "pyproject.toml").unlink()
    assert run("verify", "post.md", "--trust", "../trust.json") == 0
    (folder / "policy.toml").write_text('require = "both"\nvolatile = ["/heat"]\n')
    assert run("verify", "post.md", "--key-file", "../keys.json", "--policy", "../policy.toml") == 0


PLACES = {
    "seedfmt.toml": "[secured]",
    ".seedfmt.toml": "[secured]",
    "pyproject.toml": "[tool.seedfmt.secured]",
    "../seedfmt.toml": "[secured]",
    "../pyproject.toml": "[tool.seedfmt.secured]",
}


@pytest.mark.parametrize("trusted", PLACES)
@pytest.mark.parametrize("added", PLACES)
def test_a_second_policy_is_an_error(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], trusted: str, added: str
) -> None:
    """A configuration that a stranger adds replaces no policy; one without a policy hides none."""
    assert run("sign", "post.md", "--key-file", "keys.json", "--volatile", "/heat") == 0
    inside = folder / "inside"
    inside.mkdir()
    monkeypatch.chdir(inside)
    verify = ("verify", "../post.md", "--trust", "../trust.json")
    strict = 'require = "signed"\n'
    (inside / trusted).write_text(f"{PLACES[trusted]}\n{strict}")
    assert run(*verify) == 6
    shown = trusted if trusted.startswith("..") else os.path.basename(trusted)
    assert f"seedfmt: the policy is that of {shown}\n" in capsys.readouterr().err
    if added == trusted:
        return
    (inside / added).write_text(f'{PLACES[added]}\n{strict}volatile = ["/heat"]\n')
    assert run(*verify) == 6
    err = capsys.readouterr().err
    assert "there is a second policy in" in err
    assert "--policy FILE" in err
    (inside / added).write_text('ignore = ["K101"]\n' if added.endswith("seedfmt.toml") else "[tool.seedfmt]\n")
    assert run(*verify) == 6
    assert "there is a second policy" not in capsys.readouterr().err
    (inside / added).write_text(f'{PLACES[added]}\n{strict}volatile = ["/heat"]\n')
    (folder / "named.toml").write_text(f'{strict}volatile = ["/heat"]\n')
    assert run(*verify, "--policy", "../named.toml", "--json") == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["policy"] == "../named.toml"
    assert not err


@pytest.mark.parametrize(
    "text",
    [
        '[secured]\nrequire = "signed"\n[tool.seedfmt.secured]\nrequire = "signed"\n',
        'require = "signed"\n[secured]\nrequire = "signed"\n',
        'require = "signed"\n[tool.seedfmt.secured]\nrequire = "signed"\n',
        'volatile = ["/heat"]\n[secured]\nrequire = "signed"\n',
        'secured = "signed"\n',
        "[secured]\n",
    ],
)
def test_a_file_holds_one_policy(folder: pathlib.Path, text: str) -> None:
    assert run("sign", "post.md", "--key-file", "keys.json") == 0
    verify = ("verify", "post.md", "--trust", "trust.json", "--policy", "policy.toml")
    (folder / "policy.toml").write_text(text)
    assert run(*verify) == 6
    (folder / "policy.toml").write_text('[tool.seedfmt.secured]\nrequire = "signed"\n')
    assert run(*verify) == 0


def test_a_bound_path(
    folder: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A draft that was signed for its path does not verify in another folder."""
    drafts, posts = folder / "_drafts", folder / "_posts"
    drafts.mkdir()
    posts.mkdir()
    (drafts / "post.md").write_bytes((folder / "post.md").read_bytes())
    verify = ("--trust", "trust.json", "--require", "signed")
    assert run("sign", "_drafts/post.md", "--key-file", "keys.json") == 0
    assert run("verify", "_drafts/post.md", *verify) == 0
    assert run("verify", "_drafts/post.md", *verify, "--require-path") == 6
    assert run("sign", "_drafts/post.md", "--key-file", "keys.json", "--bind-path") == 0
    (posts / "post.md").write_bytes((drafts / "post.md").read_bytes())
    (posts / "link.md").symlink_to(drafts / "post.md")
    assert run("verify", "_drafts/post.md", *verify, "--require-path") == 0
    assert run("verify", "_drafts/../_drafts//post.md", *verify, "--require-path") == 0
    assert run("verify", "_posts/post.md", *verify, "--require-path") == 5
    assert run("verify", "_posts/link.md", *verify, "--require-path") == 5
    assert run("verify", "_posts/post.md", *verify) == 5
    capsys.readouterr()
    assert run("verify", "_posts", *verify, "--json") == 1
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["code"] for line in lines] == ["E708", "E604"], "a link out of the folder is not read"
    monkeypatch.chdir(posts)
    verify = ("--trust", "../trust.json", "--require", "signed")
    assert run("verify", "../_drafts/post.md", *verify) == 6
    assert run("verify", "../_drafts/post.md", *verify, "--root", "..") == 0
    assert run("sign", "../_drafts/post.md", "--key-file", "../keys.json", "--bind-path") == 1
    data = (posts / "post.md").read_bytes()
    for options, status in (((), 6), (("--stdin-filename", "_drafts/post.md"), 0), (("--stdin-filename", "a.md"), 5)):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
        assert run("verify", "-", "--trust", "../trust.json", "--require", "signed", *options) == status


def test_a_bound_path_is_kept_by_rotation(folder: pathlib.Path) -> None:
    assert run(*SEAL, "--sign", "--bind-path") == 0
    assert run("keygen", "--old", "keys.json", "--out", "keys-2.json") == 0
    assert run("rotate", "post.md", "--key-file", "keys-2.json", "--policy", "policy.json") == 0
    verify = ("--key-file", "keys-2.json", "--require", "both", "--volatile", "/heat", "--require-path")
    assert run("verify", "post.md", *verify) == 0
    (folder / "post.md").rename(folder / "moved.md")
    assert run("verify", "moved.md", *verify) == 5
    assert run("open", "moved.md", *verify) == 5
    assert run("rotate", "moved.md", "--key-file", "keys-2.json", "--policy", "policy.json") == 5
    assert run("sign", "moved.md", "--key-file", "keys-2.json") == 5


def test_keys_of_the_policy(folder: pathlib.Path) -> None:
    """A key of the trust file that the policy does not list counts for nothing."""
    assert run("sign", "post.md", "--key-file", "keys.json") == 0
    assert run("keygen", "--kind", "sign", "--out", "other.json") == 0
    verify = ("verify", "post.md", "--trust", "trust.json", "--policy", "policy.json")
    mine, other = (secured.KeySet.load(folder / name).first("sign").kid for name in ("keys.json", "other.json"))
    for kids, status in (([mine], 0), ([other], 6), ([other, mine], 0), ([], 6), (None, 6)):
        (folder / "policy.json").write_text(json.dumps({"require": "signed", "keys": kids}))
        assert run(*verify) == status


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
    assert failed == {"7.md": ("E701", 3), "8.md": ("E703", 5), "10.md": ("E601", 1)}
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
    assert (
        capsys.readouterr().out
        == '{"fences":["open","close"],"field":"secured","front":{"title":"T"},"seedfmt":"bind-v2"}\n'
    )
    assert run("bound-view", "post.md", "--json") == 0
    assert set(json.loads(capsys.readouterr().out)) == {"file", "ok", "front", "body"}
    assert run("open", "post.md", "--json", *KEY, *POLICY) == 0
    assert base64.b64decode(json.loads(capsys.readouterr().out)["plaintext"]).decode() == PLAINTEXT


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
    assert "a symbolic link leads out of the work tree or folder" in capsys.readouterr().err
    (content / "link").unlink()
    (content / "link").symlink_to(content)
    assert run("verify", "content", "--trust", "trust.json", "--require", "signed") == 1
    assert "a symbolic link to a folder is not followed" in capsys.readouterr().err


def test_lint_leaves_out_what_is_excluded(folder: pathlib.Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "seedfmt.toml").write_text('exclude = ["old/"]\n')
    (folder / "old").mkdir()
    (folder / "old" / "a.md").write_text(TEXT.replace("---\nb", "secured: AAAA\n---\nb"))
    assert run("lint", ".") == 0
    assert run("lint", "old/a.md") == 1
    assert run("lint", "old/a.md", "post.md", "--force-exclude") == 0
    capsys.readouterr()
    assert run("lint", "old/a.md", "--force-exclude") == 0
    assert "all that is named is excluded" in capsys.readouterr().err


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
