from itertools import pairwise

import pytest

from moderator.engine.variants import Variants
from moderator.motion.library import library
from moderator.values.chance import Chance

WAVES = ["wave", "wave.2", "wave.3"]


def picks(seed, asked="wave", times=60):
    variants = Variants(library(None), Chance(seed))
    return [variants.pick(asked) for _ in range(times)]


def test_every_variant_comes_and_none_twice_in_a_row():
    made = picks(1)
    assert set(made) == set(WAVES)
    assert all(one != other for one, other in pairwise(made))


def test_the_same_seed_makes_the_same_ones_and_another_seed_others():
    assert picks(1) == picks(1)
    assert picks(1) != picks(2)


def test_another_gesture_between_them_changes_nothing():
    variants = Variants(library(None), Chance(1))
    made = []
    for _ in range(20):
        made.append(variants.pick("wave"))
        variants.pick("bow")
    assert made == picks(1)[:20]


@pytest.mark.parametrize(
    ("asked", "made"), [("wave.2", "wave.2"), ("wave.1", "wave"), ("nod", "nod"), ("own", "own")]
)
def test_a_certain_one_is_made_each_time_it_is_asked_for(asked, made):
    assert picks(1, asked, 3) == [made] * 3


@pytest.mark.parametrize("seed", range(20))
def test_one_that_was_asked_for_is_not_made_again_by_chance(seed):
    variants = Variants(library(None), Chance(seed))
    assert variants.pick("wave.3") == "wave.3"
    assert variants.pick("wave") in ("wave", "wave.2")


async def test_a_show_varies_its_gestures_and_its_record_names_the_one_made(on_stage):
    show = await on_stage(
        '- {cue: "1", move: wave, continue: auto_follow}\n'
        '- {cue: "2", speak: "Good [mark: now] afternoon.", gestures: {now: wave}}\n'
        '- {cue: "3", move: wave.2}'
    )
    await show.go()
    await show.until("cue_ended", cue="2")
    made = [show.entries(kind)[0].data["motion"] for kind in ("motion", "gesture")]
    assert made[0] != made[1]
    assert [what for what in show.robot.told if "wave" in what] == [f"play {one}" for one in made]
    await show.go()
    await show.until("cue_ended", cue="3")
    assert show.entries("motion")[-1].data["motion"] == "wave.2"
    assert show.robot.told[-1] == "play wave.2"
