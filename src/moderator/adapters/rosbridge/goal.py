"""One goal of an action under way, the same for ROS 1 and ROS 2."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from moderator.adapters.rosbridge.trouble import LinkLost

CANCEL_WITHIN_S = 2.0
"""How long a goal that was cancelled may take to tell its end; assumed."""
_AGAIN_S = 0.1


class GoalEnd(StrEnum):
    """How a goal ended."""

    SUCCEEDED = "succeeded"
    CANCELED = "canceled"
    ABORTED = "aborted"
    REJECTED = "rejected"
    UNKNOWN = "unknown"
    """Nobody said."""


@dataclass(frozen=True)
class GoalResult:
    """What is known of a goal that has ended.

    Attributes:
        end: how.
        values: the action's result message; empty where there is none.
        why: words of the server, or why nobody knows.
    """

    end: GoalEnd
    values: Mapping[str, Any] = field(default_factory=dict)
    why: str = ""


class Goal:
    """A goal that was sent.

    Args:
        ident: its id, ours.
        send_cancel: sends the request to cancel it.
        feedback: given each feedback message.
    """

    def __init__(
        self,
        ident: str,
        send_cancel: Callable[[], None],
        feedback: Callable[[Mapping[str, Any]], None],
    ) -> None:
        self.ident = ident
        self.feedback = feedback
        self._send_cancel = send_cancel
        self._loop = asyncio.get_running_loop()
        self._ended: asyncio.Future[GoalResult] = self._loop.create_future()
        self._timer: asyncio.TimerHandle | None = None
        self._again: asyncio.TimerHandle | None = None
        self._cancelled = False

    @property
    def ended(self) -> GoalResult | None:
        """How it ended; None while it goes on."""
        return self._ended.result() if self._ended.done() else None

    def cancel(self, within_s: float = CANCEL_WITHIN_S) -> None:
        """Ask the server to end it, until it has; unknown when it says nothing in that time.

        It is asked again and again because rosbridge of ROS 2 loses what comes too early.

        Idempotent, and nothing happens once it has ended.

        Raises:
            LinkLost: the request could not leave.
        """
        if self._cancelled or self._ended.done():
            return
        self._cancelled = True
        self.unknown_in(within_s, f"it did not say how it ended {within_s:g} s after a cancel")
        self._send_cancel()
        self._again = self._loop.call_later(_AGAIN_S, self._cancel_again)

    def _cancel_again(self) -> None:
        try:
            self._send_cancel()
        except LinkLost:
            return  # its end is unknown
        self._again = self._loop.call_later(_AGAIN_S, self._cancel_again)

    def end(self, result: GoalResult) -> None:
        """Tell everybody who waits. The first end counts."""
        for timer in (self._timer, self._again):
            if timer:
                timer.cancel()
        if not self._ended.done():
            self._ended.set_result(result)

    def unknown_in(self, in_s: float, why: str) -> None:
        """Its end is unknown unless it is told within that time, or this is put off."""
        self.put_off()
        self._timer = self._loop.call_later(in_s, self.end, GoalResult(GoalEnd.UNKNOWN, why=why))

    def put_off(self) -> None:
        """It lives: wait for its end for ever."""
        if self._timer:
            self._timer.cancel()
            self._timer = None

    @property
    def cancelled(self) -> bool:
        """Whether it was asked to end before its time."""
        return self._cancelled

    async def result(self) -> GoalResult:
        """Wait for its end; `UNKNOWN` when the link is lost. Any number may wait."""
        return await asyncio.shield(self._ended)
