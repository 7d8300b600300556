"""What can fail, and which keys belong to which of it."""

from collections.abc import Mapping
from typing import Literal, get_args

BodyKind = Literal["link", "joint", "balance", "battery", "overheat", "voice", "take_over"]
"""What can happen to any robot."""
PhysicsKind = Literal["push", "friction", "mass", "torque", "delay", "noise"]
"""What can happen to a body in physics alone."""
HallKind = Literal[
    "speech", "sound_device", "outputs", "source", "console", "disk", "clock", "slow"
]
"""What can happen around the robot."""
Kind = Literal[BodyKind, PhysicsKind, HallKind]

ANY_BODY: frozenset[Kind] = frozenset(get_args(BodyKind))
IN_PHYSICS: frozenset[Kind] = frozenset(get_args(PhysicsKind))
IN_HALL: frozenset[Kind] = frozenset(get_args(HallKind))
CHANGES: frozenset[Kind] = IN_PHYSICS - {"push"}
"""What changes a figure of the body or the hall."""
AT_ONCE: frozenset[Kind] = frozenset(("battery", "overheat", "clock"))
"""What happens in an instant, and is not there afterwards to be taken away."""

BELONGS: Mapping[str, frozenset[Kind]] = {
    "joint": frozenset(("joint",)),
    "level": frozenset(("battery",)),
    "temperature_c": frozenset(("overheat",)),
    "value": CHANGES,
    "force_n": frozenset(("push",)),
    "angle_deg": frozenset(("push", "balance")),
    "device": frozenset(("outputs",)),
    "source": frozenset(("source",)),
    "slow": frozenset(("disk",)),
    "by": frozenset(("clock", "slow")),
}
"""Keys that are not for every fault, and whose they are."""
NEEDED = ("joint", "value", "by")
"""Those of them that a fault is nothing without."""
