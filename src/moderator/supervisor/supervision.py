"""What the engine sees of its supervisor: start it, arm it, beat, hear of its stops, dismiss it."""

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from moderator.priority import priority
from moderator.robot import Check, DatagramRoute, Grade, Robot, StopEffect
from moderator.supervisor.arming import is_numeric
from moderator.supervisor.grades import armed_with, obeyed_by
from moderator.supervisor.link import Link
from moderator.supervisor.messages import Beat, encode_beat
from moderator.supervisor.pulse import Pulse
from moderator.values.duration import NS_PER_S

TRIP_S = 0.25
"""The longest silence of the engine before the robot is stopped: docs/decisions/supervisor.md."""

OSC_PORT, HTTP_PORT = 53_010, 53_011
LOOPBACK = "127.0.0.1"
LOOPBACKS = ("127.0.0.0/8", "::1/128")

_READY_WITHIN_S = 10.0
_ARMED_WITHIN_S = 5.0
_MOST_UNANSWERED = 50
_GONE = "the supervisor is gone: the engine alone can stop the robot"
_SILENT = "the supervisor does not answer: the engine alone can stop the robot"
_HINT = "stop, then press p to start another"


@dataclass(frozen=True)
class SupervisorSetup:
    """How a supervisor is started.

    Attributes:
        stops: what each grade of stop does to the robot.
        folder: where its record goes, beside the show's.
        osc: where it hears OSC, a numeric host and a port; port 0 takes any.
        http_port: where it hears HTTP on this machine; port 0 takes any.
        trip_s: the longest silence of the engine, seconds.
        rest_s: how long it stays with the robot when the engine has died, seconds.
        osc_from: the networks whose OSC it hears.
    """

    stops: Mapping[Grade, StopEffect]
    folder: Path
    osc: tuple[str, int] = (LOOPBACK, OSC_PORT)
    http_port: int = HTTP_PORT
    trip_s: float = TRIP_S
    rest_s: float = 5.0
    osc_from: tuple[str, ...] = LOOPBACKS

    @property
    def stops_at(self) -> str:
        """The address of its stop input over HTTP; empty when that is any."""
        return f"http://{LOOPBACK}:{self.http_port}" if self.http_port else ""


@dataclass(frozen=True)
class Engine:
    """What the supervisor asks of the engine.

    Attributes:
        stop: stops the show, given a grade and who asked.
        watched: whether the robot is to be stopped when the engine hangs; not when it is lost.
        tell: told what is wrong with the supervisor.
        now_ns: the show's time.
    """

    stop: Callable[[Grade, str], object]
    watched: Callable[[], bool]
    tell: Callable[[str], object]
    now_ns: Callable[[], int]


class Supervisor:
    """The engine's side of the second process.

    Args:
        setup: how it is started.

    Attributes:
        trouble: what is wrong with it, in one line; empty when nothing is.
        told: where it hears stop inputs; empty while it is not there.
        stops_at: the address of its stop input over HTTP, also before it is there; empty when that
            is any, and not known yet.
    """

    def __init__(self, setup: SupervisorSetup) -> None:
        self.trouble = ""
        self.told = ""
        self.stops_at = setup.stops_at
        self._setup = setup
        self._engine: Engine | None = None
        self._link: Link | None = None
        self._lost: list[Link] = []
        self._robot: Robot | None = None
        self._pulse = Pulse(self._beat)
        self._unanswered = 0

    @property
    def pid(self) -> int | None:
        """The process's number, for signals; None while there is none."""
        return self._link.pid if self._link else None

    def serve(self, engine: Engine) -> None:
        """Say which engine it supervises; before it is started."""
        self._engine = engine

    async def start(self) -> None:
        """Have a supervisor that answers, and hears stop inputs; what is wrong is `trouble`."""
        if self._link and not self.trouble:
            return
        await self._forget()
        assert self._engine is not None
        setup = self._setup
        options = {
            "parent": os.getpid(),
            "folder": str(setup.folder.absolute()),
            "zero_ns": time.monotonic_ns() - self._engine.now_ns(),
            "trip_ns": round(setup.trip_s * NS_PER_S),
            "rest_ns": round(setup.rest_s * NS_PER_S),
            "osc": setup.osc,
            "osc_from": setup.osc_from,
            "http": (LOOPBACK, setup.http_port),
        }
        try:
            self._link = await Link.start(options, self._said)
        except OSError as error:
            self.trouble = f"no supervisor starts: {(error.strerror or str(error)).lower()}"
            return
        ready = await self._link.expect("ready", _READY_WITHIN_S)
        if ready is None or ready["say"] != "ready":
            self.trouble = f"no supervisor starts: {ready['why'] if ready else 'it is silent'}"
            await self._forget()
            return
        self.told = f"OSC {ready['osc']} · HTTP {ready['http']}"
        self.stops_at = f"http://{ready['http']}"
        self.trouble = ready["trouble"]
        self._unanswered = 0
        self._pulse.start()

    async def reach(self, robot: Robot) -> None:
        """Give it that channel, for stop inputs and for our death, but have it not watch.

        What is loaded in preflight may keep the loop from beating for a while, and a robot that is
        not active does not move. Whether it could be reached, `arm` says.
        """
        if not self.trouble:
            await self._armed(robot, watch=False)

    async def arm(self, robot: Robot) -> tuple[Check, ...]:
        """Give it the stop channel of a robot that is connected; it watches from now on."""
        why = self.trouble or await self._armed(robot, watch=True)
        return (Check("supervisor", ok=not why, why=why or self._stands()),)

    def _stands(self) -> str:
        """Where it is told to stop, how the engine stands to other processes, its own number."""
        return f"{self.told} · engine: {priority()} priority · pid {self.pid}"

    async def dismiss(self) -> None:
        """Say goodbye when the robot is disconnected; else leave, and it stops the robot."""
        self._pulse.stop()
        link, self._link = self._link, None
        if link is not None:
            at_rest = self._robot is None or self._robot.stop_route() is None
            await link.end(goodbye=at_rest)
        while self._lost:
            await self._lost.pop().kill()

    async def _armed(self, robot: Robot, *, watch: bool) -> str:
        """Arm it; why it cannot be, or nothing."""
        route = robot.stop_route()
        if route is None:
            return "the robot has no stop channel that another process can use"
        if isinstance(route, DatagramRoute) and not is_numeric(route.host):
            return f"the robot's stop channel is at {route.host!r}, which is no numeric address"
        if not obeyed_by(self._setup.stops):
            return "no grade of stop leaves this robot standing"
        assert self._link is not None
        self._robot = robot
        self._link.say("arm", watch=watch, **armed_with(route, self._setup.stops))
        armed = await self._link.expect("armed", _ARMED_WITHIN_S)
        return str(armed["why"]) if armed else _SILENT

    async def _forget(self) -> None:
        """End one that is in trouble."""
        self._pulse.stop()
        link, self._link = self._link, None
        self.told, self.stops_at = "", self._setup.stops_at
        if link is not None:
            await link.kill()

    def _beat(self) -> None:
        assert self._engine is not None
        if self._link:
            self._link.hear()  # it may turn out to be gone
        if self._link is None:
            return
        self._link.send(encode_beat(Beat(self._alive_ns(), self._engine.watched())))
        self._unanswered += 1
        if self._unanswered == _MOST_UNANSWERED:
            self._in_trouble(_SILENT)

    def _alive_ns(self) -> int:
        """When all that has to be alive last was: the loop is, now."""
        now_ns = time.monotonic_ns()
        seen_s = self._robot.alive_s() if self._robot else None
        return now_ns if seen_s is None else min(now_ns, round(seen_s * NS_PER_S))

    def _said(self, message: dict[str, Any] | None) -> None:
        """Obey what it says; None is its end."""
        if self._link is None:
            return  # it was dismissed
        if message is None:
            self._pulse.stop()
            self._lost.append(self._link)
            self._link, self.told, self.stops_at = None, "", self._setup.stops_at
            self._in_trouble(_GONE)
            return
        match message["say"]:
            case "here":
                self._unanswered = 0
                if self.trouble == _in_full(_SILENT):
                    self.trouble = ""
            case "stopped":
                self._link.say("heard", number=message["number"])
                self._stop(message)

    def _stop(self, message: Mapping[str, Any]) -> None:
        """The robot was told to stop: stop the show, and never by a graver grade than was sent."""
        assert self._engine is not None
        asked = Grade(message["grade"])
        sent = message["sent"]
        grade = Grade(sent) if sent else obeyed_by(self._setup.stops).get(asked, Grade.FREEZE)
        self._engine.stop(grade, f"supervisor: {message['origin']}")

    def _in_trouble(self, what: str) -> None:
        assert self._engine is not None
        self.trouble = _in_full(what)
        self._engine.tell(self.trouble)


def _in_full(what: str) -> str:
    return f"{what}; {_HINT}"
