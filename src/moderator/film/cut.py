"""The cut: which stretches of a show a film has, at what pace, and where in the film they are.

What is seen or heard is shown as long as it took. A stretch in which nothing is, is shortened to a
breath; a talk becomes a card whose clock runs fast; an act begins with its title. The clock in the
picture is always the show's, so that nobody takes a cut for the truth.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from moderator.film.story import Story, Talk

Kind = Literal["stage", "talk", "act", "end"]

_TITLE_S, _END_S = 2.6, 3.0
TALK_S = 6.0
_SHORTEST_CARD_S = 2.0
_BREATH_S = 0.6
"""What is left of a silence on either side of it."""
_ARRIVES_S = 1.6
"""How long after its own length a motion may still be under way: it is blended in."""
_READ_S, _LETTERS_A_SECOND = 1.2, 17.0
"""How long a question stands, at least, and how quickly it is read. Source: 17 characters a second
is a usual limit for subtitles of adults, as in Netflix's Timed Text Style Guide."""
_LONGEST_QUESTION_S = 6.0


@dataclass(frozen=True)
class Piece:
    """A stretch of the film.

    Attributes:
        kind: what it shows.
        from_s: the show's time at its beginning, seconds.
        to_s: the show's time at its end; the same where the show stands still.
        first: its first picture's number in the film.
        count: how many pictures it has.
        rate_hz: pictures a second.
        about: an act's name.
        talk: whose talk it is.
    """

    kind: Kind
    from_s: float
    to_s: float
    first: int
    count: int
    rate_hz: int
    about: str = ""
    talk: Talk | None = None

    @property
    def begin_s(self) -> float:
        """When in the film it begins, seconds."""
        return self.first / self.rate_hz

    @property
    def length_s(self) -> float:
        """How long it is in the film, seconds."""
        return self.count / self.rate_hz

    def show_s(self, number: int) -> float:
        """The show's time at one of its pictures, counted from its first."""
        if self.kind == "stage":
            return self.from_s + number / self.rate_hz
        return self.from_s + (self.to_s - self.from_s) * number / max(1, self.count - 1)


def asked_s(text: str) -> float:
    """How long a question stands before it has been asked, seconds."""
    return min(_LONGEST_QUESTION_S, max(_READ_S, len(text) / _LETTERS_A_SECOND))


def cut(story: Story, rate_hz: int, from_s: float = 0.0, to_s: float | None = None) -> list[Piece]:
    """Cut a film.

    Args:
        story: what happened.
        rate_hz: pictures a second.
        from_s: from when in the show.
        to_s: to when; its end when left out.
    """
    end_s = story.end_s if to_s is None else min(to_s, story.end_s)
    spans = _spans(story, from_s, end_s)
    pieces: list[Piece] = []

    def add(
        kind: Kind, begin_s: float, until_s: float, length_s: float, about: str = "",
        talk: Talk | None = None,
    ) -> None:  # fmt: skip
        first = pieces[-1].first + pieces[-1].count if pieces else 0
        count = max(1, round(length_s * rate_hz))
        pieces.append(Piece(kind, begin_s, until_s, first, count, rate_hz, about, talk))

    acts = [act for act in story.acts if from_s <= act.at_s <= end_s]
    for begin_s, until_s, talk in spans:
        while acts and acts[0].at_s <= begin_s:
            act = acts.pop(0)
            add("act", act.at_s, act.at_s, _TITLE_S, act.name)
        if talk:
            share = (until_s - begin_s) / max(talk.end_s - talk.at_s, 1e-9)
            add("talk", begin_s, until_s, max(_SHORTEST_CARD_S, TALK_S * share), talk=talk)
        else:
            add("stage", begin_s, until_s, until_s - begin_s)
    if to_s is None or to_s >= story.end_s:
        add("end", end_s, end_s, _END_S)
    return pieces


Span = tuple[float, float, Talk | None]


def _spans(story: Story, from_s: float, end_s: float) -> list[Span]:
    """What is shown of the show, in order: stretches of the stage, split where an act begins."""
    busy = _merged(_busy(story))
    edges = [act.at_s for act in story.acts]
    spans: list[Span] = []
    for begin_s, until_s in _without(busy, [(talk.at_s, talk.end_s) for talk in story.talks]):
        cuts = [begin_s, *(edge for edge in edges if begin_s < edge < until_s), until_s]
        spans += [(one, other, None) for one, other in pairwise(cuts)]
    for talk in story.talks:
        said = [(line.at_s, line.end_s) for line in story.lines]
        heard = _merged((one - _BREATH_S, other + _BREATH_S) for one, other in said)
        inside = [
            (max(one, talk.at_s), min(other, talk.end_s))
            for one, other in heard
            if one < talk.end_s and other > talk.at_s
        ]
        spans += [(one, other, None) for one, other in inside]
        spans += [(one, other, talk) for one, other in _without([(talk.at_s, talk.end_s)], inside)]
    kept = ((max(one, from_s), min(other, end_s), talk) for one, other, talk in spans)
    return sorted((span for span in kept if span[1] - span[0] > 1e-3), key=lambda span: span[:2])


def _busy(story: Story) -> Iterable[tuple[float, float]]:
    """When something is seen or heard, with a breath on either side."""
    seen = [(line.at_s, line.end_s) for line in story.lines]
    seen += [(begin_s, end_s + _ARRIVES_S) for begin_s, end_s in story.moved]
    seen += [(sound.at_s, sound.end_s) for sound in story.music]
    seen += [(label.at_s, label.end_s) for label in story.labels]
    seen += [(asked.at_s - asked_s(asked.text), asked.at_s) for asked in story.questions]
    return ((max(0.0, one - _BREATH_S), min(story.end_s, other + _BREATH_S)) for one, other in seen)


def _merged(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for begin_s, end_s in sorted(spans):
        if merged and begin_s <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end_s))
        else:
            merged.append((begin_s, end_s))
    return merged


def _without(
    spans: Iterable[tuple[float, float]], taken: Iterable[tuple[float, float]]
) -> list[tuple[float, float]]:
    """Some spans, without what others take of them."""
    left = list(spans)
    for begin_s, end_s in taken:
        left = [
            piece
            for one, other in left
            for piece in ((one, min(other, begin_s)), (max(one, end_s), other))
            if piece[1] - piece[0] > 1e-9
        ]
    return left
