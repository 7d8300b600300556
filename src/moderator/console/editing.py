"""Words changed on the night: the show's files are followed, and changed as the operator says.

What is written is checked and rendered beside the show, in threads, then offered to the operator,
who takes it in between two cues: `engine/revising.py`.
"""

import asyncio
import difflib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from moderator.console.changeable import words
from moderator.document.document import Path_
from moderator.document.rewriting import rewritten
from moderator.engine.causes import in_a_line
from moderator.engine.revising import Revising, Revision
from moderator.errors import CannotStart, CannotWrite, ModeratorError
from moderator.motion.seen.writing import written
from moderator.show.load import Loaded
from moderator.show.sharing import NO_DRAFTS, SHOW_FILE

_LOOK_EVERY_S = 1.0
_MOST_PROBLEMS = 20
_MOST_DIFF = 400

Load = Callable[[Mapping[Path, str]], Loaded]
Revise = Callable[[Loaded], Revision]
Sounds = Callable[[Loaded, str], bytes]


@dataclass(frozen=True)
class Changed:
    """What became of a change.

    Attributes:
        edition: the revised show that is offered with it; empty when it is not.
        problems: why not, each with its place.
    """

    edition: str = ""
    problems: tuple[str, ...] = ()


@dataclass
class _Draft:
    """What is offered, and what is written into files when it is taken in.

    Attributes:
        edition: its fingerprint.
        loaded: the show.
        over: the files as they were when it was made, by path.
    """

    edition: str
    loaded: Loaded
    over: Mapping[Path, str] = field(default_factory=dict)


class Editing:
    """Follows a show's files while it is performed.

    Args:
        loaded: the show as it is performed.
        load: reads and checks it, with what is to stand in files; blocking.
        revise: renders what has been read; blocking.
        sound: a line of a show as a WAV file's bytes; blocking.
        revising: offers it to the operator.
    """

    def __init__(
        self, loaded: Loaded, load: Load, revise: Revise, sound: Sounds, revising: Revising
    ) -> None:
        self._load = load
        self._revise = revise
        self._sound = sound
        self._revising = revising
        self._performed = loaded
        self._edition = loaded.fingerprint()
        self._texts = _read(loaded)
        self._draft: _Draft | None = None
        self._busy = asyncio.Lock()

    @property
    def words(self) -> dict[str, Any]:
        """What can be changed: people, and the lines of cues, each with where it is written."""
        return words(self._latest)

    async def sound(self, text: str) -> bytes:
        """How a line sounds, as a WAV file, in the show as it is offered or performed.

        Raises:
            ModeratorError: it cannot be rendered.
        """
        try:
            return await asyncio.to_thread(self._sound, self._latest, text)
        except (KeyError, OSError) as error:
            raise CannotStart(f"this cannot be heard: {in_a_line(error)}") from error

    @property
    def _latest(self) -> Loaded:
        """The show as it is offered, or as it is performed."""
        return self._draft.loaded if self._draft else self._performed

    async def run(self) -> None:
        """Offer what is changed in the files, until the task is cancelled."""
        seen = settled = await asyncio.to_thread(self._marks)
        while True:
            await asyncio.sleep(_LOOK_EVERY_S)
            marks = await asyncio.to_thread(self._marks)
            if marks == seen and marks != settled:  # whoever writes is done
                settled = marks
                await self._look()
            seen = marks

    async def change(self, path: Sequence[str | int], text: str) -> Changed:
        """Check a change of one text, and offer the show with it; no file is written yet.

        Args:
            path: keys and positions that lead to it in the show's file.
            text: what is to stand there.
        """
        async with self._busy:
            try:
                drafts = await asyncio.to_thread(self._drafted, tuple(path), text)
                return await self._offered(drafts)
            except ModeratorError as error:
                return Changed(problems=(str(error),))

    async def drop(self) -> None:
        """Offer nothing any more."""
        async with self._busy:
            self._draft = None
            self._revising.withdraw()

    async def write(self, edition: str) -> None:
        """Write what is offered into its files, before it is taken in.

        Raises:
            CannotStart: a file has been changed since it was offered.
            CannotWrite: one cannot be written.
        """
        async with self._busy:
            draft = self._draft
            if draft is None or draft.edition != edition:
                return
            for path, text in draft.loaded.drafts.items():
                await asyncio.to_thread(_write, path, draft.over[path], text)
            draft.over = {}

    async def taken_in(self, edition: str) -> None:
        """What was offered is performed from now on."""
        draft = self._draft
        if draft is None or draft.edition != edition:
            return
        self._performed, self._edition, self._draft = draft.loaded, edition, None
        self._texts = await asyncio.to_thread(_read, draft.loaded)

    async def _look(self) -> None:
        """See what the files say now."""
        async with self._busy:
            try:
                await self._offered(NO_DRAFTS)
            except ModeratorError as error:
                self._revising.unsound([str(error)])

    async def _offered(self, drafts: Mapping[Path, str]) -> Changed:
        """Check what is written, with drafts in it, and offer it.

        Raises:
            ModeratorError: it cannot be read, or rendered.
        """
        try:
            loaded = await asyncio.to_thread(self._load, drafts)
        except OSError as error:
            raise CannotStart(in_a_line(error)) from error
        if not loaded.sound:
            problems = [str(p) for p in loaded.problems if p.severity == "error"][:_MOST_PROBLEMS]
            if not drafts:
                self._draft = None
                self._revising.unsound(problems)
            return Changed(problems=tuple(problems))
        edition = await asyncio.to_thread(loaded.fingerprint)
        if edition == self._edition:
            self._draft = None
            self._revising.withdraw()
            return Changed(edition)
        if self._draft is None or edition != self._draft.edition:
            revision = await asyncio.to_thread(self._revise, loaded)
            over = {path: await asyncio.to_thread(path.read_text, "utf-8") for path in drafts}
            self._draft = _Draft(edition, loaded, over)
            self._revising.offer(revision, list(self._diff(loaded)))
        return Changed(edition)

    def _drafted(self, path: Path_, text: str) -> Mapping[Path, str]:
        """The files as they are to be, with a change on top of what is offered."""
        latest = self._latest
        assert latest.document is not None
        file = latest.document.source(*path).path or latest.path
        drafts = dict(self._draft.loaded.drafts) if self._draft else {}
        now = drafts.get(file) or file.read_text("utf-8")
        return {**drafts, file: rewritten(now, path, text)}

    def _diff(self, loaded: Loaded) -> Iterator[str]:
        lines = 0
        for path in _files(loaded):
            before = self._texts.get(path, "").splitlines()
            after = (loaded.drafts.get(path) or path.read_text("utf-8")).splitlines()
            for line in difflib.unified_diff(before, after, path.name, path.name, n=1, lineterm=""):
                lines += 1
                if lines > _MOST_DIFF:
                    yield "…"
                    return
                yield line

    def _marks(self) -> tuple[tuple[int, int] | None, ...]:
        """What is another when a file has been written."""
        return tuple(_mark(path) for path in _files(self._performed))


def _files(loaded: Loaded) -> Sequence[Path]:
    """The files in which a show is written."""
    show, materials = loaded.show, loaded.materials
    assert show is not None
    assert materials is not None
    shared = [materials.shares / SHOW_FILE] if materials.shares else []
    facts = [materials.folder_of(show.facts) / show.facts] if show.facts else []
    return (loaded.path, *shared, *facts)


def _read(loaded: Loaded) -> Mapping[Path, str]:
    return {path: path.read_text("utf-8") for path in _files(loaded)}


def _mark(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


def _write(path: Path, over: str, text: str) -> None:
    """Write a file that must be as it was when the text was made from it.

    Raises:
        CannotStart: it is another by now.
        CannotWrite: it cannot be written.
    """
    try:
        now = path.read_text("utf-8")
    except OSError as error:
        raise CannotWrite(f"cannot read {path}: {(error.strerror or '').lower()}") from error
    if now == text:
        return
    if now != over:
        raise CannotStart(f"{path.name} has been changed meanwhile", "look at what is offered now")
    with written(path) as draft:
        with draft.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, draft)
