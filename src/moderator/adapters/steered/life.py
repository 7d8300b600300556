"""How far a steered robot is on the way to moving."""

from enum import IntEnum


class Life(IntEnum):
    """Each comes after the one before; stop, a fault and a lost link lead back to CONNECTED."""

    APART = 0
    CONNECTED = 1
    CHECKED = 2
    ACTIVE = 3
