"""What is sent out as JSON, over HTTP and WebSocket alike."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from moderator.console.remote.control import Became, Given
from moderator.journal.board import Board
from moderator.robot import Grade


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


class ConsoleState(BaseModel):
    """What a page has to know of the server and of itself."""

    role: Literal["operator", "view", "prompter", "captions"] = Field(description="what it may do")
    show: str
    stops_at: str = Field(description="of the supervisor, for pages on its machine; or empty")


class TextState(BaseModel):
    """A text that can be changed."""

    path: list[str | int] = Field(description="keys and positions that lead to it in the show")
    text: str = Field(description="as written; empty where nothing is yet")


class PersonState(BaseModel):
    """How somebody is called."""

    key: str
    texts: list[TextState]


class LineState(TextState):
    """What a cue says."""

    cue: str


class WordsState(BaseModel):
    """The words that can be changed."""

    people: list[PersonState]
    lines: list[LineState]


class ChangeState(BaseModel):
    """What became of a change."""

    edition: str = Field(description="the show that is offered with it; empty when it is not")
    problems: list[str] = Field(description="why not, each with its place")


class RundownCue(BaseModel):
    """A cue as planned."""

    cue: str
    name: str
    kinds: list[str]
    follows: str | None = Field(description="none, auto_continue or auto_follow; null: a hot cue")
    planned_start_s: float | None
    planned_s: float
    moves: bool = Field(description="whether the robot moves in it")


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


GRADES = {grade.value: grade for grade in Grade}
