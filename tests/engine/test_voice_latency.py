"""A robot's own voice that is late is told so much earlier; the record has when it is heard."""

import pytest
from tests.bench import written

from moderator.robot import Grade
from moderator.show.load import load
from moderator.values.duration import NS_PER_S

LATE_S = 0.35
LATE = {"voice_latency_s": LATE_S}
LINE = '- {cue: "1", speak: "Good [mark: now] evening.", gestures: {now: wave}}'


def told_s(show):
    """When the robot was told each sound, on the loop's clock."""
    return [each.at_s for each in show.robot.heard if each.what == "say"]


async def test_the_record_has_when_a_line_is_heard_and_not_when_the_robot_was_told(on_stage):
    show = await on_stage(LINE, config=LATE)
    await show.go()
    await show.until_state("finished")
    [said] = show.entries("said")
    [begun] = show.entries("cue_started")
    assert said.at_s - begun.at_s == pytest.approx(LATE_S, abs=1e-6)
    [gesture] = show.entries("gesture")
    [line] = show.parts.speaker.ready_lines(["Good [mark: now] evening."])
    mark_s = line.sound.marks[0][1] / NS_PER_S
    assert gesture.at_s - said.at_s == pytest.approx(mark_s, abs=1e-6)


@pytest.mark.parametrize(("first", "late_s"), [(5, 0.35), (30, 0.15)])
async def test_counting_down_is_heard_on_its_seconds(on_stage, first, late_s):
    count_down = f'- {{cue: "1", count_down: {{from: {first}, zero: Go!}}}}'
    show = await on_stage(count_down, config={"voice_latency_s": late_s})
    await show.go()
    await show.until_state("finished")
    zero_s = show.entries("lead")[0].data["zero_s"]
    said = show.entries("said")
    heard = [each.at_s + each.data["first_word_s"] for each in said]
    assert heard == pytest.approx([zero_s + beat for beat in range(first + 1)], abs=1e-6)
    asked = told_s(show)
    apart = [later.at_s - said[0].at_s for later in said]
    assert [at_s - asked[0] for at_s in asked] == pytest.approx(apart, abs=1e-6)
    assert {each.data["outcome"] for each in show.entries("child_ended")} == {"succeeded"}


async def test_a_late_voice_delays_the_whole_and_tears_nothing(on_stage):
    leads = []
    for config in ({}, LATE):
        show = await on_stage('- {cue: "1", count_down: {from: 3}}', config=config)
        await show.go()
        await show.until_state("finished")
        leads.append(show.entries("lead")[0].data["lead_s"])
    assert leads[1] - leads[0] == pytest.approx(LATE_S, abs=1e-6)


async def test_a_line_that_is_stopped_before_it_is_heard_is_never_said(on_stage):
    show = await on_stage(LINE, config=LATE)
    await show.go()
    await show.after(LATE_S / 2)
    show.stop(Grade.FREEZE)
    await show.until_state("stopped")
    assert show.entries("said") == []
    assert not show.robot._speaking.busy


async def test_a_line_that_a_late_robot_fails_at_is_a_failed_line(on_stage):
    show = await on_stage(LINE, config=LATE, faults=[{"fault": "voice", "at": "5s"}])
    await show.after(4.9)
    await show.go()
    await show.until("cue_ended")
    assert show.outcomes() == {"1": "aborted"}
    assert [each.data["text"] for each in show.entries("unsaid")] == ["Good evening"]


def test_numerals_that_a_late_voice_cannot_fit_into_their_second_are_told(tmp_path):
    show = written(tmp_path, '- {cue: "1", count_down: {from: 30}}')
    assert list(load(str(show), "simulator", {"voice_latency_s": 0.3}).problems) == []
    [told] = load(str(show), "simulator", {"voice_latency_s": 0.5}).problems
    assert (told.severity, told.code) == ("warning", "late-numeral")
