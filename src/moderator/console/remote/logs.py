"""What the server's libraries log: counted, and never written over the operator's screen."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from typing_extensions import override

from moderator.console.remote.turned_away import TurnedAway

_USUAL = "ASGI callable returned without completing handshake."
"""uvicorn says so of every WebSocket that is refused with an answer; the gate has counted it."""

_SENDERS = "Invalid "
"""So begins what is the sender's own doing, though an exception comes with it."""

_LOGGERS = ("uvicorn", "uvicorn.error", "uvicorn.access", "websockets", "asyncio")


class _Counting(logging.Handler):
    """Counts by the message's own words, which are the library's: no sender's words are in it.

    What comes with an exception is a defect, of a library or of ours.
    """

    def __init__(self, turned_away: TurnedAway) -> None:
        super().__init__(logging.WARNING)
        self._turned_away = turned_away

    @override
    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info and record.exc_info[1] and not str(record.msg).startswith(_SENDERS):
            self._turned_away.defect(record.exc_info[1])
            return
        if record.msg != _USUAL:
            what = str(record.msg).strip().partition("\n")[0].rstrip(".")[:80]
            self._turned_away.count(f"server: {what}")


@contextmanager
def counted_logs(turned_away: TurnedAway) -> Iterator[None]:
    """Count what the libraries log for as long as this is open."""
    handler = _Counting(turned_away)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [(logger.propagate, logger.level) for logger in loggers]
    for logger in loggers:
        logger.addHandler(handler)
        logger.propagate = False
        logger.setLevel(logging.WARNING)
    try:
        yield
    finally:
        for logger, (propagate, level) in zip(loggers, before, strict=True):
            logger.removeHandler(handler)
            logger.propagate = propagate
            logger.setLevel(level)
