"""One cubic piece between two knots: where it is, how fast, and how far it goes.

Within a piece the place `s` runs from 0 to 1; angles are radians, lengths of time seconds.
"""

from math import sqrt

Cubic = tuple[float, float, float, float]

_FLAT = 1e-12


def cubic(start: float, leaving: float, end: float, arriving: float, length_s: float) -> Cubic:
    """Return the polynomial a + b·s + c·s² + d·s³ of a Hermite piece.

    Args:
        start: angle at s = 0, radians.
        leaving: speed there, radians a second.
        end: angle at s = 1.
        arriving: speed there.
        length_s: how long the piece lasts, seconds, above 0.
    """
    way, out, into = end - start, leaving * length_s, arriving * length_s
    return start, out, 3 * way - 2 * out - into, out + into - 2 * way


def value(piece: Cubic, s: float) -> float:
    """Angle at a place in a piece, radians."""
    a, b, c, d = piece
    return ((d * s + c) * s + b) * s + a


def slope(piece: Cubic, s: float) -> float:
    """Change of angle with `s`, radians; divided by the piece's length it is a speed."""
    _, b, c, d = piece
    return (3 * d * s + 2 * c) * s + b


def turning_places(piece: Cubic) -> list[float]:
    """Places inside a piece where its angle turns back; at most two."""
    _, b, c, d = piece
    scale = abs(b) + abs(c) + abs(d)
    if abs(d) <= _FLAT * scale:
        places = [-b / (2 * c)] if abs(c) > _FLAT * scale else []
    else:
        under = c * c - 3 * b * d
        if under <= 0:
            return []
        # The root that does not cancel first, the other from their product.
        far = -(c + (sqrt(under) if c >= 0 else -sqrt(under)))
        places = [far / (3 * d)] + ([b / far] if far else [])
    return [place for place in places if 0 < place < 1]


def fastest_place(piece: Cubic) -> float | None:
    """The place inside a piece where its speed turns, if there is one."""
    _, _, c, d = piece
    if abs(d) <= _FLAT * abs(c):
        return None
    place = -c / (3 * d) if d else 0.0
    return place if 0 < place < 1 else None
