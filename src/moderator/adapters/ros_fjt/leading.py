"""Sending the way ahead: a goal whenever it is another, and before the last one is used up."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from moderator.adapters.ros_fjt import wire
from moderator.adapters.ros_fjt.joints import Group, Names
from moderator.adapters.ros_fjt.window import STEP_S, Window, sampled
from moderator.adapters.rosbridge import Action, Goal, GoalEnd, GoalResult, LinkLost
from moderator.adapters.wired.far_side import Told
from moderator.body.table import Joint

_LOOKS_EVERY_S = 0.02
_LOOKS_AHEAD_S = (STEP_S, 0.25, 1.0)
_OTHER_RAD = 0.002
"""A way that leads so far from what was sent is another; a tenth of what an audience sees."""
_LATE_S = 3.0
"""How much later than its last knot a goal's end may be told: the controller's patience, and ours
with the network."""


class Leading:
    """Keeps the robot's controllers told.

    Args:
        actions: the action server of each group.
        names: what the config says of its joints.
        joints: those that are steered, in our order.
        ros: 1 or 2.
        ahead_s: how far ahead they are told, seconds.
        ended: told the end of a goal that was neither replaced nor ended by us.
    """

    def __init__(
        self,
        actions: Mapping[Group, Action],
        names: Names,
        joints: Sequence[Joint],
        ros: int,
        ahead_s: float,
        ended: Callable[[Group, GoalResult], None],
    ) -> None:
        self._actions = actions
        self._names = names
        self._joints = joints
        self._ros = ros
        self._ahead_s = ahead_s
        self._ended = ended
        self._told: Told | None = None
        self._sent: Window | None = None
        self._goals: dict[Group, Goal] = {}
        self._ends: set[asyncio.Task[None]] = set()
        self._next: asyncio.TimerHandle | None = None

    def begin(self, told: Told) -> None:
        """Lead the joints from now on; moves nothing where they are to be where they are."""
        self._told, self._sent = told, None
        self._look_again()

    def look(self) -> None:
        """Send the way ahead, if it is another than was sent or that is nearly used up."""
        if self._told is None:
            return
        now_s = asyncio.get_running_loop().time()
        if self._is_other(self._told, now_s):
            self._send(sampled(self._told, self._joints, now_s, self._ahead_s))

    def end(self) -> None:
        """Lead them no more; controllers hold where they are."""
        self._told = None
        if self._next:
            self._next.cancel()
            self._next = None
        goals, self._goals = self._goals, {}
        for goal in goals.values():
            try:
                goal.cancel()
            except LinkLost:
                return  # they come to rest at the end of what they were sent

    async def close(self) -> None:
        """Wait for no end any more."""
        self.end()
        for task in self._ends:
            task.cancel()
        await asyncio.gather(*self._ends, return_exceptions=True)

    def _look_again(self) -> None:
        self.look()
        if self._told is not None:
            loop = asyncio.get_running_loop()
            self._next = loop.call_later(_LOOKS_EVERY_S, self._look_again)

    def _is_other(self, told: Told, now_s: float) -> bool:
        sent = self._sent
        if sent is None:
            return True
        if sent.cut and now_s > sent.true_until_s - self._ahead_s / 2:
            return True
        for ahead_s in _LOOKS_AHEAD_S:
            at_s = min(now_s + ahead_s, sent.true_until_s)
            there, told_there = sent.at(at_s), told.pose(at_s)
            if any(abs(told_there[joint] - there[joint]) > _OTHER_RAD for joint in there):
                return True
        return False

    def _send(self, window: Window) -> None:
        self._sent = window
        lasts_s = window.times_s[-1] + _LATE_S
        for group, action in self._actions.items():
            try:
                goal = action.send(wire.goal(window, group, self._names, self._ros))
            except LinkLost:
                self.end()  # whoever watches the link tells it
                return
            self._goals[group] = goal
            task = asyncio.create_task(self._wait(group, goal, lasts_s))
            self._ends.add(task)
            task.add_done_callback(self._ends.discard)

    async def _wait(self, group: Group, goal: Goal, lasts_s: float) -> None:
        try:
            async with asyncio.timeout(lasts_s):
                result = await goal.result()
        except TimeoutError:
            why = f"{group.action} has not said how the goal ended"
            result = GoalResult(GoalEnd.UNKNOWN, why=why)
            goal.end(result)
        if self._goals.get(group) is goal:
            del self._goals[group]
            self._ended(group, result)
