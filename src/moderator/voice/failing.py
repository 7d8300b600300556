"""A renderer that fails when it is told to, as its worker does when it does not answer."""

from collections.abc import Callable

from moderator.errors import SpeechFailed
from moderator.faults import Fault
from moderator.values.sound import Sound
from moderator.voice.line import Line
from moderator.voice.render import Renders


class FailingRenderer:
    """Renders as another does, while nothing is wrong.

    Args:
        renders: the other.
    """

    def __init__(self, renders: Renders) -> None:
        self._renders = renders
        self._down = ""

    @property
    def render(self) -> Callable[[Line], Sound]:
        """The other's; what is wrong when it is asked counts, not when a thread comes to it."""
        down = self._down

        def refuse(_: Line) -> Sound:
            raise SpeechFailed(down)

        return refuse if down else self._renders.render

    @property
    def trouble(self) -> str:
        """What is wrong now."""
        return self._down or self._renders.trouble

    @property
    def standing_in(self) -> str:
        """As the other has it."""
        return self._renders.standing_in

    def look(self) -> None:
        """As the other does."""
        self._renders.look()

    def come(self, fault: Fault) -> None:
        """It answers no more."""
        self._down = fault.in_words

    def go(self, _: Fault) -> None:
        """It does again."""
        self._down = ""
