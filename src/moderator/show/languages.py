"""Whether all that is written can be spoken here."""

from collections.abc import Sequence

from moderator.cues.checking import Checking, Path_
from moderator.cues.cue import Cue
from moderator.values.language import has_mandarin, language_of

_HINT = "pip install 'moderator[zh]'"


def check_languages(cues: Sequence[tuple[Path_, Cue]], checking: Checking) -> None:
    """Tell, once, that the show speaks Mandarin and that what it takes is not installed.

    A dialogue can do without: whoever asks in Mandarin then gets no answer in it.
    """
    if has_mandarin():
        return
    for path, cue in cues:
        lines = (line for action in cue.actions() for line in action.must_say())
        if any(language_of(line) == "zh" for line in lines):
            what = "this cue speaks Mandarin, and what that takes is not installed"
            checking.error((*path, "cue"), "no-mandarin", what, _HINT)
            return
    for path, cue in cues:
        if cue.dialogue and any(answer.zh for answer in cue.dialogue.answers):
            what = "its answers in Mandarin are left out: what they take is not installed"
            checking.warning((*path, "cue"), "no-mandarin", what, _HINT)
            return
