"""Points of the curve of Ed25519 that are no public keys: of small order, not in their canonical encoding, on no curve.

The arithmetic is that of RFC 8032, chapter 5.1.4, and uses nothing of seedfmt: the points of small order are found by
multiplying with the order of the group.
"""

from __future__ import annotations

PRIME = 2**255 - 19
ORDER = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, PRIME) % PRIME
Point = tuple[int, int]
IDENTITY: Point = (0, 1)


def add(p: Point, q: Point) -> Point:
    product = D * p[0] * q[0] * p[1] * q[1] % PRIME
    x = (p[0] * q[1] + q[0] * p[1]) * pow(1 + product, -1, PRIME)
    y = (p[1] * q[1] + p[0] * q[0]) * pow(1 - product, -1, PRIME)
    return x % PRIME, y % PRIME


def multiply(count: int, p: Point) -> Point:
    found = IDENTITY
    for bit in f"{count:b}":
        found = add(found, found)
        found = add(found, p) if bit == "1" else found
    return found


def x_of(y: int) -> int | None:
    """An x for this y, or None where the curve has none."""
    square = (y * y - 1) * pow(D * y * y + 1, -1, PRIME) % PRIME
    x = pow(square, (PRIME + 3) // 8, PRIME)
    for root in (x, x * pow(2, (PRIME - 1) // 4, PRIME) % PRIME):
        if root * root % PRIME == square:
            return root
    return None


def small_order() -> list[Point]:
    """The eight points whose order divides 8."""
    for y in range(2, 100):
        x = x_of(y)
        if x is not None:
            torsion = multiply(ORDER, (x, y))
            if multiply(4, torsion) != IDENTITY:
                return [multiply(count, torsion) for count in range(8)]
    raise AssertionError("no point of order 8")


def encodings(y: int) -> list[bytes]:
    """All that decoders may take for this y: below 2**255, with either sign of x."""
    return [(value | sign << 255).to_bytes(32, "little") for value in range(y, 2**255, PRIME) for sign in (0, 1)]


def small_order_encodings() -> list[bytes]:
    return sorted({data for _, y in small_order() for data in encodings(y)})


def other_encodings() -> list[bytes]:
    """Second encodings of points that are not of small order."""
    small = {y for _, y in small_order()}
    values = [y for y in range(19) if y not in small and x_of(y) is not None]
    return sorted({data for y in values for data in encodings(y)[2:]})


def off_curve() -> list[bytes]:
    values = [y for y in range(2, 12) if x_of(y) is None]
    return [data for y in values[:3] for data in encodings(y)[:2]]
