"""A dialogue over HTTP, WebSocket and OSC, on real sockets."""

import pytest
from tests.console.remote.elsewhere import inputs
from tests.hearing.listeners import Speaking

from moderator.console.remote.access import read_tokens

pytestmark = pytest.mark.real_time

DIALOGUE = """
  - cue: "1"
    dialogue:
      with: host
      at_most: 60s
      approval: operator
      undecided: {after: 30s}
      keep_questions: true
      deflect: ["I do not know."]
      answers:
        - {id: who, ask: ["Who are you?"], say: "I am Kuafu, and I live in Shijingshan."}
        - {id: age, ask: ["How old are you?"], say: I am two.}
  - {cue: "2", wait: 1h}
"""
HEARD = {"text": "Who are you?", "confidence": 0.75, "source": "cloud"}


@pytest.fixture
def talking(elsewhere):
    """A dialogue whose question is waited for."""

    async def talking_(**options):
        show = await elsewhere(DIALOGUE, **options)
        await show.go()
        await show.soon(lambda: show.parts.ears.open)
        await show.after(0.4)  # the guard of that GO is over
        return show

    return talking_


async def drafted(show, **heard):
    """What a watcher sees once an outside recogniser has heard a question."""
    watching = await show.watch()
    assert (await watching.ask(do="heard", **{**HEARD, **heard}))["ok"]
    await watching.until(lambda w: "draft" in w.board)
    return watching


async def test_what_a_recogniser_elsewhere_heard_is_answered_over_http(talking):
    show = await talking()
    caller = show.caller()
    assert (await caller.post("heard", HEARD)).status_code == 200
    await show.soon(lambda: show.entries("draft"))
    draft = (await caller.state())["board"]["draft"]
    assert draft["question"] == "Who are you?"
    assert draft["answer"] == "I am Kuafu, and I live in Shijingshan."
    assert [each["id"] for each in draft["offered"]] == ["age"]
    body = {"seen": draft["n"], "key": "one-of-my-own"}
    assert (await caller.post("approve", body)).json()["ok"]
    await show.soon(lambda: show.entries("said"))
    [asked] = show.entries("asked")
    assert (asked.data["source"], asked.data["confidence"]) == ("cloud", 0.75)
    assert show.entries("approval")[0].data["by"] == "http operator 127.0.0.1"
    assert "draft" not in (await caller.state())["board"]


async def test_the_same_key_again_is_the_same_word_and_no_second_one(talking):
    show = await talking()
    watching = await drafted(show)
    caller = show.caller()
    body = {"key": "one-of-my-own", "seen": watching.board["draft"]["n"]}
    for repeated in (False, True):
        answer = (await caller.post("pick/age", body)).json()
        assert (answer["ok"], answer["repeated"]) == (True, repeated)
    other = await caller.post("pick/who", body)
    assert other.json()["code"] == "key_reused"
    await show.soon(lambda: show.entries("said"))
    assert show.entries("said")[0].data["text"] == "I am two."


async def test_a_typed_answer_is_said_over_websocket(talking):
    show = await talking()
    watching = await drafted(show, text="How deep is the sea?")
    assert watching.board["draft"]["answer"] == ""
    seen = watching.board["draft"]["n"]
    assert (await watching.ask(do="answer", text="Very deep.", seen=seen))["ok"]
    await watching.until(lambda w: "draft" not in w.board)
    await show.soon(lambda: show.entries("said"))
    assert show.entries("said")[0].data["text"] == "Very deep."


async def test_a_word_on_a_draft_that_waits_no_more_is_stale(talking):
    show = await talking()
    watching = await drafted(show)
    stale = await watching.ask(do="approve", seen=watching.board["draft"]["n"] - 1)
    assert (stale["ok"], stale["code"]) == (False, "stale")


@pytest.mark.parametrize("word", [{"do": "approve"}, {"do": "pick", "answer": "age"}])
async def test_a_draft_that_was_not_seen_is_refused_and_no_more(talking, word):
    show = await talking()
    watching = await drafted(show)
    assert (await watching.ask(**word))["code"] == "invalid"
    await show.after(0.4)
    assert (await watching.ask(do="refuse"))["ok"]


@pytest.mark.parametrize(
    ("name", "body"),
    [
        ("heard", {}),
        ("heard", {"text": "x" * 501}),
        ("heard", {"text": "two\nlines"}),
        ("heard", {"text": "who", "confidence": 1.1}),
        ("heard", {"text": "who", "confidence": "high"}),
        ("heard", {"text": "who", "source": "a source\nof two lines"}),
        ("heard", {"text": "who", "language": "en"}),
        ("answer", {"text": "", "seen": 1}),
        ("answer", {"text": 5, "seen": 1}),
        ("pick/Not%20an%20id", {"seen": 1}),
        ("approve", {}),
        ("approve", None),
        ("pick/who", {}),
        ("answer", {"text": "Ask my maker."}),
    ],
)
async def test_what_is_not_as_described_is_refused(elsewhere, name, body):
    show = await elsewhere()
    assert (await show.caller().post(name, body)).status_code == 422


async def test_who_may_only_look_decides_nothing_and_is_not_heard(elsewhere, tmp_path):
    tokens = tmp_path / "tokens"
    tokens.write_text("view only-to-look-at-the-show\n")
    tokens.chmod(0o600)
    show = await elsewhere(to=inputs(tokens=read_tokens(str(tokens), {})))
    caller = show.caller(authorization="Bearer only-to-look-at-the-show")
    for name, body in (("approve", None), ("heard", HEARD), ("listen", None), ("interrupt", None)):
        assert (await caller.post(name, body)).status_code == 403


async def test_push_to_talk_over_websocket_is_heard(talking):
    microphone = Speaking(decodes_in_s=0.05)
    show = await talking(listeners=(microphone,))
    watching = await show.watch()
    assert (await watching.ask(do="listen"))["ok"]
    held = ["live operator 127.0.0.1"]
    ears = {"open": True, "held": held, "trouble": ""}
    await watching.until(lambda w: w.live and w.live["ears"] == ears)
    assert (await watching.ask(do="listened"))["ok"]
    await show.soon(lambda: show.entries("not_heard"))
    assert microphone.did[1:] == ["press", "release"]


async def test_a_watcher_who_goes_away_lets_go_of_push_to_talk(talking):
    show = await talking()
    watching = await show.watch()
    assert (await watching.ask(do="listen"))["ok"]
    await watching.socket.close()
    await show.soon(lambda: not show.parts.ears.held)
    [order] = show.entries("order", order="listened")
    assert order.data["origin"] == "live operator 127.0.0.1"


async def test_a_second_listen_is_refused_and_going_away_lets_go_all_the_same(talking):
    show = await talking()
    watching = await show.watch()
    assert (await watching.ask(do="listen"))["ok"]
    assert not (await watching.ask(do="listen"))["ok"]
    await watching.socket.close()
    await show.soon(lambda: not show.parts.ears.held)


async def test_a_watcher_who_only_looks_leaves_no_order_behind(talking):
    show = await talking()
    watching = await show.watch()
    await watching.socket.close()
    await show.after(0.2)
    assert show.entries("order") == show.entries("order_refused") == []


async def test_push_to_talk_over_osc_interrupts_the_robot(talking):
    show = await talking()
    watching = await drafted(show)
    osc = await show.osc()
    await show.after(0.4)  # a word that names no draft: it may not have been seen before
    assert (await osc.ask("/approve"))["status"] == "ok"
    await show.soon(lambda: show.entries("said"))
    assert (await osc.ask("/talk/start"))["status"] == "ok"
    await show.soon(lambda: show.entries("interrupted"))
    assert (await osc.ask("/talk/stop"))["status"] == "ok"
    assert (await watching.ask(do="heard", **HEARD))["ok"]
    assert show.entries("interrupted")[0].data["origin"].startswith("osc 127.0.0.1")


async def test_nothing_is_heard_where_no_question_is_waited_for(elsewhere):
    show = await elsewhere(DIALOGUE)
    osc, caller = await show.osc(), show.caller()
    assert (await osc.ask("/talk/start"))["data"]["reason"] == "no question is waited for"
    refused = await caller.post("heard", HEARD)
    assert (refused.status_code, refused.json()["error"]) == (409, "no question is waited for")
    assert (await caller.post("interrupt")).json()["error"] == "there is nothing to interrupt"
