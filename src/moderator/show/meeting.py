"""Whether fixed times are met with some of what comes dropped, laid out anew only in part."""

from collections.abc import Collection, Iterable, Sequence

from moderator.show.laying_out import Slot

State = tuple[float, float, bool]
"""When the next cue can start, when the last one ends, whether the next starts without a GO."""

Latest = tuple[float, float]
"""The latest that the next cue may start, and the last one end."""

_NEVER = float("-inf")
_ANY = float("inf")
_FREE = (_ANY, _ANY)


class Meeting:
    """Lays cues out by the rule of `lay_out`, and knows how late each could still come.

    Since no cue comes earlier for another that is late, a state is in time when its two times are
    each no later than a latest one, which is worked out from the end backwards.

    Args:
        slots: the cues in order.
        begins: the state before the first.
        between_ns: from a cue's end to the operator's GO.
        dropped: places of cues that are dropped.
    """

    def __init__(
        self, slots: Sequence[Slot], begins: State, between_ns: int, dropped: Iterable[int] = ()
    ) -> None:
        self._slots = slots
        self._between = between_ns
        self._passed = [slot.passed for slot in slots]
        for at in dropped:
            self._passed[at] = True
        self._before: list[State] = [begins] * (len(slots) + 1)
        self._known = 0
        self._latest: list[tuple[Latest, Latest]] = []
        self._wanted: frozenset[int] = frozenset()

    def meets(self, at: int) -> bool:
        """Whether the cue at a place comes in time; it has a fixed time, and is not dropped."""
        fixed = self._slots[at].fixed_ns
        assert fixed is not None
        self._reach(at)
        return self._before[at][0] <= fixed

    def drop(self, places: Collection[int], *, dropped: bool = True) -> None:
        """Drop some cues, or have them come after all."""
        for at in places:
            self._passed[at] = dropped
        if places:
            self._anew(min(places), max(places))

    def want(self, wanted: Collection[int]) -> None:
        """Find out how late each cue may come so that these fixed times are met, as they are."""
        self._reach(len(self._slots))
        self._wanted = frozenset(wanted)
        self._latest = [(_FREE, _FREE)] * (len(self._slots) + 1)
        for at in range(len(self._slots) - 1, -1, -1):
            self._latest[at] = self._latest_before(at)

    def can_come(self, at: int) -> bool:
        """Whether all that is wanted is met with a dropped cue back in its place."""
        start, end, by_itself = self._step(at, self._before[at], passed=False)
        latest_start, latest_end = self._latest[at + 1][by_itself]
        return start <= latest_start and end <= latest_end

    def come(self, at: int) -> None:
        """Put a dropped cue back in its place, where it can come."""
        self.drop((at,), dropped=False)
        for place in range(at, -1, -1):
            latest = self._latest_before(place)
            if latest == self._latest[place]:
                break
            self._latest[place] = latest

    def _reach(self, at: int) -> None:
        """Lay out as far as to a place."""
        for place in range(self._known, at):
            state = self._before[place]
            self._before[place + 1] = self._step(place, state, passed=self._passed[place])
        self._known = max(self._known, at)

    def _anew(self, first: int, last: int) -> None:
        """Lay out anew what has changed from one place to another, and what comes of it."""
        state = self._before[first]
        for at in range(first, self._known):
            state = self._step(at, state, passed=self._passed[at])
            if at >= last and state == self._before[at + 1]:
                return
            self._before[at + 1] = state

    def _step(self, at: int, state: State, *, passed: bool) -> State:
        start, end, by_itself = state
        length, follows, fixed, _ = self._slots[at]
        if passed:
            if by_itself and follows == "none":
                return end + self._between, end, False
            return state
        if fixed is not None and fixed > start:
            start = fixed
        ends = start + length
        end = max(end, ends)
        if follows == "none":
            return end + self._between, end, False
        return (ends if follows == "auto_follow" else start), end, True

    def _latest_before(self, at: int) -> tuple[Latest, Latest]:
        """The latest times before a cue that starts by GO, and before one that does by itself."""
        length, follows, fixed, _ = self._slots[at]
        by_go, by_itself = self._latest[at + 1]
        after_go = (by_go[0] - self._between, by_go[1])
        if self._passed[at]:
            return by_go, ((_ANY, min(after_go)) if follows == "none" else by_itself)
        if follows == "none":
            latest_end = min(after_go)
            latest = latest_end - length
        else:
            latest_end = by_itself[1]
            latest = latest_end - length
            latest = min(latest, by_itself[0] - (length if follows == "auto_follow" else 0))
        if fixed is not None and fixed > latest:
            latest = _NEVER
        if fixed is not None and at in self._wanted:
            latest = min(latest, fixed)
        return (latest, latest_end), (latest, latest_end)
