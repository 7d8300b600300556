"""What each line of the script is spoken from: a recording, or the rendered voice."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from moderator.cues.materials import Materials
from moderator.cues.recording import Recording
from moderator.knowledge.template import names_in
from moderator.show.script.sentences import Sentence

SpokenAs = Literal["recorded", "of other words", "rendered", "never recorded"]

_LIKE = 60.0
"""Of a hundred, as rapidfuzz counts."""


@dataclass(frozen=True)
class SpokenFrom:
    """What a line is spoken from.

    Attributes:
        sentence: the line.
        state: `of other words` is a line whose words were changed since they were recorded, which
            is rendered; one with facts that are known only when it is spoken is never recorded.
        file: the recording, that of the words before them too; empty where there is none.
        name: what a recording is called that is to be taken in, without its ending.
    """

    sentence: Sentence
    state: SpokenAs
    file: str
    name: str


def spoken_from(sentences: Sequence[Sentence], materials: Materials) -> Mapping[str, SpokenFrom]:
    """What each line is spoken from, by the hash of its words; of lines alike the first tells."""
    recordings = materials.recordings
    before = {
        sentence.hash: recordings[words].file
        for words, sentence in of_other_words(recordings, sentences).items()
        if sentence
    }
    found: dict[str, SpokenFrom] = {}
    for name, sentence in _named(sentences):
        if any(fact in materials.live for fact in names_in(sentence.text)):
            of: tuple[SpokenAs, str] = "never recorded", ""
        elif sentence.recording:
            of = "recorded", sentence.recording
        else:
            file = before.get(sentence.hash, "")
            of = ("of other words" if file else "rendered"), file
        found.setdefault(sentence.hash, SpokenFrom(sentence, *of, name))
    return found


def of_other_words(
    recordings: Mapping[str, Recording], sentences: Sequence[Sentence]
) -> Mapping[str, Sentence | None]:
    """Recordings whose words no line has, by their hash, and the line of each that was changed."""
    hashes = {sentence.hash for sentence in sentences}
    return {
        words: _in_its_place(recording, sentences) or _likest(recording, sentences)
        for words, recording in recordings.items()
        if words not in hashes
    }


def _in_its_place(recording: Recording, sentences: Sequence[Sentence]) -> Sentence | None:
    """The line that stands where a recording was taken in, if it has no recording of its own."""
    place = (recording.cue, recording.line)
    there = (each for each in sentences if (each.cue.cue, each.kind) == place)
    return next((each for each in there if not each.recording), None)


def _likest(recording: Recording, sentences: Sequence[Sentence]) -> Sentence | None:
    """The sentence that is most like what was recorded, if any is like it at all."""
    from rapidfuzz import process

    words = [sentence.words for sentence in sentences]
    found = process.extractOne(recording.text, words, score_cutoff=_LIKE)
    return sentences[found[2]] if found else None


def _named(sentences: Sequence[Sentence]) -> Iterator[tuple[str, Sentence]]:
    """What a recording of each line is called: by its place, or by its words where that is shared.

    Such as `14`, `14-closing`, `10-answer-gdp`.
    """
    named = [(_slug(sentence), sentence) for sentence in sentences]
    shared = Counter(name for name, _ in {(name.casefold(), each.hash) for name, each in named})
    for name, sentence in named:
        yield (sentence.hash if shared[name.casefold()] > 1 else name), sentence


def _slug(sentence: Sentence) -> str:
    kind = "" if sentence.kind == "line" else f"-{sentence.kind}"
    return re.sub(r"[^\w.-]+", "-", f"{sentence.cue.cue}{kind}")
