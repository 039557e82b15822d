"""SARIF 2.1.0, for GitHub code scanning and others: relative paths, columns in code points, fixes as regions."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from seedfmt._cli.reports.as_json import stream_list
from seedfmt._cli.reports.finding import Edit, Finding
from seedfmt._cli.reports.kept import Kept
from seedfmt._rules.registry import BY_CODE, page, summary
from seedfmt._version import __version__

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def stream_sarif(findings: Iterable[Finding]) -> Iterator[str]:
    """The report: one run with its rules and results."""
    with Kept(findings) as kept:
        codes = sorted(kept.codes)
        driver = {"name": "seedfmt", "version": __version__, "rules": [_rule(code) for code in codes]}
        run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": []}
        text = json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)
        head, _, tail = text.rpartition("[]")
        yield head
        yield from stream_list((_result(finding, codes.index(finding.code)) for finding in kept), " " * 6)
        yield f"{tail}\n"


def _rule(code: str) -> dict[str, Any]:
    rule = BY_CODE.get(code)
    if rule is not None:
        return _described(code, rule.name, summary(rule), page(rule), str(rule.severity))
    from seedfmt._cli.pages import PAGES, SEVERITIES

    found = next((one for one in PAGES if one.code == code), None)
    if found is None:
        return {"id": code}
    return _described(code, found.name, f"{found.means}.", found.text(), SEVERITIES.get(code, "error"))


def _described(code: str, name: str, what: str, text: str, level: str) -> dict[str, Any]:
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": what},
        "fullDescription": {"text": what},
        "help": {"text": text, "markdown": text},
        "defaultConfiguration": {"level": level},
    }


def _result(finding: Finding, place: int) -> dict[str, Any]:
    artifact = {"uri": uri(finding.path)}
    location: dict[str, Any] = {"artifactLocation": artifact}
    if finding.line:
        location["region"] = _region(finding)
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": place,
        "level": finding.severity,
        "message": {"text": finding.sentence},
        "locations": [{"physicalLocation": location}],
    }
    if finding.pointer:
        result["locations"][0]["logicalLocations"] = [{"fullyQualifiedName": finding.pointer, "kind": "member"}]
    if finding.edits:
        changes = [{"artifactLocation": artifact, "replacements": [_replacement(edit) for edit in finding.edits]}]
        fix = {"description": {"text": finding.title}, "artifactChanges": changes}
        result["fixes"] = [{**fix, "properties": {"applicability": finding.applicability}}]
    return result


def _replacement(edit: Edit) -> dict[str, Any]:
    return {"deletedRegion": _region(edit), "insertedContent": {"text": edit.text}}


def _region(place: Finding | Edit) -> dict[str, int]:
    return {
        "startLine": place.line,
        "startColumn": place.column,
        "endLine": place.end_line,
        "endColumn": place.end_column,
    }


def uri(path: str) -> str:
    """A path as a relative URI where it is below the current folder."""
    if os.path.isabs(path):
        relative = os.path.relpath(path)
        path = path if relative.startswith("..") else relative
    name = os.path.normpath(path).replace(os.sep, "/")
    quoted = quote(name.encode(errors="surrogateescape"))
    return f"file://{quoted}" if os.path.isabs(path) else quoted
