"""The conformance kit over the Kuavo's adapter and a fake Kuavo, each a process of its own."""

import pytest
from tests.adapters.far_side import fake, kept

from moderator.adapters.kuavo.robot import Kuavo
from moderator.robot.conformance import SENTENCES

pytestmark = [pytest.mark.real_time, pytest.mark.slow]

SPOKEN = [each for each in SENTENCES if "sound" in each.says or "voice" in each.says]


def tried(voice, sentences):
    return kept(
        Kuavo,
        lambda running: {"port": running.ready["port"], "voice": voice},
        lambda: fake("moderator_simulator.fakes.kuavo"),
        sentences,
    )


async def test_the_kuavo_keeps_every_sentence():
    broken, passed_over = await tried("show_computer", SENTENCES)
    assert broken == {}
    assert passed_over == {
        "the robot cannot be told to fail",
        "the robot walks",
        "the robot has no voice of its own",
        "it does not say how late its voice is",
    }


async def test_with_its_own_voice_it_keeps_every_sentence_about_that():
    broken, passed_over = await tried("robot", SPOKEN)
    assert broken == {}
    assert passed_over == {"it does not say how late its voice is"}
