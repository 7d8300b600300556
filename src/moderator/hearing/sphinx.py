"""The recogniser that is pocketsphinx, which expects a show's own questions and nothing else."""

import math
from collections.abc import Sequence

from typing_extensions import override

from moderator.errors import CannotStart
from moderator.hearing.grammar import grammar
from moderator.hearing.pronouncing import pronunciations
from moderator.hearing.recogniser import Recognised, Recogniser

LEAST_SCORE = -26.0
"""What the words of a question must score. Why this figure: docs/decisions/hearing.md."""
_STEEPNESS = 0.25
_NO_WORD = ("<", "[", "(", "+")


class Sphinx(Recogniser):
    """Recognises the show's questions while they are asked; what is none of them has no text.

    Args:
        setting: not used.
        questions: what is listened for.
    """

    @override
    def __init__(self, setting: str, questions: Sequence[str]) -> None:
        try:
            from pocketsphinx import Decoder, get_model_path
        except ImportError:
            hint = "pip install 'moderator[hearing]', or use another listener"
            raise CannotStart("pocketsphinx is not installed", hint) from None
        self._grammar = grammar(questions)
        if not self._grammar.questions:
            hint = "write some in a dialogue's answers, or use another listener"
            raise CannotStart("pocketsphinx needs scripted questions, and there are none", hint)
        self._decoder = Decoder(
            hmm=get_model_path("en-us/en-us"),
            dict=get_model_path("en-us/cmudict-en-us.dict"),
            lm=None,
            # Looking through the lattice again at the end takes up to 600 ms and tells no better.
            bestpath=False,
            loglevel="FATAL",
        )
        self._learn_words()
        self._decoder.add_jsgf_string("questions", self._grammar.jsgf)
        self._decoder.activate_search("questions")
        self._listening = False

    def _learn_words(self) -> None:
        for word, written in self._grammar.written.items():
            if self._decoder.lookup_word(word) is None:
                for number, sounds in enumerate(
                    pronunciations(written, self._decoder.lookup_word), start=1
                ):
                    name = word if number == 1 else f"{word}({number})"
                    self._decoder.add_word(name, sounds, update=True)

    @override
    def take(self, block: bytes) -> None:
        if not self._listening:
            self._decoder.start_utt()
            self._listening = True
        self._decoder.process_raw(block)

    @override
    def end(self) -> Recognised:
        if not self._listening:
            return Recognised("", 0.0)
        self._decoder.end_utt()
        self._listening = False
        best = self._decoder.hyp()
        question = self._grammar.question(best.hypstr) if best else ""
        if not question:
            return Recognised("", 0.0)
        score = self._score()
        return Recognised(question if score >= LEAST_SCORE else "", _confidence(score), "en")

    def _score(self) -> float:
        """How well the sounds of the words fit what was said; 0 is as well as any sounds would.

        Its own confidence is always 1 with a grammar. An acoustic score is held against the sound
        that fits a frame of 10 ms best, whatever it is; this is the mean of the words' frames, so
        that silence counts neither way.
        """
        words = [part for part in self._decoder.seg() if not part.word.startswith(_NO_WORD)]
        frames: int = sum(word.end_frame - word.start_frame + 1 for word in words)
        # A word so bad that its likelihood is 0 as a float.
        if not words or any(word.ascore <= 0 for word in words):
            return -math.inf
        total: float = sum(self._decoder.logmath.log(word.ascore) for word in words)
        return total / frames


def _confidence(score: float) -> float:
    """0 to 1; a half is the least that is believed."""
    return round(1 / (1 + math.exp(min(_STEEPNESS * (LEAST_SCORE - score), 100.0))), 3)
