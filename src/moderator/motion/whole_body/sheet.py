"""From a whole-body score to figures: what every part of the body does at every keyframe."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from typing import Any

from moderator.document import Document, Place, Problems
from moderator.motion.whole_body.written import (
    FigureWritten,
    FootWritten,
    HandWritten,
    MomentWritten,
    WholeBodyScore,
)
from moderator.values.duration import seconds

_PLAIN = ("weight", "height", "lean", "face", "waist", "gaze")
Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Hand:
    """A hand of a figure; None for what it does not say."""

    at: tuple[float, float, float] | None = None
    palm: tuple[float, float, float] | None = None
    fingers: tuple[float, float, float] | None = None
    elbow: float | None = None

    def over(self, earlier: "Hand | None") -> "Hand":
        """This hand, with what it does not say as it was."""
        if earlier is None:
            return self
        said = {name: value for name, value in vars(self).items() if value is not None}
        return replace(earlier, **said)


@dataclass(frozen=True)
class Figure:
    """What a pose sets: hands (cm, directions), feet, and plain figures as they are written."""

    hands: Mapping[str, Hand] = field(default_factory=dict)
    feet: Mapping[str, FootWritten] = field(default_factory=dict)
    plain: Mapping[str, Any] = field(default_factory=dict)

    def over(self, earlier: "Figure") -> "Figure":
        """This figure, with what it does not set as it was."""
        hands = dict(earlier.hands)
        for side, hand in self.hands.items():
            hands[side] = hand.over(hands.get(side))
        return Figure(hands, {**earlier.feet, **self.feet}, {**earlier.plain, **self.plain})

    def mirrored(self) -> "Figure":
        """The same figure on the other side."""
        plain = dict(self.plain)
        for name in ("face", "waist"):
            if name in plain:
                plain[name] = -plain[name]
        if "weight" in plain:
            plain["weight"] = 1.0 - plain["weight"]
        if str(plain.get("gaze", "")).endswith("_hand"):
            plain["gaze"] = f"{_OTHER[plain['gaze'].split('_')[0]]}_hand"
        return Figure(
            {_OTHER[side]: hand for side, hand in self.hands.items()},
            {_OTHER[side]: foot for side, foot in self.feet.items()},
            plain,
        )


_OTHER = {"left": "right", "right": "left"}
_AXIS = {
    "ahead": (1.0, 0.0, 0.0),
    "back": (-1.0, 0.0, 0.0),
    "out": (0.0, 1.0, 0.0),
    "in": (0.0, -1.0, 0.0),
    "up": (0.0, 0.0, 1.0),
    "down": (0.0, 0.0, -1.0),
}


@dataclass(frozen=True)
class Moment:
    """A keyframe worked out.

    Attributes:
        reached_s: when it is reached, seconds.
        left_s: when it is left.
        figure: what it sets.
        path: where it stands in the file.
    """

    reached_s: float
    left_s: float
    figure: Figure
    path: Path_


@dataclass
class Sheet:
    """A score's keyframes worked out.

    Args:
        score: the score.
        rest: the pose `rest`, which every score has.
        document: the file it was read from.
        problems: where to note poses that do not exist or are made of themselves.
        lent: poses of another score, by name.
        lent_at: where each of those is written.
    """

    score: WholeBodyScore
    rest: Figure
    document: Document
    problems: Problems
    lent: Mapping[str, Figure] = field(default_factory=dict)
    lent_at: Mapping[str, Place] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = {"rest": self.rest, **self.lent}
        self._open: list[str] = []
        if "rest" in self.score.poses:
            place = self.document.key_place("poses", "rest")
            self.problems.error(place, "rest-again", "'rest' is there already", "call it otherwise")
        for name in self.score.poses:
            if name in self.lent_at:
                self._again(name, self.lent_at[name])
            self._named(name, ("poses", name))

    @property
    def figures(self) -> dict[str, Figure]:
        """What each of the score's own poses sets, by name."""
        return {name: self._known[name] for name in self.score.poses if name in self._known}

    def moments(self) -> list[Moment]:
        """Every keyframe in order."""
        found: list[Moment] = []
        left = 0
        for path, keyframe in self._keyframes():
            if found and keyframe.after <= 0:
                place = self.document.place(*path)
                self.problems.error(
                    place, "no-time", "a keyframe without a time", "write after: 1s"
                )
            reached = left + (keyframe.after if found else 0)
            left = reached + keyframe.hold
            figure = self._own(keyframe, path).over(self._all(keyframe.pose, (*path, "pose")))
            found.append(Moment(seconds(reached), seconds(left), figure, path))
        return found

    def _keyframes(self) -> Iterator[tuple[Path_, MomentWritten]]:
        for outer, phrase in enumerate(self.score.phrases):
            for inner, keyframe in enumerate(phrase.keyframes):
                yield ("phrases", outer, "keyframes", inner), keyframe

    def _again(self, name: str, at: Place) -> None:
        told = f"{name!r} is there already: {at.file}:{at.line}:{at.column}"
        place = self.document.key_place("poses", name)
        self.problems.error(place, "pose-again", told, "call it otherwise")

    def _named(self, name: str, asked_at: Path_) -> Figure:
        if name in self._known:
            return self._known[name]
        place = self.document.place(*asked_at)
        if name not in self.score.poses:
            names = ["rest", *self.score.poses, *self.lent]
            near = get_close_matches(name, names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(names[:8])}"
            self.problems.error(place, "unknown-pose", f"there is no pose {name!r}", hint)
            return Figure()
        if name in self._open:
            way = " → ".join([*self._open[self._open.index(name) :], name])
            self.problems.error(
                place, "circle", f"a pose made of itself: {way}", "break the circle"
            )
            return Figure()
        self._open.append(name)
        written, path = self.score.poses[name], ("poses", name)
        figure = self._own(written, path).over(self._all(written.like, (*path, "like")))
        self._open.pop()
        self._known[name] = figure
        return figure

    def _all(self, names: list[str], path: Path_) -> Figure:
        figure = Figure()
        for position, name in enumerate(names):
            figure = self._named(name, (*path, position)).over(figure)
        return figure

    def _own(self, written: FigureWritten | MomentWritten, path: Path_) -> Figure:
        """What a pose's or a keyframe's own keys set, mirrored poses first."""
        mirrored = self._all(written.mirror, (*path, "mirror")).mirrored()
        both = Figure({side: _hand(written.both_hands) for side in _OTHER if written.both_hands})
        own = Figure(
            {
                side: _hand(hand)
                for side in _OTHER
                if (hand := getattr(written, f"{side}_hand")) is not None
            },
            {
                side: foot
                for side in _OTHER
                if (foot := getattr(written, f"{side}_foot")) is not None
            },
            {name: value for name in _PLAIN if (value := getattr(written, name)) is not None},
        )
        return own.over(both.over(mirrored))


def _hand(written: HandWritten | None) -> Hand:
    assert written is not None  # asked for only where there is one
    at = (written.at[0], written.at[1], written.at[2]) if written.at else None
    return Hand(at, _vector(written.palm), _vector(written.fingers), written.elbow)


def _vector(words: tuple[str, ...] | None) -> tuple[float, float, float] | None:
    """A direction in words as a vector; of several words, the first counts twice."""
    if words is None:
        return None
    found = [0.0, 0.0, 0.0]
    for position, word in enumerate(words):
        for axis in range(3):
            found[axis] += _AXIS[word][axis] * (2.0 if position == 0 and len(words) > 1 else 1.0)
    return found[0], found[1], found[2]
