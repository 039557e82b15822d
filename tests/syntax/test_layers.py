"""Imports point one way, constants have one value, and files keep to a size."""

from __future__ import annotations

import ast
import pathlib
import re

import pytest

import seedfmt

PACKAGE = pathlib.Path(seedfmt.__file__).parent
SOURCES = sorted(path for path in PACKAGE.rglob("*.py"))

# bottom first; what stands on one line is one layer
LAYERS = [
    ["_differ", "_escape", "errors", "_source", "_globs", "_isolation", "_pools", "_readers", "_version", "_git"],
    ["_fences", "_syntax"],
    ["_edit"],
    ["_records"],
    ["_limits", "_document", "_cursor", "_addressing", "_handles", "_change"],
    ["_views", "_schema", "_rules", "_secured"],
    ["_files", "_copies", "_output_paths", "_config", "_listing"],
    ["_api", "_bulk", "_lines", "interop"],
    ["_cli", "_hooks"],
    ["__init__", "__main__", "secured"],
]
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}
VIEWS = {"_views", "_schema", "_rules", "_secured"}


def room(path: pathlib.Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: pathlib.Path) -> set[str]:
    """The rooms of seedfmt that a module imports, wherever in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        names = []
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("seedfmt"):
            names = [node.module] if node.module != "seedfmt" else [f"seedfmt.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("seedfmt")]
        for name in names:
            parts = name.split(".")
            found.add(parts[1] if len(parts) > 1 and parts[1] in LAYER else "__init__")
    return found


def type_only(path: pathlib.Path) -> set[str]:
    """The rooms that a module imports for the type checker alone."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
            for inner in node.body:
                if isinstance(inner, ast.ImportFrom) and inner.module and inner.module.startswith("seedfmt."):
                    found.add(inner.module.split(".")[1])
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down(path: pathlib.Path) -> None:
    here = room(path)
    for target in imports(path) - type_only(path):
        assert LAYER[target] <= LAYER[here], f"{path} imports {target}"
        assert target == here or not {target, here} <= VIEWS, f"the views {here} and {target} must not meet"


@pytest.mark.parametrize("name", ["rows", "chars", "states"])
def test_compiled_constants_are_the_same(name: str) -> None:
    folder = PACKAGE / "_syntax"
    tree = ast.parse((folder / f"{name}.py").read_text())
    python = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.targets[0], ast.Name)
    }
    compiled = {
        match[1]: int(match[2], 0)
        for match in re.finditer(r"^    (\w+) = (\w+)", (folder / f"{name}.pxd").read_text(), re.M)
    }
    assert python
    assert python == compiled


def test_compiled_modules_are_built() -> None:
    """Each module with types for the compiler is in the build, and the other way round."""
    setup = PACKAGE.parent / "setup.py"
    if not setup.exists():
        pytest.skip("an installed package has no setup.py")
    built = set(re.findall(r'"(\w+)"', setup.read_text().split("COMPILED = ")[1].split(")")[0]))
    typed = {path.stem for path in (PACKAGE / "_syntax").glob("*.pxd")} - {"rows", "chars", "states", "scan"}
    assert built == typed


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_modules_say_what_they_are(path: pathlib.Path) -> None:
    tree = ast.parse(path.read_text())
    assert not tree.body or ast.get_docstring(tree), f"{path} does not say what it is"
    assert len(path.read_text().splitlines()) <= 450, f"{path} is crowded"


def test_editing_asks_the_tree() -> None:
    """The planner does not look for YAML in the text."""
    for path in (PACKAGE / "_edit").glob("*.py"):
        if path.stem in ("patch", "render", "front", "spelling"):
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                called = ast.unparse(node.func)
                assert not called.endswith((".find", ".rfind", ".partition")), f"{path}: {called}"
                assert not (called.endswith((".index", ".split")) and "source" in called), f"{path}: {called}"
