"""What the conductor is asked to do, and what it answers."""

import asyncio
from dataclasses import dataclass
from enum import StrEnum


class Verb(StrEnum):
    """Everything an operator can ask for, stop apart: stop goes round the queue."""

    GO = "go"
    HOT = "hot"
    HOLD = "hold"
    RESUME = "resume"
    BACK = "back"
    NEXT = "next"
    JUMP = "jump"
    SKIP = "skip"
    DISARM = "disarm"
    ARM = "arm"
    CONFIRM = "confirm"
    DECLINE = "decline"


@dataclass(frozen=True)
class Answer:
    """Whether an order was carried out.

    Attributes:
        accepted: whether it was.
        reason: why not; empty when it was.
        stale: whether it was meant for a show that has gone on since.
    """

    accepted: bool
    reason: str = ""
    stale: bool = False


ACCEPTED = Answer(accepted=True)


@dataclass(frozen=True)
class Order:
    """One order.

    Attributes:
        verb: what to do.
        origin: which input it came from.
        cue: the cue it names: for GO the one it expects on standby; for confirm and decline the
            check of preflight; None when it names none.
        answer: where the answer goes.
        seen: the number of the record's last entry that was known to whoever asked; None when they
            do not say. When what GO does has changed since, the order is stale.
    """

    verb: Verb
    origin: str
    cue: str | None
    answer: "asyncio.Future[Answer]"
    seen: int | None = None
