"""Which parts of a body shall keep clear of each other."""

from collections.abc import Iterator
from itertools import combinations

from moderator.motion.whole_body.mannequin import Mannequin


def pairs(mannequin: Mannequin) -> Iterator[tuple[list[str], list[str]]]:
    """Shapes of the body that shall keep clear of each other, two and two.

    Those of links that hang together by less than three joints are left out.
    """
    felt = [
        (link.name, f"{link.name}_{number}")
        for link in mannequin.body.links
        for number in range(sum(shape.felt for shape in link.shapes))
    ]
    for (one, first), (other, second) in combinations(felt, 2):
        if _apart(mannequin, one, other) > 2 and not _never_meet(one, other):
            yield [first], [second]


def _apart(mannequin: Mannequin, one: str, other: str) -> int:
    """How many joints lie between two links."""
    body = mannequin.body

    def way(name: str) -> list[str]:
        names = [name]
        while parent := body.link(names[-1]).parent:
            names.append(parent)
        return names

    first, second = way(one), way(other)
    common = next(name for name in first if name in second)
    return first.index(common) + second.index(common)


def _never_meet(one: str, other: str) -> bool:
    """Whether two links are kept apart by how the body is built."""
    trunk = ("pelvis", "waist_yaw")
    legs = ("hip_yaw", "hip_pitch")
    return any(
        (a in trunk and b.endswith(legs)) or (a == "head_pitch" and "arm" not in b and "_hip" in b)
        for a, b in ((one, other), (other, one))
    ) or ("head" in one + other and any(part in one + other for part in ("knee", "ankle", "hip")))
