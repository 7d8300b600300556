"""What is checked of a talk."""

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from moderator.cues.action import Heading
from moderator.cues.checking import Checking, Path_
from moderator.cues.ladder import open_palm
from moderator.cues.talk_written import GRADES
from moderator.values.duration import format_duration, parse_duration

if TYPE_CHECKING:
    from moderator.cues.talk import Talk


def check_talk(talk: "Talk", path: Path_, heading: Heading, checking: Checking) -> None:
    """Note every problem of a talk; `path` is where it stands."""
    checking.person((*path, "by"), talk.by)
    if talk.at and checking.known(
        (*path, "at"), talk.at, checking.materials.spots, "spot", "unknown-spot"
    ):
        _check_reach(talk.at, path, checking)
    _check_ladder(talk, path, checking)
    _check_lines(talk, path, heading.gestures, checking)
    if talk.if_absent and talk.if_absent.go_to:
        checking.cue((*path, "if_absent", "go_to"), talk.if_absent.go_to)


def _check_lines(
    talk: "Talk", path: Path_, gestures: Mapping[str, str], checking: Checking
) -> None:
    if talk.by not in checking.materials.people:
        return
    speaker = talk.speaker(checking.materials)
    for key, kind, text in talk.written_lines():
        here = (*path, *key)
        if not speaker.title and "{talk.title}" in text:
            checking.error(here, "no-title", "this talk has no title to say", "add title: …")
        if not speaker.person.office_in("zh") and "{speaker.office}" in text:
            what = f"{talk.by} has no office to say"
            checking.error(here, "no-office", what, "add it to the person, or leave it out here")
        said = talk.staged(speaker.line(text, kind), kind)
        checking.line(here, said, talk.gestures_of(gestures, 0.0))


def _check_reach(spot: str, path: Path_, checking: Checking) -> None:
    bearing = checking.materials.spots[spot].bearing
    reach = 0.0
    for name in ("head_yaw", "waist_yaw"):
        if joint := checking.materials.robot.joint(name):
            reach += math.degrees(joint.upper_rad if bearing > 0 else -joint.lower_rad)
    if abs(bearing) > reach:
        checking.error(
            (*path, "at"),
            "beyond-reach",
            f"{spot!r} is {abs(bearing):g}° to the side; head and waist reach {reach:.0f}°",
            "turn the robot's mark, or move the spot",
        )


def _check_ladder(talk: "Talk", path: Path_, checking: Checking) -> None:
    gravest = 0
    for key, _ in _times((*path, "overtime"), checking):
        courtesy = talk.overtime[parse_duration(key)]
        here = (*path, "overtime", key)
        if GRADES.index(courtesy) < gravest:
            what = f"{courtesy!r} comes later than {GRADES[gravest]!r}, which is graver"
            hint = f"gentlest first: {', '.join(GRADES)}"
            checking.key_error(here, "ladder-order", what, hint)
        gravest = max(gravest, GRADES.index(courtesy))
        if courtesy == "gesture":
            for motion in (open_palm(1), open_palm(-1)):
                checking.motion(here, motion)
        if courtesy == "remind" and not talk.remind:
            what = "'remind' without the words to say"
            checking.error(here, "no-reminder", what, "add remind: … to the talk")
    for key, left in _times((*path, "warn"), checking):
        if left >= talk.allotted:
            what = f"{key} before the end of {format_duration(talk.allotted)} is no warning"
            checking.key_error(
                (*path, "warn", key), "warn-too-early", what, "warn later, or allot more"
            )


def _times(path: Path_, checking: Checking) -> list[tuple[str, int]]:
    """Times as they are written and what they are, in order; one is not there twice."""
    written = checking.document.at(*path)
    times = [(key, parse_duration(key)) for key in (written if isinstance(written, dict) else ())]
    seen: dict[int, str] = {}
    for key, time in times:
        if time in seen:
            what = f"{key} is the same time as {seen[time]}"
            checking.key_error((*path, key), "same-time", what, "leave one out")
        seen.setdefault(time, key)
    return sorted(times, key=lambda pair: pair[1])
