"""A rundown whose coming cues come in another order: nothing is in it twice, nothing is lost."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from moderator.show.rundown import Called, Rundown, timed


class CannotRearrange(Exception):
    """Why a cue cannot be heard at another place, in words."""


def moved(rundown: Rundown, number: str, before: str, first: int) -> Rundown:
    """Put the chain that a cue is in before the chain of another.

    Args:
        rundown: as it is.
        number: of the cue.
        before: number of the other.
        first: position of the first cue that may move; all before it keep their places.

    Raises:
        CannotRearrange: it cannot be.
    """
    chain, other = (_chain(rundown, each, first) for each in (number, before))
    if chain == other:
        raise CannotRearrange(
            f"cue {number} and cue {before} start by themselves, one after another"
        )
    going = {called.number for called in chain}
    act, act_at = other[0].act, other[0].act_at
    rest = [called for called in rundown.cues if called.number not in going]
    at = rest.index(other[0])
    order = [*rest[:at], *(replace(called, act=act, act_at=act_at) for called in chain), *rest[at:]]
    return _arranged(rundown, order)


def in_order(rundown: Rundown, acts: Sequence[tuple[str, Sequence[str]]]) -> Rundown:
    """A rundown as it was told: the acts with their cues' numbers, in order.

    Cues that were not told of, in a show that has been changed since, keep their places.
    """
    told: Mapping[str, tuple[int, str]] = {
        number: (act_at, act)
        for (act, numbers), act_at in zip(acts, _places(rundown, acts), strict=True)
        for number in numbers
    }
    ours = {called.number: called for called in rundown.cues}
    coming = iter(
        [replace(ours[n], act=act, act_at=at) for n, (at, act) in told.items() if n in ours]
    )
    order = [next(coming) if called.number in told else called for called in rundown.cues]
    return _arranged(rundown, order)


def _places(rundown: Rundown, acts: Sequence[tuple[str, Sequence[str]]]) -> Sequence[int]:
    """The place as it is written of each act that was told; one that is new comes after all."""
    written = sorted({(called.act_at, called.act) for called in rundown.cues})
    places: list[int] = []
    for act, numbers in acts:
        own = {(c.act_at, c.act) for c in rundown.cues if c.number in numbers}
        same = [at for at, title in written if title == act and at not in places]
        kept = [at for at in same if (at, act) in own]
        new = len(written) + len(places)
        places.append(next(iter((*kept, *same)), new))
    return places


def instead(rundown: Rundown, called: Called, target: Called) -> Called | None:
    """The cue that comes when one goes to another.

    It is the one that is named, unless cues have been moved: what was not written between the two
    is not passed over, and what has been put before the first does not come again.

    Args:
        rundown: as it is.
        called: the cue that goes to another.
        target: the one that it names.
    """
    if called.position < 0 or target.written <= called.written:
        return target
    between = range(called.written, target.written)
    coming = rundown.cues[called.position + 1 :]
    return next((each for each in coming if each.written not in between), None)


def _chain(rundown: Rundown, number: str, first: int) -> tuple[Called, ...]:
    called = rundown.find(number)
    if called is None or called.position < 0:
        raise CannotRearrange(f"there is no cue {number} in the rundown")
    chain = rundown.chain(called.position)
    if chain[0].position < first:
        named = "it" if chain[0] is called else f"cue {chain[0].number}, with which it starts,"
        raise CannotRearrange(f"cue {number} stays where it is: {named} comes before the standby")
    return chain


def _arranged(rundown: Rundown, order: Sequence[Called]) -> Rundown:
    """The cues in that order, planned anew from the first on that is at another place."""
    same = [ours.number == theirs.number for ours, theirs in zip(rundown.cues, order, strict=True)]
    if all(same):
        return rundown
    at = same.index(False)
    ends = max((called.planned.end_ns for called in rundown.cues[:at]), default=0)
    placed = [replace(called, position=at + n) for n, called in enumerate(order[at:])]
    begins = rundown.cues[at].planned.start_ns
    coming = timed(placed, begins, rundown.between_ns, ends)
    return replace(rundown, cues=(*rundown.cues[:at], *coming))
