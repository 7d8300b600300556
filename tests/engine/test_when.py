"""Cues and lines that come only under a condition."""

from tests.bench import prepared, written

BRIDGE = """
- {cue: "1", wait: 5m}
- {cue: "2", wait: 1m, when: over > 3m, name: A bridge}
- {cue: "3", wait: 5m, when: not over > 3m}
- {cue: "4", wait: 1m}
"""


async def played(on_stage, late_m):
    show = await on_stage(BRIDGE)
    await show.after(60 * late_m)
    while show.state == "standby":
        await show.go()
        await show.after(310)
    return show


async def test_a_cue_whose_condition_holds_is_called(on_stage):
    show = await played(on_stage, 4)
    assert show.state == "finished"
    assert show.cues("cue_started") == ["1", "2", "4"]


async def test_one_whose_condition_does_not_is_passed_over_and_the_same_go_starts_the_next(
    on_stage,
):
    show = await played(on_stage, 0)
    assert show.cues("cue_started") == ["1", "3", "4"]
    assert len(show.entries("go")) == 3
    [skipped] = show.entries("cue_ended", "2")
    assert (skipped.data["outcome"], skipped.data["why"]) == ("skipped", "not so: over > 3m")


async def test_the_operator_is_told_that_go_asks_for_more(on_stage):
    show = await on_stage(
        '- {cue: "1", wait: 1s, when: over > 3m, name: A bridge}\n- {cue: "2", wait: 1s}'
    )
    says = "start cue 1 if over > 3m, or else what comes next: A bridge"
    assert show.conductor.standby().says == says
    assert (await show.go(expecting="1")).accepted
    assert show.running == ["2"]


async def test_where_nothing_comes_whose_condition_holds_the_show_ends(on_stage):
    show = await on_stage('- {cue: "1", wait: 1s}\n- {cue: "2", wait: 1s, when: over > 3m}')
    await show.go()
    await show.after(2)
    assert (await show.go()).accepted
    await show.until_state("finished")
    assert show.outcomes() == {"1": "succeeded", "2": "skipped"}


async def test_a_chain_goes_on_past_it(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 1s, continue: auto_follow}
      - {cue: "2", wait: 1s, continue: auto_follow, when: heard(3)}
      - {cue: "3", wait: 1s, when: heard(1)}
    """)
    await show.go()
    await show.until_state("finished")
    assert show.starts() == {"1": 0.0, "3": 1.0}


async def test_a_talk_is_heard_when_its_speaker_spoke(on_stage):
    show = await on_stage("""
      - cue: "1"
        talk: {by: ji, allotted: 1m, walk_on: 1s, if_absent: {say: We go on.}}
      - {cue: "2", wait: 1s, when: not heard(1)}
      - {cue: "3", wait: 1s}
    """)
    show.people.comes_after_s = None
    await show.go()
    await show.after(60)
    await show.go()
    assert show.running == ["2"]


def test_the_plan_counts_what_comes_when_all_is_on_time(tmp_path):
    show = prepared(written(tmp_path / "show", BRIDGE))
    show.renderer.close()
    starts = {called.number: called.planned.start_ns // 10**9 for called in show.rundown.cues}
    assert starts == {"1": 0, "2": 302, "3": 302, "4": 604}
    assert show.rundown.planned_ns == 664 * 10**9


LINE = """
- {cue: "1", wait: 1m}
- cue: "2"
  speak:
    text: We have all the time in the world.
    variants:
      - {when: over > 3m, text: We are late.}
      - {when: remaining < 1s, text: This is the end.}
"""


async def said(on_stage, late_m):
    show = await on_stage(LINE)
    await show.after(60 * late_m)
    await show.go()
    await show.after(61)
    await show.go()
    return (await show.until("said")).data["text"]


async def test_a_line_is_said_in_the_words_whose_condition_holds(on_stage):
    assert await said(on_stage, 5) == "We are late."


async def test_otherwise_it_is_said_as_it_stands(on_stage):
    assert await said(on_stage, 0) == "We have all the time in the world."


async def test_it_is_asked_where_the_show_stands_before_go_moves_the_standby(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 1s}
      - {cue: "2", wait: 1s, when: over > 1m, continue: auto_follow}
      - {cue: "3", wait: 5m}
      - {cue: "4", wait: 1s, when: over > 1m}
    """)
    await show.go()
    await show.after(120)
    await show.go()
    await show.after(500)
    await show.go()
    assert show.cues("cue_started") == ["1", "2", "3", "4"]
