"""The facts that every show has, in words."""

from dataclasses import replace

import pytest

from moderator.engine.live_facts import live_facts
from moderator.errors import SourceSilent
from moderator.knowledge.sources.source import LIVE
from moderator.values.show_time import Left, Standing

TALKS = """
  - cue: "1"
    wait: 5s
  - {cue: "2", name: The first talk, talk: {by: ji, title: Robots, allotted: 10m}}
  - {cue: "3", talk: {by: host, allotted: 10m}}
  - {cue: "4", name: The end, wait: 5s}
"""


@pytest.mark.parametrize(
    ("over_s", "words"),
    [
        (0, "on time"), (29.9, "on time"), (-29.9, "on time"),
        (30, "1 minute late"), (-30, "1 minute ahead"), (89, "1 minute late"),
        (91, "2 minutes late"), (-150.1, "3 minutes ahead"), (3600, "60 minutes late"),
    ],
)  # fmt: skip
def test_how_the_show_stands_against_its_plan(over_s, words):
    assert Standing(round(over_s * 1e9)).written() == words


@pytest.mark.parametrize(
    ("left_s", "words"),
    [
        (-60, "less than a minute"), (20, "less than a minute"), (60, "about 1 minute"),
        (1500, "about 25 minutes"), (3600, "about 1 hour"), (7260, "about 2 hours and 1 minute"),
    ],
)  # fmt: skip
def test_how_long_the_show_still_takes(left_s, words):
    assert Left(round(left_s * 1e9)).written() == words


def now(show):
    facts = live_facts(show.parts.clock, show.parts.programme, show.robot.state)
    return lambda name: facts[name.partition(".")[0]].read(name.partition(".")[2])


async def test_the_clock_the_date_and_the_robot_are_read_now(on_stage):
    show = await on_stage('- {cue: "1", wait: 5s}', config={"battery": 0.42})
    names = [name for name in LIVE if name not in ("show.next_speaker", "show.heard")]
    assert {name: now(show)(name).value.written() for name in names} == {
        "clock.time": "14:00",
        "clock.date": "10 September 2025",
        "clock.weekday": "Wednesday",
        "show.over": "on time",
        "show.left": "less than a minute",
        "show.next": "wait 5s",
        "robot.battery": "42%",
        "robot.temperature": "35 °C",
    }


async def test_a_reading_says_who_says_so_and_holds_for_now(on_stage):
    show = await on_stage('- {cue: "1", wait: 5s}')
    reading = now(show)("clock.time")
    assert reading.source == LIVE["clock.time"]
    assert reading.as_of == show.parts.clock.date()


async def test_the_show_knows_who_speaks_next_and_what_was_heard(on_stage):
    show = await on_stage(TALKS)
    said = now(show)
    with pytest.raises(SourceSilent, match="nobody has spoken yet"):
        said("show.heard")
    assert said("show.next_speaker").value.written() == "Ji Pengfei"
    assert said("show.left").value.written() == "about 21 minutes"
    await show.go()
    await show.until("cue_ended", "1")
    assert said("show.next").value.written() == "The first talk"
    show.people.talks.set()
    await show.go()
    await show.until("cue_ended", "2")
    assert said("show.next_speaker").value.written() == "the moderator"
    assert said("show.heard").value.written() == "Ji Pengfei, on Robots"
    await show.go()
    await show.until("cue_ended", "3")
    assert said("show.heard").value.written() == "Ji Pengfei, on Robots; and the moderator"
    with pytest.raises(SourceSilent, match="nobody speaks any more"):
        said("show.next_speaker")


async def test_a_speaker_who_did_not_come_was_not_heard(on_stage):
    show = await on_stage(TALKS, first="2")
    show.people.comes_after_s = None
    await show.go()
    await show.until("cue_ended", "2")
    with pytest.raises(SourceSilent):
        now(show)("show.heard")


async def test_what_is_left_is_longer_in_a_show_that_is_late(on_stage, monkeypatch):
    show = await on_stage(TALKS)
    monkeypatch.setattr(show.parts.time, "over_ns", lambda: 600 * 10**9)
    assert now(show)("show.left").value.written() == "about 31 minutes"


async def test_a_talk_that_was_given_twice_was_heard_once(on_stage):
    show = await on_stage(TALKS)
    show.parts.programme.go_on(["2", "2"])
    assert now(show)("show.heard").value.written() == "Ji Pengfei, on Robots"


async def test_a_robot_whose_link_is_lost_says_nothing_of_itself(on_stage, monkeypatch):
    show = await on_stage('- {cue: "1", wait: 5s}')
    lost = replace(show.robot.state(), link=False)
    monkeypatch.setattr(show.robot, "state", lambda: lost)
    with pytest.raises(SourceSilent, match="the link is lost"):
        now(show)("robot.battery")
