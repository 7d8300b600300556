"""Sounds that begin again and again: something has to end them."""

from collections.abc import Iterable, Iterator

from moderator.cues.acting import Acting
from moderator.cues.checking import Checking, Path_
from moderator.cues.cue import Cue
from moderator.cues.groups.group import Group

Placed = tuple[Path_, Acting]


def check_loops(cues: Iterable[tuple[Path_, Cue]], checking: Checking) -> None:
    """Note each sound that would never end."""
    cues = tuple(cues)
    ended = {
        one.stop_sound.cue
        for path, cue in cues
        for _, one in _within(path, cue, checking)
        if one.stop_sound
    }
    for path, cue in cues:
        for place, one in _within(path, cue, checking):
            endless = one.play and one.play.loop and not one.play.ends_with_cue
            if endless and ended.isdisjoint((None, cue.cue)):
                checking.error(
                    (*place, "play", "loop"),
                    "never-ends",
                    "this sound begins again and again, and nothing ends it",
                    f"write ends_with_cue: true, or a later stop_sound: {{cue: {cue.cue}}}",
                )


def _within(path: Path_, acting: Acting, checking: Checking) -> Iterator[Placed]:
    """A cue or a child, and all children in it."""
    yield path, acting
    for action in acting.actions():
        if isinstance(action, Group):
            for place, child in action.placed((*path, action.kind), checking):
                yield from _within(place, child, checking)
