"""Where words sound: the robot's own voice, or the show computer where it has none."""

import asyncio

from moderator.engine.doing import known, until
from moderator.engine.played import Played
from moderator.robot import Capabilities, Handle, Robot, Support
from moderator.values.sound import Sound
from moderator.voice.play import Order, Player


class Voicing:
    """Begins the sound of words.

    Args:
        robot: whose voice is used where it has one.
        player: plays on the show computer where it has none.
        can: what the robot can do.
    """

    def __init__(self, robot: Robot, player: Player, can: Capabilities) -> None:
        self._robot = robot
        self._player = player
        self._ours = can.voice is Support.NONE

    def begin(self, sound: Sound) -> Handle | Played:
        """Have it begin now."""
        if self._ours:
            return Played(self._player.play(Order(sound)))
        return self._robot.say(sound)

    async def begin_at(self, starts_s: float, sound: Sound) -> Handle | Played | None:
        """Have it begin at a time of the loop; returns then.

        The show computer has it before, so that it begins on the sample; None where it is still to
        be begun: a robot is told at the time.
        """
        ahead = Played(self._player.play(Order(sound), starts_s)) if self._ours else None
        try:
            await until(starts_s)
        except BaseException:
            if ahead:
                ahead.cancel()
                await ahead.outcome()
            raise
        return ahead


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
