"""What renders speech, as it was asked for on the command line."""

from collections.abc import Callable

from moderator.errors import NoSpeechEngine
from moderator.voice.render import Renderer
from moderator.voice.silent import SilentRenderer
from moderator.voice.speech_engine import BUNDLED, SILENT


def renderer_for(speech: str | None, tell: Callable[[str], object] | None = None) -> Renderer:
    """What renders speech.

    Args:
        speech: the engine that was asked for; None for the bundled one.
        tell: told that lines are silent, where nobody asked for an engine and there is none; the
            want of one is an error when left out.

    Raises:
        NoSpeechEngine: there is none.
    """
    if speech == SILENT:
        return SilentRenderer()
    try:
        return Renderer(engine=speech or BUNDLED)
    except NoSpeechEngine as error:
        if speech or tell is None:
            raise
        tell(f"{error.message}: lines are silent and as long as estimated — {error.hint}")
        return SilentRenderer()
