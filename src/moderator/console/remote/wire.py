"""What is sent in and out as JSON, over HTTP and WebSocket alike."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from moderator.console.remote.control import Became, Given, RemoteOrder
from moderator.engine.orders import Verb
from moderator.journal.board import Board
from moderator.robot import Grade

Cue = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.-]{0,11}$")]
Check = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
Seen = Annotated[int, Field(ge=0, le=2**53)]
Key = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z_.:-]{8,64}$")]
_KEY = "the order's own, such as a UUID: one that is sent again is not carried out again"
_SEEN = "the `n` of the show that was on the sender's screen"


class Written(BaseModel):
    """What a client sends: no other keys, no types but those named."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class GoWritten(Written):
    """A GO: what it expects, what it saw, and a key of its own."""

    cue: Cue = Field(description="the cue that it expects, as `playhead.cue` has it")
    seen: Seen = Field(description=_SEEN)
    key: Key = Field(description=_KEY)


class OrderWritten(Written):
    """Any other order."""

    seen: Seen | None = Field(None, description=f"{_SEEN}; refused when GO has changed since")
    key: Key | None = Field(None, description=_KEY)


class PreflightWritten(Written):
    """Preflight."""

    key: Key | None = Field(None, description=_KEY)


class LiveGo(GoWritten):
    """A GO over WebSocket."""

    do: Literal["go"]


class LiveOrder(OrderWritten):
    """An order over WebSocket that names no cue."""

    do: Literal["hold", "resume", "back", "next", "skip"]


class LiveNamed(OrderWritten):
    """An order over WebSocket that names a cue."""

    do: Literal["jump", "hot", "disarm", "arm"]
    cue: Cue


class LiveWord(OrderWritten):
    """A person's word, over WebSocket, on the check of preflight that is asked."""

    do: Literal["confirm", "decline"]
    check: Check


class LiveStop(Written):
    """A stop over WebSocket."""

    do: Literal["stop"]
    grade: Literal["relax", "freeze", "robot_stop"]


class LivePreflight(PreflightWritten):
    """Preflight over WebSocket."""

    do: Literal["preflight"]


class LiveSync(Written):
    """Asks for a snapshot."""

    do: Literal["sync"]


LiveWritten = Annotated[
    LiveGo | LiveOrder | LiveNamed | LiveWord | LiveStop | LivePreflight | LiveSync,
    Field(discriminator="do"),
]


class Next(BaseModel):
    """What the next GO does."""

    cue: str = Field(description="the cue that a GO has to name")
    says: str = Field(description="what it does, in words")


class Done(BaseModel):
    """An order was carried out."""

    ok: Literal[True] = True
    n: int = Field(description="number of the record's last entry")
    go: Next | None = Field(description="what the next GO does; null when it does nothing")
    repeated: bool = Field(False, description="whether the same key had come before")


class Stopped(BaseModel):
    """A stop was asked of the robot."""

    ok: Literal[True] = True
    grade: Literal["relax", "freeze", "robot_stop"]
    sent: bool = Field(description="whether the request has left for the robot")
    why: str = Field("", description="why it has not")


class Refusal(BaseModel):
    """Nothing was done; every error has this form."""

    ok: Literal[False] = False
    code: str = Field(description="which error it is, a word for programs")
    error: str = Field(description="what is wrong")
    hint: str = Field("", description="what to do")
    n: int | None = Field(None, description="of an order: number of the record's last entry")
    go: Next | None = Field(None, description="of an order: what the next GO does now")
    repeated: bool = Field(False, description="whether the same key had come before")


class ShowState(BaseModel):
    """The show as the record has it."""

    epoch: str = Field(description="of this run of the server; with another, all is new")
    n: int = Field(description="number of the record's last entry")
    board: dict[str, Any] = Field(description="the show; what is null is left out")


class RundownCue(BaseModel):
    """A cue as planned."""

    cue: str
    name: str
    kinds: list[str]
    follows: str | None = Field(description="none, auto_continue or auto_follow; null: a hot cue")
    planned_start_s: float | None
    planned_s: float


class RundownAct(BaseModel):
    """An act."""

    act: str
    cues: list[RundownCue]


class RundownState(BaseModel):
    """The cues in order, with their planned times, and the hot cues."""

    show: str
    starts: str
    acts: list[RundownAct]
    hot: list[RundownCue]


def next_of(board: Board) -> Next | None:
    """What the next GO does."""
    return Next(cue=board.go.cue, says=board.go.says) if board.go else None


def answer_to(given: Given) -> Done | Refusal:
    """A sender's answer."""
    n, go, repeated = given.board.n, next_of(given.board), given.repeated
    if given.became is Became.DONE:
        return Done(n=n, go=go, repeated=repeated)
    hint = "look again, and order what is right now" if given.became is Became.STALE else ""
    return Refusal(code=given.became, error=given.reason, hint=hint, n=n, go=go, repeated=repeated)


LiveOrders = LiveGo | LiveOrder | LiveNamed | LiveWord | LivePreflight


def order_of(written: LiveOrders) -> RemoteOrder:
    """The order in a message of the WebSocket."""
    match written:
        case LivePreflight():
            return RemoteOrder(None, key=written.key)
        case LiveGo() | LiveNamed():
            return RemoteOrder(Verb(written.do), written.cue, written.seen, written.key)
        case LiveWord():
            return RemoteOrder(Verb(written.do), written.check, written.seen, written.key)
        case LiveOrder():
            return RemoteOrder(Verb(written.do), None, written.seen, written.key)


GRADES = {grade.value: grade for grade in Grade}
