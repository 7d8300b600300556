"""The check sum of a `LowCmd`; a robot ignores one that is wrong.

It runs over the command as a C structure lies in memory, as little-endian words, each word from its
greatest bit down: CRC-32 with polynomial 0x04C11DB7 from 0xFFFFFFFF, nothing reflected, nothing
inverted at the end. Source: unitreerobotics/unitree_sdk2_python at 37116c5,
`unitree_sdk2py/utils/crc.py`. That of zlib is the same with every byte and the sum mirrored, and
inverted at the end.
"""

from struct import Struct
from typing import Any
from zlib import crc32

from moderator.adapters.unitree_g1.messages import LowCmd

_LAYOUT = Struct("<2B2x" + "B3x5fI" * 35 + "4I")
"""The command without its check sum, 1000 bytes. Source: likewise."""
_WORDS = Struct(f"<{_LAYOUT.size // 4}I")
_BIG = Struct(f">{_LAYOUT.size // 4}I")
_MIRRORED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))


def packed(command: LowCmd) -> bytes:
    """The command as it lies in the robot's memory, without its check sum; 1000 bytes.

    Raises:
        struct.error: a figure is none, or does not fit its field.
    """
    all_of: Any = command  # its arrays are lists, which DDS's own types do not say
    motors = (
        figure
        for one in all_of.motor_cmd
        for figure in (one.mode, one.q, one.dq, one.tau, one.kp, one.kd, one.reserve)
    )
    return _LAYOUT.pack(command.mode_pr, command.mode_machine, *motors, *all_of.reserve)


def crc_of(command: LowCmd) -> int:
    """The check sum that the command is to carry, 32 bits, whatever it carries now.

    Raises:
        struct.error: as `packed`.
    """
    big = _BIG.pack(*_WORDS.unpack(packed(command)))
    mirrored = crc32(big.translate(_MIRRORED)) ^ 0xFFFF_FFFF
    return int.from_bytes(mirrored.to_bytes(4, "little").translate(_MIRRORED), "big")
