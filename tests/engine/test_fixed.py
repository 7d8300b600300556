"""Cues with a time of day, and what is dropped for them."""

import pytest

from moderator.engine.orders import Verb
from moderator.journal.board import board_of

SESSION = """
- {cue: "1", wait: 5m}
- {cue: "2", wait: 5m, cuttable: 2}
- {cue: "3", wait: 5m, cuttable: 1}
- {cue: "4", wait: 1m, fixed: "14:16"}
- {cue: "5", wait: 1m, cuttable: true}
"""
CHAIN = """
- {cue: "1", wait: 10s, continue: auto_follow}
- {cue: "2", wait: 5s, fixed: "14:01"}
- {cue: "3", wait: 5s}
"""


def planned(show):
    return {called.number: called.planned for called in show.parts.rundown.cues}


async def late(on_stage, minutes):
    show = await on_stage(SESSION)
    await show.go()
    await show.after(300 + 60 * minutes)
    return show


async def test_a_cue_is_planned_no_earlier_than_its_fixed_time(on_stage):
    show = await on_stage(SESSION)
    times = planned(show)
    assert times["4"].start_ns == 16 * 60 * 10**9
    assert times["4"].slack_ns == 54 * 10**9
    assert times["5"].start_ns == (17 * 60 + 2) * 10**9


async def test_the_record_tells_a_fixed_time_and_the_time_to_spare(on_stage):
    show = await on_stage(SESSION, first="2")
    [rundown] = show.entries("rundown")
    first_s = planned(show)["2"].start_ns / 1e9
    assert rundown.data["first_s"] == first_s
    told = {cue["cue"]: cue for act in rundown.data["acts"] for cue in act["cues"]}
    assert (told["4"]["fixed"], told["4"]["slack_s"]) == ("14:16", 54.0)
    assert told["4"]["fixed_s"] == told["4"]["planned_start_s"] == 960.0 - first_s
    assert "fixed" not in told["5"]


async def test_a_chain_waits_for_the_fixed_time_of_its_next_cue(on_stage):
    show = await on_stage(CHAIN)
    await show.go()
    await show.after(20)
    assert show.running == []
    assert [called.number for called in show.conductor.waiting()] == ["2"]
    assert show.state == "running"
    await show.until_state("standby")
    assert show.starts() == {"1": 0.0, "2": 60.0}


async def test_a_go_is_the_operators_and_does_not_wait(on_stage):
    show = await on_stage('- {cue: "1", wait: 1s}\n- {cue: "2", wait: 1s, fixed: "15:00"}')
    await show.go()
    await show.after(5)
    await show.go()
    assert show.running == ["2"]


async def test_who_does_not_want_to_wait_jumps_to_the_cue(on_stage):
    show = await on_stage(CHAIN)
    await show.go()
    await show.after(20)
    await show.order("jump", "2")
    assert show.conductor.waiting() == ()
    await show.go(expecting="2")
    await show.after(100)
    assert show.starts() == {"1": 0.0, "2": 20.0}


async def test_on_hold_nothing_starts_though_its_time_has_come(on_stage):
    show = await on_stage(CHAIN)
    await show.go()
    await show.after(20)
    await show.hold()
    await show.after(60)
    assert show.cues("cue_started") == ["1"]
    await show.resume()
    await show.after(1)
    assert show.starts() == {"1": 0.0, "2": 80.0}


async def test_the_record_tells_that_what_does_nothing_at_its_time_waits_no_more(on_stage):
    show = await on_stage(CHAIN)
    await show.go()
    await show.after(20)
    await show.conductor.order(Verb.DISARM, "test", "2")
    await show.until_state("standby")
    assert show.outcomes()["2"] == "skipped"
    assert board_of(show.entries()).waiting == ()


async def test_who_resumes_before_the_time_waits_on(on_stage):
    show = await on_stage(CHAIN)
    await show.go()
    await show.after(20)
    await show.hold()
    await show.resume()
    await show.after(60)
    assert show.starts() == {"1": 0.0, "2": 60.0}


async def test_a_stop_while_it_waits_puts_it_on_standby(on_stage):
    show = await on_stage(CHAIN)
    await show.go()
    await show.after(20)
    show.stop()
    await show.after(100)
    assert show.cues("cue_started") == ["1"]
    assert show.parts.rundown.cues[show.parts.time.standby].number == "2"


async def test_a_chain_that_comes_too_late_waits_for_nothing(on_stage):
    show = await on_stage(CHAIN)
    await show.after(55)
    await show.go()
    await show.after(20)
    assert show.starts() == {"1": 55.0, "2": 65.0}


async def test_what_comes_is_expected_from_now(on_stage):
    show = await late(on_stage, 2)
    times = show.parts.time.expected().times()
    assert times["2"].start_ns == 420 * 10**9
    assert times["4"].slack_ns == (16 * 60 - 420 - 2 * 302) * 10**9
    assert times["4"].start_ns == (420 + 2 * 302) * 10**9


async def test_while_a_cue_runs_its_rest_is_expected_and_past_that_each_second_counts(on_stage):
    show = await on_stage(SESSION)
    await show.after(60)
    await show.go()
    await show.after(10)
    assert show.parts.time.expected().times()["2"].start_ns == (60 + 302) * 10**9
    show = show.parts.time.expected()
    assert show.times()["1"].end_ns == 360 * 10**9


async def test_the_end_is_expected_with_what_is_dropped_left_out(on_stage):
    show = await on_stage('- {cue: "1", wait: 5m}\n- {cue: "2", wait: 5m}\n- {cue: "3", wait: 5m}')
    assert show.parts.time.expected().end_ns() == 904 * 10**9
    await show.order("drop", "3")
    assert show.parts.time.expected().end_ns() == 602 * 10**9
    await show.order("disarm", "2")
    assert show.parts.time.expected().end_ns() == 302 * 10**9


async def test_a_show_in_time_has_nothing_to_offer(on_stage):
    show = await on_stage(SESSION)
    assert show.parts.time.offer() is None
    assert (await show.order("shorten")).reason == "every fixed time is met as it goes now"


@pytest.mark.parametrize(
    ("minutes", "drops", "words"),
    [
        (2, ["3"], "cue 4 comes 1:04 late for its fixed time; drop 3: in time"),
        (7, ["3", "2"], "cue 4 comes 6:04 late for its fixed time; drop 3, 2: in time"),
        (12, [], "cue 4 comes 11:04 late for its fixed time; nothing that may be dropped helps"),
    ],
)
async def test_what_the_plan_needs_is_offered_in_the_order_given(on_stage, minutes, drops, words):
    show = await late(on_stage, minutes)
    offer = show.parts.time.offer()
    assert [called.number for called in offer.drop] == drops
    assert offer.in_words() == words


async def test_one_order_drops_what_was_offered_and_the_fixed_time_is_met(on_stage):
    show = await late(on_stage, 7)
    assert (await show.order("shorten")).accepted
    assert show.standby == "4"
    assert show.parts.time.offer() is None
    assert [entry.data["cues"] for entry in show.entries("dropped")] == [["2", "3"]]


async def test_where_nothing_helps_the_order_says_so(on_stage):
    show = await late(on_stage, 12)
    reason = (await show.order("shorten")).reason
    assert reason.endswith("nothing that may be dropped helps")


async def test_what_follows_by_itself_can_be_dropped_until_it_starts(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 10s, continue: auto_follow}
      - {cue: "2", wait: 5s, continue: auto_follow}
      - {cue: "3", wait: 5s}
    """)
    await show.go()
    assert (await show.order("drop", "2")).accepted
    assert (await show.order("drop", "1")).reason == "cue 1 comes before the standby"
    await show.until_state("finished")
    assert show.starts() == {"1": 0.0, "3": 10.0}
    assert (await show.order("restore", "2")).reason == "cue 2 was passed over already"


async def test_the_operator_is_told_at_the_moment_at_which_it_becomes_so(on_stage):
    show = await on_stage(SESSION)
    await show.go()
    await show.after(20 * 60)
    told = [(round(entry.at_s), entry.data["text"]) for entry in show.entries("notice")]
    spare_s, gained_s = 54, 302
    assert told == [
        (302 + spare_s, "cue 4 comes 0:01 late for its fixed time; drop 3: in time"),
        (302 + spare_s + gained_s, "cue 4 comes 5:02 late for its fixed time; drop 3, 2: in time"),
        (
            302 + spare_s + 2 * gained_s,
            "cue 4 comes 10:04 late for its fixed time; nothing that may be dropped helps",
        ),
    ]


async def test_the_operator_is_told_that_it_is_in_time_again(on_stage):
    show = await late(on_stage, 2)
    await show.order("shorten")
    await show.after(1)
    texts = [entry.data["text"] for entry in show.entries("notice")]
    assert texts[-1] == "cue 4 comes in time again"
