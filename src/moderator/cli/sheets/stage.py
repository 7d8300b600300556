"""The stage's sheet: people, places, messages, sounds, hot cues, and what is checked before."""

from collections.abc import Iterator
from dataclasses import dataclass

from moderator.cli.sheets.planned import PlannedShow, where
from moderator.cues.acting import Acting
from moderator.cues.action import Action, Heading
from moderator.cues.devices import Device
from moderator.cues.fade import Fade, StopSound
from moderator.cues.groups.child import TimedChild
from moderator.cues.groups.count_down import CountDown
from moderator.cues.groups.group import Group
from moderator.cues.move import Move
from moderator.cues.person import said
from moderator.cues.play import Play
from moderator.show.rundown import Called
from moderator.values.duration import format_clock

_BODY = ("arms", "head", "waist", "legs")
Row = tuple[str, ...]


@dataclass(frozen=True)
class StageWork:
    """All that the stage has to know.

    Attributes:
        checks: what is confirmed before the robot may move: name, question, what to do if not.
        people: name, office, how the robot pronounces it, what they are.
        spots: name, where.
        devices: name, address.
        messages: time, cue, where to, the cue's name, what.
        moves: time, cue, motion, what of the body moves, how long.
        fixed: time, cue, its name, the time to spare before it.
        hot: hot cues: number, name, how long.
    """

    checks: tuple[Row, ...]
    people: tuple[Row, ...]
    spots: tuple[Row, ...]
    devices: tuple[Row, ...]
    messages: tuple[Row, ...]
    moves: tuple[Row, ...]
    fixed: tuple[Row, ...]
    hot: tuple[Row, ...]


def stage_work(planned: PlannedShow) -> StageWork:
    """What the stage has to do, in order of time."""
    show, language = planned.show, planned.materials.language
    says = said(planned.materials.people, language)
    done = [
        (called, at, action)
        for called in (*planned.rundown.cues, *planned.rundown.hot)
        for at, action in _done(
            called.cue, called.cue, called.planned.start_ns + called.cue.pre_wait, planned
        )
    ]
    return StageWork(
        checks=tuple((check.check, check.ask, check.if_not) for check in show.preflight),
        people=tuple(
            (name := each.name_in(language), each.office_in(language), says.get(name, ""), each.is_)
            for each in show.people.values()
        ),
        spots=tuple(
            (name.replace("_", " "), where(spot.bearing)) for name, spot in show.spots.items()
        ),
        devices=tuple((name, _address(device)) for name, device in show.devices.items()),
        messages=tuple(
            (_time(called, at, planned), called.number, told[0], *_once(called.title, told[1]))
            for called, at, action in done
            if (told := _message(action, planned))
        ),
        moves=tuple(
            (_time(called, at, planned), called.number, *_moved(action, planned))
            for called, at, action in done
            if isinstance(action, Move)
        ),
        fixed=tuple(
            (planned.time(each.planned.start_ns), each.number, each.title, fixed)
            for each in planned.rundown.cues
            if (fixed := planned.fixed(each))
        ),
        hot=tuple(
            (each.number, each.title, format_clock(each.planned.length_ns))
            for each in planned.rundown.hot
        ),
    )


def _done(
    acting: Acting, heading: Heading, at_ns: int, planned: PlannedShow
) -> Iterator[tuple[int, Action]]:
    """What a cue does, and the children of its groups do, each with its planned time."""
    for action in acting.actions():
        group = action.timeline if isinstance(action, CountDown) else action
        if not isinstance(group, Group):
            yield at_ns, action
            continue
        begins = at_ns
        for child in group.children:
            own = child.heading(heading)
            if isinstance(child, TimedChild):
                begins = at_ns + child.at
            yield from _done(child, own, begins, planned)
            if not isinstance(child, TimedChild):
                begins += child.lasts_ns(own, planned.lengths)


def _address(device: Device) -> str:
    """Where a device is, as the show has it."""
    written = device.model_dump(by_alias=True, exclude_unset=True)
    return ", ".join(f"{key} {value}" for key, value in written.items() if isinstance(value, str))


def _time(called: Called, at_ns: int, planned: PlannedShow) -> str:
    return "hot" if called.position < 0 else planned.time(at_ns)


def _message(action: Action, planned: PlannedShow) -> tuple[str, str] | None:
    if device := next(action.devices(), ""):
        what = action.described(planned.materials)
        return device, what.removeprefix(f"send {device} ").removeprefix(f"{device}: ")
    if isinstance(action, Play):
        return "sound", action.file
    if isinstance(action, Fade | StopSound):
        return "sound", action.described(planned.materials)
    return None


def _once(title: str, what: str) -> tuple[str, str]:
    """A cue's name and its message, where that does not stand in the name already."""
    return title, "" if what in title else what


def _moved(move: Move, planned: PlannedShow) -> tuple[str, str, str]:
    manifests = planned.materials.manifests(move.motion)
    claims = [part for part in _BODY if any(part in manifest.claims for manifest in manifests)]
    length = format_clock(planned.lengths.motion_ns(move.motion))
    return move.described(planned.materials), ", ".join(claims), length
