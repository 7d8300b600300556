"""What `check` says of recordings: of other words, of odd lengths, with marks that no line has."""

from collections.abc import Sequence
from dataclasses import replace
from textwrap import shorten

from moderator.cues.checking import Checking
from moderator.cues.recording import Recording
from moderator.document import Document, Problems
from moderator.show.lengths import Estimated
from moderator.show.script.recordings import recordings_document, sound_hash
from moderator.show.script.sentences import Sentence
from moderator.show.script.spoken_from import of_other_words
from moderator.values.duration import NS_PER_S, format_clock
from moderator.values.wav_header import wav_file_length_ns
from moderator.voice.line import split_marks

_SHORTEST, _LONGEST = 0.4, 2.5
"""Against the estimate: nobody reads aloud so fast, or so slowly."""
_PAUSE_NS = 2 * NS_PER_S
"""What silence at its ends may add."""
_SHOWN = 50


def check_recordings(sentences: Sequence[Sentence], checking: Checking) -> None:
    """Warn of recordings that are of other words, of odd lengths, and of marks that no line has."""
    recordings = checking.materials.recordings
    document = recordings_document(checking.materials.folder, Problems()) if recordings else None
    if document is None:
        return
    by_hash = {sentence.hash: sentence for sentence in sentences}
    was_of = of_other_words(recordings, sentences)
    for position, (words, recording) in enumerate(recordings.items()):
        here = ("recordings", position)
        if sentence := by_hash.get(words):
            _check_one(recording, sentence, document, here, checking)
            continue
        hint = "record the line anew, or take this out"
        if of := was_of[words]:
            shown = shorten(of.words, _SHOWN, placeholder=" …")
            hint = f"cue {of.cue.cue}, {of.kind}, now says {shown!r}: record it anew"
        what = f"{recording.file!r} is of words that no line has"
        checking.problems.warning(document.place(*here, "text"), "other-words", what, hint)


def _check_one(
    recording: Recording,
    sentence: Sentence,
    document: Document,
    here: tuple[str | int, ...],
    checking: Checking,
) -> None:
    materials = checking.materials
    length = wav_file_length_ns(materials.folder / recording.file)
    usual = Estimated(replace(materials, recordings={})).line_ns(sentence.text)
    if not usual * _SHORTEST <= length <= usual * _LONGEST + _PAUSE_NS:
        what = f"it lasts {format_clock(length)}, and its words about {format_clock(usual)}"
        place = document.place(*here, "file")
        checking.problems.warning(place, "odd-length", what, "listen to it: is it this line?")
    if recording.sound not in (None, sound_hash(materials.folder / recording.file)):
        what = f"{recording.file!r} was changed since it was taken in"
        hint = "listen to it, and take it in again: moderator script SHOW --recorded FOLDER"
        checking.problems.warning(document.place(*here, "sound"), "other-sound", what, hint)
    marks = [name for name, _ in split_marks(sentence.text)[1]]
    for mark in recording.marks:
        if mark not in marks:
            place = document.key_place(*here, "marks", mark)
            what = f"the line has no mark {mark!r}"
            hint = f"its marks: {', '.join(marks)}" if marks else "leave it out"
            checking.problems.warning(place, "unused-mark", what, hint)
