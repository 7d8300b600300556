"""The facts that are on no sheet, in words."""

import pytest

from moderator.engine.live_facts import live_facts, over_in_words


@pytest.mark.parametrize(
    ("over_s", "words"),
    [
        (0, "on time"), (29.9, "on time"), (-29.9, "on time"),
        (30, "1 minute late"), (-30, "1 minute ahead"), (89, "1 minute late"),
        (91, "2 minutes late"), (-150.1, "3 minutes ahead"), (3600, "60 minutes late"),
    ],
)  # fmt: skip
def test_how_the_show_stands_against_its_plan(over_s, words):
    assert over_in_words(round(over_s * 1e9)) == words


async def test_the_clock_the_date_and_the_battery_are_read_now(on_stage):
    show = await on_stage('- {cue: "1", wait: 5s}', config={"battery": 0.42})
    facts = live_facts(show.parts.clock, show.parts.time, show.robot)
    said = {name: read().text for name, read in facts.items()}
    assert said == {
        "clock.time": "14:00",
        "clock.date": "10 September 2025",
        "show.over": "on time",
        "robot.battery": "42%",
    }
