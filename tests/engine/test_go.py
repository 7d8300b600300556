import asyncio

from moderator.engine.orders import Verb
from moderator.engine.preflight import prepare

WAITS = """
  - {cue: "1", wait: 5s}
  - {cue: "2", wait: 5s}
  - {cue: "3", wait: 5s}
  - {cue: "4", wait: 5s}
"""


async def test_go_starts_the_standby_and_nothing_else(on_stage):
    show = await on_stage(WAITS)
    assert (await show.go(expecting="1")).accepted
    await show.after(60)
    assert show.cues("cue_started") == ["1"]
    assert (show.state, show.standby) == ("standby", "2")


async def test_a_stale_go_is_refused_and_says_what_is_on_standby(on_stage):
    show = await on_stage(WAITS)
    await show.go(expecting="1")
    await show.after(1)
    refusal = await show.go(expecting="1")
    assert (refusal.accepted, refusal.reason) == (False, "standby is cue 2")
    assert show.running == ["1"]


async def test_a_go_that_names_no_cue_starts_the_standby(on_stage):
    show = await on_stage(WAITS)
    assert (await show.go()).accepted


async def test_a_second_press_within_the_guard_does_nothing_and_is_recorded(on_stage):
    show = await on_stage(WAITS)
    await show.go(origin="keyboard")
    await show.after(0.299)
    refusal = await show.go(origin="osc")
    assert refusal.reason == "within 300ms of the last GO"
    assert show.running == ["1"]
    [entry] = show.entries("go_refused")
    assert entry.data == {"origin": "osc", "reason": "within 300ms of the last GO"}


async def test_a_press_after_the_guard_is_a_press(on_stage):
    show = await on_stage(WAITS)
    await show.go()
    await show.after(0.3)
    assert (await show.go()).accepted
    assert show.running == ["1", "2"]


async def test_a_show_sets_its_own_guard(on_stage):
    show = await on_stage(WAITS, head="defaults: {guard: 2s}")
    await show.go()
    await show.after(1.9)
    assert not (await show.go()).accepted


async def test_of_two_gos_at_once_one_wins(on_stage):
    show = await on_stage(WAITS, head="defaults: {guard: 0s}")
    answers = await asyncio.gather(*(show.go(expecting="1") for _ in range(5)))
    assert [answer.accepted for answer in answers] == [True, False, False, False, False]
    await show.after(1)
    assert show.cues("cue_started") == ["1"]


async def test_a_refused_go_does_not_arm_the_guard(on_stage):
    show = await on_stage(WAITS)
    await show.go(expecting="9")
    assert (await show.go(expecting="1")).accepted


async def test_go_after_the_last_cue_is_refused(on_stage):
    show = await on_stage('- {cue: "1", wait: 5s}')
    await show.go()
    await show.after(1)
    assert (await show.go()).reason == "no cue is on standby"
    await show.until_state("finished")
    assert (await show.go()).reason == "the show is finished"


async def test_go_in_words(on_stage):
    show = await on_stage('- {cue: "1", wait: 5s, name: A breath}')
    assert show.conductor.standby().says == "start cue 1: A breath"


async def test_one_who_asked_and_went_away_harms_nobody(on_stage):
    show = await on_stage(WAITS)
    asking = asyncio.create_task(show.go())
    await asyncio.sleep(0)
    asking.cancel()
    await show.after(10)
    assert (await show.go(expecting="2")).accepted


async def test_back_next_and_jump_move_the_standby_and_start_nothing(on_stage):
    show = await on_stage(WAITS)
    for verb, cue, standby in (("next", None, "2"), ("jump", "4", "4"), ("back", None, "3")):
        assert (await show.order(verb, cue)).accepted
        assert show.standby == standby
    await show.after(60)
    assert show.cues("cue_started") == []
    assert [entry.data["order"] for entry in show.entries("order")] == ["next", "jump", "back"]


async def test_a_skip_passes_over_the_standby_and_starts_nothing(on_stage):
    show = await on_stage(WAITS)
    await show.order("skip")
    await show.after(60)
    assert show.standby == "2"
    assert show.outcomes() == {"1": "skipped"}
    assert show.cues("cue_started") == []


async def test_skipping_the_last_cue_ends_the_show(on_stage):
    show = await on_stage('- {cue: "1", wait: 5s}')
    await show.order("skip")
    await show.until_state("finished")
    assert show.conductor.tally() == {"done": 0, "skipped": 1, "failed": 0, "unknown": 0}
    assert (await show.order("skip")).reason == "no cue is on standby"


async def test_where_the_rundown_ends_the_standby_stays(on_stage):
    show = await on_stage(WAITS)
    assert (await show.order("back")).reason == "the rundown ends here"
    assert (await show.order("jump", "99")).reason == "there is no cue 99 in the rundown"
    assert show.standby == "1"


async def test_a_disarmed_cue_does_nothing_when_it_is_called(on_stage):
    show = await on_stage(WAITS)
    await show.order("disarm", "1")
    assert (await show.go()).accepted
    await show.after(60)
    assert show.outcomes() == {"1": "skipped"}
    assert show.standby == "2"


async def test_a_cue_can_be_armed_again(on_stage):
    show = await on_stage('- {cue: "1", wait: 5s, armed: false}')
    await show.order("arm", "1")
    await show.go()
    await show.until_state("finished")
    assert show.outcomes() == {"1": "succeeded"}


async def test_a_show_can_begin_at_a_cue_and_is_then_on_time(on_stage):
    show = await on_stage(WAITS, first="3")
    assert show.standby == "3"
    assert show.entries("show_started")[0].data["planned_s"] == 12.0
    assert show.parts.clock.date().isoformat() == "2025-09-10T14:00:14+08:00"
    await show.go(expecting="3")
    assert show.conductor.over_ns() == 0
    await show.after(6)
    await show.go(expecting="4")
    await show.until_state("finished")
    assert show.cues("cue_started") == ["3", "4"]


async def test_every_motion_lies_compiled_before_go(on_stage, monkeypatch):
    show = await on_stage('- {cue: "1", move: wave}')

    def late(*_):
        raise AssertionError("it is compiled between GO and action")

    monkeypatch.setattr("moderator.motion.compile.compiled", late)
    await show.go()
    await show.until_state("finished")
    assert show.outcomes() == {"1": "succeeded"}


async def test_what_go_says_of_a_disarmed_cue_is_what_it_does(on_stage):
    show = await on_stage('- {cue: "1", armed: false, wait: 5s}\n- {cue: "2", wait: 5s}')
    assert show.conductor.standby().says == "pass over cue 1, disarmed: wait 5s"
    await show.go()
    assert show.outcomes() == {"1": "skipped"}
    assert show.conductor.standby().says == "start cue 2: wait 5s"


async def test_a_go_that_saw_an_older_show_is_refused_even_when_its_cue_is_on_standby_again(
    on_stage,
):
    show = await on_stage(WAITS)
    seen = show.entries()[-1].n
    await show.go(expecting="1")
    await show.order("back")
    await show.after(1)
    refusal = await show.conductor.order(Verb.GO, "test", "1", seen)
    assert (refusal.accepted, refusal.stale) == (False, True)
    assert refusal.reason == f"what GO does has changed since entry {seen}"
    await show.after(10)
    assert (await show.conductor.order(Verb.GO, "test", "1", show.entries()[-1].n)).accepted


async def test_a_cue_that_ends_makes_no_go_stale(on_stage):
    show = await on_stage(WAITS)
    await show.go(expecting="1")
    seen = show.entries("playhead")[-1].n
    await show.after(10)
    assert (await show.conductor.order(Verb.GO, "test", "2", seen)).accepted


async def test_a_go_from_before_preflight_is_stale_after_it(on_stage):
    show = await on_stage(WAITS)
    seen = show.entries()[-1].n
    show.stop()
    await show.until_state("stopped")
    await prepare(show.parts, show.conductor)
    assert (await show.conductor.order(Verb.GO, "test", "1", seen)).stale
    assert (await show.conductor.order(Verb.SKIP, "test", None, seen)).stale
    assert show.standby == "1"


async def test_a_go_at_the_instant_of_a_cues_end_comes_after_it(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 2s, continue: auto_continue}
      - {cue: "2", wait: 3s}
      - {cue: "3", wait: 1s}
    """)
    await show.go()
    await show.order("jump", "2")
    await show.after(3.0)
    assert (await show.go(expecting="2")).accepted
    told = [entry for entry in show.entries("running") if entry.at_s == 3.0]
    assert [entry.data["cues"] for entry in told] == [[], ["2"]]
    assert (show.conductor.standby().cue, show.running) == ("3", ["2"])
