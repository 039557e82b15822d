"""The hooks as they are shipped, run by the real pre-commit on a real repository; and the GitHub Action's description.

pre-commit is in the extra ``hooks``; ``SEEDFMT_PRECOMMIT`` names one that is elsewhere. Everyday the entries of the
manifest run as they are in this environment; ``SEEDFMT_PROFILE=long`` runs ``try-repo``.
"""

from __future__ import annotations

import base64
import os
import pathlib
import re
import shutil
import subprocess
import sys
from hashlib import sha256

import pytest
from lintvectors import LINT, read_vector

from seedfmt._document import Document

ROOT = pathlib.Path(__file__).parent.parent.parent
MANIFEST = ROOT / ".pre-commit-hooks.yaml"
HOOKS = ["seedfmt-check", "seedfmt-fix", "seedfmt-schema"]


def news(name: str, title: str = "One", more: str = "type: article") -> str:
    """A file of news that is in order, with a ``secured`` of its own."""
    sealed = (
        base64.b64encode(sha256(f"{name}{part}".encode()).digest()[:size]).decode() for part, size in ((0, 32), (1, 16))
    )
    return (
        f'---\ncategory: news\ntitle: {title}\nexcerpt: ""\npublishedDateTime: 2020-01-01T00:00:00Z\n{more}\n'
        f'provider:\n  name: A\n  domain: a.example\ntopics:\n  - AI\nsecured: "{";".join(sealed)}"\n---\n'
    )


FIXABLE = news("fixable", "no ")
FIXED = FIXABLE.replace("no \n", "no\n", 1)
UNKNOWN = news("unknown", more="type: movie")
UNSEALED = re.sub('secured: ".*"', 'secured: "x"', news("unsealed"))
BAD = "---\ntitle: [\n---\n"


def precommit() -> str:
    """The command; the test is skipped where there is none."""
    found = os.environ.get("SEEDFMT_PRECOMMIT") or shutil.which("pre-commit")
    if not found:
        pytest.skip("no pre-commit here: install the extra hooks, or set SEEDFMT_PRECOMMIT")
    if not shutil.which("git"):
        pytest.skip("no git")
    return found


def manifest() -> list[dict[str, str]]:
    """The hooks of the manifest, as this project reads YAML."""
    source = b"hooks:\n" + MANIFEST.read_bytes()
    hooks: list[dict[str, str]] = Document(source, fenced=False).data["hooks"]
    return hooks


def test_manifest() -> None:
    hooks = manifest()
    assert [hook["id"] for hook in hooks if hook["id"] in HOOKS] == HOOKS
    for hook in hooks:
        assert set(hook) >= {"id", "name", "description", "entry", "language", "types", "files"}
        assert hook["entry"].split()[0] == "seedfmt"
        assert hook["language"] == "python"


# paths, are they seed files by name?
PATHS = [
    ("_news/2026-01-01-a.md", True),
    ("content/_learning/videos/a.md", True),
    ("_newsletters/2026.html", True),
    ("_data/topics/02-lgbtq+.yaml", True),
    ("_games/-dash.md", True),
    ("README.md", False),
    ("_layouts/post.html", False),
    ("_data/menu.yml", False),
    ("_config.yml", False),
    ("docs/_news.md", False),
    ("_news/image.png", False),
]


@pytest.mark.parametrize(("path", "is_seed"), PATHS)
def test_which_files(path: str, is_seed: bool) -> None:
    for hook in manifest():
        if hook["id"] in HOOKS:
            assert bool(re.search(hook["files"], path)) == is_seed


@pytest.fixture
def repository(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    """A repository with good, bad and fixable files, one that is gone and links that lead nowhere."""
    precommit()
    folder = tmp_path / "repository"
    (folder / "_news").mkdir(parents=True)
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for name in list(os.environ):
        if name.startswith("GIT_"):
            monkeypatch.delenv(name)
    git(folder, "init", "-q")
    for name in ("good", "-dash", "gone", "ü b"):
        (folder / "_news" / f"{name}.md").write_text(news(name))
    (folder / "_news" / "nowhere.md").symlink_to("missing")
    (folder / "README.md").write_text("# no front matter\n")
    return folder


def git(folder: pathlib.Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def run(folder: pathlib.Path, *arguments: str) -> tuple[int, str]:
    """Status and output of pre-commit over all files."""
    git(folder, "add", "-A")
    (folder / "_news" / "gone.md").unlink(missing_ok=True)
    done = subprocess.run([precommit(), *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stdout + done.stderr
    return done.returncode, done.stdout + done.stderr


def try_hooks(folder: pathlib.Path, *command: str) -> None:
    """What every hook must do, when ``command`` and a hook's name run it."""
    assert run(folder, *command, "seedfmt-check", "--all-files")[0] == 0
    assert run(folder, *command, "seedfmt-schema", "--all-files")[0] == 0
    assert run(folder, *command, "seedfmt-secured", "--all-files")[0] == 0
    check_bad(folder, *command)
    (folder / "_news" / "fixable.md").write_text(FIXABLE)
    status, out = run(folder, *command, "seedfmt-check", "--all-files")
    assert status == 1
    assert "_news/fixable.md:3:8: D101 no is text in YAML 1.2 but false in PyYAML, Psych and SafeYAML; " in out
    assert (folder / "_news" / "fixable.md").read_text() == FIXABLE
    status, out = run(folder, *command, "seedfmt-fix", "--all-files")
    assert status == 1
    assert "files were modified by this hook" in out
    assert (folder / "_news" / "fixable.md").read_text() == FIXED
    status, out = run(folder, *command, "seedfmt-fix", "--all-files")
    assert (status, "files were modified" in out) == (1, False)  # what no is meant to be is for a person
    assert "_news/fixable.md:3:8: D101 no is text" in out
    (folder / "_news" / "fixable.md").write_text(FIXED.replace("no\n", "'no'\n", 1))
    assert run(folder, *command, "seedfmt-fix", "--all-files")[0] == 0
    (folder / "_news" / "bad.md").write_text(BAD)
    for hook in HOOKS:
        status, out = run(folder, *command, hook, "--all-files")
        assert status == 1
        assert "_news/bad.md:2:8: E206 " in out
    status, out = run(
        folder, *command, "seedfmt-check", "--files", "_news/missing.md", "_news/nowhere.md", "_news/good.md"
    )
    assert status == 0, out


def check_bad(folder: pathlib.Path, *command: str) -> None:
    """The hooks for schemas and for ``secured`` name the line of what is theirs, and nothing else."""
    (folder / "_news" / "unknown.md").write_text(UNKNOWN)
    (folder / "_news" / "unsealed.md").write_text(UNSEALED)
    status, out = run(folder, *command, "seedfmt-schema", "--all-files")
    assert status == 1
    assert "_news/unknown.md:6:7: S104 " in out
    status, out = run(folder, *command, "seedfmt-secured", "--all-files")
    assert status == 1
    assert "_news/unsealed.md:12:10: B101 " in out
    assert "unknown.md" not in out
    for name in ("unknown", "unsealed"):
        (folder / "_news" / f"{name}.md").unlink()


LINT_ARGS = "[lint, --force-exclude]"


def configure(repository: pathlib.Path, secured: str = LINT_ARGS) -> None:
    """Write a configuration with the entries of the manifest, to run in this environment."""
    lines = ["repos:", "  - repo: local", "    hooks:"]
    for line in MANIFEST.read_text().splitlines():
        entry = line.replace("entry: seedfmt ", f"entry: {sys.executable} -m seedfmt ").replace(
            "language: python", "language: system"
        )
        lines.append(f"      {entry.replace(f'args: {LINT_ARGS}', f'args: {secured}')}")
    (repository / ".pre-commit-config.yaml").write_text("\n".join(lines) + "\n")


def test_entries(repository: pathlib.Path) -> None:
    """The entries of the manifest, by the real pre-commit."""
    configure(repository)
    try_hooks(repository, "run")


# what is done to a signed file or how it was made, and what the hook says of it
VERIFIED = {
    "good": "",
    "volatile": "",
    "tampered": "the value was made for another front matter",
    "body": "the value was made for another body",
    "copied": "the value was made for another front matter",
    "foreign": "signing key that is not among those given",
    "forged": "the value does not open: it was altered, or made with another key",
    "stripped": 'there is no field "secured"',
    "legacy": "the value is a legacy one, of which nothing can be verified",
    "unbound": "the value leaves /title unbound",
}


def test_secured_verifies(repository: pathlib.Path) -> None:
    """The hook with a trust file, as docs/secured.md has it: on good, tampered and foreign files."""
    pytest.importorskip("cryptography")
    from seedfmt import secured

    configure(repository, "[verify, --trust, trust.json, --require, signed, --volatile, /heat]")
    ours, others = (secured.KeySet([secured.generate_key("sign")]) for _ in range(2))
    (repository / "trust.json").write_text(ours.public().export())
    for path in (repository / "_news").iterdir():
        path.unlink()
    document = Document(news("good").encode())
    secured.sign(document, ours, volatile=["/heat"])
    value = document["secured"]
    for how in VERIFIED:
        document = Document(news(how, how).encode())
        keys, volatile = others if how == "foreign" else ours, ["/heat", "/title"] if how == "unbound" else ["/heat"]
        if how != "legacy":
            secured.sign(document, keys, volatile=volatile)
        alter(document, how, value)
        (repository / "_news" / f"{how}.md").write_bytes(bytes(document))
    status, out = run(repository, "run", "seedfmt-secured", "--all-files")
    assert status == 1
    assert value.rpartition(".")[2] not in out
    found = {line.partition("/")[2].partition(".md:")[0]: line for line in out.splitlines() if "_news/" in line}
    assert found.keys() == {how for how, said in VERIFIED.items() if said}
    for how, line in found.items():
        assert VERIFIED[how] in line, line
        (repository / "_news" / f"{how}.md").unlink()
    assert run(repository, "run", "seedfmt-secured", "--all-files")[0] == 0


def alter(document: Document, how: str, other: str) -> None:
    """Do to a signed file what the case says; ``other`` is the value of another file."""
    if how == "volatile":
        document["heat"] = 8
    elif how == "tampered":
        document["title"] = "Two"
    elif how == "body":
        document.body = b"another"
    elif how == "copied":
        document["secured"] = other
    elif how == "forged":
        document["secured"] = document["secured"].rpartition(".")[0] + "." + other.rpartition(".")[2]
    elif how == "stripped":
        del document["secured"]


def test_hook_finds_a_file_that_is_gone(repository: pathlib.Path) -> None:
    """A file that goes between listing and checking is a finding, not a traceback."""
    done = subprocess.run(
        [sys.executable, "-m", "seedfmt", "check", "--force-exclude", "_news/never.md", "_news/nowhere.md"],
        cwd=repository, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout.count("E601")) == (1, 2)
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(
    os.environ.get("SEEDFMT_PROFILE") != "long", reason="installs the project; set SEEDFMT_PROFILE=long"
)
def test_try_repo(repository: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The manifest of this repository, which pre-commit installs into an environment of its own."""
    monkeypatch.setenv("SEEDFMT_INTERPRETED", "1")  # compiling takes a minute and is tested elsewhere
    monkeypatch.delenv("PYTHONPATH")
    (repository / "_news" / "fixable.md").write_text(FIXABLE)
    (repository / "_news" / "bad.md").write_text(BAD)
    status, out = run(repository, "try-repo", str(ROOT), "seedfmt-fix", "--all-files")
    assert status == 1, out
    assert "_news/bad.md:2:8: E206 " in out
    assert (repository / "_news" / "fixable.md").read_text() == FIXED
    check_bad(repository, "try-repo", str(ROOT))


def test_action() -> None:
    """The GitHub Action has the inputs that its documentation names, and runs a command that exists."""
    action = Document((ROOT / "action.yml").read_bytes(), fenced=False).data
    assert action["runs"]["using"] == "composite"
    documented = (ROOT / "docs" / "ci.md").read_text()
    for name, value in action["inputs"].items():
        assert f"`{name}`" in documented, f"docs/ci.md does not name the input {name}"
        assert value["description"]
    scripts = "\n".join(step.get("run", "") for step in action["runs"]["steps"])
    assert "seedfmt check" in scripts
    for name in set(re.findall(r"inputs\.([\w-]+)", (ROOT / "action.yml").read_text())):
        assert name in action["inputs"]
    assert "${{" not in scripts, "what a caller gives must reach the shell by the environment"


def test_vectors_hold_a_broken_link() -> None:
    assert read_vector(LINT / "E601.txt").links
