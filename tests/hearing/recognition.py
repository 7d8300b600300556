"""How well a recogniser hears: which answers its words find, and what it rejects."""

from dataclasses import dataclass

from tests.hearing.spoken import forum, heard, say

from moderator.cues.answers import offered
from moderator.hearing.held import BLOCK_BYTES
from moderator.knowledge.matching import find


@dataclass(frozen=True)
class Tally:
    """What became of some utterances."""

    said: int
    right: int
    wrong: int
    rejected: int

    def __str__(self):
        return (
            f"{self.said:5d} said: right answer {self.right / self.said:6.1%}, "
            f"another answer {self.wrong / self.said:6.1%}, "
            f"rejected {self.rejected / self.said:6.1%}"
        )


def tally(recogniser, utterances, noise_db=None):
    """Have a recogniser hear some utterances, and look for answers to what it heard.

    Args:
        recogniser: one that is ready.
        utterances: what is said.
        noise_db: how far the noise is below the speech; none when None.
    """
    dialogue, facts = forum()
    offers = offered(dialogue.answers, facts)
    say(utterances)
    right = wrong = rejected = 0
    for utterance in utterances:
        sound = heard(utterance, noise_db)
        for at in range(0, len(sound), BLOCK_BYTES):
            recogniser.take(sound[at : at + BLOCK_BYTES])
        text = recogniser.end().text
        match = find(text, offers) if text else None
        rejected += not text
        right += match is not None and match.answer == utterance.answer
        wrong += match is not None and match.answer != utterance.answer
    return Tally(len(utterances), right, wrong, rejected)
