"""What is sent in as JSON, over HTTP and WebSocket alike, and the orders in it."""

from dataclasses import replace
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from moderator.console.remote.control import Own, RemoteOrder
from moderator.engine.orders import MOST_WORDS, Verb

Cue = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,11}$")]
Check = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Answer = Check
Edition = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")]
Source = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z _.-]{0,39}$")]
Said = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]*$", max_length=MOST_WORDS)]
Time = Annotated[str, StringConstraints(pattern=r"^[0-9.hms]{1,12}$")]
Seen = Annotated[int, Field(ge=0, le=2**53)]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_.:-]{8,64}$")]
Console = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z]{4,12}$")]
_KEY = "the order's own, such as a UUID: one that is sent again is not carried out again"
_SEEN = "the `n` of the show that was on the sender's screen"
_CONSOLE = "what the console calls itself; refused while the show is called from another"
_PRESSED = "the server's `clock_s` when it was given: one that was long on its way is refused"
Clock = Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Written(BaseModel):
    """What a client sends: no other keys, no types but those named."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class SentWritten(Written):
    """What every order may tell of how it was sent."""

    key: Key | None = Field(None, description=_KEY)
    pressed_s: Clock | None = Field(None, description=_PRESSED)
    console: Console | None = Field(None, description=_CONSOLE)


class GoWritten(SentWritten):
    """A GO: what it expects, what it saw, and a key of its own."""

    cue: Cue = Field(description="the cue that it expects, as `playhead.cue` has it")
    seen: Seen = Field(description=_SEEN)
    key: Key = Field(description=_KEY)


class PreflightWritten(SentWritten):
    """Preflight."""


class TakeOverWritten(SentWritten):
    """From now on the show is called from this console."""

    console: Console = Field(description="what the console calls itself")


class OrderWritten(SentWritten):
    """Any other order."""

    seen: Seen | None = Field(None, description=f"{_SEEN}; refused when GO has changed since")


class RefuseWritten(OrderWritten):
    """That the draft is not to be said."""

    seen: Seen | None = Field(None, description=f"{_SEEN}; refused when another draft waits")


class DraftWritten(OrderWritten):
    """A word on the draft that the sender has seen."""

    seen: Seen = Field(description=f"{_SEEN}; refused when another draft waits")


class AnswerWritten(DraftWritten):
    """What the robot is to answer, as the operator typed it."""

    text: Said = Field(description="one line, as it is to be said", min_length=1)


class TimeWritten(OrderWritten):
    """How much more time a speaker is given."""

    time: Time = Field(description="a duration with its unit, such as `2m`; up to 1h")


class HeardWritten(OrderWritten):
    """What a recogniser elsewhere has heard of the host."""

    text: Said = Field(description="the words; empty when it made nothing of what was said")
    confidence: float = Field(1.0, ge=0, le=1, description="0 to 1")
    source: Source = Field("elsewhere", description="what the record calls the recogniser")


class LevelWritten(OrderWritten):
    """How loud all is that plays on the show computer."""

    level: int = Field(ge=0, le=100, description="in percent")


class NoteWritten(OrderWritten):
    """A note, against a cue or none."""

    text: Said = Field(description="one line", min_length=1)


class ChangeWritten(Written):
    """A change of one text of the show."""

    path: list[Annotated[str, StringConstraints(max_length=80)] | int] = Field(
        description="keys and positions that lead to it", min_length=1, max_length=12
    )
    text: str = Field(description="what is to stand there", max_length=4000)


class SoundWritten(Written):
    """A line to be heard."""

    text: str = Field(description="as it would be written in the show", max_length=1000)


class LiveGo(GoWritten):
    """A GO over WebSocket."""

    do: Literal["go"]


class LiveOrder(OrderWritten):
    """An order over WebSocket that names no cue."""

    do: Literal[
        "hold",
        "resume",
        "back",
        "next",
        "skip",
        "shorten",
        "mute",
        "unmute",
        "lock",
        "unlock",
        "listen",
        "listened",
        "interrupt",
    ]


class LiveNamed(OrderWritten):
    """An order over WebSocket that names a cue."""

    do: Literal[
        "jump",
        "hot",
        "disarm",
        "arm",
        "cut_to",
        "drop",
        "restore",
        "absent",
        "present",
        "take_back",
        "ended",
    ]
    cue: Cue


class LiveTime(TimeWritten):
    """More time for the speaker of a talk, over WebSocket."""

    do: Literal["give_time"]
    cue: Cue


class LiveReorder(OrderWritten):
    """A chain of cues is to come before another, over WebSocket."""

    do: Literal["reorder"]
    cue: Cue
    before: Cue


class LiveLevel(LevelWritten):
    """How loud all is, over WebSocket."""

    do: Literal["level"]


class LiveNote(NoteWritten):
    """A note, over WebSocket."""

    do: Literal["note"]
    cue: Cue | None = None


class LiveRevise(OrderWritten):
    """A revised show is to be performed, over WebSocket."""

    do: Literal["revise"]
    edition: Edition


class LiveWord(OrderWritten):
    """A person's word, over WebSocket, on the check of preflight that is asked."""

    do: Literal["confirm", "decline"]
    check: Check


class LiveApprove(DraftWritten):
    """The draft is to be said, over WebSocket."""

    do: Literal["approve"]


class LiveRefuse(RefuseWritten):
    """It is not, over WebSocket."""

    do: Literal["refuse"]


class LivePick(DraftWritten):
    """The scripted answer to give instead of the draft, over WebSocket."""

    do: Literal["pick"]
    answer: Answer


class LiveAnswer(AnswerWritten):
    """The operator's own answer, over WebSocket."""

    do: Literal["answer"]


class LiveHeard(HeardWritten):
    """What was heard, over WebSocket."""

    do: Literal["heard"]


class LiveStop(Written):
    """A stop over WebSocket."""

    do: Literal["stop"]
    grade: Literal["relax", "freeze", "robot_stop"]


class LivePreflight(PreflightWritten):
    """Preflight over WebSocket."""

    do: Literal["preflight"]


class LiveTakeOver(TakeOverWritten):
    """Taking over, by WebSocket."""

    do: Literal["take_over"]


class LiveSync(Written):
    """Asks for a snapshot."""

    do: Literal["sync"]


LiveWritten = Annotated[
    LiveGo
    | LiveOrder
    | LiveNamed
    | LiveReorder
    | LiveRevise
    | LiveLevel
    | LiveNote
    | LiveTime
    | LiveWord
    | LiveApprove
    | LiveRefuse
    | LivePick
    | LiveAnswer
    | LiveHeard
    | LiveStop
    | LivePreflight
    | LiveTakeOver
    | LiveSync,
    Field(discriminator="do"),
]

LiveOrders = (
    LiveGo
    | LiveOrder
    | LiveNamed
    | LiveReorder
    | LiveRevise
    | LiveLevel
    | LiveNote
    | LiveTime
    | LiveWord
    | LiveApprove
    | LiveRefuse
    | LivePick
    | LiveAnswer
    | LiveHeard
    | LivePreflight
    | LiveTakeOver
)


def order_of(written: LiveOrders) -> RemoteOrder:
    """The order in a message of the WebSocket."""
    match written:
        case LivePreflight():
            return own_order(Own.PREFLIGHT, written)
        case LiveTakeOver():
            return own_order(Own.TAKE_OVER, written)
        case LiveGo():
            return go_order(written)
        case LiveReorder():
            order = remote_order(Verb.REORDER, written.cue, written)
            return replace(order, words=written.before)
        case LiveNamed() | LiveTime():
            named: str | None = written.cue
        case LiveWord():
            named = written.check
        case LiveRevise():
            named = written.edition
        case LiveNote():
            named = written.cue
        case LivePick():
            named = written.answer
        case _:
            named = None
    return remote_order(Verb(written.do), named, written)


def go_order(written: GoWritten) -> RemoteOrder:
    """The GO that somebody has written."""
    return _sent(RemoteOrder(Verb.GO, written.cue, written.seen), written)


def own_order(own: Own, written: PreflightWritten | TakeOverWritten) -> RemoteOrder:
    """An order to the console's server that somebody has written."""
    return _sent(RemoteOrder(own), written)


def remote_order(verb: Verb, named: str | None, written: OrderWritten) -> RemoteOrder:
    """The order that somebody has written.

    Args:
        verb: what to do.
        named: what it names, where that is not in what is written.
        written: the rest.
    """
    order = _sent(RemoteOrder(verb, named, written.seen), written)
    match written:
        case AnswerWritten():
            return replace(order, words=written.text)
        case NoteWritten():
            return replace(order, words=written.text)
        case LevelWritten():
            return replace(order, words=str(written.level))
        case TimeWritten():
            return replace(order, words=written.time)
        case HeardWritten():
            order = replace(order, cue=written.source, words=written.text)
            return replace(order, confidence=written.confidence)
    return order


def _sent(order: RemoteOrder, written: SentWritten) -> RemoteOrder:
    """The same order, with how it was sent."""
    console = written.console or ""
    return replace(order, key=written.key, pressed_s=written.pressed_s, console=console)
