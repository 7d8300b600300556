"""The show, to all who watch: a snapshot, then numbered patches, and now and then how it is."""

import asyncio
import secrets
import time
from collections.abc import Iterable
from dataclasses import asdict, replace
from typing import Any

from moderator.console.remote.current import CurrentBoard
from moderator.console.remote.frame import frame
from moderator.console.remote.json_text import figure, to_json
from moderator.console.remote.merge_patch import merge_patch, without_nulls
from moderator.console.remote.times import ExpectedTimes
from moderator.console.remote.watcher import ENDED, Watcher
from moderator.console.remote.wire import ShowState
from moderator.console.told import Told
from moderator.engine.causes import in_a_line
from moderator.engine.conductor import Conductor
from moderator.engine.moves import Moves
from moderator.engine.parts import Parts
from moderator.journal.board import Board
from moderator.robot import RobotState
from moderator.values.duration import seconds

_PATCHES_EVERY_S = 0.033
_LIVE_EVERY_S = 1.0
_PULSE_EVERY_S = 0.25
"""Whoever hears nothing for a second knows that what they see is old."""


class LiveFeed:
    """Sends every watcher what changes. Messages are made once, whoever many they are for.

    Args:
        parts: the run's parts.
        conductor: says why GO would do nothing.
        current: the show as the record has it.
    """

    def __init__(self, parts: Parts, conductor: Conductor, current: CurrentBoard) -> None:
        self.epoch = secrets.token_hex(8)
        self._parts = parts
        self._conductor = conductor
        self._current = current
        self._watchers: list[Watcher] = []
        self._times = ExpectedTimes(parts)
        self._sent = Board()
        self._sent_json: dict[str, Any] = _plain(self._sent)

    @property
    def watching(self) -> int:
        """How many watch."""
        return len(self._watchers)

    def join(self, watcher: Watcher) -> None:
        """Send a watcher a snapshot, and what changes from there on."""
        self._bring_up_to_date()
        self.send_snapshot(watcher)
        self._watchers.append(watcher)

    def leave(self, watcher: Watcher) -> None:
        """Send a watcher nothing more."""
        self._watchers = [other for other in self._watchers if other is not watcher]

    def close(self) -> None:
        """Have everybody leave: the show has ended."""
        self._bring_up_to_date()
        for watcher in self._watchers:
            watcher.leave(ENDED)

    def send_snapshot(self, watcher: Watcher) -> None:
        """Send a watcher the show as it is known to all of them."""
        state = ShowState(epoch=self.epoch, n=self._sent.n, board=self._sent_json)
        watcher.put(frame(to_json({"type": "snapshot", **state.model_dump()})))
        watcher.put(frame(_record(self._current.told)))
        watcher.put(frame(self._live(anew=True)))

    def state(self) -> ShowState:
        """The show as it is now."""
        board = self._current.now()
        return ShowState(epoch=self.epoch, n=board.n, board=_plain(board))

    async def run(self) -> None:
        """Send what changes until the task is cancelled."""
        loop = asyncio.get_running_loop()
        live_at = pulse_at = loop.time()
        while True:
            await asyncio.sleep(_PATCHES_EVERY_S)
            if not self._watchers or not self._current.reached():
                continue
            self._bring_up_to_date()
            if loop.time() >= live_at:
                live_at = loop.time() + _LIVE_EVERY_S
                pulse_at = loop.time() + _PULSE_EVERY_S
                self._tell(self._live())
            elif loop.time() >= pulse_at:
                pulse_at = loop.time() + _PULSE_EVERY_S
                self._tell(to_json({"type": "pulse", "n": self._sent.n, **self._now()}))

    def _bring_up_to_date(self) -> None:
        """Send what has changed since the last time, if anything has."""
        board, before = self._current.now(), self._sent
        if board is before:
            return
        after = _plain(board, before, self._sent_json)
        if self._watchers:
            patch = merge_patch(self._sent_json, after)
            told = {"type": "patch", "epoch": self.epoch, "after": before.n, "n": board.n}
            self._tell(to_json({**told, "patch": patch}))
            if lines := [line for line in self._current.told if line.n > before.n]:
                self._tell(_record(lines))
        self._sent, self._sent_json = board, after

    def _tell(self, message: str) -> None:
        once = frame(message)
        for watcher in self._watchers:
            watcher.put(once)

    def _live(self, *, anew: bool = False) -> str:
        """How things are that are in no entry.

        Args:
            anew: whether all expected times are told, not only those that have changed.
        """
        told: dict[str, Any] = {"type": "live", "epoch": self.epoch, "n": self._sent.n}
        told |= self._now()
        try:
            told["no_go"] = self._conductor.refusal()
            told["checks"] = [asdict(check) for check in self._conductor.checks()]
            told["robot"] = _robot(self._parts.robot.state())
        except Exception as error:  # noqa: BLE001 — whatever an adapter does, the show is watched
            told["no_go"] = told["robot"] = f"the robot's state cannot be read: {in_a_line(error)}"
        told["time"] = f"{self._parts.clock.date():%H:%M:%S}"
        told["over_s"] = round(seconds(self._conductor.over_ns()), 1)
        told |= self._times.told(anew=anew)
        told["record"] = self._parts.journal.trouble
        ears = self._parts.ears
        told["ears"] = {"open": ears.open, "held": list(ears.held), "trouble": ears.trouble}
        return to_json(told)

    def _now(self) -> dict[str, Any]:
        """The record's clock, and the wall's: one may run quicker; and how far motions are."""
        return {
            "at_s": round(seconds(self._parts.clock.now_ns()), 3),
            "clock_s": round(time.monotonic(), 3),
            "progress": _progress(self._parts.moves),
        }


def _progress(moves: Moves) -> list[dict[str, Any]]:
    """How far the robot is in each motion that a cue makes."""
    try:
        return [{**asdict(each), "share": figure(each.share)} for each in moves.progress()]
    except Exception:  # noqa: BLE001 — whatever an adapter does, the show is watched
        return []


def _record(lines: Iterable[Told]) -> str:
    """The last entries in words; whoever has those before adds them."""
    return to_json({"type": "record", "lines": [asdict(line) for line in lines]})


def _robot(state: RobotState) -> dict[str, Any]:
    return {
        "standing": state.standing,
        "link": state.link,
        "moving": state.moving,
        "fault": state.fault,
        **{
            key: None if value is None else figure(value)
            for key, value in (
                ("battery", state.battery),
                ("temperature_c", state.temperature_c),
                ("tracking_error_rad", state.tracking_error_rad),
                ("tilt_rad", state.tilt_rad),
                ("age_s", state.age_s),
            )
        },
    }


def _plain(
    board: Board, before: Board | None = None, before_json: dict[str, Any] | None = None
) -> dict[str, Any]:
    """A board as plain data; what may be long and has not changed is taken from the one before."""
    plain: dict[str, Any] = without_nulls(replace(board, outcomes={}, began={}).as_json())
    for key in ("outcomes", "began"):
        now = getattr(board, key)
        same = before_json and now is getattr(before, key)
        plain[key] = before_json[key] if before_json and same else dict(now)
    return plain
