"""The kinds of source that a show can have, from where they are to plain data."""

import asyncio
import csv
import io
import json
import time
from calendar import timegm
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn

from typing_extensions import override

from moderator.errors import NotNow, SourceSilent
from moderator.knowledge.sources.fetched import Fetched
from moderator.knowledge.sources.kept import Kept
from moderator.knowledge.sources.plan import SourcePlan
from moderator.knowledge.sources.web import Web

_MOST_ENTRIES = 50


class JsonSource(Fetched):
    """JSON over HTTP.

    Args:
        plan: what is asked for.
        kept: where it is kept.
        date: the date and time now.
        web: asks the show's hosts.
    """

    def __init__(
        self, plan: SourcePlan, kept: Kept, date: Callable[[], datetime], web: Web
    ) -> None:
        super().__init__(plan, kept, date)
        self._web = web

    @override
    async def fetch(self) -> tuple[object, datetime | None]:
        body = await self._web.get(self.plan.where, self.plan.most_bytes)
        return await asyncio.to_thread(from_json, body), None


class FeedSource(JsonSource):
    """An RSS or Atom feed, as `title`, `updated` and `entries` that have them too."""

    @override
    async def fetch(self) -> tuple[object, datetime | None]:
        body = await self._web.get(self.plan.where, self.plan.most_bytes)
        return await asyncio.to_thread(from_feed, body), None


class FileSource(Fetched):
    """A CSV or JSON file in the show's folder, that somebody else keeps up to date.

    Args:
        plan: what is asked for.
        kept: where it is kept.
        date: the date and time now.
        folder: the show's.
    """

    def __init__(
        self, plan: SourcePlan, kept: Kept, date: Callable[[], datetime], folder: Path
    ) -> None:
        super().__init__(plan, kept, date)
        self._folder = folder

    @override
    async def fetch(self) -> tuple[object, datetime | None]:
        return await asyncio.to_thread(self._read)

    def _read(self) -> tuple[object, datetime]:
        name, most = self.plan.where, self.plan.most_bytes
        path = (self._folder / name).resolve()
        if not path.is_relative_to(self._folder.resolve()) or not path.is_file():
            raise SourceSilent(f"{name} is no file in the show's folder")
        try:
            with path.open("rb") as file:
                body, since = file.read(most + 1), path.stat().st_mtime
        except OSError as error:
            raise NotNow(f"{name}: {error.strerror}") from error
        if len(body) > most:
            raise SourceSilent(f"{name} has more than {most} bytes")
        data = from_csv(body) if path.suffix.lower() == ".csv" else from_json(body)
        return data, datetime.fromtimestamp(since, UTC)


def from_json(body: bytes) -> object:
    """The data of a JSON text.

    Raises:
        NotNow: it is none; it may be half written.
    """
    try:
        return json.loads(body, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        why = "too deep" if isinstance(error, RecursionError) else str(error)[:80]
        raise NotNow(f"the answer is not JSON: {why}") from error


def from_csv(body: bytes) -> object:
    """The rows of a CSV text as keys and values, the keys from its first row.

    Raises:
        NotNow: it is none; it may be half written.
    """
    try:
        return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline=""), strict=True))
    except (ValueError, csv.Error) as error:
        raise NotNow(f"the file is not CSV: {error}") from error


def from_feed(body: bytes) -> object:
    """The data of a feed. It is read from the bytes alone: a feed's addresses are never asked.

    Raises:
        SourceSilent: it is no feed, or feeds cannot be read here.
    """
    try:
        import feedparser
    except ImportError:
        raise SourceSilent("feeds cannot be read here: install moderator[feeds]") from None
    found = feedparser.parse(io.BytesIO(body), sanitize_html=False)
    if not found.get("version"):
        raise NotNow("the answer is no feed")
    entries = [_told(entry) for entry in found.entries[:_MOST_ENTRIES]]
    return {**_told(found.feed), "entries": entries}


def _told(part: dict[str, object]) -> dict[str, object]:
    """What a feed, or an entry of it, says of itself."""
    told = {key: part[key] for key in ("title", "subtitle", "summary", "author") if part.get(key)}
    for key in ("published", "updated"):
        name = f"{key}_parsed"
        if name in part and isinstance(when := part[name], time.struct_time):
            told[key] = datetime.fromtimestamp(timegm(when), UTC).isoformat()
    return told


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word} is no number")
