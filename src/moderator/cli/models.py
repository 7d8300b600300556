"""The language model that a show asks, where one is asked at all."""

from collections.abc import Callable

from moderator.errors import CannotStart
from moderator.knowledge.language_model import LanguageModel
from moderator.show.model import Show


def model_for(show: Show, tell: Callable[[str], object]) -> LanguageModel | None:
    """What asks it; None where the show has none, or its packages are not installed.

    Args:
        show: what is written.
        tell: told once of packages that are wanted.
    """
    cues = (*(cue for act in show.acts for cue in act.cues), *show.hot)
    written = [cue.dialogue.model for cue in cues if cue.dialogue and cue.dialogue.model]
    if not written:
        return None
    try:
        return LanguageModel(model.asked() for model in written)
    except CannotStart as error:
        tell(str(error))
        return None
