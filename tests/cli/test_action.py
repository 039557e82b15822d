"""The steps of the GitHub Action, run as the runner runs them, in a checkout that a stranger wrote.

The checkout holds modules with the names of those that Python, pip and seedfmt import; each leaves a mark where it is
imported. The package is installed from a wheel made here, so that no network is needed.
"""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess
import sys
import zipfile

import pytest

from seedfmt._document import Document

ROOT = pathlib.Path(__file__).parent.parent.parent
PINNED = re.compile(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")
VERSION = "0.0.1"
TRAPS = ("argparse", "pip", "sitecustomize", "usercustomize", "json", "venv", "ensurepip", "enum", "re", "encodings")

pytestmark = pytest.mark.skipif(
    not (ROOT / "action.yml").exists() or not shutil.which("bash") or os.name == "nt",
    reason="needs the action and bash",
)


@pytest.fixture(scope="module")
def wheels(tmp_path_factory: pytest.TempPathFactory) -> pathlib.Path:
    """A folder with a wheel of this source, without dependencies: "check --select E" needs none."""
    folder = tmp_path_factory.mktemp("wheels")
    info = f"seedfmt-{VERSION}.dist-info"
    with zipfile.ZipFile(folder / f"seedfmt-{VERSION}-py3-none-any.whl", "w") as wheel:
        for path in (ROOT / "seedfmt").rglob("*.py"):
            wheel.write(path, path.relative_to(ROOT))
        for path in (ROOT / "schema").glob("*.json"):
            wheel.write(path, f"seedfmt/_schema/data/{path.name}")
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: seedfmt\nVersion: {VERSION}\n")
        wheel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{info}/entry_points.txt", "[console_scripts]\nseedfmt = seedfmt._cli:program\n")
        wheel.writestr(f"{info}/RECORD", "")
    return folder


@pytest.fixture
def checkout(tmp_path: pathlib.Path) -> pathlib.Path:
    """What a pull request brings: a file with a mistake, and traps."""
    folder = tmp_path / "workspace"
    (folder / "seedfmt").mkdir(parents=True)
    trap = f"import os\nos.close(os.open({str(tmp_path / 'mark')!r}, os.O_CREAT))\n"
    for name in TRAPS:
        (folder / f"{name}.py").write_text(trap)
    for name in ("__init__", "__main__"):
        (folder / "seedfmt" / f"{name}.py").write_text(trap)
    (folder / "pip.conf").write_text("[global]\nindex-url = file:///nowhere\n")
    (folder / "post.md").write_text("---\ntitle: [\n---\n")
    (folder / "python3").write_text(f"#!/bin/sh\ntouch '{tmp_path / 'mark'}'\n")
    (folder / "python3").chmod(0o755)
    return folder


def steps() -> dict[str, dict[str, object]]:
    """The steps of the action that run a script."""
    found = Document((ROOT / "action.yml").read_bytes(), fenced=False).data["runs"]["steps"]
    return {step["id"]: step for step in found if "run" in step}


def run_action(
    checkout: pathlib.Path,
    wheels: pathlib.Path,
    *,
    environment: dict[str, str] | None = None,
    installed: str = "",
    **inputs: str,
) -> tuple[int, str, dict[str, str]]:
    """Run the steps one after the other; the status, what the last one printed, and its outputs.

    With ``installed``, the Python that an earlier run installed into, the first step is left out.
    """
    action = Document((ROOT / "action.yml").read_bytes(), fenced=False).data
    temporary = checkout.parent / "temp"
    temporary.mkdir(exist_ok=True)
    known = {f"inputs.{name}": given.get("default", "") for name, given in action["inputs"].items()}
    known |= {f"inputs.{name.replace('_', '-')}": value for name, value in inputs.items()}
    known |= {"inputs.version": VERSION, "github.action_path": str(ROOT), "runner.temp": str(temporary)}
    known["steps.python.outputs.python-path"] = inputs.get("python", sys.executable)
    known["steps.install.outputs.python"] = installed
    outputs: dict[str, str] = {}
    for name, step in steps().items():
        if installed and name == "install":
            continue
        (temporary / "output").write_text("")
        (temporary / "script.sh").write_text(str(step["run"]))
        kept = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
        given = step["env"]
        assert isinstance(given, dict)
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(temporary / "script.sh")],
            cwd=checkout, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
            env=kept | {key: substitute(str(value), known) for key, value in given.items()}
            | {"GITHUB_OUTPUT": str(temporary / "output"), "PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(wheels)}
            | {"GITHUB_ACTIONS": "true", "PIP_CONFIG_FILE": "pip.conf", "SEEDFMT_INTERPRETED": "1"} | (environment or {}),
        )  # fmt: skip
        outputs = dict(line.split("=", 1) for line in (temporary / "output").read_text().splitlines())
        known |= {f"steps.{name}.outputs.{key}": value for key, value in outputs.items()}
        if done.returncode:
            break
    return done.returncode, done.stdout + done.stderr, outputs


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory, wheels: pathlib.Path) -> str:
    """The Python of an environment that the action made."""
    folder = tmp_path_factory.mktemp("installed") / "workspace"
    folder.mkdir()
    run_action(folder, wheels)
    return str(next((folder.parent / "temp").glob("seedfmt.*/venv/bin/python")))


def substitute(text: str, known: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ (.*?) \}\}", lambda found: known[found[1]], text)


def test_traps_work(checkout: pathlib.Path) -> None:
    """Without isolation they are imported: the control of the tests below."""
    for command in (["-m", "seedfmt"], ["-m", "pip"], ["-c", "import argparse"]):
        subprocess.run([sys.executable, *command], cwd=checkout, check=False, capture_output=True)
        assert (checkout.parent / "mark").exists(), command
        (checkout.parent / "mark").unlink()


@pytest.mark.parametrize(
    "hostile", [{}, {"PYTHONPATH": ".", "PYTHONSTARTUP": "argparse.py", "PATH": f".:{os.environ['PATH']}"}]
)
def test_nothing_of_the_checkout_runs(checkout: pathlib.Path, wheels: pathlib.Path, hostile: dict[str, str]) -> None:
    status, said, outputs = run_action(
        checkout, wheels, environment=hostile, python="", args="--select E", sarif_file="report.sarif"
    )
    assert not (checkout.parent / "mark").exists(), said
    assert (status, outputs) == (1, {"findings": "true"}), said
    assert "::error title=seedfmt (E206),file=post.md,line=2,col=8" in said
    assert '"ruleId": "E206"' in (checkout / "report.sarif").read_text()
    assert not [path for path in checkout.rglob("*") if "venv" in path.parts], "the environment is in the workspace"


def test_a_checkout_in_order(checkout: pathlib.Path, wheels: pathlib.Path, installed: str) -> None:
    (checkout / "post.md").write_text("---\ntitle: A\n---\n")
    status, said, outputs = run_action(checkout, wheels, installed=installed, args="--select E")
    assert (status, outputs) == (0, {"findings": "false"}), said


def test_paths_are_no_options(checkout: pathlib.Path, wheels: pathlib.Path, installed: str) -> None:
    """Names that a workflow takes from a pull request add no option, no glob and no command."""
    (checkout / "$(touch x)").write_text("---\ntitle: A\n---\n")
    status, said, _ = run_action(
        checkout, wheels, installed=installed, args="--select E", paths="--exit-zero post.md $(touch;x) *"
    )
    assert status == 1
    assert not (checkout / "x").exists()
    assert "file=--exit-zero" in said
    assert "file=*" in said


@pytest.mark.parametrize("target", ["link.sarif", "folder/report.sarif", "../report.sarif"])
def test_a_report_follows_no_link(checkout: pathlib.Path, wheels: pathlib.Path, installed: str, target: str) -> None:
    outside = checkout.parent / "outside"
    outside.mkdir()
    (outside / "report.sarif").write_text("kept")
    (checkout.parent / "report.sarif").write_text("kept")
    (checkout / "link.sarif").symlink_to(outside / "report.sarif")
    (checkout / "folder").symlink_to(outside)
    status, said, _ = run_action(checkout, wheels, installed=installed, args="--select E", sarif_file=target)
    assert status == 1
    assert "leads over a symbolic link or out of the working directory" in said
    assert (outside / "report.sarif").read_text() == (checkout.parent / "report.sarif").read_text() == "kept"


def test_a_version_is_a_version(checkout: pathlib.Path) -> None:
    step = steps()["install"]
    script = str(step["run"])
    for version in ("0.1 --index-url=x", "1 @ file:///x", "0.1;x"):
        done = subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script.replace('"$interpreter" -I -m venv "$folder/venv"', ":")],
            cwd=checkout, capture_output=True, text=True, check=False,
            env={"PATH": os.environ["PATH"], "VERSION": version, "TEMPORARY": str(checkout.parent), "GITHUB_OUTPUT": "x"},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (2, "seedfmt: the input version is not a version\n")


@pytest.mark.parametrize("path", ["action.yml", ".github/workflows/ci.yml", ".github/workflows/wheels.yml"])
def test_actions_are_pinned(path: str) -> None:
    text = (ROOT / path).read_text()
    used = [line.strip(" -") for line in text.splitlines() if "uses:" in line]
    assert used
    for line in used:
        assert PINNED.match(line), line
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")
    assert path == "action.yml" or "permissions: {}" in text


def test_every_python_of_the_action_is_isolated() -> None:
    for name, step in steps().items():
        for line in str(step["run"]).splitlines():
            started = re.match(r'\s*"\$(?:interpreter|python|INTERPRETER)" (.*)', line)
            assert started is None or started[1].startswith("-I "), f"{name}: {line}"
        assert not re.search(r"(?m)^\s*(python3?|pip|seedfmt) ", str(step["run"])), name
