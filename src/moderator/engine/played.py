"""Sound on the show computer, where the robot has no voice of its own."""

from moderator.errors import ModeratorError
from moderator.robot import Outcome
from moderator.voice.play import Playing


class Played:
    """A sound on the show computer, seen as the robot's own speech is.

    Args:
        playing: the sound.
    """

    def __init__(self, playing: Playing) -> None:
        self._playing = playing

    def cancel(self) -> None:
        """Silence it."""
        self._playing.kill()

    async def outcome(self) -> Outcome:
        """Wait for its end."""
        try:
            whole = await self._playing.wait()
        except ModeratorError as error:
            return Outcome.aborted("sound", error.message)
        return Outcome.succeeded() if whole else Outcome.cancelled()
