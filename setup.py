"""Compile the parser where there is a C compiler; without one, or where it fails, the same files run interpreted."""

import glob
import gzip
import importlib.util
import os
import pathlib
import sys
import tarfile

from setuptools import Extension, setup
from setuptools.command.build_ext import build_ext
from setuptools.command.build_py import build_py
from setuptools.command.sdist import sdist

SYNTAX = pathlib.Path("seedfmt", "_syntax")
GENERATED = pathlib.Path("build", "cython")
COMPILED = (
    "tree",
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
    "sound",
    "fences",
    "walk",
    "outline",
    "reread",
    "cut",
    "emit",
    "canon",
)


def load_stamp_module():
    """Load ``seedfmt/_syntax/stamp.py`` without importing the package."""
    spec = importlib.util.spec_from_file_location("stamp", SYNTAX / "stamp.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


stamp = load_stamp_module()


class OptionalBuild(build_ext):
    """A build that never fails for lack of a compiler, compiles all modules or none, and records what from."""

    def finalize_options(self) -> None:
        super().finalize_options()
        self.parallel = self.parallel or os.cpu_count()

    def run(self) -> None:
        folder = pathlib.Path(self.get_ext_fullpath(f"seedfmt._syntax.{COMPILED[0]}")).parent
        (folder / stamp.NAME).unlink(missing_ok=True)
        self.remove_leftovers(folder)
        try:
            super().run()
            stamp.write_stamp(folder / stamp.NAME, stamp.make_stamp(SYNTAX, COMPILED))
        except Exception as error:  # whatever stops the compiler must not stop the installation
            self.warn(f"the parser stays interpreted: {error}")
            for extension in self.extensions:
                pathlib.Path(self.get_ext_fullpath(extension.name)).unlink(missing_ok=True)
            self.extensions = []

    def remove_leftovers(self, folder: pathlib.Path) -> None:
        """Remove compiled modules that are no longer compiled: they would be imported instead of their source."""
        for pattern in ("*.so", "*.pyd"):
            for path in folder.glob(pattern):
                if path.name.split(".")[0] not in COMPILED:
                    path.unlink()

    def get_outputs(self) -> list[str]:
        if not self.extensions:
            return super().get_outputs()
        path = pathlib.Path(self.get_ext_fullpath(f"seedfmt._syntax.{COMPILED[0]}"))
        return [*super().get_outputs(), str(path.with_name(stamp.NAME))]


class BuildWithSchemas(build_py):
    """The schemas stand at the top of the project; in the package they stand in ``seedfmt/_schema/data``."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            folder = os.path.join(self.build_lib, "seedfmt", "_schema", "data")
            self.mkpath(folder)
            for path in self._schemas():
                self.copy_file(path, folder)

    def _schemas(self) -> list[str]:
        return sorted(glob.glob("schema/*.schema.json"))

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        folder = os.path.join(self.build_lib, "seedfmt", "_schema", "data")
        schemas = [os.path.join(folder, os.path.basename(path)) for path in self._schemas()]
        return [*super().get_outputs(include_bytecode), *schemas]


class SdistOfOneTime(sdist):
    """A source archive that is the same whenever it is built: SOURCE_DATE_EPOCH says of which time."""

    def make_archive(self, base_name, format, root_dir=None, base_dir=None, owner=None, group=None):  # noqa: A002 (the name is that of setuptools)
        if format != "gztar" or "SOURCE_DATE_EPOCH" not in os.environ:
            return super().make_archive(base_name, format, root_dir, base_dir, owner, group)
        time = int(os.environ["SOURCE_DATE_EPOCH"])

        def of_nobody(entry):
            entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname = time, 0, 0, "", ""
            entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
            return entry

        path = base_name + ".tar.gz"
        with (
            open(path, "wb") as raw,
            gzip.GzipFile("", "wb", fileobj=raw, mtime=time) as packed,
            tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive,
        ):
            archive.add(base_dir, filter=of_nobody)
        return path


def extensions() -> list[Extension]:
    """The compiled modules: none where SEEDFMT_INTERPRETED is set, or without Cython."""
    if os.environ.get("SEEDFMT_INTERPRETED"):
        return []
    try:
        from Cython.Build import cythonize

        flags = ["-O3", "-g0"] if os.name != "nt" else []
        modules = [
            Extension(f"seedfmt._syntax.{name}", [f"seedfmt/_syntax/{name}.py"], extra_compile_args=flags)
            for name in COMPILED
        ]
        return generate(modules, cythonize)
    except Exception as error:  # no Cython, or one that cannot compile this
        print(f"the parser stays interpreted: {error}", file=sys.stderr)
        return []


def generate(modules: list[Extension], cythonize) -> list[Extension]:
    """Generate C for each module that has changed by its time or its hash: an older file may replace a source."""
    wanted = stamp.make_stamp(SYNTAX, COMPILED)
    have = stamp.read_stamp(GENERATED / stamp.NAME)
    changed = {f"seedfmt._syntax.{name}" for name in COMPILED if have and have.get(name) != wanted[name]}
    forced = cythonize(
        [one for one in modules if one.name in changed], build_dir=str(GENERATED), quiet=True, force=True
    )
    others = cythonize([one for one in modules if one.name not in changed], build_dir=str(GENERATED), quiet=True)
    stamp.write_stamp(GENERATED / stamp.NAME, wanted)
    return [*forced, *others]


setup(
    ext_modules=extensions(),
    cmdclass={"build_ext": OptionalBuild, "build_py": BuildWithSchemas, "sdist": SdistOfOneTime},
)
