"""Whether all that is written can be spoken here."""

from collections.abc import Sequence

from moderator.cues.answers import Answer
from moderator.cues.checking import Checking, Path_
from moderator.cues.cue import Cue
from moderator.knowledge.template import names_in
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


def check_dialogues(cues: Sequence[tuple[Path_, Cue]], checking: Checking) -> None:
    """Tell of questions that are not in their answer's language, and of ways out in one alone."""
    for path, cue in cues:
        if cue.dialogue is None:
            continue
        here = (*path, "dialogue")
        for position, answer in enumerate(cue.dialogue.answers):
            _check_answer((*here, "answers", position), answer, checking)
        english = any(language_of(answer.say) == "en" for answer in cue.dialogue.answers)
        if english and all(language_of(line) == "zh" for line in cue.dialogue.deflect):
            what = "who asks in English and gets no answer is told so in Mandarin"
            checking.warning((*here, "deflect"), "one-language", what, "add a line in English")


def _check_answer(path: Path_, answer: Answer, checking: Checking) -> None:
    for way, question in enumerate(answer.zh.ask if answer.zh else ()):
        if language_of(question) != "zh":
            what, hint = "this is not in Mandarin", "write it in Chinese characters"
            checking.error((*path, "zh", "ask", way), "not-mandarin", what, hint)
    forms = (((), answer), (("zh",), answer.zh))
    for key, form in ((key, form) for key, form in forms if form and form.if_stale):
        said = names_in(form.say)
        for name in names_in(form.if_stale or ""):
            source = name.partition(".")[0]
            if name in said and source in checking.materials.sources:
                what = f"where {source} is silent, {{{name}}} cannot be said here either"
                hint = "say without it that nobody knows"
                checking.warning((*path, *key, "if_stale"), "silent-too", what, hint)
