"""Captions as they are spoken, over a WebSocket that is for reading only."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from starlette.websockets import WebSocket, WebSocketDisconnect

from moderator.console.remote.access import Refused
from moderator.console.remote.json_text import to_json
from moderator.console.remote.outward import Outward
from moderator.console.remote.watcher import ENDED, Leaving, Watcher
from moderator.journal.captions.cutting import joined
from moderator.journal.captions.told import heard_line
from moderator.journal.entry import Entry
from moderator.journal.journal import Journal

PROTOCOL = "moderator.captions"

_EVERY_S = 0.033
_MOST_UNTAKEN = 1000
_FOR_READING = Leaving(1008, "captions are for reading only")


class Captions:
    """Tells what is said to all who read along.

    Args:
        journal: the record.
        show: the show's name.
        outward: sends to them.
        most: how many may read along.
    """

    def __init__(self, journal: Journal, show: str, outward: Outward, most: int) -> None:
        self._journal = journal
        self._show = show
        self._outward = outward
        self._most = most
        self._readers: list[Watcher] = []
        self._line: Entry | None = None
        self._over_s = 0.0

    async def run(self) -> None:
        """Tell what is said until the task is cancelled."""
        with self._journal.follow(_MOST_UNTAKEN) as feed:
            while True:
                await asyncio.sleep(_EVERY_S)
                for entry in feed.take():
                    self._note(entry)

    def close(self) -> None:
        """Have everybody leave: the show has ended."""
        for reader in self._readers:
            reader.leave(ENDED)

    async def serve(self, websocket: WebSocket) -> None:
        """Serve one who reads along, until they go or have to.

        Raises:
            Refused: too many read along already.
        """
        if len(self._readers) >= self._most:
            raise Refused(503, "too_many_watch", f"{self._most} read along already")
        assert websocket.client is not None
        reader = Watcher(websocket.client.host)
        reader.put(to_json({"type": "show", "show": self._show}))
        if self._line and asyncio.get_running_loop().time() < self._over_s:
            reader.put(to_json(_said(self._line)))
        with self._joined(reader):
            try:
                offered = websocket.scope["subprotocols"]
                await websocket.accept(PROTOCOL if PROTOCOL in offered else None)
                await self._outward.both_ways(websocket, reader, _until_gone(websocket, reader))
            except WebSocketDisconnect:
                return
        await self._outward.see_off(websocket, reader)

    @contextmanager
    def _joined(self, reader: Watcher) -> Iterator[None]:
        self._readers.append(reader)
        try:
            yield
        finally:
            self._readers.remove(reader)

    def _note(self, entry: Entry) -> None:
        if entry.kind == "said":
            self._line = entry
            lasts_s = float(entry.data.get("duration_s") or 0.0)
            self._over_s = asyncio.get_running_loop().time() + lasts_s
            self._tell(_said(entry))
        elif entry.kind == "unsaid" and self._line:
            heard = joined(heard_line(self._line, entry.at_s).words)
            told = {"type": "unsaid", "n": entry.n, "of": self._line.n, "heard": heard}
            self._line = None
            self._tell(told)
        elif entry.kind == "cue_ended" and self._line and entry.cue == self._line.cue:
            self._line = None

    def _tell(self, told: dict[str, Any]) -> None:
        message = to_json(told)
        for reader in self._readers:
            reader.put(message)


async def _until_gone(websocket: WebSocket, reader: Watcher) -> None:
    """Take what a reader sends, which is nothing but their going."""
    message = await websocket.receive()
    if message["type"] != "websocket.disconnect":
        reader.leave(_FOR_READING)


def _said(entry: Entry) -> dict[str, Any]:
    """A line with its words, each with the seconds from the line's beginning."""
    line = heard_line(entry)
    words = [
        {"text": " " * word.spaced + word.text, "at_s": (word.at_ms - line.starts_ms) / 1000}
        for word in line.words
    ]
    return {
        "type": "said",
        "n": entry.n,
        "cue": entry.cue,
        "at_s": entry.at_s,
        "duration_s": entry.data.get("duration_s"),
        "language": entry.data.get("language", "en"),
        "text": entry.data.get("text"),
        "words": words,
    }
