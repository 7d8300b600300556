import asyncio
import inspect

import pytest
from tests.bench import ListeningRobot

from moderator.engine.conductor import Conductor
from moderator.engine.preflight import prepare
from moderator.errors import CannotStart, ModeratorError, NotLegal
from moderator.robot import Grade, StopReceipt

LINE = "Good afternoon, and welcome to Shijingshan, everybody who is here."
TALK = "talk: {by: ji, allotted: 1h, walk_on: 10s}"
DIALOGUE = (
    "dialogue: {with: host, at_most: 1h, deflect: [No.], closing: Thank you.,"
    ' answers: [{id: a, ask: ["Who?"], say: Me.}]}'
)


class FirstRobot(ListeningRobot):
    """Keeps what the record held when stop reached it."""

    record = None

    def stop(self, grade):
        self.stops_in_record = len(self.record()) if self.record else 0
        return super().stop(grade)


class FailsOfItsStop(ListeningRobot):
    """Loses its way to a motion that it is to end."""

    def play(self, motion):
        handle = super().play(motion)
        end = handle.cancel

        async def fail():
            raise OSError("no route to host")

        def cancel():
            end()
            handle.outcome = fail

        handle.cancel = cancel
        return handle


async def raised_to(state, on_stage, cue='move: "bow"'):
    show = await on_stage(f'- cue: "1"\n  {cue}\n- {{cue: "2", move: wave}}', robot=FirstRobot)
    show.robot.record = lambda: show.entries("stop")
    match state:
        case "standby":
            pass
        case "running":
            await show.go()
            await show.after(1)
        case "held":
            await show.go()
            await show.after(1)
            await show.hold()
        case "stopping":
            await show.go()
            await show.after(1)
            show.stop(Grade.RELAX)
        case "stopped":
            show.stop(Grade.RELAX)
            await show.until_state("stopped")
        case "finished":
            await show.order("jump", "2")
            await show.go()
        case "faulted":
            show.conductor.lifecycle.fire("fault")
    await show.until_state(state)
    return show


@pytest.mark.parametrize("grade", Grade)
@pytest.mark.parametrize(
    "state", ["standby", "running", "held", "stopping", "stopped", "finished", "faulted"]
)
async def test_stop_reaches_the_robot_first_in_every_state(on_stage, state, grade):
    show = await raised_to(state, on_stage)
    before = len(show.entries("stop"))
    receipt = show.stop(grade)
    assert receipt == StopReceipt(grade, sent=True)
    assert show.robot.told[-1] == f"stop {grade.value}"
    assert show.robot.stops_in_record == before
    stop = show.entries("stop")[-1]
    assert stop.data == {"grade": grade.value, "origin": "test", "sent": True}
    await show.until_state("stopped", within_s=30)
    assert not show.robot.state().moving
    assert show.running == []


@pytest.mark.parametrize("grade", Grade)
@pytest.mark.parametrize(
    "cue",
    [
        "pre_wait: 1h\n  wait: 1s",
        "wait: 1s\n  post_wait: 1h",
        f'speak: "{LINE}"',
        f'speak: "Good [mark: now] afternoon. {LINE}"\n  gestures: {{now: wave}}',
        "move: bow",
        "move: wave\n  wait: 1h",
        TALK,
        DIALOGUE,
    ],
)
async def test_stop_ends_whatever_runs(on_stage, cue, grade):
    show = await on_stage(f'- cue: "1"\n  {cue}\n- {{cue: "2", wait: 1s}}')
    await show.go()
    await show.after(1.5)
    show.stop(grade)
    began_s = show.now
    await show.until_state("stopped", within_s=30)
    assert show.now - began_s < 10
    assert len(show.entries("cue_ended", "1")) == 1
    assert not show.robot.state().moving


async def test_relax_lets_the_line_under_way_come_to_its_end(on_stage):
    show = await on_stage(f'- {{cue: "1", speak: "{LINE}"}}')
    await show.go()
    said = await show.until("said")
    await show.after(1)
    show.stop(Grade.RELAX)
    await show.until_state("stopped")
    assert show.now - said.at_s == pytest.approx(said.data["duration_s"])
    assert show.outcomes() == {"1": "cancelled"}


async def test_relax_lets_a_line_come_to_its_end_though_its_gesture_fails_of_the_stop(on_stage):
    speak = f'speak: "[mark: now] {LINE}"\n  gestures: {{now: wave}}'
    show = await on_stage(f'- cue: "1"\n  {speak}', robot=FailsOfItsStop)
    await show.go()
    said = await show.until("said")
    await show.after(1)
    show.stop(Grade.RELAX)
    ended = await show.until("cue_ended", "1")
    assert ended.at_s - said.at_s == pytest.approx(said.data["duration_s"])
    assert ended.data["why"] == "OSError: no route to host"


async def test_a_cue_of_which_a_part_fails_of_the_stop_has_one_outcome(on_stage):
    show = await on_stage('- {cue: "1", move: wave, wait: 1h}', robot=FailsOfItsStop)
    await show.go()
    await show.after(1)
    show.stop(Grade.FREEZE)
    await show.until_state("stopped")
    [ended] = show.entries("cue_ended", "1")
    assert ended.data["why"] == "OSError: no route to host"


@pytest.mark.parametrize("grade", [Grade.FREEZE, Grade.ROBOT_STOP])
async def test_a_graver_stop_cuts_the_line_off(on_stage, grade):
    show = await on_stage(f'- {{cue: "1", speak: "{LINE}"}}')
    await show.go()
    await show.after(1)
    show.stop(Grade.RELAX)
    show.stop(Grade.RELAX)
    await show.after(0.5)
    assert show.state == "stopping"
    show.stop(grade)
    await show.until_state("stopped")
    assert show.now == 1.5


async def test_a_line_after_a_relax_can_be_cut_off_again(on_stage):
    show = await on_stage(f"""
      - {{cue: "1", speak: "{LINE}"}}
      - {{cue: "2", speak: "{LINE}"}}
      - {{cue: "3", speak: "One moment.", takes_over: true}}
    """)
    await show.go()
    await show.after(1)
    show.stop(Grade.RELAX)
    await show.until_state("stopped")
    await prepare(show.parts, show.conductor)
    await show.order("next")
    await show.go(expecting="2")
    await show.after(1)
    began_s = show.now
    await show.go(expecting="3")
    await show.until("cue_started", "3")
    assert show.now - began_s < 0.1


async def test_a_stop_in_the_same_instant_as_go_leaves_nothing_running(on_stage):
    show = await on_stage('- {cue: "1", move: bow}\n- {cue: "2", wait: 1s}')
    going = asyncio.create_task(show.go())
    while not show.running:  # noqa: ASYNC110 -- this very instant
        await asyncio.sleep(0)
    show.stop(Grade.FREEZE)
    assert (await going).accepted
    await show.until_state("stopped", within_s=5)
    assert show.outcomes() == {"1": "cancelled"}
    assert "play bow" not in show.robot.told


async def test_after_a_stop_nothing_starts_until_preflight(on_stage):
    show = await on_stage(
        '- {cue: "1", move: bow, continue: auto_follow}\n- {cue: "2", move: wave}',
        hot='- {cue: "H1", move: wave}',
    )
    await show.go()
    await show.after(1)
    show.stop()
    heard = len(show.robot.heard)
    await show.until_state("stopped")
    for verb, cue in (("go", None), ("hot", "H1"), ("resume", None), ("hold", None)):
        assert (await show.order(verb, cue)).reason == "the show is stopped"
    await show.after(600)
    assert len(show.robot.heard) == heard
    await prepare(show.parts, show.conductor)
    assert (await show.go(expecting="1")).accepted


async def test_a_stop_puts_the_first_cue_that_it_ended_on_standby(on_stage):
    show = await on_stage("""
      - {cue: "1", wait: 5s, continue: auto_follow}
      - {cue: "2", wait: 5s, continue: auto_continue}
      - {cue: "3", wait: 5s, continue: auto_follow}
      - {cue: "4", wait: 5s}
    """)
    await show.go()
    await show.after(7)
    show.stop(Grade.RELAX)
    show.stop(Grade.FREEZE)
    await show.until_state("stopped")
    await prepare(show.parts, show.conductor)
    assert show.standby == "2"


async def test_a_stop_while_held_forgets_what_was_waiting(on_stage):
    show = await on_stage(
        '- {cue: "1", wait: 1s, continue: auto_follow}\n- {cue: "2", move: wave}\n'
        '- {cue: "3", wait: 1s}'
    )
    await show.go()
    await show.hold()
    await show.after(5)
    show.stop()
    await show.until_state("stopped")
    await prepare(show.parts, show.conductor)
    await show.after(60)
    assert show.cues("cue_started") == ["1"]


async def test_preflight_after_a_stop_waits_until_all_has_ended(on_stage):
    show = await on_stage(f'- {{cue: "1", speak: "{LINE}"}}\n- {{cue: "2", wait: 1s}}')
    await show.go()
    await show.after(1)
    show.conductor.lifecycle.fire("fault")
    await prepare(show.parts, show.conductor)
    assert show.state == "standby"
    assert show.outcomes() == {"1": "succeeded"}


class SlowRobot(ListeningRobot):
    async def connect(self):
        await super().connect()
        await asyncio.sleep(5)


async def test_a_stop_during_preflight_leaves_the_robot_unactivated(on_stage):
    show = await on_stage('- {cue: "1", move: wave}', robot=SlowRobot)
    show.stop()
    await show.until_state("stopped")
    heard = len(show.robot.heard)
    preparing = asyncio.create_task(prepare(show.parts, show.conductor))
    await show.after(2)
    assert show.state == "preflight"
    show.stop(Grade.FREEZE)
    await preparing
    assert show.state == "stopped"
    assert show.robot.told[heard:] == ["stop freeze"]


async def test_after_a_stop_during_preflight_another_waits_until_that_one_has_ended(on_stage):
    show = await on_stage('- {cue: "1", move: wave}', robot=SlowRobot)
    show.stop()
    await show.until_state("stopped")
    heard = len(show.robot.heard)
    first = asyncio.create_task(prepare(show.parts, show.conductor))
    await show.after(1)
    show.stop(Grade.FREEZE)
    await show.until_state("stopped")
    with pytest.raises(NotLegal) as told:
        await prepare(show.parts, show.conductor)
    assert told.value.message == "a stopped preflight is still under way"
    assert told.value.hint == "wait a moment and try again"
    await first
    assert show.state == "stopped"
    assert show.robot.told[heard:] == ["stop freeze"]
    await prepare(show.parts, show.conductor)
    assert show.state == "standby"


async def test_a_stop_during_activation_leaves_the_robot_unactivated(on_stage):
    show = await on_stage('- {cue: "1", move: wave}')
    show.stop()
    await show.until_state("stopped")
    activate, deactivated = show.robot.activate, []

    async def slowly():
        await activate()
        await asyncio.sleep(5)

    async def deactivate():
        deactivated.append(show.now)

    show.robot.activate, show.robot.deactivate = slowly, deactivate
    preparing = asyncio.create_task(prepare(show.parts, show.conductor))
    await show.after(2)
    show.stop(Grade.FREEZE)
    await preparing
    assert show.state == "stopped"
    assert len(deactivated) == 1


async def test_a_red_preflight_after_a_stop_can_be_tried_again(on_stage):
    show = await on_stage('- {cue: "1", move: wave}')
    show.stop()
    await show.until_state("stopped")

    async def away():
        raise CannotStart("the robot is not there")

    there, show.robot.connect = show.robot.connect, away
    with pytest.raises(CannotStart):
        await prepare(show.parts, show.conductor)
    assert show.state == "faulted"
    show.robot.connect = there
    await prepare(show.parts, show.conductor)
    assert show.state == "standby"


async def test_a_robot_that_fails_to_stop_is_told_loudly_and_the_rest_is_stopped(on_stage):
    class Deaf(ListeningRobot):
        def stop(self, grade):
            raise OSError("no route to host")

    show = await on_stage('- {cue: "1", wait: 1h}', robot=Deaf)
    await show.go()
    receipt = show.stop()
    assert receipt == StopReceipt(Grade.RELAX, sent=False, why="OSError: no route to host")
    await show.until_state("stopped", within_s=5)
    [fault] = show.entries("fault")
    assert fault.data["what"] == "the stop has not reached the robot: OSError: no route to host"


async def test_a_stop_whose_end_nobody_knows_is_no_rest(on_stage):
    show = await on_stage(
        '- {cue: "1", move: bow}', faults=[{"fault": "link", "during": "bow", "after": "1200ms"}]
    )
    await show.go()
    await show.after(1)
    show.stop()
    await show.until_state("faulted", within_s=30)
    assert show.outcomes() == {"1": "unknown"}


async def test_a_show_that_cannot_begin_leaves_the_robot_alone_and_the_record_whole(on_stage):
    with pytest.raises(ModeratorError, match="the robot is not ready: battery"):
        await on_stage('- {cue: "1", move: wave}', config={"battery": 0.05})


async def test_what_is_stopped_after_its_end_has_reached_its_end(on_stage):
    show = await raised_to("finished", on_stage)
    show.stop()
    await show.until_state("stopped")
    assert show.conductor.reached_end


def test_a_conductor_has_one_stop_for_every_input():
    assert not inspect.iscoroutinefunction(Conductor.stop)


@pytest.mark.parametrize(
    "cue", ["move: wave.1\n  wait: 9s", "speak: Good afternoon.\n  wait: 9s", "move: wave.1"]
)
async def test_a_cue_that_begins_in_the_instant_of_a_stop_commands_nothing(on_stage, cue):
    show = await on_stage(f'- cue: "1"\n  {cue}\n  pre_wait: 2s\n- {{cue: "2", wait: 1s}}')
    await show.go()
    show.entries()
    write = show.parts.journal.write

    def stop_then(kind, cue=None, **data):
        entry = write(kind, cue, **data)
        if kind == "cue_started":
            asyncio.get_running_loop().call_soon(show.stop, Grade.FREEZE)
        return entry

    object.__setattr__(show.parts.journal, "write", stop_then)
    await show.until_state("stopped", within_s=10)
    assert show.robot.told in (
        ["activate", "stop freeze"],
        ["activate", "play wave", "stop freeze"],
    )


@pytest.mark.parametrize("state", ["stopped", "finished"])
async def test_a_body_that_is_lost_afterwards_is_told_and_nothing_is_sent(on_stage, state):
    show = await raised_to(state, on_stage)
    heard = len(show.robot.heard)
    show.robot._lose("the hand controller has the robot")
    await show.until_state("faulted", within_s=5)
    assert show.entries("fault")[-1].data["what"] == "the hand controller has the robot"
    await show.after(60)
    assert len(show.robot.heard) == heard
