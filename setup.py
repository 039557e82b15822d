"""Compile the parser where there is a C compiler; without one, or where it fails, the same files run interpreted."""

import os

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext

COMPILED = (
    "scalar",
    "scanner",
    "props",
    "scalars",
    "nodes",
    "flow",
    "complaints",
    "quick",
    "block",
    "parser",
    "data",
    "keys",
    "fences",
    "emit",
)


class OptionalBuild(build_ext):
    """A build that never fails for lack of a compiler."""

    def run(self) -> None:
        try:
            super().run()
        except Exception as error:  # whatever stops the compiler must not stop the installation
            self.warn(f"the parser stays interpreted: {error}")
            self.extensions = []


def extensions() -> list[Extension]:
    """The compiled modules: none where SEEDFMT_INTERPRETED is set, or without Cython."""
    if os.environ.get("SEEDFMT_INTERPRETED"):
        return []
    try:
        from Cython.Build import cythonize
    except ImportError:
        return []
    modules = [
        Extension(
            f"seedfmt._syntax.{name}", [f"seedfmt/_syntax/{name}.py"], extra_compile_args=["-O3"] * (os.name != "nt")
        )
        for name in COMPILED
    ]
    return cythonize(modules, build_dir="build/cython", quiet=True)


setup(ext_modules=extensions(), cmdclass={"build_ext": OptionalBuild})
