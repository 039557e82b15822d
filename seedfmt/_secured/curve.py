"""Which 32 bytes are an Ed25519 public key that only its owner can sign for (SPEC R135).

In: the bytes of a public key. Out: why they are refused, or nothing. Never: imports cryptography; sees a secret.

OpenSSL accepts all 32 bytes as a public key. With a point of small order, anybody can make signatures that verify.
"""

from __future__ import annotations

PRIME = 2**255 - 19
_D = -121665 * pow(121666, -1, PRIME) % PRIME  # of the curve -x² + y² = 1 + dx²y²
# y of the points of order 8; those of order 1, 2 and 4 have y = 1, -1 and 0
_Y_OF_ORDER_8 = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
SMALL_ORDER_Y = frozenset((0, 1, PRIME - 1, _Y_OF_ORDER_8, PRIME - _Y_OF_ORDER_8))


def find_fault(public: bytes) -> str:
    """Why a public key is refused; an empty string for a sound one."""
    y = int.from_bytes(public, "little") & (2**255 - 1)
    if y % PRIME in SMALL_ORDER_Y:  # whatever the sign of x, and however y is encoded
        return "is a point of small order, for which anybody can sign"
    if y >= PRIME:
        return "is not in its canonical encoding"
    return "" if _is_on_curve(y) else "is not a point of the curve"


def _is_on_curve(y: int) -> bool:
    """Is there an x for this y? It is where x² = (y² - 1) / (dy² + 1) is a square, by Euler's criterion."""
    numerator, denominator = y * y - 1, _D * y * y + 1
    return pow(numerator * denominator, (PRIME - 1) // 2, PRIME) == 1
