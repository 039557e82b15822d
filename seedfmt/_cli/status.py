"""The exit statuses of all commands, in one table.

In:    an error. Out: the status that a command ends with.
Never: prints.
"""

from __future__ import annotations

from seedfmt.errors import Code, SecuredError, SeedError

DONE = 0
FAILED = 1
USAGE = 2
MALFORMED = 3

FILE_CODES = frozenset([Code.FILE, Code.CONFLICT, Code.INTERNAL])

STATUSES = {
    DONE: "done; nothing to report",
    FAILED: "a file cannot be read, edited or written, or `check` reports a diagnostic",
    USAGE: "usage error: an option, JSON or the configuration is invalid, no file matches, or seedfmt failed",
    MALFORMED: "`secured`: the value or its file is malformed",
    4: "`secured`: the value is not authentic",
    5: "`secured`: the value was made for another document",
    6: "`secured`: the value does not meet the policy",
    7: "`secured`: a key is missing or unusable",
    8: "`secured`: the front matter cannot be bound",
    130: "interrupted",
}


def status_of(error: SeedError) -> int:
    """Return the status for an error that ends a command: a named file failed, or the command line is wrong."""
    if isinstance(error, SecuredError):
        return error.exit
    return FAILED if error.code in FILE_CODES else USAGE


def secured_status_of(error: SeedError) -> int:
    """Return the status for an error of a file that ``secured`` looks at: what is not a seed file is malformed."""
    if isinstance(error, SecuredError):
        return error.exit
    if error.code in FILE_CODES:
        return FAILED
    return USAGE if error.code == Code.EXISTS else MALFORMED
