"""What renders speech, as it was asked for on the command line."""

from collections.abc import Callable

from moderator.errors import NoSpeechEngine
from moderator.voice.neural import NeuralRenderer
from moderator.voice.neural_voice import NEURAL
from moderator.voice.render import Renderer
from moderator.voice.silent import SilentRenderer
from moderator.voice.speech_engine import BUNDLED, SILENT, SYSTEM

_EVERYWHERE = "neural"
_AT_ONCE_S = 4.0
"""A line that is wanted at once is not waited for any longer: what stands in says it."""

Tell = Callable[[str], object]


def renderer_for(
    speech: str | None, tell: Tell, *, or_silent: bool = True, live: bool = False
) -> Renderer:
    """What renders speech.

    Args:
        speech: the engine that was asked for: one for all lines, or a neural voice for lines in
            its language; None for those that the show names, and the bundled one.
        tell: told what stands in for what.
        or_silent: whether lines are silent where nobody asked for an engine and there is none; the
            want of one is an error otherwise.
        live: whether somebody waits for lines that are wanted at once.

    Raises:
        NoSpeechEngine: there is none.
    """
    if speech == SILENT:
        return SilentRenderer()
    if speech in {BUNDLED, SYSTEM}:
        return Renderer(engine=speech)
    everywhere = NEURAL if speech == _EVERYWHERE else speech or ""
    try:
        patience_s = _AT_ONCE_S if live else None
        return NeuralRenderer(everywhere=everywhere, patience_s=patience_s, tell=tell)
    except NoSpeechEngine as error:
        if speech or not or_silent:
            raise
        tell(f"{error.message}: lines are silent and as long as estimated — {error.hint}")
        return SilentRenderer()
