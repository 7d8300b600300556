"""The conformance kit over the G1's adapter and a fake G1, each a process of its own."""

import pytest
from tests.adapters.far_side import fake, kept

pytest.importorskip("cyclonedds")

from tests.adapters.unitree_g1.night import MODULE, config_of

from moderator.adapters.unitree_g1.robot import UnitreeG1
from moderator.robot.conformance import SENTENCES

pytestmark = [pytest.mark.real_time, pytest.mark.slow]

SPOKEN = [each for each in SENTENCES if "sound" in each.says or "voice" in each.says]


def tried(voice, sentences):
    return kept(
        UnitreeG1,
        lambda running: {**config_of(running.ready), "voice": voice},
        lambda: fake(MODULE),
        sentences,
    )


async def test_the_g1_keeps_every_sentence():
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
