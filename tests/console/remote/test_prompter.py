import asyncio
import json

import pytest
from tests.console.remote.elsewhere import inputs
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from moderator.console.remote.access import read_tokens

pytestmark = pytest.mark.real_time

DIALOGUE = """
- {cue: "1", speak: "Our host is {people.host.name}."}
- cue: "2"
  dialogue:
    with: host
    at_most: 60s
    deflect: ["I do not know."]
    answers:
      - {id: who, ask: ["Who are you?"], say: I am Kuafu.}
      - {id: old, ask: ["How old are you?"], say: Two years.}
- {cue: "3", talk: {by: ji, allotted: 10m}}
"""
LINES = """
- {cue: "1", wait: 10ms, continue: auto_follow}
- cue: "2"
  name: The guests
  sequence:
    - {speak: The first is Sun Xiao.}
    - {wait: 10ms}
    - {speak: The second is Wang Qizhi.}
    - {speak: The third is Liang Jie.}
  continue: auto_follow
- {cue: "3", when: over > 1h, speak: We are late., continue: auto_follow}
- {cue: "4", speak: {text: Thank you., variants: [{when: over > 1h, text: Thanks.}]}}
- cue: "5"
  talk: {by: ji, allotted: 10m, introduce: "Here is {speaker.name}.", warn: {9m59s: amber}}
- cue: "6"
  count_down: {from: 2, zero: "Now!"}
"""
TOKENS = {f"MODERATOR_{role}_TOKEN": role.lower() * 4 for role in ("OPERATOR", "PROMPTER")}


def reading(show, path="prompter", token=""):
    uri = f"ws://127.0.0.1:{show.ports.http}/api/{path}"
    told = [f"moderator.{path}", *([f"bearer.{token}"] if token else [])]
    return connect(uri, proxy=None, compression=None, subprotocols=told)


async def until(socket, right):
    async with asyncio.timeout(10):
        while not right(message := json.loads(await socket.recv())):
            pass
    return message


async def test_what_the_robot_says_next_is_told_with_its_facts(elsewhere):
    show = await elsewhere(DIALOGUE)
    async with reading(show) as socket:
        told = await until(socket, lambda m: m.get("next"))
    assert told["next"]["cue"] == "1"
    assert told["next"]["lines"] == ["Our host is the moderator."]
    assert (told["on"], told["ask"], told["speaking"]) == ([], [], None)


async def test_in_a_dialogue_what_was_not_asked_yet_is_told(elsewhere):
    show = await elsewhere(DIALOGUE)
    async with reading(show) as socket:
        await show.order("jump", "2")
        await show.go(expecting="2")
        told = await until(socket, lambda m: m.get("ask"))
        assert told["ask"] == ["Who are you?", "How old are you?"]
        show.people.questions.put_nowait("Who are you?")
        told = await until(socket, lambda m: len(m.get("ask", ())) == 1)
    assert told["ask"] == ["How old are you?"]


async def test_who_has_the_stage_is_told_with_what_is_left_of_their_time(elsewhere):
    show = await elsewhere(DIALOGUE)
    async with reading(show) as socket:
        await show.order("jump", "3")
        await show.go(expecting="3")
        await until(socket, lambda m: m.get("speaking"))
        told = await until(socket, lambda m: m.get("speaking") and m["speaking"]["left_s"] < 600)
    assert told["speaking"]["name"] == "Ji Pengfei"


async def test_what_go_begins_is_told_with_all_that_is_said_before_the_next_one(elsewhere):
    show = await elsewhere(LINES)
    async with reading(show) as socket:
        told = await until(socket, lambda m: m.get("next"))
        assert told["next"] == {
            "cue": "2",
            "name": "The guests",
            "lines": [
                "The first is Sun Xiao.",
                "The second is Wang Qizhi.",
                "The third is Liang Jie.",
                "Thank you.",
            ],
        }
        await show.order("jump", "5")
        told = await until(socket, lambda m: m.get("next", {}).get("cue") == "5")
        assert told["next"]["lines"] == ["Here is Ji Pengfei."]
        await show.order("jump", "6")
        told = await until(socket, lambda m: m.get("next", {}).get("cue") == "6")
        assert told["next"]["lines"] == ["2!", "1!", "Now!"]


async def test_of_a_long_chain_no_more_is_worked_out_than_a_screen_can_show(elsewhere):
    chain = [f'- {{cue: "{n}", speak: Line {n}., continue: auto_follow}}\n' for n in range(1, 30)]
    show = await elsewhere("".join(chain) + '- {cue: "30", wait: 1s}')
    async with reading(show) as socket:
        told = await until(socket, lambda m: m.get("next"))
    assert told["next"]["lines"] == [f"Line {n}." for n in range(1, 21)]


async def test_of_a_cue_that_runs_what_is_still_to_be_said_is_told(elsewhere):
    show = await elsewhere(LINES)
    async with reading(show) as socket:
        await show.order("jump", "2")
        await show.go(expecting="2")
        rests = []
        while (on := (await until(socket, lambda m: m.get("on")))["on"][0])["cue"] == "2":
            rests += [on["lines"]] if on["lines"] not in rests else []
    second, third = "The second is Wang Qizhi.", "The third is Liang Jie."
    assert rests[-3:] == [[second, third], [third], []]


async def test_the_time_of_who_speaks_has_the_monitors_colour(elsewhere):
    show = await elsewhere(LINES)
    async with reading(show) as socket:
        await show.order("jump", "5")
        await show.go(expecting="5")
        told = await until(socket, lambda m: m.get("speaking"))
        assert told["speaking"]["colour"] == "green"
        await until(socket, lambda m: m.get("speaking") and m["speaking"]["colour"] == "amber")


async def test_a_prompters_token_reads_the_prompter_and_captions_and_no_more(elsewhere):
    show = await elsewhere(to=inputs(tokens=read_tokens(None, TOKENS)))
    token = TOKENS["MODERATOR_PROMPTER_TOKEN"]
    for path in ("prompter", "captions"):
        async with reading(show, path, token) as socket:
            await until(socket, lambda m: m["type"] != "pulse")
    with pytest.raises(InvalidStatus):
        async with reading(show, "live", token):
            pass
    caller = show.caller(authorization=f"Bearer {token}")
    assert (await caller.get("console")).json()["role"] == "prompter"
    assert (await caller.get("show")).json()["code"] == "prompter_only"
    assert (await caller.post("stop/freeze")).status_code == 403
