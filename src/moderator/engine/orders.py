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
    APPROVE = "approve"
    REFUSE = "refuse"
    PICK = "pick"
    ANSWER = "answer"
    LISTEN = "listen"
    LISTENED = "listened"
    INTERRUPT = "interrupt"
    REORDER = "reorder"
    CUT_TO = "cut_to"
    DROP = "drop"
    RESTORE = "restore"
    SHORTEN = "shorten"
    REVISE = "revise"
    MUTE = "mute"
    UNMUTE = "unmute"
    LEVEL = "level"
    NOTE = "note"
    LOCK = "lock"
    UNLOCK = "unlock"
    ABSENT = "absent"
    PRESENT = "present"
    GIVE_TIME = "give_time"
    TAKE_BACK = "take_back"
    ENDED = "ended"
    HEARD = "heard"


NAMES = {
    Verb.CONFIRM: "check",
    Verb.DECLINE: "check",
    Verb.PICK: "answer",
    Verb.REVISE: "edition",
    Verb.HEARD: "source",
}
"""What an order names that is no cue, as the record calls it."""

MOST_WORDS = 500
"""Most letters that are typed, or heard, at once."""


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
        cue: the cue it names, or what else `NAMES` tells: for GO the cue that it expects on
            standby; None when it names none.
        answer: where the answer goes.
        seen: the number of the record's last entry that was known to whoever asked; None when they
            do not say. When what GO does has changed since, the order is stale; one for a draft
            is, when another waits.
        words: what was typed, or heard; the record does not keep it. Of `reorder` the cue before
            which the other is to come.
        confidence: in what was heard, 0 to 1.
    """

    verb: Verb
    origin: str
    cue: str | None
    answer: "asyncio.Future[Answer]"
    seen: int | None = None
    words: str = ""
    confidence: float = 1.0


def told_of(
    verb: Verb, origin: str, named: str | None, words: str
) -> tuple[str | None, dict[str, str]]:
    """What the record tells of an order: the cue that it names, and the rest."""
    told = {"order": verb.value, "origin": origin}
    if verb is Verb.REORDER:
        return named, {**told, "before": words}
    if name := NAMES.get(verb):
        return None, {**told, name: named or ""}
    return named, told
