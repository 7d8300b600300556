"""The faults that a simulated robot obeys."""

from collections.abc import Mapping, Sequence

from moderator.document.settings import read
from moderator.errors import CannotStart
from moderator.faults import ANY_BODY, IN_PHYSICS, Fault, Kind
from moderator.robot import Joint


def read_faults(
    data: Sequence[Mapping[str, object]],
    joints: Sequence[Joint],
    kinds: frozenset[Kind] = ANY_BODY,
) -> tuple[Fault, ...]:
    """Read faults.

    Args:
        data: one mapping a fault, as written.
        joints: the body's joints.
        kinds: what can happen to that body.

    Raises:
        CannotStart: one is not right; says which.
    """
    faults = tuple(read(Fault, one, f"fault {number}") for number, one in enumerate(data, 1))
    known = {joint.name for joint in joints}
    for number, fault in enumerate(faults, 1):
        if fault.fault not in kinds:
            in_physics = fault.fault in IN_PHYSICS
            raise CannotStart(
                f"fault {number}: {fault.fault!r} happens to "
                + ("a body in physics alone" if in_physics else "what is around a robot"),
                "rehearse with --robot simulator-physics" if in_physics else "leave it out",
            )
        if fault.joint is not None and fault.joint not in known:
            raise CannotStart(
                f"fault {number}: there is no joint {fault.joint!r}",
                f"joints: {', '.join(sorted(known))}",
            )
    return faults
