"""What is other in a revised show, and whether it can be taken in while the show is performed."""

from collections.abc import Iterable, Iterator, Sequence

from moderator.show.model import Show
from moderator.show.rundown import Called, Rundown

_SET = {
    "starts": "when it starts",
    "robot": "its robot",
    "limits": "the robot's limits",
    "hosts": "which hosts it asks",
    "sources": "its sources",
}
"""Keys that a run is set up by: they stay as they were until it is begun anew."""

_AFRESH = "end the run, and go on with it by --resume DIR --changed-show"


def changes(old: Show, new: Show) -> Iterator[str]:
    """What is other, in words, one thing each.

    Args:
        old: as it is performed.
        new: as it is written now.
    """
    for key, person in new.people.items():
        if old.people.get(key) != person:
            yield f"person {key}: {person.name}{f', {person.office}' if person.office else ''}"
    yield from (f"person {key} is gone" for key in old.people if key not in new.people)
    before = {cue.cue: cue for act in old.acts for cue in act.cues}
    after = {cue.cue: cue for act in new.acts for cue in act.cues}
    hot_before, hot_after = ({cue.cue: cue for cue in show.hot} for show in (old, new))
    for was, now in ((before, after), (hot_before, hot_after)):
        for number, cue in now.items():
            if number not in was:
                yield f"cue {number} is new"
            elif was[number] != cue:
                yield f"cue {number} is other"
        yield from (f"cue {number} is gone" for number in was if number not in now)
    if list(before) != list(after) and sorted(before) == sorted(after):
        yield "the cues come in another order"
    for name in Show.model_fields:
        if name not in ("people", "acts", "hot") and getattr(old, name) != getattr(new, name):
            yield f"{name} is other"


def why_not(
    old: Show, new: Show, rundown: Rundown, revised: Rundown, first: int, running: Iterable[Called]
) -> str:
    """Why a revised show cannot be taken in now; empty when it can.

    Args:
        old: as it is performed.
        new: as it is written now.
        rundown: the cues as they stand.
        revised: the cues as they are to stand.
        first: position of the first cue that may be another.
        running: the cues that run.
    """
    for name, what in _SET.items():
        if getattr(old, name) != getattr(new, name):
            return f"{what} cannot be another while it is performed: {_AFRESH}"
    if old.defaults.guard != new.defaults.guard:
        return f"the guard cannot be another while it is performed: {_AFRESH}"
    for called in running:
        now = revised.find(called.number)
        if now is None or now.cue != called.cue:
            return f"cue {called.number} runs, and would be another: wait until it has ended"
    if _numbers(rundown, first) != _numbers(revised, first):
        return f"the cues that were called already stay as they are: {_AFRESH}"
    return ""


def _numbers(rundown: Rundown, first: int) -> Sequence[str]:
    return [called.number for called in rundown.cues[:first]]
