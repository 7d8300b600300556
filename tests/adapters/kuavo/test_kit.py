"""The conformance kit over the Kuavo's adapter and a fake Kuavo, each a process of its own."""

import pytest
from tests.adapters.far_side import fake, kept

from moderator.adapters.kuavo.robot import Kuavo

pytestmark = [pytest.mark.real_time, pytest.mark.slow]


@pytest.mark.parametrize("voice", ["show_computer", "robot"])
async def test_the_kuavo_keeps_every_sentence(voice):
    broken, passed_over = await kept(
        Kuavo,
        lambda running: {"port": running.ready["port"], "voice": voice},
        lambda: fake("moderator_simulator.fakes.kuavo"),
    )
    assert broken == {}
    expected = {"the robot cannot be told to fail", "the robot walks"} | (
        {"the robot has no voice of its own"} if voice == "show_computer" else set()
    )
    assert passed_over == expected | {"it does not say how late its voice is"}
