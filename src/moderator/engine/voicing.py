"""Where words sound: the robot's own voice, or the show computer where it has none."""

import asyncio

from moderator.engine.doing import known, until
from moderator.engine.played import Played
from moderator.robot import Capabilities, Handle, Robot, Support
from moderator.values.duration import NS_PER_S
from moderator.values.sound import Sound
from moderator.voice.master import Master
from moderator.voice.play import NullPlayer, Order


class Voicing:
    """Begins the sound of words.

    Args:
        robot: whose voice is used where it has one.
        player: plays on the show computer where it has none, and knows whether all is muted.
        can: what the robot can do.
    """

    def __init__(self, robot: Robot, player: Master, can: Capabilities) -> None:
        self._robot = robot
        self._player = player
        self._unheard = NullPlayer()
        self._ours = can.voice is Support.NONE
        self._latency_s = can.voice_latency_ns / NS_PER_S

    def begin(self, sound: Sound) -> Handle | Played:
        """Have it begin now."""
        if self._ours:
            return Played(self._player.play(Order(sound)))
        if self._player.muted:
            return Played(self._unheard.play(Order(sound)))
        return self._robot.say(sound)

    async def begin_at(self, starts_s: float | None, sound: Sound) -> Handle | Played | None:
        """Have it heard from a time of the loop on, or as soon as may be; returns then.

        The show computer has it before, so that it begins on the sample; a robot is told as much
        earlier as its voice is late. None where it is still to be begun.
        """
        ahead: Handle | Played | None = None
        if self._ours and starts_s is not None:
            ahead = Played(self._player.play(Order(sound), starts_s))
        elif self._latency_s:
            ahead, starts_s = await self._told_ahead(starts_s, sound)
        if starts_s is None:
            return None
        try:
            await until(starts_s)
        except BaseException:
            if ahead:
                ahead.cancel()
                await ahead.outcome()
            raise
        return ahead

    async def _told_ahead(self, starts_s: float | None, sound: Sound) -> tuple[Handle, float]:
        """Tell the robot before it is to be heard; what it says, and when that is heard."""
        if starts_s is not None:
            await until(starts_s - self._latency_s)
        heard_s = asyncio.get_running_loop().time() + self._latency_s
        return self._robot.say(sound), max(heard_s, starts_s or heard_s)


async def to_its_end(speech: Handle | Played, *, at_once: bool) -> None:
    """Wait for the end of words that are not wanted any more.

    Args:
        speech: the words.
        at_once: whether they are cut off, or may come to their end by themselves; they are cut off
            then too when the waiting is cancelled.
    """
    if at_once:
        speech.cancel()
    try:
        known(await speech.outcome())
    except asyncio.CancelledError:
        speech.cancel()
        known(await speech.outcome())
        raise
