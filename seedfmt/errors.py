"""What can be wrong, as data: a code, a span, one sentence of what was found and one of what to do.

    SeedError
    |-- SeedSyntaxError      the file cannot be read: fences, YAML, duplicate keys
    |-- LimitError           the file is larger, deeper or more expanding than allowed
    |-- EditError            the edit cannot be made; the Document is as it was
    |   |-- PointerError     the JSON Pointer leads nowhere (also a LookupError)
    |   `-- RefusedError     the place cannot be edited without changing something else
    |-- JsonError            the data cannot be JSON, or the JSON cannot be a seed file
    |-- FileError            the file cannot be read or written
    |   `-- ConflictError    somebody else changed the file since it was read
    |-- LocatedValidationError   the front matter does not fit a class of the program; ``problems`` has every place
    `-- SecuredError         the field `secured`, its keys or its policy; ``exit`` is the status of the command line
        |-- Malformed        the value is none, or not one of the suite
        |-- NotAuthentic     it does not open: altered, or another key (one error for every reason)
        |-- WrongDocument    it was made for another front matter or body
        |-- PolicyError      it is in order, and the verifier asks for more
        |-- SecretKeyError   a key is missing, unfit or carelessly kept
        `-- NotBindable      the front matter holds what readers do not read alike

Never: opens files, formats for a terminal.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING, NamedTuple

from seedfmt._escape import printable, printable_path

if TYPE_CHECKING:
    from seedfmt._edit.patch import Patch
    from seedfmt._source import Span

__all__ = [
    "Code",
    "ConflictError",
    "EditError",
    "EditLimitError",
    "FileError",
    "Fix",
    "JsonError",
    "LimitError",
    "LocatedValidationError",
    "Malformed",
    "MissingKeyError",
    "NotAuthentic",
    "NotBindable",
    "PointerError",
    "PolicyError",
    "Problem",
    "RefusedError",
    "SecretKeyError",
    "SecuredError",
    "SeedError",
    "SeedSyntaxError",
    "Severity",
    "WrongDocument",
]


class Code(enum.StrEnum):
    """The stable name of each thing that can be wrong."""

    NO_FRONT_MATTER = "E101"
    UNCLOSED_FENCE = "E102"
    FOREIGN_FRONT_MATTER = "E103"
    ENCODING = "E104"
    CHARACTER = "E105"
    NOT_A_MAPPING = "E106"
    SEVERAL_DOCUMENTS = "E107"

    INDENTATION = "E201"
    TAB = "E202"
    NEEDS_QUOTES = "E203"
    MISSING_COLON = "E204"
    LONG_KEY = "E205"
    UNCLOSED = "E206"
    ESCAPE = "E207"
    BLOCK_HEADER = "E208"
    ANCHOR = "E209"
    TAG = "E210"
    DIRECTIVE = "E211"
    TRAILING_TEXT = "E212"
    FLOW = "E213"
    COMMENT = "E214"
    MISPLACED = "E215"
    CONFLICT_MARKER = "E216"

    DUPLICATE_KEY = "E301"
    UNDEFINED_ALIAS = "E302"
    RECURSIVE_ALIAS = "E303"
    TAGGED_VALUE = "E304"

    SIZE = "E401"
    DEPTH = "E402"
    EXPANSION = "E403"
    DIGITS = "E404"
    ODD_KEYS = "E405"

    POINTER_SYNTAX = "E501"
    NOT_FOUND = "E502"
    VALUE = "E503"
    ALIASED = "E504"
    EXISTS = "E505"
    PLACE = "E506"
    PATCH = "E507"
    INTERNAL = "E599"

    FILE = "E601"
    CONFLICT = "E602"
    CONFIG = "E603"
    OUTSIDE = "E604"

    MALFORMED = "E701"
    NOT_AUTHENTIC = "E702"
    WRONG_FRONT = "E703"
    WRONG_BODY = "E704"
    POLICY = "E705"
    KEY = "E706"
    NOT_BINDABLE = "E707"
    WRONG_PATH = "E708"

    SCHEMA = "E801"
    REFERENCE = "E802"
    MODEL = "E803"

    NOT_JSON = "E901"
    JSON_SYNTAX = "E902"
    LOSSLESS = "E903"


class SeedError(Exception):
    """The base of every error that seedfmt raises. ``str`` of it is safe to show; its attributes are not.

    ``code`` is stable; ``message`` says what was found and what was expected, ``hint`` what to do (or ``""``).
    ``span`` is the place in the file, where there is one, and ``path`` the file, where it has a name.
    """

    def __init__(
        self,
        code: Code,
        message: str,
        *,
        hint: str = "",
        span: Span | None = None,
        path: str | None = None,
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint
        self.span = span
        self.path = path

    @property
    def line(self) -> int | None:
        """The line of the whole file, from 1."""
        return self.span.line if self.span else None

    @property
    def column(self) -> int | None:
        """The column in characters, from 1."""
        return self.span.column if self.span else None

    def __str__(self) -> str:
        place = [printable_path(self.path)] if self.path else []
        if self.span:
            place += [str(self.span.line), str(self.span.column)]
        sentence = printable(f"{self.message}; {self.hint}" if self.hint else self.message)
        return f"{':'.join(place)}: {sentence}" if place else sentence

    def __reduce__(self) -> tuple[object, ...]:
        # an exception with keyword arguments does not survive the way back from a worker process by itself
        return (_restored, (type(self), self.code, self.message, self.hint, self.span, self.path))


def _restored(
    kind: type[SeedError], code: Code, message: str, hint: str, span: Span | None, path: str | None
) -> SeedError:
    return kind(code, message, hint=hint, span=span, path=path)


class SeedSyntaxError(SeedError):
    """The bytes are not a seed file: wrong fences, wrong YAML, a key twice."""


class LimitError(SeedError):
    """A limit on size, nesting, alias expansion or digits was passed."""


class EditError(SeedError):
    """The edit was not made and the Document is as it was."""


class EditLimitError(EditError, LimitError):
    """The result of the edit would exceed a limit."""


class PointerError(EditError, LookupError):
    """A JSON Pointer (RFC 6901) that leads nowhere, or is none."""


class MissingKeyError(PointerError, KeyError):
    """A key or an index that the collection does not have."""


class RefusedError(EditError):
    """The edit would change more than its own place, or cannot be written there."""


class JsonError(SeedError):
    """The data cannot be written as JSON, or the JSON cannot be read as a seed file."""


class FileError(SeedError):
    """A file could not be read or written."""


class ConflictError(FileError):
    """The file on disk is no longer the one that was read; it was left alone."""


class SecuredError(SeedError):
    """The field ``secured``, a key or a policy. No message, ``repr`` or cause holds a key, a plaintext or a value.

    ``exit`` is the status with which ``seedfmt secured`` ends.
    """

    exit = 1


class Malformed(SecuredError):  # noqa: N818  (the classes are named for what they say of the value)
    """There is no value, or it is not of the shapes and headers of the suite (SPEC R100 to R112)."""

    exit = 3


class NotAuthentic(SecuredError):  # noqa: N818
    """The value does not open: one error for every reason, with one message."""

    exit = 4


class WrongDocument(SecuredError):  # noqa: N818
    """The value is authentic, and was made for another front matter or another body."""

    exit = 5


class PolicyError(SecuredError):
    """The value is less than what the verifier's policy asks for, or the policy is none."""

    exit = 6


class SecretKeyError(SecuredError):
    """A key that is needed is missing, unfit, or could have been read by others."""

    exit = 7


class NotBindable(SecuredError):  # noqa: N818
    """Nothing can be sealed here: readers would not read this front matter alike (SPEC R120 to R127)."""

    exit = 8


class Severity(enum.StrEnum):
    """How much a Problem matters."""

    ERROR = "error"
    WARNING = "warning"


class Applicability(enum.StrEnum):
    """When a Fix may be applied."""

    SAFE = "safe"
    """No reader that could read the file before sees other data after it; ``check --fix`` applies it."""
    UNSAFE = "unsafe"
    """It changes data; ``check --fix --unsafe-fixes`` applies it."""
    SUGGESTION = "suggestion"
    """Only a person knows; it is applied with ``--unsafe-fixes`` and a ``--select`` that names the code in full."""


class Fix(NamedTuple):
    """What removes a Problem: a title, patches on the bytes of the file, and when they may be applied."""

    title: str
    patches: tuple[Patch, ...]
    applicability: Applicability = Applicability.SAFE


class Problem(NamedTuple):
    """One finding: data, not an exception.

    ``pointer`` is a JSON Pointer (RFC 6901) into the front matter, "" for the whole; ``span`` the place in the file,
    None where there is none; ``path`` the file, where it has a name. ``fix`` is what would remove it, or None; apply a
    fix without asking only if ``fix.applicability`` is ``Applicability.SAFE``.
    """

    code: str
    message: str
    span: Span | None
    pointer: str = ""
    severity: Severity = Severity.ERROR
    hint: str = ""
    fix: Fix | None = None
    path: str | None = None


class LocatedValidationError(SeedError):
    """The front matter does not fit the class that it is read into (see ``seedfmt.interop.pydantic``).

    ``problems`` are all errors in the order of the file, each with its place; their codes are the error types of
    pydantic, such as ``missing`` or ``int_parsing``. ``error`` is the ValidationError of pydantic; unlike ``problems``
    it shows values of the file. The error itself is placed at the first problem.
    """

    def __init__(
        self,
        code: Code,
        message: str,
        *,
        hint: str = "",
        span: Span | None = None,
        path: str | None = None,
        problems: list[Problem] | None = None,
        error: Exception | None = None,
    ) -> None:
        super().__init__(code, message, hint=hint, span=span, path=path)
        self.problems: list[Problem] = problems or []
        self.error: Exception | None = error

    def __reduce__(self) -> tuple[object, ...]:
        return (*super().__reduce__(), {"problems": self.problems, "error": self.error})
