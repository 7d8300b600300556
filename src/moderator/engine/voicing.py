"""Where words sound: the robot's own voice, or the show computer where it has none."""

from moderator.engine.doing import until
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
