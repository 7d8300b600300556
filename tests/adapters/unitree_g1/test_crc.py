"""A G1's commands carry the check sum that it computes."""

from struct import pack, unpack

import pytest

pytest.importorskip("cyclonedds")

from moderator.adapters.unitree_g1.crc import crc_of, packed
from moderator.adapters.unitree_g1.messages import LowCmd


def a_command() -> LowCmd:
    command = LowCmd(mode_pr=0, mode_machine=5)
    for place, motor in enumerate(command.motor_cmd):
        motor.mode, motor.q, motor.kp, motor.kd = 1, 0.1 * place, 60.0, 1.5
    return command


def bit_by_bit(words: tuple[int, ...]) -> int:
    """The sum by division of polynomials, one bit after the other."""
    crc = 0xFFFF_FFFF
    for word in words:
        for place in range(31, -1, -1):
            carried = crc >> 31
            crc = (crc << 1) & 0xFFFF_FFFF
            crc ^= 0x04C1_1DB7 * carried ^ 0x04C1_1DB7 * (word >> place & 1)
    return crc


def test_the_sum_is_that_of_the_words_one_bit_after_the_other():
    command = a_command()
    body = pack("<BBH", 0, 5, 0)
    for place in range(35):
        body += pack("<BBHfffffI", 1, 0, 0, 0.1 * place, 0.0, 0.0, 60.0, 1.5, 0)
    body += bytes(16)
    assert packed(command) == body
    assert crc_of(command) == bit_by_bit(unpack("<250I", body))


def test_the_sum_that_a_command_carries_is_not_in_its_own():
    command = a_command()
    before = crc_of(command)
    command.crc = before
    assert crc_of(command) == before


@pytest.mark.parametrize("place", [0, 15, 29, 34])
def test_no_motor_is_left_out_of_the_sum(place):
    command = a_command()
    before = crc_of(command)
    command.motor_cmd[place].q += 0.001
    assert crc_of(command) != before
