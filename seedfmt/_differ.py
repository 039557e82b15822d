"""A unified diff in time that grows with the size of what is compared.

In: lines before and after. Out: the lines of the diff, as those of ``difflib``. Never: compares all lines of a large
file with all others, as ``difflib`` does where many change or are equal.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import Match, SequenceMatcher, diff_bytes, unified_diff

from seedfmt._escape import printable_path

LARGE = 2_000  # lines of both texts together that difflib compares in its own way
SMALL = 60  # lines between two anchors that it compares; more are told as replaced


Place = tuple[int, int]


def render_diff(name: str, before: bytes, after: bytes, *, old_name: str | None = None) -> bytes:
    """A unified diff, empty where the two are equal; ``old_name`` where the two have different names."""
    labels = _label(name if old_name is None else old_name), _label(name)
    lines = []
    for line in diff_bytes(diff_lines, _lines(before), _lines(after), *labels, lineterm=b"\n"):
        lines.append(line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n")
    return b"".join(lines)


def _label(name: str) -> bytes:
    return printable_path(name).encode()


def _lines(text: bytes) -> list[bytes]:
    lines = text.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def diff_lines(
    before: Sequence[str],
    after: Sequence[str],
    old: str,
    new: str,
    old_date: str,
    new_date: str,
    count: int,
    line_end: str,
) -> Iterator[str]:
    """The lines of a unified diff; the parameters are those that ``difflib.diff_bytes`` gives."""
    if len(before) + len(after) <= LARGE:
        yield from unified_diff(before, after, old, new, old_date, new_date, count, line_end)
        return
    if before != after:
        yield from (f"--- {old}{line_end}", f"+++ {new}{line_end}")
    for group in LinearMatcher([*before], [*after]).get_grouped_opcodes(count):
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@{line_end}"
        for tag, start, stop, begin, end in group:
            if tag == "equal":
                yield from (f" {line}" for line in before[start:stop])
                continue
            yield from (f"-{line}" for line in before[start:stop])
            yield from (f"+{line}" for line in after[begin:end])


def _range(start: int, stop: int) -> str:
    """Lines as a unified diff counts them."""
    length = stop - start
    return f"{start + 1}" if length == 1 else f"{start + (length > 0)},{length}"


class LinearMatcher(SequenceMatcher[str]):
    """Compares the lines between those that each text has once, in the same order."""

    def __init__(self, before: list[str], after: list[str]) -> None:
        super().__init__(None, before, after)
        self._before, self._after = before, after

    def get_matching_blocks(self) -> list[Match]:
        """The runs of equal lines, and an empty one at the end."""
        before, after = self._before, self._after
        pairs: list[tuple[int, int]] = []
        start = 0, 0
        for stop in [*find_anchors(before, after), (len(before), len(after))]:
            pairs += match_between(before, after, start, stop)
            pairs.append(stop)
            start = stop[0] + 1, stop[1] + 1
        return [*join_pairs(pairs[:-1]), Match(len(before), len(after), 0)]


def find_anchors(before: list[str], after: list[str]) -> list[Place]:
    """The most lines that each text has once, and both in the same order."""
    once = {line for line, count in Counter(before).items() if count == 1}
    once &= {line for line, count in Counter(after).items() if count == 1}
    places = {line: at for at, line in enumerate(after) if line in once}
    found = [(at, places[line]) for at, line in enumerate(before) if line in once]
    ends: list[int] = []
    holders: list[int] = []
    previous = [-1] * len(found)
    for number, (_, place) in enumerate(found):
        at = bisect_left(ends, place)
        previous[number] = holders[at - 1] if at else -1
        ends[at : at + 1] = [place]
        holders[at : at + 1] = [number]
    rise = []
    number = holders[-1] if holders else -1
    while number >= 0:
        rise.append(found[number])
        number = previous[number]
    return rise[::-1]


def match_between(before: list[str], after: list[str], start: Place, stop: Place) -> list[Place]:
    """The equal lines between two anchors: those behind the first and before the second, and what is found between."""
    first, second = start
    last, end = stop
    pairs = []
    while first < last and second < end and before[first] == after[second]:
        pairs.append((first, second))
        first, second = first + 1, second + 1
    tail = []
    while first < last and second < end and before[last - 1] == after[end - 1]:
        last, end = last - 1, end - 1
        tail.append((last, end))
    if 0 < last - first <= SMALL and 0 < end - second <= SMALL:
        inner = SequenceMatcher(None, before[first:last], after[second:end], autojunk=False)
        for block in inner.get_matching_blocks():
            pairs += [(first + block.a + at, second + block.b + at) for at in range(block.size)]
    return pairs + tail[::-1]


def join_pairs(pairs: list[Place]) -> list[Match]:
    """Runs of pairs that follow each other."""
    found: list[Match] = []
    for one, two in pairs:
        if found and (found[-1].a + found[-1].size, found[-1].b + found[-1].size) == (one, two):
            found[-1] = found[-1]._replace(size=found[-1].size + 1)
        else:
            found.append(Match(one, two, 1))
    return found
