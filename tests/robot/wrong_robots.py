"""One deliberately wrong robot for each sentence of the contract, by the sentence."""

import asyncio
import time
from dataclasses import replace
from types import MappingProxyType

from moderator.adapters.steered.life import Life
from moderator.errors import CannotStart
from moderator.motion.motion import Motion
from moderator.robot import (
    Gauge,
    Grade,
    Limit,
    Outcome,
    Reading,
    RobotSetup,
    Rule,
    StopReceipt,
    Support,
    VoiceLatency,
    passed,
)
from moderator_simulator.robot import KinematicRobot

WRONG: dict[str, type[KinematicRobot]] = {}


def wrong(sentence):
    def noted(robot):
        assert sentence not in WRONG, sentence
        WRONG[sentence] = robot
        return robot

    return noted


def with_capabilities(**changes):
    class Changed(KinematicRobot):
        @classmethod
        def capabilities(cls, config):
            return replace(KinematicRobot.capabilities(config), **changes)

    return Changed


RIGHT = KinematicRobot.capabilities({})


@wrong("capabilities need no robot")
class NeverTheSame(KinematicRobot):
    asked = 0

    @classmethod
    def capabilities(cls, config):
        cls.asked += 1
        return replace(KinematicRobot.capabilities(config), model=f"robot {cls.asked}")


WRONG["every joint has sane limits and says where they are from"] = with_capabilities(
    joints=(replace(RIGHT.joints[0], velocity_rad_s=0.0), *RIGHT.joints[1:])
)
WRONG["the rest pose has every joint, within its limits"] = with_capabilities(
    rest=MappingProxyType({**RIGHT.rest, "left_elbow": 1.0})
)
WRONG["every grade of stop has its effect, and relax and freeze leave the robot standing"] = (
    with_capabilities(stops={Grade.RELAX: RIGHT.stops[Grade.RELAX]})
)


@wrong("preflight without a link is red")
class GreenWithoutALink(KinematicRobot):
    async def preflight(self):
        return tuple(replace(check, ok=True) for check in await super().preflight())


@wrong("connecting moves nothing")
class GoesToAPoseOnConnection(KinematicRobot):
    async def connect(self):
        await super().connect()
        moving = self._moving
        moving._settled["head_yaw"] = 0.3
        moving.go_home(Outcome.cancelled())


@wrong("connecting what is connected does nothing")
class StartsAnewOnConnection(KinematicRobot):
    async def connect(self):
        self._socket.close()
        self._life = Life.APART
        await super().connect()


@wrong("preflight looks at link, battery, temperature, balance and joints")
class ForgetsTheBattery(KinematicRobot):
    async def preflight(self):
        return tuple(check for check in await super().preflight() if check.name != "battery")


@wrong("capabilities are the same once the robot is connected")
class KnowsItselfOnlyOnline(KinematicRobot):
    online = False

    @classmethod
    def capabilities(cls, config):
        right = KinematicRobot.capabilities(config)
        return right if cls.online else replace(right, joints=())

    async def connect(self):
        type(self).online = True
        await super().connect()


@wrong("preflight moves nothing")
class ShakesItselfInPreflight(KinematicRobot):
    async def preflight(self):
        found = await super().preflight()
        moving = self._moving
        moving._settled["head_yaw"] += 0.1
        return found


@wrong("preflight leaves an active robot active")
class DeactivatedByPreflight(KinematicRobot):
    async def preflight(self):
        self._life = min(self._life, Life.CONNECTED)
        return await super().preflight()


@wrong("activation before preflight is refused")
class NeedsNoPreflight(KinematicRobot):
    async def activate(self):
        self._life = max(self._life, Life.CHECKED)
        await super().activate()


@wrong("activation moves nothing")
class JumpsOnActivation(KinematicRobot):
    async def activate(self):
        await super().activate()
        moving = self._moving
        moving._settled["left_elbow"] -= 0.2


@wrong("a motion is rejected before activation")
class MovesBeforeActivation(KinematicRobot):
    def follow(self, trajectory):
        self._life = Life.ACTIVE
        return super().follow(trajectory)


@wrong("deactivation comes home to rest and takes no more motion")
class StaysInItsPose(KinematicRobot):
    async def deactivate(self):
        await self.hold()
        self._life = min(self._life, Life.CONNECTED)


@wrong("disconnection ends what is under way, and is idempotent")
class LeavesHandlesOpen(KinematicRobot):
    async def hold(self):
        if self._moving:
            for course in self._moving._courses:
                course.doings = []
        await super().hold()


@wrong("nothing moves on reconnection, nor until preflight and activation")
class GoesOnAfterReconnection(KinematicRobot):
    was_active = False

    async def disconnect(self):
        self.was_active = self._life is Life.ACTIVE
        await super().disconnect()

    async def connect(self):
        await super().connect()
        if self.was_active:
            self._life = Life.ACTIVE


@wrong("two owners never drive one body")
class OneBodyForAll(KinematicRobot):
    body = None

    async def connect(self):
        self._moving, self._energy = type(self).body or (None, None)
        await super().connect()
        type(self).body = self._moving, self._energy


@wrong("the state has every joint, never waits, and says whether there is a link")
class AsksForItsState(KinematicRobot):
    def state(self):
        time.sleep(0.02)
        return super().state()


@wrong("gauges can be read in every state, each by a name of its own and finite")
class MeasuresNothingYet(KinematicRobot):
    def gauges(self):
        return (Gauge("margin", float("inf"), "mm"),)


@wrong("a motion begins at once, from the measured pose")
class JumpsToTheStart(KinematicRobot):
    def follow(self, trajectory):
        moving = self._moving
        moving._settled.update(zip(trajectory.joints, trajectory.positions_rad[0], strict=True))
        return super().follow(trajectory)


@wrong("a motion ends when the body is there, and not before")
class DoneWhenSent(KinematicRobot):
    def follow(self, trajectory):
        handle = super().follow(trajectory)
        handle.end(Outcome.succeeded())
        return handle


@wrong("a motion from its first pose takes its own time")
class TakesItsTime(KinematicRobot):
    def follow(self, trajectory):
        return super().follow(
            replace(
                trajectory,
                times_s=tuple(2 * at for at in trajectory.times_s),
                velocities_rad_s=tuple(
                    tuple(speed / 2 for speed in row) for row in trajectory.velocities_rad_s
                ),
            )
        )


@wrong("a motion that is played by name does as its trajectory does")
class PlaysNothing(KinematicRobot):
    def play(self, motion):
        trajectory = motion.trajectory()
        still = replace(trajectory, positions_rad=trajectory.positions_rad[:1] * 9)
        still = replace(still, velocities_rad_s=((0.0,) * len(still.joints),) * 9)
        return super().play(Motion(motion.manifest, lambda: still))


@wrong("the state says that it moves, while it does")
class NeverMoves(KinematicRobot):
    def state(self):
        return replace(super().state(), moving=False)


class _Progress:
    """A handle with another progress."""

    def __init__(self, handle, progress):
        self._handle, self._progress = handle, progress

    def __getattr__(self, name):
        return getattr(self._handle, name)

    @property
    def progress(self):
        return self._progress(self._handle)


@wrong("progress never goes back, and is 1 after a success")
class StaysAtNearlyDone(KinematicRobot):
    def follow(self, trajectory):
        return _Progress(super().follow(trajectory), lambda handle: 0.99 * handle.progress)


@wrong("a motion beyond a limit is rejected with joint, time and figure")
class ClipsAngles(KinematicRobot):
    def follow(self, trajectory):
        handle = super().follow(trajectory)
        if handle.ended and "reaches" in handle.ended.why:
            handle.ended = Outcome.rejected("beyond a limit")
        return handle


@wrong("a motion faster than a limit is rejected with joint, time and figure")
class MovesSlower(KinematicRobot):
    def follow(self, trajectory):
        return super().follow(
            replace(trajectory, times_s=tuple(10 * at for at in trajectory.times_s))
        )


@wrong("a motion of a joint that it lacks is rejected by name")
class PassesOverUnknownJoints(KinematicRobot):
    def follow(self, trajectory):
        handle = super().follow(trajectory)
        if handle.ended and "no joint" in handle.ended.why:
            handle.ended = Outcome.succeeded()
        return handle


@wrong("two motions never drive one joint")
class LaterMotionTakesOver(KinematicRobot):
    def follow(self, trajectory):
        moving = self._moving
        for course in moving._courses:
            course.doings[0].cancel()
        return super().follow(trajectory)


@wrong("motions of different joints run beside each other")
class OneMotionAtATime(KinematicRobot):
    def follow(self, trajectory):
        moving = self._moving
        if moving.busy and moving.in_the_way(("head_pitch", "head_yaw", "waist_yaw")) == "":
            moving.drop(Outcome.cancelled())
        return super().follow(trajectory)


@wrong("cancel ends a motion as cancelled, at a standstill")
class CancelIsSuccess(KinematicRobot):
    def follow(self, trajectory):
        handle = super().follow(trajectory)
        cancel = handle._on_cancel
        handle._on_cancel = lambda doing: (cancel(doing), doing.end(Outcome.succeeded()))
        return handle


@wrong("cancel is idempotent, and nothing after the end")
class CancelUndoesTheEnd(KinematicRobot):
    def follow(self, trajectory):
        handle = super().follow(trajectory)
        cancel = handle.cancel

        def cancelled():
            cancel()
            if handle.ended:
                handle.ended = Outcome.cancelled("too late")

        return _Cancel(handle, cancelled)


class _Cancel:
    """A handle with another cancel."""

    def __init__(self, handle, cancel):
        self._handle, self.cancel = handle, cancel

    def __getattr__(self, name):
        return getattr(self._handle, name)


@wrong("a cancelled motion's joints are free at once")
class BusyUntilItStands(KinematicRobot):
    def follow(self, trajectory):
        moving = self._moving
        for course in moving._courses:
            course.given_up = False
        return super().follow(trajectory)


class _Outcome:
    """A handle with another outcome."""

    def __init__(self, handle, outcome):
        self._handle, self._outcome = handle, outcome

    def __getattr__(self, name):
        return getattr(self._handle, name)

    async def outcome(self):
        return await self._outcome(self._handle)


@wrong("an outcome can be awaited by several, and again")
class ToldOnce(KinematicRobot):
    def follow(self, trajectory):
        told = []

        async def outcome(handle):
            outcome = await handle.outcome()
            told.append(outcome)
            return outcome if len(told) == 1 else Outcome.unknown("told already")

        return _Outcome(super().follow(trajectory), outcome)


@wrong("cancelling who waits leaves the motion running")
class EndsWithItsWaiter(KinematicRobot):
    def follow(self, trajectory):
        async def outcome(handle):
            try:
                return await handle.outcome()
            except asyncio.CancelledError:
                handle.cancel()
                raise

        return _Outcome(super().follow(trajectory), outcome)


@wrong("hold ends motions as cancelled, at a standstill, and the robot stays active")
class HoldDeactivates(KinematicRobot):
    async def hold(self):
        await super().hold()
        self._life = min(self._life, Life.CONNECTED)


@wrong("a sound lasts as long as it lasts")
class SaidWhenSent(KinematicRobot):
    def say(self, sound):
        return super().say(replace(sound, duration_ns=sound.duration_ns // 2))


WRONG["the voice is as late as the robot says"] = with_capabilities(
    voice_latency=VoiceLatency(300_000_000, "guessed")
)


@wrong("a sound can be cut short")
class SpeaksToTheEnd(KinematicRobot):
    def say(self, sound):
        return _Cancel(super().say(sound), lambda: None)


@wrong("one sound at a time")
class SpeaksOverItself(KinematicRobot):
    def say(self, sound):
        self._speaking._now = None
        return super().say(sound)


@wrong("a robot that is not connected says nothing")
class SpeaksUnconnected(KinematicRobot):
    def say(self, sound):
        return self._speaking.begin(sound)


@wrong("relax lets a sound come to its end")
class InterruptsItself(KinematicRobot):
    def stop(self, grade):
        self._speaking.end(Outcome.cancelled())
        return super().stop(grade)


@wrong("the voice falls silent with a graver stop, and can speak again after it")
class SpeaksThroughAStop(KinematicRobot):
    def stop(self, grade):
        said, self._speaking._now = self._speaking._now, None
        receipt = super().stop(grade)
        self._speaking._now = said
        return receipt


@wrong("a sound goes on during hold")
class SilentInHold(KinematicRobot):
    async def hold(self):
        self._speaking.end(Outcome.cancelled())
        await super().hold()


@wrong("walking without a time-to-live is refused")
class WalksForEver(KinematicRobot):
    def walk(self, vx_m_s, vy_m_s, wz_rad_s, ttl_s):
        return super().walk(vx_m_s, vy_m_s, wz_rad_s, ttl_s if 0 < ttl_s <= 1 else 1.0)


@wrong("walking ends at its time-to-live")
class WalksOn(KinematicRobot):
    def walk(self, vx_m_s, vy_m_s, wz_rad_s, ttl_s):
        handle = super().walk(vx_m_s, vy_m_s, wz_rad_s, ttl_s)
        if self._moving and self._moving._walk:
            moving = self._moving
            doing, ends = moving._walk
            ends.cancel()
            loop = asyncio.get_running_loop()
            later = loop.call_later(ttl_s + 3, moving._end_walk, Outcome.succeeded())
            moving._walk = doing, later
        return handle


@wrong("a later walk goes on from an earlier one")
class WalksOneAtATime(KinematicRobot):
    def walk(self, vx_m_s, vy_m_s, wz_rad_s, ttl_s):
        moving = self._moving
        if moving._walk:
            return super().walk(100.0, 0.0, 0.0, ttl_s)
        return super().walk(vx_m_s, vy_m_s, wz_rad_s, ttl_s)


@wrong("walking faster than it can is rejected")
class ClipsItsSpeed(KinematicRobot):
    def walk(self, vx_m_s, vy_m_s, wz_rad_s, ttl_s):
        return super().walk(min(vx_m_s, 0.2), min(vy_m_s, 0.2), min(wz_rad_s, 0.2), ttl_s)


@wrong("walking is rejected before activation")
class WalksBeforeActivation(KinematicRobot):
    def walk(self, vx_m_s, vy_m_s, wz_rad_s, ttl_s):
        self._life = Life.ACTIVE
        return super().walk(vx_m_s, vy_m_s, wz_rad_s, ttl_s)


@wrong("hold ends walking")
class WalksThroughHold(KinematicRobot):
    async def hold(self):
        moving = self._moving
        walk, moving._walk = moving._walk, None
        await super().hold()
        moving._walk = walk


@wrong("stop ends walking")
class WalksThroughAStop(KinematicRobot):
    def stop(self, grade):
        moving = self._moving
        walk = moving and moving._walk
        if walk:
            moving._walk = None
        receipt = super().stop(grade)
        if walk:
            moving._walk = walk
        return receipt


@wrong("a robot that does not walk rejects walking, and says so")
class WalksAllTheSame(with_capabilities(locomotion=Support.NONE)):
    def walk(self, vx_m_s, vy_m_s, wz_rad_s, ttl_s):
        moving = self._moving
        return moving.walk(ttl_s)


@wrong("stop works in every state, and returns at once")
class WaitsForItsStop(KinematicRobot):
    def stop(self, grade):
        time.sleep(0.11)
        return super().stop(grade)


@wrong("a stop's receipt says whether it was sent")
class AlwaysSent(KinematicRobot):
    def stop(self, grade):
        return replace(super().stop(grade), sent=True)


@wrong("relax ends a motion as cancelled and comes home to rest")
class RelaxesWhereItIs(KinematicRobot):
    def stop(self, grade):
        return super().stop(Grade.FREEZE) if grade is Grade.RELAX else super().stop(grade)


@wrong("relax with nothing under way is not seen")
class ShrugsOnRelax(KinematicRobot):
    def stop(self, grade):
        receipt = super().stop(grade)
        moving = self._moving
        moving._settled["left_elbow"] -= 0.1
        moving.go_home(Outcome.cancelled())
        return receipt


@wrong("freeze ends a motion as cancelled and stands still")
class GoesHomeOnFreeze(KinematicRobot):
    def stop(self, grade):
        return super().stop(Grade.RELAX)


@wrong("after a stop no motion is taken until preflight and activation")
class ReadyAfterAStop(KinematicRobot):
    def stop(self, grade):
        life = self._life
        receipt = super().stop(grade)
        self._life = life
        return receipt


@wrong("after a stop, preflight and activation make it ready again")
class StoppedForGood(KinematicRobot):
    async def activate(self):
        stopped = self._stopped
        await super().activate()
        self._stopped = stopped


@wrong("stop is idempotent")
class StopsOnce(KinematicRobot):
    def stop(self, grade):
        if self._stopped:
            return StopReceipt(grade, sent=False, why="stopped already")
        return super().stop(grade)


@wrong("a graver stop goes on from a gentler one")
class FirstStopCounts(KinematicRobot):
    def _obey(self, grade):
        if self._stopped is None:
            super()._obey(grade)


@wrong("a stop never becomes gentler")
class LastStopCounts(KinematicRobot):
    def _obey(self, grade):
        self._stopped = None
        if grade is Grade.RELAX and self._moving and self._moving.busy:
            moving = self._moving
            for course in moving._courses:
                course.given_up = False
        super()._obey(grade)


@wrong("the stop route is there while connected, in plain data")
class LacksAGrade(KinematicRobot):
    def stop_route(self):
        route = super().stop_route()
        return route and replace(route, payloads={Grade.FREEZE: b"stop"})


@wrong("the stop route works from another process")
class DeafRoute(KinematicRobot):
    async def connect(self):
        await super().connect()
        self._socket._grades = {}


@wrong("the stop route obeys nothing but its own payloads")
class StopsAtAnything(KinematicRobot):
    async def connect(self):
        await super().connect()
        self._socket.datagram_received = lambda *_: self._obey(Grade.FREEZE)


@wrong("what of the adapter can hang by itself shows that it works")
class HangsUnseen(KinematicRobot):
    def alive_s(self):
        return 0.0


class _Failing(KinematicRobot):
    """A robot that takes its faults in another way."""

    def _broke(self, fault):
        self.fail(fault)

    def fail(self, fault):
        super()._broke(fault)


@wrong("a lost link ends what is under way as unknown")
class DoneWhenLost(_Failing):
    def fail(self, fault):
        moving = self._moving
        for course in moving._courses:
            course.doings[0].end(Outcome.succeeded())
        super().fail(fault)


@wrong("nothing moves when a lost link comes back")
class ActiveWhenTheLinkIsBack(_Failing):
    def fail(self, fault):
        super().fail(fault)
        self._life = Life.ACTIVE


@wrong("a joint that fails aborts the motion, with a code and a reason")
class AbortsWithoutACode(_Failing):
    def fail(self, fault):
        if fault.fault == "joint":
            moving = self._moving
            moving.drop(Outcome.aborted("", "something is wrong"))
        super().fail(fault)


@wrong("a robot that has lost its balance says so")
class StandsByItsWord(KinematicRobot):
    def state(self):
        return replace(super().state(), standing=True)


@wrong("faults that make no sense are refused")
class TakesAnyFault(KinematicRobot):
    def __init__(self, setup):
        try:
            super().__init__(setup)
        except CannotStart:
            super().__init__(RobotSetup())


@wrong("stop, deactivation and disconnection are no loss")
class LostWhenStopped(KinematicRobot):
    def stop(self, grade):
        self._loss.happened("it was stopped")
        return super().stop(grade)


@wrong("waiting for a loss can be given up, and others wait on")
class GivesUpForAll(KinematicRobot):
    async def lost(self):
        return await self._loss._awaited()


@wrong("a robot that loses its link tells the one who waits")
class MissesItsLink(_Failing):
    def fail(self, fault):
        happened = self._loss.happened
        if fault.fault == "link":
            self._loss.happened = lambda _: None
        super().fail(fault)
        self._loss.happened = happened


@wrong("a fault of its own is told to the one who waits")
class SomethingIsWrong(KinematicRobot):
    async def lost(self):
        await super().lost()
        return "something is wrong"


@wrong("a warning that leaves it able to move is no loss")
class LostAtAnyWarning(_Failing):
    def fail(self, fault):
        super().fail(fault)
        self._loss.happened("there was a warning")


@wrong("everyone who waits for a loss is told")
class TellsOneOnly(KinematicRobot):
    waits = False

    async def lost(self):
        if self.waits:
            await asyncio.Event().wait()
        self.waits = True
        return await super().lost()


@wrong("a loss that has passed is told until activation")
class ForgetsAtPreflight(KinematicRobot):
    async def preflight(self):
        self._loss.over()
        return await super().preflight()


@wrong("activated again, it waits for the next loss")
class LostForGood(KinematicRobot):
    async def activate(self):
        over, self._loss.over = self._loss.over, lambda: None
        await super().activate()
        self._loss.over = over


WRONG["its limits are of what it measures, in order, each with its source"] = with_capabilities(
    limits=(
        Limit(Reading.BATTERY, Rule.WARN, 0.1, "a guess"),
        Limit(Reading.BATTERY, Rule.HOLD, 0.2, "a guess"),
    )
)
WRONG["what it says that it measures is in its state, and nothing else"] = with_capabilities(
    measures=(*RIGHT.measures, Reading.TILT)
)


@wrong("limits that are passed already are told at once, in order")
class TellsChangesOnly(KinematicRobot):
    async def crossed(self, limits, were=()):
        now = passed(limits, lambda reading: reading.of(self.state()))
        return await super().crossed(limits, now)


@wrong("it waits while the same limits are passed, and each who waits for itself")
class TellsAgain(KinematicRobot):
    async def crossed(self, limits, were=()):
        return await super().crossed(limits)


@wrong("a limit that is passed with nothing under way is told")
class LooksOnce(KinematicRobot):
    async def crossed(self, limits, were=()):
        if (now := passed(limits, lambda reading: reading.of(self.state()), were)) != were:
            return now
        return await asyncio.Event().wait()
