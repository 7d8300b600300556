"""From a motion file to a motion: its poses put in time, and everything wrong with it noted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import degrees, radians
from pathlib import Path

from moderator.body.joints import PARTS, REST_RAD, part_of
from moderator.document import Document, Problems, read_document, validated
from moderator.motion.apex import apex_s
from moderator.motion.flow import Keys, flowing
from moderator.motion.motion import Manifest, Phrase
from moderator.motion.poses import Path_, Poses, held_angles, keyframes_of
from moderator.motion.score import Score
from moderator.motion.trajectory import Trajectory
from moderator.values.duration import seconds

_STILL_DEG = 0.01


@dataclass(frozen=True)
class Compiled:
    """A motion file, worked out.

    Attributes:
        manifest: what checks and plans read.
        trajectory: what is played.
    """

    manifest: Manifest
    trajectory: Trajectory


def compiled(path: Path, file: str, problems: Problems) -> Compiled | None:
    """Read a motion file; a score in space is worked out, which takes a while, and is then kept.

    Args:
        path: the file.
        file: its name in problems.
        problems: where to note what is wrong.

    Returns:
        The motion, or None when there was an error.

    Raises:
        CannotStart: the file may not be read, or what a score in space needs is not installed.
        CannotWrite: what was worked out from one cannot be kept.
    """
    before = problems.errors
    document = read_document(path, file, problems)
    if is_in_space(document):
        return _in_space(path, document, problems)
    score = validated(Score, document, problems)
    if score is None:
        return None
    if score.motion != path.stem:
        place = document.place("motion")
        problems.error(place, "other-name", f"{score.motion!r} in {path.name}", "use one name")
    _check_parts(score, document, problems)
    poses = Poses(score, document, problems)
    sets = [poses.at_keyframe(keyframe, where) for where, keyframe in keyframes_of(score)]
    timing = _timing(score, document, problems)
    if problems.errors > before:
        return None
    rest = {joint: degrees(angle) for joint, angle in REST_RAD.items()}
    angles = held_angles(sets, rest)
    claims = tuple(score.claims) or _moving(angles)
    if not claims:
        place = document.key_place("phrases" if score.phrases else "keyframes")
        problems.error(place, "nothing-moves", "no joint moves", "change a pose, or write claims")
        return None
    trajectory = _trajectory(score, angles, timing, claims)
    return Compiled(_manifest(score, timing, claims, trajectory), trajectory)


def is_in_space(document: Document) -> bool:
    """Whether a motion file says where hands and feet are, rather than what each joint does."""
    return document.at("score") is not None


def _in_space(path: Path, document: Document, problems: Problems) -> Compiled | None:
    from moderator.motion.whole_body.kept import kept_score, worked_out

    before = problems.errors
    if kept := kept_score(path):
        manifest = kept.tell(document.file, problems)
        return Compiled(manifest, kept.trajectory()) if manifest else None
    motion = worked_out(path, document, problems)
    return motion if problems.errors == before else None


@dataclass(frozen=True)
class _Timing:
    """When each keyframe is reached and left, nanoseconds."""

    reached: tuple[int, ...]
    left: tuple[int, ...]


def _timing(score: Score, document: Document, problems: Problems) -> _Timing:
    reached: list[int] = []
    left: list[int] = []
    for path, keyframe in keyframes_of(score):
        before = left[-1] if left else None
        if before is None:
            at = keyframe.at or 0
            if at or keyframe.after:
                place = document.place(*path, "at" if at else "after")
                problems.error(
                    place, "late-start", "the first keyframe is the start", "its time is 0s"
                )
        elif keyframe.at is None and keyframe.after is None:
            hint = "write after: 1s"
            problems.error(document.place(*path), "no-time", "a keyframe without a time", hint)
            at = before
        else:
            at = before + (keyframe.after or 0) if keyframe.at is None else keyframe.at
            if at <= before:
                place = document.place(*path, "at" if keyframe.at is not None else "after")
                told = f"not later than the keyframe before, which is left at {seconds(before):g}s"
                problems.error(place, "time-backwards", told, "write a later time")
                at = before
        reached.append(at)
        left.append(at + keyframe.hold)
    if len(reached) == 1 and reached == left:
        path, _ = next(keyframes_of(score))
        problems.error(document.place(*path), "no-time", "a motion that takes no time", "add one")
    return _Timing(tuple(reached), tuple(left))


def _check_parts(score: Score, document: Document, problems: Problems) -> None:
    written: list[tuple[Path_, str]] = [
        *((("claims", i), part) for i, part in enumerate(score.claims)),
        *((("trail", part), part) for part in score.trail),
    ]
    for path, part in written:
        if part not in PARTS:
            hint = f"there are: {', '.join(PARTS)}"
            problems.error(
                document.key_place(*path), "unknown-part", f"no part {part!r} of the body", hint
            )


def _moving(angles: Mapping[str, list[float | None]]) -> tuple[str, ...]:
    """The parts of the body in which a joint moves, in a fixed order."""
    moving = {
        part_of(joint)
        for joint, track in angles.items()
        if any(angle is not None and abs(angle - (track[0] or 0)) > _STILL_DEG for angle in track)
    }
    return tuple(part for part in PARTS if part in moving)


def _trajectory(
    score: Score,
    angles: Mapping[str, list[float | None]],
    timing: _Timing,
    claims: tuple[str, ...],
) -> Trajectory:
    keys: dict[str, Keys] = {}
    trail: dict[str, float] = {}
    for joint, track in angles.items():
        part = part_of(joint)
        if part in (*claims, None):
            keys[joint] = _keys(track, timing)
            trail[joint] = seconds(score.trail.get(part or "", 0))
    return flowing(keys, seconds(timing.left[-1]), trail)


def _keys(track: list[float | None], timing: _Timing) -> Keys:
    """When one joint is where: at each keyframe that holds it, when reached and when left."""
    when: dict[int, float] = {}
    for angle, reached, left in zip(track, timing.reached, timing.left, strict=True):
        if angle is not None:
            when[reached] = when[left] = radians(angle)
    return [seconds(at) for at in when], list(when.values())


def _manifest(
    score: Score, timing: _Timing, claims: tuple[str, ...], trajectory: Trajectory
) -> Manifest:
    safe = {0, timing.left[-1]}
    for (_, keyframe), reached in zip(keyframes_of(score), timing.reached, strict=True):
        if keyframe.safe:
            safe.add(reached)
    phrases = tuple(sorted(_phrases(score, timing), key=lambda phrase: phrase.start_s))
    return Manifest(
        name=score.motion,
        about=score.about,
        duration_s=trajectory.duration_s,
        start_rad=dict(zip(trajectory.joints, trajectory.positions_rad[0], strict=True)),
        end_rad=dict(zip(trajectory.joints, trajectory.positions_rad[-1], strict=True)),
        peaks=trajectory.peaks(),
        safe_points_s=tuple(seconds(at) for at in sorted(safe)),
        phrases=phrases,
        claims=claims,
        apex_s=apex_s(trajectory, phrases),
    )


def _phrases(score: Score, timing: _Timing) -> Iterator[Phrase]:
    position = 0
    for phrase in score.phrases:
        begins = timing.left[position - 1] if position else 0
        apexes = [i for i, keyframe in enumerate(phrase.keyframes) if keyframe.apex]
        apex = apexes[0] if apexes else len(phrase.keyframes) - 1
        shown = timing.reached[position + apex]
        yield Phrase(phrase.phrase, seconds(begins), seconds(shown), phrase.original)
        position += len(phrase.keyframes)
    for (_, keyframe), reached in zip(keyframes_of(score), timing.reached, strict=True):
        if keyframe.phrase:
            yield Phrase(keyframe.phrase, seconds(reached), seconds(reached))
