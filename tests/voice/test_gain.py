import array
from itertools import pairwise

import pytest

from moderator.voice.gain import LEAST_S, Gain

RATE = 1000


def frames(count, left=1000, right=-1000):
    return array.array("h", [left, right] * count)


def test_a_level_scales_every_sample():
    assert Gain(RATE, 2, 0.5).applied(frames(2)).tolist() == [500, -500, 500, -500]


def test_a_level_moves_in_a_straight_line_over_several_blocks():
    gain = Gain(RATE, 2, 0.0)
    gain.to(1.0, 0.1)
    heard = [value for _ in range(4) for value in gain.applied(frames(30))[::2]]
    assert heard[:100] == pytest.approx([10 * (n + 1) for n in range(100)], abs=1)
    assert heard[100:] == [1000] * 20


def test_no_level_jumps_even_when_told_at_once():
    gain = Gain(RATE, 2, 1.0)
    gain.to(0.0, 0.0)
    heard = gain.applied(frames(30))[::2].tolist()
    assert max(abs(one - two) for one, two in pairwise([1000, *heard])) <= 1000 / (LEAST_S * RATE)
    assert heard[-1] == 0


def test_one_that_is_told_anew_goes_on_from_where_it_is():
    gain = Gain(RATE, 2, 1.0)
    gain.to(0.0, 0.1)
    half = gain.applied(frames(50))[::2].tolist()
    gain.to(1.0, 0.05)
    heard = [*half, *gain.applied(frames(60))[::2]]
    assert max(abs(one - two) for one, two in pairwise(heard)) <= 11
    assert heard[-1] == 1000
