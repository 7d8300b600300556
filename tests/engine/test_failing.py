import asyncio

import pytest
from tests.bench import ListeningRobot

from moderator.robot import Grade, Outcome

DIALOGUE = (
    "dialogue: {with: host, at_most: 1h, opening: Ask me about the district and its future.,"
    ' deflect: [No.], answers: [{id: a, ask: ["Who?"], say: Me.}]}'
)
BROKEN = [{"fault": "voice", "after": "500ms"}]


async def test_a_failing_cue_holds_the_show_unless_told_otherwise(on_stage):
    show = await on_stage(
        '- {cue: "1", speak: Good afternoon to you, continue: auto_follow}\n- {cue: "2", wait: 5s}',
        faults=BROKEN,
    )
    await show.go()
    await show.until_state("held")
    [ended] = show.entries("cue_ended")
    assert ended.data["outcome"] == "aborted"
    assert ended.data["code"] == "voice"
    [fault] = show.entries("fault")
    assert fault.data["what"] == "cue 1: the loudspeaker does not answer"
    await show.resume()
    await show.until("cue_started", "2")


async def test_skip_goes_on_as_if_it_were_done(on_stage):
    show = await on_stage(
        """
        - {cue: "1", speak: Good afternoon to you, continue: auto_follow, on_failure: skip}
        - {cue: "2", wait: 5s}
        """,
        faults=BROKEN,
    )
    await show.go()
    await show.until_state("finished")
    assert show.outcomes() == {"1": "aborted", "2": "succeeded"}
    assert show.entries("fault")


async def test_go_to_puts_another_cue_on_standby(on_stage):
    show = await on_stage(
        """
        - {cue: "1", speak: Good afternoon to you, on_failure: {go_to: "3"}}
        - {cue: "2", wait: 5s}
        - {cue: "3", wait: 5s}
        """,
        faults=BROKEN,
    )
    await show.go()
    await show.until("cue_ended", "1")
    await show.after(1)
    assert (show.state, show.standby) == ("standby", "3")


async def test_go_to_puts_the_very_first_cue_on_standby_too(on_stage):
    show = await on_stage(
        """
        - {cue: "1", wait: 5s}
        - {cue: "2", speak: Good afternoon to you, on_failure: {go_to: "1"}}
        """,
        first="2",
        faults=BROKEN,
    )
    await show.go()
    await show.until("cue_ended", "2")
    await show.after(10)
    assert (show.state, show.standby) == ("standby", "1")
    assert show.cues("cue_started") == ["2"]


async def test_go_to_starts_the_other_cue_where_the_chain_would_have_gone_on(on_stage):
    show = await on_stage(
        """
        - {cue: "1", speak: Good afternoon to you, continue: auto_follow, on_failure: {go_to: "3"}}
        - {cue: "2", wait: 5s}
        - {cue: "3", wait: 5s}
        - {cue: "4", wait: 5s}
        """,
        faults=BROKEN,
    )
    await show.go()
    await show.until("cue_started", "3")
    assert (show.running, show.standby) == (["3"], "4")


async def test_a_hot_cue_as_fallback_is_started(on_stage):
    show = await on_stage(
        """
        - {cue: "1", speak: Good afternoon to you, on_failure: {go_to: "H1"}}
        - {cue: "2", wait: 5s}
        """,
        hot='- {cue: "H1", move: bow}',
        faults=BROKEN,
    )
    await show.go()
    await show.until("cue_ended", "H1")
    await show.after(1)
    assert (show.state, show.standby) == ("standby", "2")


async def test_a_fallback_waits_while_the_show_is_held(on_stage):
    show = await on_stage(
        """
        - {cue: "1", speak: Good afternoon to you, continue: auto_follow, on_failure: {go_to: "3"}}
        - {cue: "2", wait: 5s}
        - {cue: "3", wait: 5s}
        """,
        faults=BROKEN,
    )
    await show.go()
    await show.hold()
    await show.until("cue_ended", "1")
    await show.after(10)
    assert show.cues("cue_started") == ["1"]
    await show.resume()
    await show.until("cue_started", "3")


async def test_cues_that_send_each_other_on_for_ever_hold_the_show(on_stage):
    show = await on_stage("""
      - {cue: "1", send: {to: desk, path: /x}, continue: auto_follow, on_failure: {go_to: "2"}}
      - {cue: "2", send: {to: desk, path: /y}, continue: auto_follow, on_failure: {go_to: "1"}}
      - {cue: "3", wait: 1s}
    """, head='devices: {desk: {http: "http://127.0.0.1:1"}}', outputs=_Failing())  # fmt: skip
    await show.go()
    await show.until_state("held", within_s=60)
    assert show.cues("cue_ended") == ["1", "2", "1"]
    told = show.entries("fault")[-1]
    assert (told.cue, told.data["what"]) == ("1", "cue 1 would go to cue 2 again and again")


def _Failing():  # noqa: N802 -- stands for a class
    from moderator.errors import SendFailed
    from moderator.outputs.messages import RecordedOutputs

    class Failing(RecordedOutputs):
        async def send(self, message):
            raise SendFailed("nobody answers")

    return Failing()


async def test_what_nobody_knows_is_unknown_and_faults_the_show(on_stage):
    show = await on_stage(
        """
        - {cue: "1", move: wave, continue: auto_follow, on_failure: skip}
        - {cue: "2", wait: 5s}
        """,
        faults=[{"fault": "link", "during": "wave", "after": "1s"}],
    )
    await show.go()
    await show.until_state("faulted")
    await show.after(60)
    assert show.outcomes() == {"1": "unknown"}
    assert show.conductor.tally() == {"done": 0, "skipped": 0, "failed": 0, "unknown": 1}
    assert (await show.go()).reason == "the show is faulted: the link is lost"


async def test_a_cue_that_finds_out_that_the_body_is_lost_is_named_and_on_standby_again(on_stage):
    class Vague(ListeningRobot):
        def play(self, motion):
            handle = super().play(motion)

            async def outcome():
                await asyncio.sleep(1)
                return Outcome.unknown("nobody knows how it ended")

            handle.outcome = outcome
            return handle

    show = await on_stage('- {cue: "1", wait: 1s}\n- {cue: "2", move: wave}', robot=Vague)
    await show.order("jump", "2")
    await show.go(expecting="2")
    await show.until_state("faulted")
    [fault] = show.entries("fault")
    assert fault.cue == "2"
    assert fault.data == {"what": "nobody knows how it ended", "body": "lost"}
    assert show.entries("playhead")[-1].data["standby"] == "2"
    assert show.robot.told[-1].startswith("play wave")


@pytest.mark.parametrize(
    "cue",
    [
        'speak: "Good afternoon, everybody, and welcome."',
        'speak: "Good [mark: now] afternoon, everybody."\n  gestures: {now: wave}',
        'speak: "Good afternoon, everybody."\n  wait: 1h',
        DIALOGUE,
        "talk: {by: ji, allotted: 1h, walk_on: 500ms}",
    ],
)
async def test_a_link_lost_under_any_cue_ends_it_at_once_as_unknown(on_stage, cue):
    faults = [{"fault": "link", "after": "1200ms"}]
    show = await on_stage(f'- cue: "1"\n  {cue}', faults=faults)
    show.people.comes_after_s = 0.5
    await show.go()
    await show.until_state("faulted", within_s=10)
    await show.after(0.001)
    assert show.outcomes() == {"1": "unknown"}


async def test_after_a_fault_nothing_is_sent_until_preflight(on_stage):
    show = await on_stage(
        '- {cue: "1", move: wave}\n- {cue: "2", move: wave}',
        faults=[{"fault": "link", "during": "wave", "after": "1s", "for": "5s"}],
    )
    from moderator.engine.preflight import prepare

    await show.go()
    await show.until_state("faulted")
    heard = len(show.robot.heard)
    await show.after(30)
    for order in ("hold", "resume"):
        assert not (await show.order(order)).accepted
    assert len(show.robot.heard) == heard
    await prepare(show.parts, show.conductor)
    assert show.state == "standby"
    assert (await show.go(expecting="1")).accepted
    await show.until("cue_ended", "1", outcome="succeeded")


async def test_a_defect_in_a_cue_fails_that_cue_alone(on_stage):
    class Broken(ListeningRobot):
        def play(self, motion):
            raise ZeroDivisionError("of ours")

    show = await on_stage('- {cue: "1", move: wave}\n- {cue: "2", wait: 5s}', robot=Broken)
    await show.go()
    await show.until_state("held")
    [ended] = show.entries("cue_ended")
    assert ended.data["outcome"] == "aborted"
    assert ended.data["code"] == "defect"
    assert ended.data["why"] == "ZeroDivisionError: of ours"
    await show.resume()
    await show.after(1)
    assert (await show.go(expecting="2")).accepted


@pytest.mark.parametrize(
    ("config", "faults", "check"),
    [
        ({}, [{"fault": "link", "after": "1s"}], "link"),
        ({}, [{"fault": "balance", "after": "1s"}], "balance"),
        ({}, [{"fault": "battery", "after": "1s", "level": 0.05}], "battery"),
        ({}, [{"fault": "overheat", "after": "1s", "temperature_c": 95}], "hot"),
        ({}, [{"fault": "joint", "joint": "right_elbow", "after": "1s"}], "fault"),
    ],
)
async def test_go_is_refused_while_the_robot_cannot_do_the_cue(on_stage, config, faults, check):
    hot = '- {cue: "H1", move: bow}'
    show = await on_stage('- {cue: "1", move: wave}', hot=hot, config=config, faults=faults)
    await show.after(2)
    await show.resume()
    assert check in (await show.go()).reason
    assert check in (await show.hot("H1")).reason
    assert show.cues("cue_started") == []


async def test_the_record_says_why_preflight_failed(on_stage):
    from moderator.engine.preflight import prepare
    from moderator.errors import ModeratorError

    faults = [{"fault": "joint", "joint": "left_knee", "after": "1s"}]
    show = await on_stage('- {cue: "1", wait: 5s}', faults=faults)
    await show.until_state("faulted")
    with pytest.raises(ModeratorError, match="not ready"):
        await prepare(show.parts, show.conductor)
    told = show.entries("fault")[-1].data["what"]
    assert told.startswith("preflight: the robot is not ready: joints")
    assert show.state == "faulted"


@pytest.mark.parametrize("rule", ["hold", "skip", '{go_to: "3"}'])
@pytest.mark.parametrize(
    "fault", [{"fault": "balance"}, {"fault": "joint", "joint": "right_elbow"}]
)
async def test_a_body_lost_in_a_motion_faults_the_show_whatever_its_rule(on_stage, fault, rule):
    show = await on_stage(
        f"""
        - {{cue: "1", move: wave, continue: auto_follow, on_failure: {rule}}}
        - {{cue: "2", wait: 5s}}
        - {{cue: "3", wait: 5s}}
        """,
        faults=[fault | {"during": "wave", "after": "1s"}],
    )
    await show.go()
    await show.until_state("faulted")
    await show.after(10)
    assert show.cues("cue_started") == ["1"]
    assert show.outcomes() == {"1": "aborted"}
    assert show.standby is None


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        ({"fault": "link"}, "the link is lost"),
        ({"fault": "link", "for": "5s"}, "the link is lost"),
        ({"fault": "joint", "joint": "left_knee"}, "left_knee does not answer"),
    ],
)
async def test_a_body_lost_while_nothing_moves_faults_the_show_at_that_moment(
    on_stage, fault, what
):
    show = await on_stage(
        '- {cue: "1", wait: 1h}\n- {cue: "2", move: wave}', faults=[fault | {"after": "20s"}]
    )
    await show.go()
    await show.until_state("faulted", within_s=30)
    [told] = show.entries("fault")
    assert (told.at_s, told.data["what"]) == (20.0, what)
    await show.after(1)
    assert show.outcomes() == {"1": "unknown"}
    from moderator.engine.preflight import prepare

    if fault["fault"] == "link" and "for" in fault:
        await show.after(10)
        await prepare(show.parts, show.conductor)
        assert (await show.go(expecting="1")).accepted


async def test_a_cue_that_asks_nothing_of_the_robot_goes_with_a_broken_one(on_stage):
    faults = [{"fault": "voice", "after": "1s"}]
    show = await on_stage(
        '- {cue: "1", wait: 5s}\n- {cue: "2", speak: Good afternoon.}', faults=faults
    )
    await show.after(2)
    assert (await show.go(expecting="1")).accepted
    await show.until("cue_ended", "1")
    assert "loudspeaker" in (await show.go(expecting="2")).reason


async def test_a_line_needs_no_battery_for_moving(on_stage):
    faults = [{"fault": "battery", "after": "1s", "level": 0.05}]
    show = await on_stage('- {cue: "1", speak: Good afternoon.}', faults=faults)
    await show.until_state("held")
    await show.resume()
    assert (await show.go()).accepted


async def test_a_rehearsal_in_which_go_is_of_no_use_ends_and_says_why(tmp_path):
    from tests.bench import assembled, prepared, simulated_people, written

    from moderator.engine.rehearsal import rehearse
    from moderator.journal.reading import read_record

    cues = '- {cue: "1", wait: 10s}\n- {cue: "2", move: wave}'
    show = prepared(written(tmp_path / "show", cues))
    faults = [{"fault": "voice", "after": "5s"}]
    parts = assembled(show, tmp_path, people=simulated_people(show, 1), faults=faults)
    with parts.journal:
        assert (await rehearse(parts, "fingerprint")).value == "standby"
    what = [entry.data["what"] for entry in read_record(tmp_path).of("fault")]
    assert what[0] == "GO is of no use: fault: the loudspeaker does not answer"


async def test_outcomes_are_never_done_that_are_not_known():
    assert not Outcome.unknown("lost").ok


async def test_a_link_that_stays_lost_is_not_told_as_a_robot_that_moves(tmp_path):
    from tests.bench import assembled, prepared, simulated_people, written

    from moderator.engine.rehearsal import rehearse
    from moderator.journal.reading import read_record

    show = prepared(written(tmp_path / "show", '- {cue: "1", move: wave}'))
    faults = [{"fault": "link", "during": "wave", "after": "1s"}]
    parts = assembled(show, tmp_path, people=simulated_people(show, 1), faults=faults)
    with parts.journal:
        assert (await rehearse(parts, "fingerprint")).value == "faulted"
    record = read_record(tmp_path)
    assert [entry.data["what"] for entry in record.of("fault")] == ["the link is lost"]
    [warning] = record.of("warning")
    assert warning.data["what"].startswith("no link")
    [lost] = record.of("fault")
    assert record.entries[-1].at_s - lost.at_s < 1


@pytest.mark.parametrize("steps", range(14))
async def test_a_show_that_is_left_while_a_cue_fails_counts_it(tmp_path, steps):
    from tests.bench import DrivenPeople, assembled, prepared, written

    from moderator.engine.conductor import Conductor
    from moderator.engine.orders import Verb
    from moderator.engine.session import open_show
    from moderator.journal.reading import read_record

    show = prepared(written(tmp_path / "show", '- {cue: "1", move: wave}\n- {cue: "2", wait: 1s}'))
    parts = assembled(show, tmp_path, people=DrivenPeople())
    conductor = Conductor(parts)
    with parts.journal:
        async with open_show(parts, "fingerprint", conductor):
            await conductor.order(Verb.GO, "test")
            await asyncio.sleep(2)
            asking = asyncio.create_task(conductor.order(Verb.BACK, "test"))
            parts.robot._obey(Grade.ROBOT_STOP)  # past the engine
            for _ in range(steps):
                await asyncio.sleep(0)
        async with asyncio.timeout(1):
            await asking
    record = read_record(tmp_path)
    assert [entry.data["outcome"] for entry in record.of("cue_ended")] == ["cancelled"]
    assert record.of("show_ended")[0].data["failed"] == 1
