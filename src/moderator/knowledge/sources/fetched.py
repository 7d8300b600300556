"""A source of the show's own: asked again and again, and told as it answered last."""

import asyncio
from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo

from typing_extensions import override

from moderator.errors import CannotWrite, NotNow, SourceSilent
from moderator.knowledge.sources.kept import Kept, Said
from moderator.knowledge.sources.plan import SourcePlan, in_zone, moment
from moderator.knowledge.sources.source import AS_OF, Reading, Source, Tell
from moderator.values.duration import NS_PER_S, format_duration, seconds
from moderator.values.moment import moment_told
from moderator.values.quantity import Value

TRIES = 3
"""So often is it asked at one time, while that may help."""
BREAKS_AT = 3
"""After so many times without an answer it is left alone for longer and longer."""

_FIRST_WAIT_S = 0.25
_LONGEST_WAIT_S = 2.0
_LONGEST_WHY = 200
_LONGEST_PAUSE_NS = 15 * 60 * NS_PER_S


@dataclass(frozen=True)
class _Answer:
    """What a source said, and as typed facts.

    Attributes:
        said: as it is kept.
        values: as it is told.
    """

    said: Said
    values: Mapping[str, Value]


class Fetched(Source):
    """Asks elsewhere, and keeps what was answered.

    Args:
        plan: what is asked for.
        kept: where it is kept.
        date: the date and time now.
    """

    takes_time = True

    def __init__(self, plan: SourcePlan, kept: Kept, date: Callable[[], datetime]) -> None:
        super().__init__(plan.name, plan.knows)
        self.plan = plan
        self._kept = kept
        self._date = date
        self._answer: _Answer | None = None
        self._one_at_a_time = asyncio.Lock()
        self._failures = 0
        self._why = "it was not asked"
        self._told: set[str] = set()
        self._looked = False

    @abstractmethod
    async def fetch(self) -> tuple[object, datetime | None]:
        """Its data as it is now, and since when it lies there, where that is known.

        Raises:
            NotNow: it may answer when it is asked again.
            SourceSilent: it does not answer.
        """

    @override
    def read(self, fact: str) -> Reading:
        answer, plan = self._answer, self.plan
        if answer is None:
            raise SourceSilent(f"{plan.name} has not answered: {self._why}")
        as_of = answer.said.as_of
        told = moment_told(as_of, self._date())
        value = told if fact == AS_OF else answer.values[fact]
        return Reading(value, as_of, plan.source, plan.good_for_ns)

    @override
    async def prepare(self, tell: Tell) -> None:
        if not self._looked:
            self._looked = True
            await self._look(tell)
        await self.refresh(tell)

    @override
    async def keep_fresh(self, tell: Tell) -> None:
        while True:
            await asyncio.sleep(seconds(self.pause_ns))
            await self.refresh(tell)

    @property
    def pause_ns(self) -> int:
        """Time until it is asked again: longer and longer once it has failed too often."""
        every_ns = self.plan.every_ns
        if self._failures < BREAKS_AT:
            return every_ns
        longer_ns = every_ns << min(self._failures - BREAKS_AT + 1, 20)
        return int(min(longer_ns, max(every_ns, _LONGEST_PAUSE_NS)))

    async def refresh(self, tell: Tell) -> None:
        """Ask it; what it says from now on, and once that it fails or answers again, is told."""
        async with self._one_at_a_time:  # an older answer never takes the place of a newer one
            await self._refresh(tell)

    async def _refresh(self, tell: Tell) -> None:
        try:
            answer = await self._asked()
        except SourceSilent as error:
            self._fails(error.message, tell)
        except Exception as error:  # noqa: BLE001 — whatever an answer sets off, the show goes on
            self._fails(f"defect: {type(error).__name__}: {error}", tell)
        else:
            self._answer = answer
            if self._failures:
                self._told.discard("silent")
                tell("notice", f"the source {self.name} answers again")
            self._failures = 0
            try:
                await asyncio.to_thread(self._kept.keep, self.plan, answer.said)
            except Exception as error:  # noqa: BLE001 — it is known all the same
                why = (
                    error.message
                    if isinstance(error, CannotWrite)
                    else f"defect: {type(error).__name__}: {error}"
                )
                self._tell_once("disk", f"what it says is not kept: {why}", tell)

    async def _asked(self) -> _Answer:
        """Its answer, asked for again where that may help and it was there not long ago.

        Raises:
            SourceSilent: there is none.
        """
        import stamina
        from stamina.instrumentation import set_on_retry_hooks

        set_on_retry_hooks([])  # they would write on the operator's screen
        attempts = TRIES if self._failures < BREAKS_AT else 1
        waits = {"wait_initial": _FIRST_WAIT_S, "wait_max": _LONGEST_WAIT_S, "wait_jitter": 0.1}
        async for attempt in stamina.retry_context(
            NotNow, attempts=attempts, timeout=None, **waits
        ):
            with attempt:
                return await self._once()
        raise AssertionError

    async def _once(self) -> _Answer:
        try:
            async with asyncio.timeout(seconds(self.plan.timeout_ns)):
                data, since = await self.fetch()
        except TimeoutError:
            within = format_duration(self.plan.timeout_ns)
            raise NotNow(f"no answer within {within}") from None
        try:
            return await asyncio.to_thread(self._typed, data, since, self._date())
        except (ValueError, RecursionError) as error:
            raise SourceSilent(str(error) or "its data is too deep") from error

    def _typed(self, data: object, since: datetime | None, now: datetime) -> _Answer:
        """Pick and type what is in its data; in a thread, for nobody knows how long that takes.

        Raises:
            ValueError, RecursionError: it is not there, or not of its kind.
        """
        raw, values = self.plan.picked(data)
        if self.plan.as_of:
            since = moment(raw.pop(AS_OF), now.tzinfo)
        as_of = in_zone(since or now, now.tzinfo)
        # nobody knows tomorrow's weather as of tomorrow
        return _Answer(Said(raw, min(as_of, now)), values)

    async def _look(self, tell: Tell) -> None:
        """See what it said on another day."""
        zone = self._date().tzinfo
        try:
            self._answer = await asyncio.to_thread(self._lying, zone)
        except Exception as error:  # noqa: BLE001 — whatever lies there, it is asked afresh
            self._tell_once("disk", f"what it said last cannot be read: {error}", tell)

    def _lying(self, zone: tzinfo | None) -> _Answer | None:
        """What lies on disk, if anything does; and load, off the loop, what asking needs.

        Raises:
            Exception: it is broken, or the show wants something else by now.
        """
        import stamina  # noqa: F401 — takes too long on the loop

        if (said := self._kept.find(self.plan)) is None:
            return None
        values = {name: pick.value(said.raw[name]) for name, pick in self.plan.picks.items()}
        return _Answer(Said(said.raw, in_zone(said.as_of, zone)), values)

    def _fails(self, why: str, tell: Tell) -> None:
        self._why = why = _shown(why)
        self._failures += 1
        since = (
            f"as of {moment_told(self._answer.said.as_of, self._date()).written()}"
            if self._answer
            else "nothing"
        )
        self._tell_once("silent", f"does not answer: {why}; known: {since}", tell)

    def _tell_once(self, about: str, what: str, tell: Tell) -> None:
        if about not in self._told:
            self._told.add(about)
            tell("warning", f"the source {self.name}: {what}")


def _shown(why: str) -> str:
    """What is wrong, short and on one line: a host may have worded it."""
    words = "".join(sign if sign.isprintable() else " " for sign in why[:_LONGEST_WHY])
    return words + "…" * (len(why) > _LONGEST_WHY)
