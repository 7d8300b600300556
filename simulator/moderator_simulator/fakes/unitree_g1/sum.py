"""The check sum of a command, as its receiver works it out: byte after byte, by a table."""

from struct import pack
from typing import Any

from moderator.adapters.unitree_g1.messages import LowCmd


def _entry(byte: int) -> int:
    crc = byte << 24
    for _ in range(8):
        crc = (crc << 1) ^ (0x04C1_1DB7 if crc & 0x8000_0000 else 0)
    return crc & 0xFFFF_FFFF


_TABLE = tuple(_entry(byte) for byte in range(256))


def crc_of(command: LowCmd) -> int:
    """What the sum has to be. Source: unitree_sdk2_python, utils/crc.py."""
    motors: Any = command.motor_cmd
    reserve: Any = command.reserve
    body = pack("<BB2x", command.mode_pr, command.mode_machine)
    for m in motors:
        body += pack("<B3x5fI", m.mode, m.q, m.dq, m.tau, m.kp, m.kd, m.reserve)
    body += pack("<4I", *reserve)
    crc = 0xFFFF_FFFF
    for first in range(0, len(body), 4):
        for byte in reversed(body[first : first + 4]):
            crc = ((crc << 8) & 0xFFFF_FFFF) ^ _TABLE[(crc >> 24) ^ byte]
    return crc
