"""All rules, in order of their codes, and what is written about each.

In: a code. Out: a Rule, its documentation. A new family is a module with ``RULES`` and a line here.
"""

from __future__ import annotations

from seedfmt._rules import across, content, dates, lines, order, oversights, readers, traps, unicode, urls
from seedfmt._rules.subject import Rule

# what is checked in one file; the rules across files look at several
IN_FILE: tuple[Rule, ...] = (
    *content.RULES,
    *dates.RULES,
    *urls.RULES,
    *readers.RULES,
    *traps.RULES,
    *oversights.RULES,
    *order.RULES,
    *lines.RULES,
    *unicode.RULES,
)
RULES: tuple[Rule, ...] = (*IN_FILE, *across.RULES)
BY_CODE = {rule.code: rule for rule in RULES}

# families of codes; those without rules here come from the parser and from other parts
FAMILIES = {
    "B": "the secured field",
    "C": "content: what always holds between values",
    "D": "what other readers see differently",
    "E": "errors: the file cannot be read",
    "I": "comments that ignore findings",
    "K": "keys and their order",
    "L": "lines and layout",
    "S": "schema",
    "U": "Unicode",
    "X": "across files",
}
ALWAYS = "E"  # a file that cannot be read is never silent
OFF = frozenset({"I102"})  # codes that are no rules of their own and look only where they are selected


def summary(rule: Rule) -> str:
    """What the rule finds, in one line."""
    return _text(rule).split("\n\n", maxsplit=1)[0].replace("\n", " ")


def page(rule: Rule) -> str:
    """The documentation of a rule, as Markdown."""
    facts = [f"{rule.severity}", "no fix"]
    if rule.fixable:
        facts[1] = "fix with --unsafe-fixes, as it changes data" if rule.edits else "automatic fix"
    if not rule.default:
        facts.append("off unless selected")
    return f"## {rule.code} {rule.name}\n\n({', '.join(facts)})\n\n{_text(rule)}\n"


def _text(rule: Rule) -> str:
    """What the docstring says, as Markdown."""
    from inspect import cleandoc  # from 3.13 on, Python itself takes the indentation away

    return cleandoc(rule.check.__doc__ or "").replace("``", "`")
