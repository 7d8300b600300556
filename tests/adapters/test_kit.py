"""The conformance kit over each adapter with a voice and its fake, each a process of its own."""

import pytest
from tests.adapters.far_side import fake, kept

from moderator.robot.conformance import SENTENCES
from moderator.robot.registry import robot_class

pytestmark = [pytest.mark.real_time, pytest.mark.slow]

SPOKEN = [each for each in SENTENCES if "sound" in each.says or "voice" in each.says]


def of_kuavo(ready):
    return {"port": ready["port"]}


def of_g1(ready):
    from tests.adapters.unitree_g1.night import config_of

    return config_of(ready)


@pytest.fixture(params=[("kuavo", of_kuavo), ("unitree_g1", of_g1)], ids=["kuavo", "unitree_g1"])
def tried(request):
    name, config_of = request.param
    if name == "unitree_g1":
        pytest.importorskip("cyclonedds")

    def tried(voice, sentences):
        return kept(
            robot_class(name),
            lambda running: {**config_of(running.ready), "voice": voice},
            lambda: fake(f"moderator_simulator.fakes.{name}"),
            sentences,
        )

    return tried


async def test_it_keeps_every_sentence(tried):
    broken, passed_over = await tried("show_computer", SENTENCES)
    assert broken == {}
    assert passed_over == {
        "the robot cannot be told to fail",
        "the robot walks",
        "the robot has no voice of its own",
        "it does not say how late its voice is",
    }


async def test_with_its_own_voice_it_keeps_every_sentence_about_that(tried):
    broken, passed_over = await tried("robot", SPOKEN)
    assert broken == {}
    assert passed_over == {"it does not say how late its voice is"}
