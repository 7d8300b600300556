"""The append-only record of a show, written while it happens."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any, ClassVar, NamedTuple, Protocol, Self

from moderator.errors import CannotWrite, ModeratorError
from moderator.journal.entry import Entry, encode, make_entry
from moderator.journal.file import cannot_write, create_file
from moderator.journal.follower import Follower
from moderator.journal.segments import segment_name, segments
from moderator.journal.writer import Line, Writer

PATIENCE_S = 0.020
_CLOSING_PATIENCE_S = 10.0


class Journal:
    """Numbers, stamps and keeps what happens, and hands it to displays.

    Args:
        writer: brings what is written to the disk; nothing was given to it yet.
        clock: nanoseconds since the show's start.
        patience_s: how long `flushed` waits unless told, seconds on the loop's clock.
    """

    _writing: ClassVar[type[Writer]] = Writer
    """What `create` and `go_on` have their file written by."""

    def __init__(
        self, writer: Writer, clock: Callable[[], int], patience_s: float = PATIENCE_S
    ) -> None:
        self._clock = clock
        self._patience_s = patience_s
        self._n = writer.last_n
        self._order = threading.Lock()
        self._followers: list[Heeds] = []
        self._writer = writer
        self._closed = False
        self._close_trouble = ""

    @classmethod
    def create(
        cls,
        directory: Path,
        clock: Callable[[], int],
        *,
        keep: bool = False,
        patience_s: float = PATIENCE_S,
    ) -> Self:
        """Begin a record in a folder, which is made if need be.

        Args:
            directory: the folder; the record is `as-run.jsonl` in it.
            clock: nanoseconds since the show's start.
            keep: refuse to replace an earlier record, as for a live show.
            patience_s: how long `flushed` waits unless told, seconds on the loop's clock.

        Raises:
            CannotWrite: the folder cannot be written, or holds a record that is kept.
        """
        try:
            earlier = list(segments(directory).values())
            if keep and earlier:
                hint = "it is kept; name another folder, or move it away"
                raise CannotWrite(f"{earlier[0]} is the record of an earlier run", hint)
            for path in earlier[1:]:
                path.unlink()
        except OSError as error:
            raise cannot_write(directory, error) from error
        file = create_file(directory / segment_name(1), keep=keep)
        return cls(cls._writing(file), clock, patience_s)

    @classmethod
    def go_on(cls, directory: Path, clock: Callable[[], int], last_n: int) -> Self:
        """Go on with a record in a new segment; the earlier ones are not touched.

        Args:
            directory: the folder that the record is in.
            clock: nanoseconds since the show's start.
            last_n: number of the record's last entry.

        Raises:
            CannotWrite: the folder cannot be written, or somebody else goes on with it.
        """
        try:
            number = max(segments(directory), default=0) + 1
        except OSError as error:
            raise cannot_write(directory, error) from error
        file = create_file(directory / segment_name(number), keep=True)
        return cls(cls._writing(file, last_n), clock)

    @property
    def trouble(self) -> str:
        """What is wrong with the record, in one line; empty when nothing is."""
        return self._close_trouble or self._writer.trouble

    @property
    def lost(self) -> int:
        """How many entries the disk has not taken."""
        return self._writer.lost

    def write(self, kind: str, cue: str | None = None, **data: object) -> Entry:
        """Add an entry; returns at once, whatever the disk does.

        Args:
            kind: what happened.
            cue: the cue it belongs to.
            data: the rest, plain data: text, numbers, lists, mappings.

        Raises:
            TypeError: `data` is not plain data.
            ValueError: `data` uses a key that every entry has.
        """
        with self._order:
            entry = make_entry(self._n + 1, self._clock(), kind, cue, data)
            line = Line(entry.n, entry.at_s, encode(entry))
            self._n = entry.n
            if self._closed:
                self._close_trouble = f"entry {entry.n} came after the record was closed"
            else:
                self._writer.put(line)
            for follower in self._followers:
                follower.put(entry)
        return entry

    async def flushed(self, within_s: float | None = None) -> bool:
        """Wait until all that was written is with the operating system; say whether it is.

        To the loop this is always work in a thread, even when it is done already: in a rehearsal
        time stands still for it, so that the show goes the same way however fast the disk is.

        Args:
            within_s: longest wait, seconds on the loop's clock; the journal's unless given.
        """
        if self._closed:
            return not self.trouble
        settled = self._writer.settled(self._n)
        waiting = asyncio.get_running_loop().run_in_executor(_UnderWay(settled), bool)
        try:
            if settled.done():  # with nothing to wait for, a limit is only work
                return bool(await waiting)
            async with asyncio.timeout(self._patience_s if within_s is None else within_s):
                return bool(await waiting)
        except (TimeoutError, ModeratorError):
            return False

    def follow(self, limit: int = 1000) -> Follower:
        """Return a feed of the entries from now on, of which at most `limit` are kept untaken."""
        follower = Follower(limit, self._leave)
        with self._order:
            self._followers = [*self._followers, follower]
        return follower

    def heed(self, told: Callable[[Entry], None]) -> None:
        """Have something told of each entry from now on, in the very call that writes it.

        Args:
            told: must be quick, and write nothing itself.
        """
        with self._order:
            self._followers = [*self._followers, _Heeding(told)]

    def close(self) -> None:
        """Write and sync what is left; closing again does nothing."""
        with self._order:
            if self._closed:
                return
            self._closed = True
        if not self._writer.close(_CLOSING_PATIENCE_S):
            self._close_trouble = "the disk did not take the end of the record"

    def _leave(self, follower: Follower) -> None:
        with self._order:
            self._followers = [other for other in self._followers if other is not follower]

    def __enter__(self) -> "Journal":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Heeds(Protocol):
    """Whatever takes entries as they are written."""

    def put(self, entry: Entry) -> None:
        """Take an entry."""


class _Heeding(NamedTuple):
    put: Callable[[Entry], None]


class _UnderWay(Executor):
    """Gives the loop, as work in a thread, what the writer's thread is doing anyway."""

    def __init__(self, work: Future[bool]) -> None:
        self._work = work

    def submit(self, *_: object, **__: object) -> Future[Any]:
        return self._work
