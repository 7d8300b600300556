"""From a score's poses to the angle of every joint at every keyframe."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from math import degrees

from moderator.body.joints import REST_RAD, mirrored, part_of
from moderator.document import Document, Problems
from moderator.motion.score import KeyframeWritten, PoseWritten, Score

Path_ = tuple[str | int, ...]
Pose = dict[str, float]
"""Degrees by joint."""


@dataclass
class Poses:
    """A score's named poses, worked out.

    Args:
        score: the score.
        document: the file it was read from.
        problems: where to note poses that do not exist or are made of themselves.
    """

    score: Score
    document: Document
    problems: Problems

    def __post_init__(self) -> None:
        self._known: dict[str, Pose] = {
            "rest": {joint: degrees(angle) for joint, angle in REST_RAD.items()}
        }
        self._open: list[str] = []
        if "rest" in self.score.poses:
            place = self.document.key_place("poses", "rest")
            self.problems.error(place, "rest-again", "'rest' is there already", "call it otherwise")
        for name in self.score.poses:
            self.named(name, ("poses", name))

    def named(self, name: str, asked_at: Path_) -> Pose:
        """A named pose; empty, with a problem noted, when there is none."""
        if name in self._known:
            return self._known[name]
        place = self.document.place(*asked_at)
        if name not in self.score.poses:
            names = list(dict.fromkeys(["rest", *self.score.poses]))
            near = get_close_matches(name, names, n=1)
            hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(names[:8])}"
            self.problems.error(place, "unknown-pose", f"there is no pose {name!r}", hint)
            return {}
        if name in self._open:
            way = " → ".join([*self._open[self._open.index(name) :], name])
            self.problems.error(
                place, "circle", f"a pose made of itself: {way}", "break the circle"
            )
            return {}
        self._open.append(name)
        written, path = self.score.poses[name], ("poses", name)
        pose = self._all(written.like, (*path, "like")) | self.changed_by(written, path)
        self._open.pop()
        self._known[name] = pose
        return pose

    def changed_by(self, figure: PoseWritten | KeyframeWritten, path: Path_) -> Pose:
        """What a pose's or a keyframe's own keys set, mirrored poses first."""
        both = {f"left_{joint}": angle for joint, angle in figure.both.items()}
        return (
            mirrored(self._all(figure.mirror, (*path, "mirror")))
            | both
            | mirrored(both)
            | {f"left_{joint}": angle for joint, angle in figure.left.items()}
            | {f"right_{joint}": angle for joint, angle in figure.right.items()}
            | {f"waist_{joint}": angle for joint, angle in figure.waist.items()}
            | {f"head_{joint}": angle for joint, angle in figure.head.items()}
            | figure.joints
        )

    def at_keyframe(self, keyframe: KeyframeWritten, path: Path_) -> Pose:
        """All that a keyframe sets."""
        return self._all(keyframe.pose, (*path, "pose")) | self.changed_by(keyframe, path)

    def _all(self, names: list[str], path: Path_) -> Pose:
        pose: Pose = {}
        for position, name in enumerate(names):
            pose |= self.named(name, (*path, position))
        return pose


def keyframes_of(score: Score) -> Iterator[tuple[Path_, KeyframeWritten]]:
    """Every keyframe in order, with its path in the file."""
    for position, keyframe in enumerate(score.keyframes):
        yield ("keyframes", position), keyframe
    for outer, phrase in enumerate(score.phrases):
        for inner, keyframe in enumerate(phrase.keyframes):
            yield ("phrases", outer, "keyframes", inner), keyframe


def held_angles(poses: list[Pose], rest: Mapping[str, float]) -> dict[str, list[float | None]]:
    """Where every joint is at every keyframe.

    Args:
        poses: what each keyframe sets, degrees by joint.
        rest: where joints begin that the first keyframe does not set, degrees by joint.

    Returns:
        Degrees by joint, one for each keyframe. A joint that a keyframe does not set is where it
        was, if the keyframe sets another joint of the same part of the body; else None: it is on
        its way between the keyframes before and after.
    """
    first: Pose = {}
    for pose in reversed(poses):
        first |= pose
    parts = [{part_of(joint) for joint in pose} for pose in poses]
    found: dict[str, list[float | None]] = {}
    for joint in first:
        angle = poses[0].get(joint, rest.get(joint, first[joint]))
        found[joint] = [angle]
        for pose, named in zip(poses[1:], parts[1:], strict=True):
            angle = pose.get(joint, angle)
            found[joint].append(angle if joint in pose or part_of(joint) in named else None)
    return found
