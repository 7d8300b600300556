"""What HTTP offers: the table from which both the routes and the OpenAPI document are made."""

import re
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from moderator import __version__
from moderator.console.remote.wire import (
    ChangeState,
    ConsoleState,
    Done,
    Refusal,
    RundownState,
    ShowState,
    Stopped,
    WordsState,
)
from moderator.console.remote.written import (
    AnswerWritten,
    ChangeWritten,
    DraftWritten,
    GoWritten,
    HeardWritten,
    LevelWritten,
    LiveAnswer,
    LiveApprove,
    LiveGo,
    LiveHeard,
    LiveLevel,
    LiveNamed,
    LiveNote,
    LiveOrder,
    LivePick,
    LivePreflight,
    LiveRefuse,
    LiveReorder,
    LiveRevise,
    LiveStop,
    LiveSync,
    LiveTakeOver,
    LiveTime,
    LiveWord,
    NoteWritten,
    OrderWritten,
    PreflightWritten,
    RefuseWritten,
    SoundWritten,
    TakeOverWritten,
    TimeWritten,
    Written,
)

_REFERENCE = "#/components/schemas/{model}"
_LIVE_MESSAGES: tuple[type[BaseModel], ...] = (
    LiveGo,
    LiveOrder,
    LiveNamed,
    LiveReorder,
    LiveRevise,
    LiveLevel,
    LiveNote,
    LiveTime,
    LiveWord,
    LiveApprove,
    LiveRefuse,
    LivePick,
    LiveAnswer,
    LiveHeard,
    LiveStop,
    LivePreflight,
    LiveTakeOver,
    LiveSync,
)
_REFUSALS = {
    400: "no proper request",
    401: "a token is needed",
    403: "this token is for looking only, or a page of another site asks",
    404: "nothing changes this show's words",
    408: "the request takes too long",
    409: "the show refuses it; `stale`: what GO does has changed, and is told",
    413: "the body is too long",
    415: "the body is not JSON",
    421: "this server does not go by that host name",
    422: "the body or the path is not what is described here",
    429: "too many requests",
}
_OF_ALL = (400, 401, 403, 421, 429)
_OF_WORDS = (*_OF_ALL, 404, 408, 413, 415, 422)
_OF_ORDERS = (*_OF_ALL, 408, 409, 413, 415, 422)
CONSOLE_PATH = "/api/console"
LIVE_PATH = "/api/live"
CAPTIONS_PATH = "/api/captions"
PROMPTER_PATH = "/api/prompter"
BODY_PATH = "/api/body"
OPENAPI_PATH = "/api/openapi.json"


@dataclass(frozen=True)
class Endpoint:
    """One thing that can be asked.

    Attributes:
        method: of HTTP.
        path: with its variable parts in braces.
        does: what it does, in a sentence.
        answers: the model of a good answer; None where that is sound.
        takes: the model of the body, if it has one.
        refuses: with which statuses.
    """

    method: str
    path: str
    does: str
    answers: type[BaseModel] | None
    takes: type[Written] | None = None
    refuses: tuple[int, ...] = _OF_ORDERS

    @property
    def name(self) -> str:
        """Its word: the part of the path after `/api/`."""
        return self.path.split("/")[2]


def _order(path: str, does: str, takes: type[OrderWritten] = OrderWritten) -> Endpoint:
    return Endpoint("POST", f"/api/{path}", does, Done, takes)


ENDPOINTS: tuple[Endpoint, ...] = (
    Endpoint("GET", "/api/show", "The show as it is now.", ShowState, refuses=_OF_ALL),
    Endpoint("GET", CONSOLE_PATH, "What a page has to know.", ConsoleState, refuses=_OF_ALL),
    Endpoint("GET", "/api/rundown", "The cues as planned.", RundownState, refuses=_OF_ALL),
    Endpoint("POST", "/api/go", "GO: what `go.says` tells.", Done, GoWritten),
    _order("hold", "Hold: what runs goes on to its end, and nothing starts."),
    _order("resume", "Go on: what would have followed by itself starts."),
    _order("back", "The cue before is on standby; nothing starts."),
    _order("next", "The cue after is on standby; nothing starts."),
    _order("jump/{cue}", "That cue is on standby; nothing starts."),
    _order("skip", "Pass over the cue on standby."),
    _order("reorder/{cue}/before/{before}", "The cue's chain comes before that other cue's."),
    _order("cut_to/{cue}", "That cue is on standby; what lies between is passed over."),
    _order("shorten", "The cues are dropped that were offered, so that a fixed time is met."),
    _order("drop/{cue}", "That cue is passed over when it would be its turn."),
    _order("restore/{cue}", "It comes after all."),
    _order("absent/{cue}", "The speaker of that talk is not there: it is gone on without them."),
    _order("present/{cue}", "They are there after all; before their talk is called."),
    _order("give_time/{cue}", "The speaker of that talk has so much more time.", TimeWritten),
    _order("take_back/{cue}", "The robot takes the stage back from them, politely."),
    _order("ended/{cue}", "That talk has ended."),
    _order("revise/{edition}", "The revised show that is offered is performed from now on."),
    _order("mute", "Nothing is heard of what the show computer plays; the body goes on."),
    _order("unmute", "It is heard again."),
    _order("level", "How loud all of it is.", LevelWritten),
    _order("note/{cue}", "Keep a note against that cue.", NoteWritten),
    _order("lock", "Nothing changes what is to come before somebody unlocks it."),
    _order("unlock", "It can be changed again."),
    _order("disarm/{cue}", "That cue does nothing when it is called."),
    _order("arm/{cue}", "That cue is as written again."),
    _order("hot/{cue}", "Call a hot cue."),
    _order("confirm/{check}", "Yes to the check of preflight that is asked."),
    _order("decline/{check}", "No to it: preflight is red."),
    _order("approve", "Say the draft answer that waits.", DraftWritten),
    _order("refuse", "Do not say it; the scripted way out is taken.", RefuseWritten),
    _order("pick/{answer}", "Give that scripted answer instead.", DraftWritten),
    _order("answer", "Say this instead.", AnswerWritten),
    _order("listen", "Push-to-talk is held from now on; a robot that speaks falls silent."),
    _order("listened", "It is held no more."),
    _order("interrupt", "A robot that answers falls silent; the rest of the line is dropped."),
    _order("heard", "What a recogniser elsewhere has heard of the host.", HeardWritten),
    Endpoint("GET", "/api/words", "The words that can be changed.", WordsState, refuses=_OF_WORDS),
    Endpoint(
        "POST",
        "/api/change",
        "Check a change of one text; the show with it is offered when nothing is wrong with it.",
        ChangeState,
        ChangeWritten,
        _OF_WORDS,
    ),
    Endpoint("POST", "/api/discard", "Offer nothing any more.", ChangeState, refuses=_OF_WORDS),
    Endpoint("POST", "/api/sound", "How a line sounds, a WAV file.", None, SoundWritten, _OF_WORDS),
    Endpoint(
        "POST",
        "/api/stop/{grade}",
        "Stop: relax, freeze or robot_stop. Takes no body, and is never too often.",
        Stopped,
        refuses=(400, 401, 403, 421, 422),
    ),
    Endpoint(
        "POST",
        "/api/preflight",
        "Every check again, after a stop or a fault; answers when they are made.",
        Done,
        PreflightWritten,
    ),
    Endpoint(
        "POST",
        "/api/take_over",
        "From now on the show is called from this console, and from no other.",
        Done,
        TakeOverWritten,
    ),
)


def openapi() -> dict[str, Any]:
    """The OpenAPI document. Source: OpenAPI Specification 3.1.0."""
    models: set[type[BaseModel]] = {Refusal, *_LIVE_MESSAGES}
    for endpoint in ENDPOINTS:
        models |= {model for model in (endpoint.answers, endpoint.takes) if model}
    inward = [(m, "validation") for m in sorted(models, key=lambda model: model.__name__)]
    _, schemas = models_json_schema(inward, ref_template=_REFERENCE)  # type: ignore[arg-type]
    paths: dict[str, Any] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method.lower()] = _operation(endpoint)
    paths[LIVE_PATH] = {"get": _live()}
    paths[CAPTIONS_PATH] = {"get": _CAPTIONS}
    paths[PROMPTER_PATH] = {"get": _PROMPTER}
    paths[BODY_PATH] = {"get": _BODY}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "moderator",
            "version": __version__,
            "description": "Control of a running show. See docs/control.md.",
        },
        "security": [{}, {"token": []}],
        "paths": paths,
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    variables = re.findall(r"{(\w+)}", endpoint.path)
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.does,
        "responses": {
            "200": {"description": "done", "content": _content(endpoint.answers)},
            **{
                str(status): {"description": _REFUSALS[status], "content": _content(Refusal)}
                for status in sorted(endpoint.refuses)
            },
        },
    }
    if variables:
        operation["parameters"] = [
            {"name": variable, "in": "path", "required": True, "schema": {"type": "string"}}
            for variable in variables
        ]
    if endpoint.takes:
        needed = any(field.is_required() for field in endpoint.takes.model_fields.values())
        operation["requestBody"] = {"required": needed, "content": _content(endpoint.takes)}
    return operation


def _live() -> dict[str, Any]:
    """OpenAPI has no word for WebSocket: what a client sends is among the schemas."""
    names = ", ".join(model.__name__ for model in _LIVE_MESSAGES)
    return {
        "operationId": "live",
        "summary": "A WebSocket: snapshots and patches out, orders in.",
        "description": f"A client sends one JSON object a message: {names}.",
        "responses": {"101": {"description": "it is one now"}},
    }


_CAPTIONS = {
    "operationId": "captions",
    "summary": "A WebSocket: what is said, with the time of each word; for reading only.",
    "responses": {"101": {"description": "it is one now"}},
}


_PROMPTER = {
    "operationId": "prompter",
    "summary": "A WebSocket: what the host asks next, and what the robot will say; reading only.",
    "responses": {"101": {"description": "it is one now"}},
}


_BODY = {
    "operationId": "body",
    "summary": "A WebSocket: the robot's body and where its joints are, for reading only.",
    "responses": {"101": {"description": "it is one now"}},
}


def _content(model: type[BaseModel] | None) -> dict[str, Any]:
    if model is None:
        return {"audio/wav": {}}
    reference = {"$ref": _REFERENCE.format(model=model.__name__)}
    return {"application/json": {"schema": reference}}
