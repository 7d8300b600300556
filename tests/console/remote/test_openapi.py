import re

import jsonschema
import pytest

from moderator.console.remote.endpoints import (
    BODY_PATH,
    CAPTIONS_PATH,
    ENDPOINTS,
    LIVE_PATH,
    PROMPTER_PATH,
    openapi,
)

pytestmark = pytest.mark.real_time


BODIES = {
    "answer": {"text": "Ask my maker.", "seen": 1},
    "approve": {"seen": 1},
    "pick": {"seen": 1},
    "change": {"path": ["show"], "text": "Another"},
    "level": {"level": 80},
    "note": {"text": "A note."},
    "sound": {"text": "Hello."},
    "heard": {"text": "Who are you?", "confidence": 0.5, "source": "cloud"},
}


def resolved(schema, document):
    return {**schema, "components": document["components"]}


async def test_what_is_described_is_what_is_served(elsewhere):
    show = await elsewhere()
    document = (await show.caller().get("openapi.json")).json()
    assert document == openapi()
    described = {
        (method.upper(), path)
        for path, operations in document["paths"].items()
        for method in operations
    }
    sockets = {
        ("GET", LIVE_PATH),
        ("GET", CAPTIONS_PATH),
        ("GET", PROMPTER_PATH),
        ("GET", BODY_PATH),
    }
    assert described == {(e.method, e.path) for e in ENDPOINTS} | sockets


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.path)
async def test_every_answer_is_as_described(elsewhere, endpoint):
    show = await elsewhere(hot='- {cue: "H1", wait: 10ms}', edits=True)
    document = openapi()
    operation = document["paths"][endpoint.path][endpoint.method.lower()]
    cue = "H1" if endpoint.name == "hot" else "1"
    named = {"before": "1", "grade": "relax", "check": "cordon", "answer": "gdp"}
    named["edition"] = "0" * 16
    path = endpoint.path.format(cue=cue, **named)
    caller = show.caller()
    body = BODIES.get(endpoint.name)
    if endpoint.name == "go":
        body = {"cue": "1", "seen": (await caller.state())["n"], "key": "one-of-my-own"}
    for status in (200, 409, 422, 403):
        sent = {"other": 1} if status == 422 else body
        headers = {"origin": "http://evil.example"} if status == 403 else {}
        if status == 409:
            show.stop()
        answer = await caller.client.request(endpoint.method, path, json=sent, headers=headers)
        assert str(answer.status_code) in operation["responses"], answer.text
        content = operation["responses"][str(answer.status_code)]["content"]
        if "audio/wav" in content:
            assert answer.content.startswith(b"RIFF")
            continue
        told = content["application/json"]
        jsonschema.validate(answer.json(), resolved(told["schema"], document))


async def test_what_is_not_served_is_told_in_the_same_form(elsewhere):
    show = await elsewhere()
    caller = show.caller()
    refusal = openapi()["components"]["schemas"]["Refusal"]
    for method, path, status, code in (
        ("GET", "/elsewhere", 404, "not_found"),
        ("GET", "/api/go", 405, "wrong_method"),
        ("DELETE", "/api/show", 405, "wrong_method"),
        ("POST", "/api/stop/gently", 422, "invalid"),
        ("POST", "/api/jump/%20", 422, "invalid"),
        ("POST", "/api/jump/" + "9" * 200, 422, "invalid"),
        ("GET", LIVE_PATH, 404, "not_found"),
    ):
        answer = await caller.client.request(method, path)
        assert (answer.status_code, answer.json()["code"]) == (status, code), path
        jsonschema.validate(answer.json(), resolved(refusal, openapi()))


def test_every_reference_leads_somewhere():
    document = openapi()
    known = {f"#/components/schemas/{name}" for name in document["components"]["schemas"]}
    assert set(re.findall(r"#/components/schemas/\w+", str(document))) <= known
