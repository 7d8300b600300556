"""How the robot listens: it looks at the speaker, now and then at the hall, and nods."""

import asyncio
from collections.abc import Callable, Coroutine
from random import Random
from typing import Any

from moderator.cues.stage import Stage
from moderator.robot import Outcome
from moderator.values.duration import NS_PER_S

_APART_S = (7.0, 24.0)
"""Between two of them."""
_LONGEST_NS = 9 * NS_PER_S
"""None takes longer; none begins that would not be over by then."""
_HALL_DEG = (12.0, 22.0)
_SHIFT_DEG = (2.0, 5.0)
_NOD_DEG = (5.0, 9.0)
_NOD_S = (0.45, 0.65)
_AT_HALL_S = (1.2, 3.0)


class Attention:
    """Small movements of one who listens, never twice the same one in a row.

    Args:
        stage: the talk's.
        bearing: where the speaker stands, degrees to the left.
    """

    def __init__(self, stage: Stage, bearing: float) -> None:
        self._stage = stage
        self._bearing = bearing
        self._draw: Random = stage.stream("attention")
        self._last: Callable[[], Coroutine[Any, Any, Outcome]] | None = None

    async def pay(self, until_ns: int | None) -> None:
        """Listen until cancelled; nothing is under way any more by a moment.

        Args:
            until_ns: the moment, on the show's clock; None where there is none.
        """
        while True:
            apart_ns = round(self._draw.uniform(*_APART_S) * NS_PER_S)
            await self._stage.until(self._stage.now_ns() + apart_ns)
            late = until_ns is not None and self._stage.now_ns() + _LONGEST_NS > until_ns
            if late or not (await self._one()).ok:
                await asyncio.get_running_loop().create_future()

    async def _one(self) -> Outcome:
        ways = [way for way in (self._nod, self._hall, self._shift) if way != self._last]
        self._last = self._draw.choice(ways)
        return await self._last()

    async def _nod(self) -> Outcome:
        down_deg, in_s = self._draw.uniform(*_NOD_DEG), self._draw.uniform(*_NOD_S)
        outcome = Outcome.succeeded()
        for _ in range(self._draw.choice((1, 1, 2))):
            for down in (down_deg, 0.0):
                outcome = await self._stage.look(self._bearing, down_deg=down, in_s=in_s)
                if not outcome.ok:
                    return outcome
        return outcome

    async def _hall(self) -> Outcome:
        """Away from the speaker, towards the middle of the hall."""
        side = -1.0 if self._bearing > 0 else 1.0 if self._bearing < 0 else self._side()
        away = self._bearing + side * self._draw.uniform(*_HALL_DEG)
        stays_ns = round(self._draw.uniform(*_AT_HALL_S) * NS_PER_S)
        outcome = await self._stage.look(away)
        if outcome.ok:
            await self._stage.until(self._stage.now_ns() + stays_ns)
            outcome = await self._stage.look(self._bearing)
        return outcome

    async def _shift(self) -> Outcome:
        return await self._stage.look(
            self._bearing + self._side() * self._draw.uniform(*_SHIFT_DEG)
        )

    def _side(self) -> float:
        return self._draw.choice((-1.0, 1.0))
