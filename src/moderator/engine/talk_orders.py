"""The operator's word on a speaker: not there, there after all, more time, the stage back."""

from collections.abc import Callable

from moderator.cues.floor import Floor
from moderator.engine.orders import Order, Verb
from moderator.engine.parts import Parts
from moderator.values.duration import NS_PER_S, parse_duration, seconds

Deed = Callable[[], None]

NOBODY_SPEAKS = "no speaker has the stage"
_MOST_NS = 3600 * NS_PER_S


class TalkOrders:
    """Says what each of these orders does, or why it does nothing.

    Args:
        parts: the run's parts.
    """

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._speakers = parts.speakers
        self.verbs: dict[Verb, Callable[[Order], Deed | str]] = {
            Verb.ABSENT: self._absent,
            Verb.PRESENT: self._present,
            Verb.GIVE_TIME: self._give_time,
            Verb.TAKE_BACK: lambda order: self._spoken_of(order, lambda f: f.taken_back.set()),
            Verb.ENDED: lambda order: self._spoken_of(order, lambda floor: floor.ended.set()),
        }

    def _absent(self, order: Order) -> Deed | str:
        """Whoever is to give a talk is not there; before it, or while they are awaited."""
        number = order.cue or ""
        if why := self._why_not(number):
            return why
        floor = self._speakers.floor(number)
        if floor and floor[1].speaks:
            return f"the speaker of cue {number} has the stage: take it back"
        if self._speakers.heard(number):
            return f"the talk of cue {number} has been heard"
        return floor[1].absent.set if floor else _nothing

    def _present(self, order: Order) -> Deed | str:
        number = order.cue or ""
        if why := self._why_not(number):
            return why
        if not self._speakers.absent(number):
            return f"nobody has said that the speaker of cue {number} is absent"
        return "the show goes on without them" if self._speakers.floor(number) else _nothing

    def _why_not(self, number: str) -> str:
        called = self._parts.rundown.find(number)
        return "" if called and called.cue.talk else f"cue {number} is no talk"

    def _give_time(self, order: Order) -> Deed | str:
        try:
            more_ns = parse_duration(order.words)
        except ValueError as error:
            return str(error)
        if not 0 < more_ns <= _MOST_NS:
            return "give between 1s and 1h"
        return self._spoken_of(order, lambda floor: self._give(order, floor, more_ns))

    def _give(self, order: Order, floor: Floor, more_ns: int) -> None:
        speaks = self._speakers.floor(order.cue)
        assert speaks is not None
        floor.give(more_ns)
        given_s, total_s = seconds(more_ns), seconds(floor.given_ns)
        self._parts.journal.write("time_given", speaks[0], given_s=given_s, in_all_s=total_s)

    def _spoken_of(self, order: Order, does: Callable[[Floor], None]) -> Deed | str:
        """What is done to the talk that is named, or to the one that runs."""
        speaks = self._speakers.floor(order.cue)
        if speaks is None or not speaks[1].speaks:
            return NOBODY_SPEAKS
        floor = speaks[1]
        return lambda: does(floor)


def _nothing() -> None:
    """The record says it all."""
