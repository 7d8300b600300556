"""The supervising process: `python -m moderator.supervisor.process OPTIONS`, with OPTIONS in JSON.

One thread looks at everything in turn and waits for nothing but the next packet: the stop inputs
first, then the engine's beats. The robot is stopped first, then the engine is told, then the record
is written, by a thread of its own.
"""

import gc
import json
import os
import selectors
import signal
import socket
import sys
import time
from pathlib import Path
from typing import Any

from moderator.priority import go_first, priority
from moderator.supervisor.arming import Arming
from moderator.supervisor.engine_side import EngineSide
from moderator.supervisor.http_input import HttpInput
from moderator.supervisor.inputs import Refused, Senders, Sockets, SocketTaken, Woken
from moderator.supervisor.messages import Asked, Sent
from moderator.supervisor.osc_input import asked_for
from moderator.supervisor.reach import Reach
from moderator.supervisor.record import SupervisorRecord
from moderator.supervisor.stopper import NOT_CONNECTED
from moderator.supervisor.terminal_line import say_on_terminal
from moderator.supervisor.watch import Watch

_LOOK_NS = 20_000_000
_ANSWER_NS = 1_000_000_000
_SAME_NS = 20_000_000
_CLOSING_PATIENCE_S = 2.0
_AT_ONCE = 64
_REST_S = 0.0002
_ENDING = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
_INSIST_NS = 1_000_000_000
"""A robot whose engine has died is told to stop for so long: later, another may move it again."""


class Supervising:
    """Watches, listens and stops, until the engine says goodbye or has died and the robot rests.

    Args:
        options: as `Supervisor` gives them.

    Raises:
        SocketTaken: a port that it is to listen at is not free.
    """

    def __init__(self, options: dict[str, Any]) -> None:
        patience_ns = options["rest_ns"] + _INSIST_NS
        sockets = Sockets.opened(options["osc"], options["http"], patience_ns)
        self._parent = options["parent"]
        self._selector = selectors.DefaultSelector()
        self._record = SupervisorRecord(Path(options["folder"]), options["zero_ns"])
        self._watch = Watch(options["trip_ns"])
        self._rest_ns = options["rest_ns"]
        self._refused = Refused()
        self._lately: dict[Asked, int] = {}
        self._warned: set[int] = set()
        self._ends_ns: int | None = None
        self._insists_until_ns = 0
        self._over = False
        self._engine = EngineSide(socket.socket(fileno=options["engine"]))
        self._reach = Reach(lambda why: self._engine.say("armed", why=why))
        self._osc = sockets.osc
        self._senders = Senders(options["osc_from"])
        self._http = HttpInput(sockets.http, self._selector, self._by_http, self._refused.count)
        self._woken = Woken()
        self._selector.register(self._engine.socket, selectors.EVENT_READ, self._from_engine)
        self._selector.register(self._woken.socket, selectors.EVENT_READ, lambda: None)
        self._selector.register(self._osc, selectors.EVENT_READ, self._by_osc)
        ports = sockets.ports()
        self._record.write(time.monotonic_ns(), "supervisor_started", **ports, priority=priority())
        self._engine.say("ready", **ports, trouble=self._record.trouble)

    def run(self) -> None:
        """Supervise.

        The system takes a process that goes first off for 50 ms when it has not rested in a second:
        it rests while rubbish comes in.
        """
        while not self._over:
            refused = self._refused.total
            now_ns = time.monotonic_ns()
            meant_ns = now_ns + max(0, min(self._left_ns(now_ns), _LOOK_NS))
            for key, _ in self._selector.select((meant_ns - now_ns) / 1e9):
                if key.fileobj is not self._engine.socket:
                    key.data()
            self._by_signal()
            self._from_engine()
            self._look(time.monotonic_ns(), meant_ns)
            if self._refused.total != refused:
                time.sleep(_REST_S)
        self._end()

    def _left_ns(self, now_ns: int) -> int:
        """How long until something is due, nanoseconds."""
        left_ns = self._watch.left_ns(now_ns) if self._watch.on else _LOOK_NS
        due_ns = self._reach.stopper.due_ns() if self._reach.stopper else None
        return left_ns if due_ns is None else min(left_ns, due_ns - now_ns)

    def _look(self, now_ns: int, meant_ns: int) -> None:
        """Do what is due."""
        if self._watch.trips(now_ns, now_ns - meant_ns):
            self._watch.disarm()
            self._stop(Asked("freeze", self._watch.silence(now_ns)))
        self._reach.look(now_ns)
        self._http.tidy(now_ns)
        if unheard := self._engine.unheard(now_ns - _ANSWER_NS):
            self._loudly(f"{unheard}; the engine does not answer")
        if counts := self._refused.due(now_ns):
            self._record.write(now_ns, "refused", **counts)
        if self._ends_ns is not None:
            if self._reach.stopper and now_ns < self._insists_until_ns:
                self._reach.stopper.insist(now_ns)
            self._over |= now_ns >= self._ends_ns

    def _stop(self, asked: Asked) -> Sent:
        """Stop the robot, then tell."""
        now_ns = time.monotonic_ns()
        sent = (
            self._reach.stopper.stop(asked.grade, now_ns) if self._reach.stopper else NOT_CONNECTED
        )
        before_ns = self._lately.get(asked, now_ns - _SAME_NS)
        self._lately = {each: at for each, at in self._lately.items() if now_ns - at < _SAME_NS}
        self._lately[asked] = now_ns
        if now_ns - before_ns < _SAME_NS:
            self._refused.count("repeated")
            return sent
        self._engine.stopped(asked, sent, now_ns)
        why = {"why": sent.why} if sent.why else {}
        self._record.write(
            now_ns, "stop", grade=asked.grade, origin=asked.origin, sent=sent.grade, **why
        )
        return sent

    def _loudly(self, what: str) -> None:
        self._record.write(time.monotonic_ns(), "fault", what=what)
        say_on_terminal(f"SUPERVISOR: {what}")

    def _from_engine(self) -> None:
        """Hear all that the engine has said."""
        if self._ends_ns is not None:
            return
        now_ns = time.monotonic_ns()
        while (said := self._engine.next_said()) is not None:
            if said.beat:
                self._watch.heard(said.beat, now_ns)
                continue
            match said.message["say"]:
                case "arm":
                    self._arm(said.message)
                case "goodbye":
                    self._record.write(now_ns, "goodbye")
                    self._over = True
                case "heard":
                    pass  # it was for the engine's side
                case _:
                    self._refused.count("link")
        if not self._over and (self._engine.gone or os.getppid() != self._parent):
            self._bereaved(now_ns)

    def _arm(self, message: dict[str, Any]) -> None:
        now_ns = time.monotonic_ns()
        arming = Arming.read(message)
        if arming is None:
            self._refused.count("link")
            return
        why = self._reach.open(arming, now_ns)
        if not why:
            self._watch.arm(now_ns, watch=arming.watch)
        way = {"host": arming.host, "port": arming.port}
        self._record.write(
            now_ns,
            "armed" if arming.watch else "reached",
            **({"command": arming.command} if arming.command else way),
            grades={asked: grade for asked, (grade, _) in arming.stops.items()},
            why=why,
        )

    def _bereaved(self, now_ns: int) -> None:
        """The engine has ended without a goodbye: stop what it moved, wait, and end."""
        self._selector.unregister(self._engine.socket)
        self._ends_ns = now_ns
        if not self._reach.stopper:
            self._record.write(now_ns, "fault", what="the engine has ended; no robot is connected")
        elif self._watch.ours:
            self._watch.disarm()
            sent = self._stop(Asked("freeze", "the engine has ended without a goodbye"))
            self._ends_ns += self._rest_ns
            self._insists_until_ns = now_ns + _INSIST_NS
            told = f"the robot was told to {sent.grade}" if sent.grade else f"no stop: {sent.why}"
            self._loudly(f"the engine has ended without a goodbye; {told}")
        else:
            what = "the engine has ended without a goodbye; the robot was out of its hands"
            self._loudly(what)

    def _by_osc(self) -> None:
        for _ in range(_AT_ONCE):
            try:
                datagram, sender = self._osc.recvfrom(65_536)
            except BlockingIOError:
                return
            except OSError:
                continue
            grade = asked_for(datagram)
            if grade and self._senders.lets(sender[0]):
                self._stop(Asked(grade, "osc"))
            else:
                self._refused.count("osc")

    def _by_http(self, grade: str) -> Sent:
        return self._stop(Asked(grade, "http"))

    def _by_signal(self) -> None:
        for number, times in self._woken.signals().items():
            if number == signal.SIGUSR1:
                self._stop(Asked("freeze", "SIGUSR1"))
            elif number in _ENDING and self._reach.stopper is None:
                self._over = True
            else:
                self._refused.count("signal", times)
                self._warn_of(number)

    def _warn_of(self, number: int) -> None:
        """Tell of the first of each signal that is not obeyed."""
        if number in self._warned:
            return
        self._warned.add(number)
        name = signal.strsignal(number) or "a signal"
        what = f"signal {number} ({name.lower()}) came, and asks for no stop"
        self._record.write(time.monotonic_ns(), "warning", what=what)

    def fail(self, error: Exception) -> None:
        """Say that a defect of ours ends it."""
        self._loudly(f"a defect has ended it: {type(error).__name__}: {error}")
        self._record.close(_CLOSING_PATIENCE_S)

    def _end(self) -> None:
        now_ns = time.monotonic_ns()
        if counts := self._refused.all():
            self._record.write(now_ns, "refused", **counts)
        longest_ms = self._watch.longest_ns // 1_000_000
        self._record.write(now_ns, "supervisor_ended", longest_silence_ms=longest_ms)
        self._engine.say("ended")
        self._http.close()
        self._reach.close()
        self._record.close(_CLOSING_PATIENCE_S)


def main() -> int:
    """Supervise until it is over."""
    options = json.loads(sys.argv[1])
    try:
        go_first()
        supervising = Supervising(options)
    except SocketTaken as taken:
        EngineSide(socket.socket(fileno=options["engine"])).say("failed", why=str(taken))
        return 1
    gc.collect()
    gc.freeze()
    try:
        supervising.run()
    except Exception as error:  # noqa: BLE001 — told as a defect; the show goes on
        supervising.fail(error)
        return 70
    return 0


if __name__ == "__main__":
    # Without cleaning up: a disk that hangs must not keep the process.
    os._exit(main())
