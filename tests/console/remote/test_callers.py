"""One console calls the show; the others look on until one takes over."""

import pytest
from tests.console.remote.elsewhere import inputs

from moderator.console.remote.access import read_tokens

pytestmark = pytest.mark.real_time

OTHER = "console AAAA calls the show; take over first"


async def test_the_first_that_orders_calls_the_show_and_others_are_refused(elsewhere):
    show = await elsewhere()
    caller = show.caller()
    assert (await caller.post("hold", {"console": "AAAA"})).status_code == 200
    refused = await caller.post("resume", {"console": "BBBB"})
    assert (refused.status_code, refused.json()["error"]) == (409, OTHER)
    state = await caller.state()
    assert state["board"]["state"] == "held"
    assert state["board"]["caller"]["console"] == "AAAA"
    assert [e.data["reason"] for e in show.entries("order_refused")] == [OTHER]
    assert (await caller.post("resume", {"console": "AAAA"})).status_code == 200


async def test_a_go_of_another_starts_nothing(elsewhere):
    show = await elsewhere()
    watching = await show.watch()
    await watching.ask(do="take_over", console="AAAA")
    answer = await watching.ask(do="go", cue="1", seen=watching.n, key="12345678", console="BBBB")
    assert (answer["ok"], answer["error"]) == (False, OTHER)
    assert show.running == []
    assert [e.data["reason"] for e in show.entries("go_refused")] == [OTHER]


async def test_taking_over_is_recorded_once_and_the_other_is_refused_from_then_on(elsewhere):
    show = await elsewhere()
    caller = show.caller()
    for console in ("AAAA", "BBBB", "BBBB"):
        assert (await caller.post("take_over", {"console": console})).status_code == 200
    told = [(e.data["console"], e.data["origin"]) for e in show.entries("caller")]
    assert told == [(console, "http operator 127.0.0.1") for console in ("AAAA", "BBBB")]
    assert (await caller.post("hold", {"console": "AAAA"})).status_code == 409


async def test_what_is_no_console_is_heard_and_so_is_a_note_and_a_stop(elsewhere):
    show = await elsewhere()
    caller, client = show.caller(), await show.osc()
    await caller.post("take_over", {"console": "AAAA"})
    assert (await client.ask("/go"))["status"] == "ok"
    assert (await caller.post("hold")).status_code == 200
    assert (await caller.post("note/1", {"console": "BBBB", "text": "late"})).status_code == 200
    assert (await caller.post("stop/relax")).json()["sent"]


async def test_whoever_may_only_look_takes_nothing_over(elsewhere):
    tokens = {"MODERATOR_OPERATOR_TOKEN": "o" * 16, "MODERATOR_VIEW_TOKEN": "v" * 16}
    show = await elsewhere(to=inputs(tokens=read_tokens(None, tokens)))
    looking = show.caller(authorization=f"Bearer {'v' * 16}")
    assert (await looking.post("take_over", {"console": "AAAA"})).status_code == 403
    assert show.entries("caller") == []
