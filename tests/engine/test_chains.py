import asyncio
import time

import pytest
from tests.bench import simulated_people

from moderator.engine.running import Running


async def test_pre_wait_is_time_before_a_cue_acts(on_stage):
    show = await on_stage('- {cue: "1", wait: 5s, pre_wait: 3s}')
    await show.go()
    await show.until_state("finished")
    assert show.starts() == {"1": 3.0}
    assert show.entries("cue_ended")[0].at_s == 8.0
    assert show.entries("cue_ended")[0].data["actual_s"] == 5.0


async def test_post_wait_is_time_before_the_next_cue_of_a_chain(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 5s, post_wait: 2s, continue: auto_follow}
      - {cue: "2", wait: 1s}
    """)
    await show.go()
    await show.until_state("finished")
    assert show.entries("cue_ended", "1")[0].at_s == 5.0
    assert show.starts() == {"1": 0.0, "2": 7.0}


async def test_auto_continue_starts_the_next_cue_together_with_this_one(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 5s, continue: auto_continue}
      - {cue: "2", wait: 1s, pre_wait: 500ms, continue: auto_continue}
      - {cue: "3", wait: 1s}
      - {cue: "4", wait: 1s}
    """)
    await show.go()
    await show.after(0.4)
    assert show.running == ["1", "2", "3"]
    assert show.standby == "4"
    await show.after(10)
    assert show.starts() == {"1": 0.0, "2": 0.5, "3": 0.0}


async def test_auto_follow_starts_the_next_cue_when_this_one_has_ended(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 5s, continue: auto_follow}
      - {cue: "2", move: wave, continue: auto_follow}
      - {cue: "3", wait: 1s}
    """)
    await show.go()
    await show.until_state("finished")
    ends = {entry.cue: entry.at_s for entry in show.entries("cue_ended")}
    assert show.starts() == {"1": 0.0, "2": ends["1"], "3": ends["2"]}


async def test_a_show_that_goes_by_itself_ends_by_itself(on_stage):
    show = await on_stage(
        '- {cue: "1", wait: 5s}\n- {cue: "2", wait: 5s}', head="defaults: {go: auto_follow}"
    )
    await show.go()
    await show.until_state("finished")
    assert show.outcomes() == {"1": "succeeded", "2": "succeeded"}


@pytest.mark.parametrize("follows", ["auto_follow", "auto_continue"])
async def test_a_chain_goes_on_past_disarmed_cues(on_stage, follows):
    cues = [f'- {{cue: "{n}", wait: 1s, armed: false, continue: {follows}}}' for n in range(2000)]
    show = await on_stage("\n".join([*cues, '- {cue: "last", wait: 1s}']))
    await show.go()
    await show.until_state("finished")
    assert show.cues("cue_started") == ["last"]


async def test_1000_cues_that_start_together_all_start(on_stage):
    cues = [f'- {{cue: "{n}", wait: 1s, continue: auto_continue}}' for n in range(1000)]
    show = await on_stage("\n".join([*cues, '- {cue: "last", wait: 1s}']))
    await show.go()
    await show.until_state("finished")
    assert set(show.starts().values()) == {0.0}
    assert len(show.starts()) == 1001


def _chain(length_ms):
    cues = [
        f'- {{cue: "{n}", wait: {length}ms, continue: auto_follow}}'
        for n, length in enumerate(length_ms)
    ]
    return "\n".join([*cues, '- {cue: "last", wait: 1s}'])


async def test_a_chain_of_1000_cues_starts_exactly_on_its_deadlines(on_stage, monkeypatch):
    began = []
    begin = Running._begin

    def noting(self, called, due_ns, *beyond):
        began.append((self._parts.clock.now_ns(), due_ns))
        return begin(self, called, due_ns, *beyond)

    monkeypatch.setattr(Running, "_begin", noting)
    lengths = [1 + 37 * n % 1013 for n in range(1000)]
    show = await on_stage(_chain(lengths))
    await show.after(1 / 3)
    first_ns = show.parts.clock.now_ns()
    await show.go()
    await show.until_state("finished")
    deadlines = [first_ns + sum(lengths[:n]) * 1_000_000 for n in range(1001)]
    assert [due for _, due in began] == deadlines
    assert [now for now, _ in began] == deadlines
    assert [due for due in deadlines if due % 1_000_000_000 == 0] != deadlines


@pytest.mark.real_time
@pytest.mark.slow
async def test_on_a_real_clock_a_chain_does_not_drift(on_stage):
    show = await on_stage(_chain([2] * 1000))
    await show.go()
    began_s = show.starts().get("0") or (await show.until("cue_started", "0")).at_s
    await show.until("cue_started", "last", within_s=10)
    late_s = [at_s - began_s - 0.002 * n for n, at_s in enumerate(show.starts().values())]
    assert sorted(late_s)[500] < 0.005
    assert sorted(late_s[900:])[50] < sorted(late_s[:100])[50] + 0.005


async def test_a_hold_lets_what_runs_come_to_its_end_and_starts_nothing(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 5s, continue: auto_follow}
      - {cue: "2", wait: 5s, continue: auto_follow}
      - {cue: "3", wait: 5s}
    """)
    await show.go()
    await show.after(1)
    await show.hold()
    await show.after(60)
    assert show.outcomes() == {"1": "succeeded"}
    assert [called.number for called in show.conductor.waiting()] == ["2"]
    assert (await show.go()).reason == "the show is held"
    await show.resume()
    await show.until_state("finished")
    assert show.starts() == {"1": 0.0, "2": 61.0, "3": 66.0}


async def test_two_chains_that_were_held_both_go_on(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 5s, continue: auto_follow}
      - {cue: "2", wait: 1s}
      - {cue: "3", wait: 5s, continue: auto_follow}
      - {cue: "4", wait: 1s}
    """)
    await show.go()
    await show.after(1)
    await show.go()
    await show.hold()
    await show.after(30)
    await show.resume()
    await show.until_state("finished")
    assert show.starts() == {"1": 0.0, "3": 1.0, "2": 31.0, "4": 31.0}


async def test_who_moves_the_standby_during_a_hold_means_not_to_go_on(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 5s, continue: auto_follow}
      - {cue: "2", wait: 5s}
      - {cue: "3", wait: 5s}
    """)
    await show.go()
    await show.hold()
    await show.after(10)
    await show.order("back")
    await show.resume()
    await show.after(10)
    assert show.cues("cue_started") == ["1"]
    assert (show.state, show.standby) == ("standby", "2")


async def test_a_held_show_is_resumed_only_by_resume(on_stage):
    show = await on_stage('- {cue: "1", wait: 5s}')
    assert (await show.resume()).reason == "the show is standby"
    await show.hold()
    assert (await show.hold()).reason == "the show is held"
    await show.after(600)
    assert show.state == "held"
    await show.resume()
    assert show.state == "standby"


HOT = '- {cue: "H1", speak: We have a short technical pause.}\n- {cue: "H2", wait: 2s}'


async def test_a_hot_cue_starts_at_any_time_and_moves_no_standby(on_stage):
    show = await on_stage('- {cue: "1", wait: 60s}\n- {cue: "2", wait: 1s}', hot=HOT)
    assert (await show.hot("H1")).accepted
    await show.until("cue_ended", "H1")
    assert show.standby == "1"
    await show.go()
    assert (await show.hot("H1")).accepted
    assert (await show.hot("H1")).reason == "cue H1 runs already"
    assert show.running == ["1", "H1"]
    await show.after(30)
    await show.hold()
    assert (await show.hot("H2")).accepted
    await show.until("cue_ended", "H2")
    assert show.state == "held"
    assert (await show.hot("2")).reason == "there is no hot cue 2"


async def test_a_hot_cue_that_needs_what_a_cue_holds_is_refused(on_stage):
    show = await on_stage('- {cue: "1", speak: "One, two, three, four, five."}', hot=HOT)
    await show.go()
    assert (await show.hot("H1")).reason == "cue 1 still holds voice"


async def test_a_rehearsal_calls_every_cue(on_stage, tmp_path):
    from tests.bench import assembled, prepared, written

    from moderator.engine.rehearsal import rehearse

    cues = '- {cue: "1", wait: 5s, continue: auto_follow}\n- {cue: "2", wait: 5s}\n- {cue: "3", wait: 5s}'  # noqa: E501 -- one a line
    show = prepared(written(tmp_path / "show", cues))
    parts = assembled(show, tmp_path / "out", people=simulated_people(show, 1))
    began = time.monotonic()
    with parts.journal:
        assert (await rehearse(parts, "fingerprint")).value == "finished"
    assert time.monotonic() - began < 2
    assert asyncio.get_running_loop().time() > 15


async def test_a_chain_that_comes_to_a_cue_that_runs_already_holds_the_show(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 1s, continue: auto_follow}
      - {cue: "2", wait: 60s}
      - {cue: "3", wait: 1s}
    """)
    await show.go()
    await show.after(2)
    await show.order("jump", "1")
    await show.go(expecting="1")
    await show.until_state("held")
    assert show.entries("fault")[0].data["what"] == "cue 2: cue 2 runs already"
    await show.until("cue_ended", "2")
    assert [e.data["outcome"] for e in show.entries("cue_ended", "2")] == ["succeeded"]


async def test_a_chain_calls_a_cue_again_in_the_instant_in_which_it_ended(on_stage):
    cues = '- {cue: "1", wait: 3s, continue: auto_follow}\n- {cue: "2", wait: 3s}\n'
    show = await on_stage(cues + '- {cue: "3", wait: 1s}', head="defaults: {guard: 0s}")
    await show.go()
    await show.order("jump", "2")
    assert (await show.go(expecting="2")).accepted
    await show.after(4)
    told = [entry.data["cues"] for entry in show.entries("running")]
    assert told == [["1"], ["1", "2"], ["2"], [], ["2"]]
    await show.after(3)
    assert show.cues("cue_ended") == ["1", "2", "2"]


async def test_what_makes_everything_late_does_not_add_up_along_a_chain(on_stage):
    show = await on_stage(_chain([1000] * 3))
    asyncio.get_running_loop().late_s = lambda: 0.1
    await show.go()
    await show.until_state("finished")
    ends = [entry.at_s for entry in show.entries("cue_ended")]
    assert ends == pytest.approx([1.1, 2.1, 3.1, 4.1])
    assert [entry.data["actual_s"] for entry in show.entries("cue_ended")] == [1.0] * 4
