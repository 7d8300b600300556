"""Whether the voices that a show names are there, and speak its languages."""

from moderator.cues.checking import Checking, Path_
from moderator.cues.voices import VoiceWritten
from moderator.errors import NoSpeechEngine
from moderator.show.model import Show
from moderator.values.language import Language
from moderator.voice.neural_voice import (
    HOW_TO_INSTALL,
    MODEL,
    NEURAL,
    NEURAL_LANGUAGES,
    neural_language,
    neural_missing,
)

_IN_WORDS = {"en": "English", "zh": "Mandarin"}


def check_voices(show: Show, checking: Checking) -> None:
    """Tell of neural voices that are not there, and of a language that has none."""
    written = (
        (("defaults", "voice"), show.defaults.voice),
        *((("voices", name), voice) for name, voice in show.voices.items()),
    )
    speak = {path: _check(path, voice, checking) for path, voice in written if voice.neural}
    for path, language in speak.items():
        of_show: Language = "zh" if path == ("voices", "zh") else "en"
        if language not in (None, of_show) and path[-1] in {"voice", "zh"}:
            what = f"this voice speaks {_IN_WORDS.get(language, language)}"
            hint = f"name one that speaks {_IN_WORDS[of_show]}"
            checking.warning((*path, "neural"), "other-language", what, hint)
    _check_language(checking)


def _check(path: Path_, voice: VoiceWritten, checking: Checking) -> str | None:
    """Check a neural voice; returns the language that it speaks, None where nobody knows."""
    assert voice.neural is not None
    here = (*path, "neural")
    if voice.neural.endswith(MODEL):
        if checking.file(here, voice.neural) is None:
            return None
    elif voice.neural != NEURAL:
        hint = f"{NEURAL}, or the path of a Piper model, NAME{MODEL}"
        what = f"there is no neural voice {voice.neural!r}"
        checking.error(here, "unknown-voice", what, hint)
        return None
    settings = voice.settings(checking.materials.folder_of(voice.neural))
    try:
        language = neural_language(settings.neural)
    except NoSpeechEngine as error:
        checking.error(here, "bad-voice", error.message, error.hint)
        return None
    if missing := neural_missing(settings.neural):
        what = f"{missing} is not installed: {voice.voice} stands in"
        checking.warning(here, "no-neural-voice", what, HOW_TO_INSTALL)
    return language


def _check_language(checking: Checking) -> None:
    """Tell of a show in a language for which there is no better voice than the default's."""
    named = checking.materials.voices["zh"].neural
    if checking.materials.language == "zh" and "zh" not in NEURAL_LANGUAGES and not named:
        what = "this show is in Mandarin, for which the default's voice is all there is"
        hint = f"name a Piper voice: voices: {{zh: {{neural: NAME{MODEL}}}}}, or record its lines"
        checking.warning(("show",), "no-better-voice", what, hint)
