import pytest

from moderator.values.checked_line import DamagedLine, read_line, write_line

LINE = write_line({"n": 1, "at": 0.25, "kind": "said", "text": "Čau, 你好"})


def test_a_line_is_read_as_it_was_written():
    assert read_line(LINE[:-1]) == {"n": 1, "at": 0.25, "kind": "said", "text": "Čau, 你好"}
    assert LINE.endswith(b'"}\n')


def test_every_single_flipped_bit_is_found():
    line = LINE[:-1]
    for bit in range(len(line) * 8):
        flipped = bytearray(line)
        flipped[bit // 8] ^= 1 << bit % 8
        with pytest.raises(DamagedLine):
            read_line(bytes(flipped))
