"""Cues that come in another order, are cut, dropped, restored."""

import pytest

from moderator.engine.left_off import left_off
from moderator.engine.orders import Verb
from moderator.engine.preflight import prepare
from moderator.journal.board import board_of
from moderator.journal.cue_runs import runs_by_act
from moderator.journal.reading import Record

WAITS = "\n".join(f'- {{cue: "{n}", wait: {n}0s}}' for n in range(1, 7))
CHAINS = """
- {cue: "1", wait: 10s}
- {cue: "2", wait: 20s, continue: auto_follow}
- {cue: "2b", wait: 5s}
- {cue: "3", wait: 30s, continue: auto_continue}
- {cue: "3b", wait: 5s}
- {cue: "4", wait: 40s}
"""


def order(show):
    return [called.number for called in show.parts.rundown.cues]


async def reordered(show, cue, before):
    return await show.conductor.order(Verb.REORDER, "test", cue, words=before)


async def test_a_cue_is_heard_before_another_and_nothing_is_lost_or_twice(on_stage):
    show = await on_stage(WAITS)
    assert (await reordered(show, "4", "1")).accepted
    assert show.standby == "4"
    assert order(show) == ["4", "1", "2", "3", "5", "6"]
    for number in order(show):
        assert (await show.go(expecting=number)).accepted
        await show.until("cue_ended", number)
        await show.after(1)
    assert show.state == "finished"
    assert show.cues("cue_started") == ["4", "1", "2", "3", "5", "6"]


async def test_the_whole_chain_moves_before_the_whole_other_chain(on_stage):
    show = await on_stage(CHAINS)
    assert (await reordered(show, "3b", "2b")).accepted
    assert order(show) == ["1", "3", "3b", "2", "2b", "4"]
    positions = [called.position for called in show.parts.rundown.cues]
    assert positions == list(range(6))


async def test_the_last_chain_of_a_show_that_goes_by_itself_ends_where_it_is_moved(on_stage):
    cues = '- {cue: "1", wait: 1s, continue: none}\n- {cue: "2", wait: 1s}\n- {cue: "3", wait: 1s}'
    show = await on_stage(cues, head="defaults: {go: auto_follow}")
    await reordered(show, "3", "1")
    await show.go()
    await show.after(10)
    assert show.cues("cue_started") == ["2", "3"]
    assert show.standby == "1"


async def test_planned_times_follow_and_those_behind_both_stay(on_stage):
    show = await on_stage(WAITS)
    before = {called.number: called.planned.start_ns for called in show.parts.rundown.cues}
    await reordered(show, "4", "2")
    after = {called.number: called.planned.start_ns for called in show.parts.rundown.cues}
    assert after["4"] == before["2"]
    assert after["2"] == before["2"] + 42 * 10**9
    assert (after["1"], after["5"], after["6"]) == (before["1"], before["5"], before["6"])


async def test_a_show_in_another_order_is_not_late_for_it(on_stage):
    show = await on_stage(WAITS)
    await reordered(show, "5", "1")
    await show.go()
    await show.after(25)
    assert show.conductor.over_ns() == 0


@pytest.mark.parametrize(
    ("cue", "before", "reason"),
    [
        ("9", "2", "there is no cue 9 in the rundown"),
        ("4", "none", "there is no cue none in the rundown"),
        ("H", "4", "there is no cue H in the rundown"),
        ("3b", "3", "cue 3b and cue 3 start by themselves, one after another"),
        ("1", "4", "cue 1 stays where it is: it comes before the standby"),
        ("4", "1", "cue 1 stays where it is: it comes before the standby"),
        ("4", "2b", "cue 2b stays where it is: cue 2, with which it starts, comes before the standby"),  # noqa: E501
    ],
)  # fmt: skip
async def test_what_has_been_called_or_is_under_way_stays(on_stage, cue, before, reason):
    show = await on_stage(CHAINS, hot="- {cue: H, wait: 1s}")
    await show.go()
    await show.after(11)
    await show.go()
    assert (await reordered(show, cue, before)).reason == reason
    [refused] = show.entries("order_refused")
    assert refused.data == {
        "order": "reorder", "origin": "test", "before": before, "reason": reason
    }  # fmt: skip


async def test_the_follower_of_a_cue_that_runs_stays_also_when_the_standby_was_moved_back(on_stage):
    show = await on_stage(CHAINS)
    await show.order("jump", "2")
    await show.go()
    await show.order("jump", "1")
    assert not (await reordered(show, "4", "2")).accepted
    assert (await reordered(show, "4", "3")).accepted
    await show.after(21)
    assert show.cues("cue_started") == ["2", "2b"]


async def test_a_cue_that_was_called_is_not_moved(on_stage):
    show = await on_stage(WAITS)
    await show.go()
    await show.after(20)
    await show.order("back")
    refusal = await reordered(show, "1", "3")
    assert refusal.reason == "cue 1 was called already"
    assert (await reordered(show, "3", "1")).accepted


async def test_a_go_for_what_was_on_standby_is_stale(on_stage):
    show = await on_stage(WAITS)
    await reordered(show, "2", "1")
    answer = await show.go(expecting="1")
    assert answer.stale
    assert answer.reason == "standby is cue 2"


async def test_the_record_alone_tells_the_order(on_stage):
    show = await on_stage(WAITS)
    await show.go()
    await show.after(20)
    await reordered(show, "5", "2")
    entries = show.entries()
    assert board_of(entries).order == ("1", "5", "2", "3", "4", "6")
    record = Record(tuple(entries), None, 0)
    [act] = runs_by_act(record)
    assert [cue.cue for cue in act.cues] == ["1", "5", "2", "3", "4", "6"]
    left = left_off(record, show.parts.rundown)
    assert [called.number for called in left.rundown.cues] == ["1", "5", "2", "3", "4", "6"]
    assert left.rundown.cues[left.position].number == "5"


ABSENT = """
- {cue: "1", wait: 10s}
- cue: "2"
  talk: {by: ji, allotted: 1m, walk_on: 1s, if_absent: {say: We go on., go_to: "4"}}
- {cue: "3", wait: 10s}
- {cue: "4", wait: 10s}
- {cue: "5", wait: 10s}
"""


async def absent_after(on_stage, *moves):
    show = await on_stage(ABSENT)
    show.people.comes_after_s = None
    for cue, before in moves:
        assert (await reordered(show, cue, before)).accepted
    while show.standby != "2":
        await show.go()
        await show.after(11)
    await show.go()
    await show.until("absent")
    await show.after(30)
    return show.standby


async def test_who_is_absent_hands_on_to_the_cue_that_is_named(on_stage):
    assert await absent_after(on_stage) == "4"


async def test_a_cue_that_was_put_in_between_is_not_passed_over(on_stage):
    assert await absent_after(on_stage, ("5", "3")) == "5"


async def test_a_cue_that_was_put_before_does_not_come_again(on_stage):
    assert await absent_after(on_stage, ("4", "1")) == "5"


async def test_a_cut_passes_over_what_lies_between(on_stage):
    show = await on_stage(WAITS)
    await show.go()
    await show.after(5)
    assert (await show.order("cut_to", "5")).accepted
    assert show.standby == "5"
    skipped = [(entry.cue, entry.data["why"]) for entry in show.entries("cue_ended")]
    assert skipped == [("2", "cut"), ("3", "cut"), ("4", "cut")]
    assert show.running == ["1"]


async def test_what_is_cut_stays_cut_after_a_stop(on_stage):
    show = await on_stage(WAITS)
    await show.go()
    await show.after(5)
    await show.order("cut_to", "5")
    show.stop()
    await show.until_state("stopped")
    assert board_of(show.entries()).dropped == ("2", "3", "4")
    await prepare(show.parts, show.conductor)
    assert show.standby == "1"
    await show.go()
    assert show.standby == "5"
    assert show.cues("cue_ended") == ["2", "3", "4", "1"]


async def test_what_is_cut_or_was_passed_over_dropped_comes_after_it_is_restored(on_stage):
    show = await on_stage(WAITS)
    await show.go()
    await show.order("cut_to", "4")
    assert (await show.order("jump", "3")).reason == "cue 3 is dropped: restore it first"
    assert (await show.order("restore", "3")).accepted
    assert show.standby == "4"
    assert (await show.order("jump", "3")).accepted
    assert show.standby == "3"


async def test_a_cut_goes_past_what_waits_to_start_by_itself(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 1s, continue: auto_follow}
      - {cue: "2", wait: 1s, fixed: "14:30", continue: auto_follow}
      - {cue: "3", wait: 1s}
      - {cue: "4", wait: 1s}
      - {cue: "5", wait: 1s}
    """)
    await show.go()
    await show.after(5)
    assert (await show.order("cut_to", "5")).accepted
    skipped = [
        (entry.cue, entry.data["why"]) for entry in show.entries("cue_ended", outcome="skipped")
    ]
    assert skipped == [("2", "cut"), ("3", "cut"), ("4", "cut")]


TALK = """
- {cue: "1", talk: {by: ji, allotted: 10m, walk_on: 30s, if_absent: {say: We go on.}}}
- {cue: "2", wait: 1s}
- {cue: "3", wait: 1s}
"""


async def test_a_cut_takes_the_stage_back_from_who_has_it(on_stage):
    show = await on_stage(TALK)
    await show.go()
    await show.after(60)
    assert (await show.order("cut_to", "3")).accepted
    await show.until("talk_ended", "1")
    await show.until("cue_ended", "1", outcome="succeeded")
    assert show.standby == "3"
    assert show.outcomes()["2"] == "skipped"


async def test_there_is_no_cut_while_a_speaker_is_awaited(on_stage):
    show = await on_stage(TALK)
    show.people.comes_after_s = None
    await show.go()
    await show.after(5)
    reason = "the speaker of cue 1 is awaited: say first that they are absent"
    assert (await show.order("cut_to", "3")).reason == reason


@pytest.mark.parametrize(
    ("cue", "reason"),
    [
        ("9", "there is no cue 9 in the rundown"),
        ("1", "cue 1 comes before the standby"),
        ("2", "cue 2 is on standby"),
        ("4", "cue 4 is dropped already"),
    ],
)
async def test_there_is_no_cut_to_what_does_not_come(on_stage, cue, reason):
    show = await on_stage(WAITS)
    await show.go()
    await show.order("drop", "4")
    assert (await show.order("cut_to", cue)).reason == reason


async def test_a_dropped_cue_is_passed_over_without_a_go(on_stage):
    show = await on_stage(WAITS)
    await show.order("drop", "2")
    assert show.standby == "1"
    await show.go()
    assert show.standby == "3"
    [skipped] = show.entries("cue_ended", "2")
    assert (skipped.data["outcome"], skipped.data["why"]) == ("skipped", "dropped")


async def test_the_standby_can_be_dropped_and_the_last_cue(on_stage):
    show = await on_stage('- {cue: "1", wait: 1s}\n- {cue: "2", wait: 1s}')
    await show.order("drop", "1")
    assert show.standby == "2"
    await show.order("drop", "2")
    await show.until_state("finished")
    assert show.outcomes() == {"1": "skipped", "2": "skipped"}


async def test_a_chain_goes_on_past_a_dropped_cue(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 1s, continue: auto_follow}
      - {cue: "2", wait: 1s, continue: auto_follow}
      - {cue: "3", wait: 1s}
    """)
    await show.order("drop", "2")
    await show.go()
    await show.until_state("finished")
    assert show.starts() == {"1": 0.0, "3": 1.0}


async def test_a_restored_cue_comes_after_all(on_stage):
    show = await on_stage(WAITS)
    await show.order("drop", "2")
    await show.order("drop", "3")
    assert (await show.order("restore", "2")).accepted
    assert board_of(show.entries()).dropped == ("3",)
    await show.go()
    assert show.standby == "2"
    await show.after(11)
    await show.go()
    assert show.standby == "4"
    assert (await show.order("restore", "5")).reason == "cue 5 is not dropped"


async def test_back_goes_past_what_was_dropped_and_a_jump_to_it_is_refused(on_stage):
    show = await on_stage(WAITS)
    await show.order("drop", "2")
    await show.order("jump", "3")
    await show.order("back")
    assert show.standby == "1"
    assert (await show.order("jump", "2")).reason == "cue 2 is dropped: restore it first"


async def test_a_dropped_cue_that_another_goes_to_is_passed_over_once(on_stage):
    show = await on_stage("""
      - cue: "1"
        talk: {by: ji, allotted: 1m, walk_on: 1s, if_absent: {say: We go on., go_to: "3"}}
        continue: auto_follow
      - {cue: "2", wait: 1s, continue: auto_follow}
      - {cue: "3", wait: 1s, continue: auto_follow}
      - {cue: "4", wait: 1s, continue: auto_follow}
      - {cue: "5", wait: 1s}
      - {cue: "6", wait: 1s}
    """)
    show.people.comes_after_s = None
    for dropped in ("3", "4"):
        await show.conductor.order(Verb.DROP, "test", dropped)
    await show.go()
    await show.after(20)
    assert show.cues("cue_started") == ["1", "5"]
    assert [(e.cue, e.data["outcome"]) for e in show.entries("cue_ended")][1:3] == [
        ("3", "skipped"),
        ("4", "skipped"),
    ]
    assert show.cues("cue_ended") == ["1", "3", "4", "5"]
    assert show.standby == "6"
