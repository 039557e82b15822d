"""The vectors of SPEC chapter 9; they are what the generator writes; and no check in the way of a value is idle."""

from __future__ import annotations

import ast
import importlib.machinery
import importlib.util
import os
import pathlib
import subprocess
import sys
from collections.abc import Iterator

import pytest
import securedvectors
from securedvectors import Vector

import seedfmt

LONG = os.environ.get("SEEDFMT_PROFILE") == "long"
VECTORS = securedvectors.read_all()
ROOM = pathlib.Path(seedfmt.__file__).parent / "_secured"


@pytest.mark.parametrize("vector", VECTORS, ids=str)
def test_vector(vector: Vector) -> None:
    found, expected = securedvectors.judge(vector), securedvectors.wanted(vector)
    assert found[:2] == expected[:2]
    if "line" in vector.members:
        assert found[2] == int(vector.members["line"])


def test_every_rule_has_a_vector() -> None:
    from tests.syntax.test_rules_documented import ELSEWHERE

    named = {vector.members["rule"] for vector in VECTORS}
    assert named == set(ELSEWHERE["secured/test_secured_vectors"])


def test_the_generator_writes_these(tmp_path: pathlib.Path) -> None:
    program = securedvectors.FOLDER / "generate.py"
    done = subprocess.run([sys.executable, str(program), str(tmp_path)], capture_output=True, text=True, check=True)
    assert done.stdout == f"{len(VECTORS)} vectors\n"
    assert {path.name for path in tmp_path.iterdir()} == {f"{vector.name}.txt" for vector in VECTORS}
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (securedvectors.FOLDER / path.name).read_bytes(), path.name


# -- mutation: each check is taken out in turn, and some vector must notice -------------------------------------------

# modules on the way of a value, and what in them is a check: an ``if`` that fails, or a call of a ``require_``
MUTATED = ["verify", "policy", "token", "header", "keys", "bindable", "base64", "strict"]
FAILS = ("_fail", "fail", "fail_authentic", "_fail_at", "_fail_key")
# checks that another check behind them makes redundant, and why they stand there all the same
DOUBLE = {
    "token: require_ascii(text)": "base64 takes ASCII alone; this one names the fault",
    "token: if not isinstance(text, str) or not text.isascii()": "the same",
    "verify: if bound is None": "for the type checker: check_signed gives a binding for all else",
    "bindable: if head & rows.EMPTY": "nothing is no plain text either; this one names the fault",
}
# checks that are not on the way of verifying; test_secured_keys has them
ELSEWHERE = {
    "header: if len(data) > LONGEST_HEADER": "sealing with too many volatile members",
    "keys: if public is None": "the public half of a sealing key",
    "keys: if self._secret is None": "signing with a public key",
    "keys: if any((key.is_private for key in keys))": "a secret in a trust file",
    "keys: if not keys": "the public halves of sealing keys",
}


def is_check(node: ast.AST) -> bool:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        called = ast.unparse(node.value.func).split(".")[-1]
        return called.startswith(("require_", "_require_"))
    if isinstance(node, ast.If) and not node.orelse:
        last = node.body[-1]
        if isinstance(last, ast.Raise):
            return True
        return isinstance(last, ast.Expr) and isinstance(last.value, ast.Call) and ast.unparse(last.value.func) in FAILS
    return False


def checks(module: str) -> Iterator[tuple[str, int]]:
    """Each check of a module: what it says, and its number among the nodes."""
    for number, node in enumerate(ast.walk(ast.parse((ROOM / f"{module}.py").read_text()))):
        if is_check(node):
            yield f"{module}: {ast.unparse(node).splitlines()[0].removesuffix(':')}", number


def without(module: str, number: int) -> str:
    """The source of a module without one check."""
    tree = ast.parse((ROOM / f"{module}.py").read_text())
    wanted = list(ast.walk(tree))[number]
    for node in ast.walk(tree):
        for name in ("body", "orelse", "finalbody"):
            block = getattr(node, name, None)
            if isinstance(block, list) and wanted in block:
                block[block.index(wanted)] = ast.Pass()
    return ast.unparse(ast.fix_missing_locations(tree))


class Mutant(importlib.machinery.SourceFileLoader):
    """Loads one module from a source that is not in its file."""

    source = ""

    def get_code(self, fullname: str) -> object:
        return compile(self.source, fullname, "exec")


class Finder:
    """Finds the mutant before the file."""

    def __init__(self, module: str, source: str) -> None:
        self.name = f"seedfmt._secured.{module}"
        self.path = str(ROOM / f"{module}.py")
        self.source = source

    def find_spec(self, name: str, path: object = None, target: object = None) -> object:
        if name != self.name:
            return None
        loader = Mutant(name, self.path)
        loader.source = self.source
        return importlib.util.spec_from_file_location(name, self.path, loader=loader)


def survives(module: str, source: str) -> bool:
    """Is every vector still right with this source in place of the module's? In a process of its own."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    status = 1
    try:
        for name in [name for name in sys.modules if name.startswith("seedfmt._secured") or name == "seedfmt.secured"]:
            del sys.modules[name]
        vars(sys.modules["seedfmt"]).pop("secured", None)
        sys.meta_path.insert(0, Finder(module, source))
        status = 0 if all(map(securedvectors.is_right, VECTORS)) else 1
    finally:
        os._exit(status)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_without_mutation_all_survive() -> None:
    for module in MUTATED:
        assert survives(module, (ROOM / f"{module}.py").read_text()), module


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize("module", MUTATED if LONG else MUTATED[:3])
def test_no_check_is_idle(module: str) -> None:
    idle = [said for said, number in checks(module) if survives(module, without(module, number))]
    assert set(idle) - DOUBLE.keys() - ELSEWHERE.keys() == set()
