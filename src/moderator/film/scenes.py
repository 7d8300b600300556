"""What each picture of a film shows, as plain data: two that are equal look the same."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from moderator.film.body import Standing
from moderator.film.cut import Piece, asked_s
from moderator.film.story import Label, Story, Talk
from moderator.journal.captions.told import captions_of
from moderator.journal.reading import Record
from moderator.journal.summary import clock
from moderator.values.duration import NS_PER_S
from moderator.values.time_of_day import later

_FADES = 0.28
"""Seconds in which a card comes and goes."""
_TOLD_S, _WORTH_TELLING_S = 1.6, 2.0
"""How long a film tells that something was left out, and from how much on."""
_WIDE_S = 1.5
"""So long before a motion of the whole body, and after it, the camera sees all of the stage."""
_MOVES = "motion"
_LAST = 4
"""Of so many captions that began last one may still be read."""


@dataclass(frozen=True)
class Caption:
    """Words to be read, from a time of the show to another; `by` is empty for the robot."""

    from_s: float
    to_s: float
    text: str
    by: str = ""


def captions(story: Story, record: Record) -> list[Caption]:
    """What is read in a film, in order: what the robot says, and what it is asked."""
    told = [
        Caption(asked.at_s - asked_s(asked.text), asked.at_s, asked.text, asked.by)
        for asked in story.questions
    ]
    told += [
        Caption(said.starts_ms / 1000, said.ends_ms / 1000, said.text)
        for said in captions_of(record)
    ]
    return sorted(told, key=lambda caption: caption.from_s)


@dataclass(frozen=True)
class Card:
    """A page of words.

    Attributes:
        kind: `act`, `talk` or `end`.
        title: what stands large.
        above: what stands above it.
        beneath: lines beneath it.
        clock: a running time, or empty.
        of: what the clock runs to.
        share: how far it is.
        colour: of the confidence monitor, or empty.
        shown: how far it has come out of the paper, 0 to 1.
    """

    kind: str
    title: str
    above: str = ""
    beneath: tuple[str, ...] = ()
    clock: str = ""
    of: str = ""
    share: float = 0.0
    colour: str = ""
    shown: float = 1.0


@dataclass(frozen=True)
class Scene:
    """One picture.

    Attributes:
        time: the show's time of day.
        left_out: how much was left out just now, or empty.
        cue: number and name of the cue.
        card: a page of words instead of the stage.
        pose: which pose the body is in, −1 with a card.
        middle: where the camera looks, metres.
        near: whether the camera is near.
        caption: what is said, and by whom if not by the robot.
        label: a name and an office.
    """

    time: str
    left_out: str = ""
    cue: tuple[str, str] = ("", "")
    card: Card | None = None
    pose: int = -1
    middle: tuple[float, float] = (0.0, 0.0)
    near: bool = False
    caption: tuple[str, str] = ("", "")
    label: tuple[str, str] = ("", "")


class Scenes:
    """The pictures of a film.

    Args:
        story: what happened.
        pieces: the cut.
        captions: what is read.
        standing: the body in each picture of the stage, in order.
    """

    def __init__(
        self,
        story: Story,
        pieces: Sequence[Piece],
        captions: Sequence[Caption],
        standing: Standing,
    ) -> None:
        self._story = story
        self._pieces = pieces
        self._captions = captions
        self.standing = standing
        self._cues = [cue.at_s for cue in story.cues]
        self._whole = [
            (order.at_s - _WIDE_S, end_s + _WIDE_S)
            for order in story.orders
            if order.kind == _MOVES
            for begin_s, end_s in story.moved
            if begin_s == order.at_s
        ]

    def __iter__(self) -> Iterator[Scene]:
        """Every picture, in order."""
        on_stage, before_s = 0, self._pieces[0].from_s if self._pieces else 0.0
        for piece in self._pieces:
            left_out_s = piece.from_s - before_s
            before_s = piece.to_s
            for number in range(piece.count):
                if piece.kind == "stage":
                    lately = number / piece.rate_hz < _TOLD_S
                    told = lately and left_out_s > _WORTH_TELLING_S
                    yield self._stage(piece, number, on_stage, left_out_s if told else 0.0)
                    on_stage += 1
                else:
                    yield self._card(piece, number)

    def _time(self, show_s: float) -> str:
        return f"{self._date(show_s):%H:%M:%S}"

    def _date(self, show_s: float) -> datetime:
        """The time of day, across a change of the clock too."""
        return later(self._story.starts, round(max(0.0, show_s) * NS_PER_S))

    def _stage(self, piece: Piece, number: int, on_stage: int, left_out_s: float) -> Scene:
        show_s = piece.show_s(number)
        # Half a picture early is as near as half a picture late.
        seen_s = show_s + 0.5 / piece.rate_hz
        began = self._captions[: bisect_right(self._captions, seen_s, key=_begins)]
        caption = next((one for one in reversed(began[-_LAST:]) if seen_s < one.to_s), None)
        label = _at(self._story.labels, seen_s)
        at = bisect_right(self._cues, seen_s) - 1
        cue = self._story.cues[at] if at >= 0 else None
        x, y = self.standing.middle[on_stage]
        return Scene(
            time=self._time(show_s),
            left_out=clock(left_out_s) if left_out_s else "",
            cue=(cue.number, cue.name) if cue else ("", ""),
            pose=int(self.standing.pose[on_stage]),
            middle=(float(x), float(y)),
            near=not any(one <= show_s <= other for one, other in self._whole),
            caption=(caption.text, caption.by) if caption else ("", ""),
            label=(label.name, label.office) if label else ("", ""),
        )

    def _card(self, piece: Piece, number: int) -> Scene:
        show_s, story = piece.show_s(number), self._story
        at_s = number / piece.rate_hz
        shown = min(1.0, (at_s + 0.04) / _FADES, (piece.length_s - at_s) / _FADES)
        shown = round(max(0.0, shown), 2)
        if piece.talk:
            return Scene(self._time(show_s), card=_talk(piece.talk, show_s, shown))
        if piece.kind == "act":
            day = f"{self._date(piece.from_s):%d %B %Y  ·  %H:%M}".lstrip("0")
            return Scene("", card=Card("act", piece.about, story.show, (day,), shown=shown))
        lasted = f"{self._time(0)} – {self._time(story.end_s)}  ·  {clock(story.end_s)}"
        return Scene("", card=Card("end", story.show, "", (story.ended, lasted), shown=shown))


def _talk(talk: Talk, show_s: float, shown: float) -> Card:
    gone_s = show_s - talk.at_s
    colour = next((name for at_s, name in reversed(talk.colours) if at_s <= show_s), "")
    lines = tuple(line for line in (talk.office, f"“{talk.title}”" if talk.title else "") if line)
    return Card(
        "talk",
        talk.name,
        "speaks",
        lines,
        clock(gone_s),
        clock(talk.allotted_s) if talk.allotted_s else "",
        round(gone_s / talk.allotted_s, 3) if talk.allotted_s else 0.0,
        colour if gone_s <= talk.allotted_s or not talk.allotted_s else "red",
        shown,
    )


def _at(labels: Sequence[Label], show_s: float) -> Label | None:
    return next((one for one in reversed(labels) if one.at_s <= show_s < one.end_s), None)


def _begins(caption: Caption) -> float:
    return caption.from_s
