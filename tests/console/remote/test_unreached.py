"""A console that fails: nothing from elsewhere is heard or shown, but for a stop."""

import asyncio
from contextlib import suppress

import pytest

pytestmark = pytest.mark.real_time

UNREACHED = "nobody reaches the console"


class Console:
    """Whether it is reached."""

    def __init__(self):
        self.there = True

    def is_there(self):
        return self.there


@pytest.fixture
def console():
    return Console()


@pytest.fixture
async def show(elsewhere, console):
    return await elsewhere(reached=console.is_there)


async def test_no_order_is_heard_until_it_is_there_again(show, console):
    caller, watching, client = show.caller(), await show.watch(), await show.osc()
    console.there = False
    answer = await caller.go("1", seen=watching.n, key="one-of-my-own")
    assert (answer.status_code, answer.json()["error"]) == (409, UNREACHED)
    assert (await watching.go("1"))["error"] == UNREACHED
    assert (await watching.ask(do="hold"))["error"] == UNREACHED
    assert (await client.ask("/go"))["data"]["reason"] == UNREACHED
    assert show.running == []
    refused = show.entries("go_refused") + show.entries("order_refused")
    assert {entry.data["reason"] for entry in refused} == {UNREACHED}
    assert len(refused) == 4
    console.there = True
    assert (await caller.go("1", seen=watching.n, key="one-of-my-own")).status_code == 200
    assert show.running == ["1"]


async def test_what_is_watched_stands_still_until_it_is_there_again(show, console):
    caller, watching = show.caller(), await show.watch()
    await watching.until(lambda w: w.live)
    seen = (await caller.state())["n"]
    console.there = False
    assert (await show.go()).accepted
    with suppress(TimeoutError):
        await watching.next(within_s=0.5)  # a pulse that was on its way
    with pytest.raises(TimeoutError):
        await watching.next(within_s=1.5)
    assert (await caller.state())["n"] == seen
    console.there = True
    await watching.until(lambda w: w.n == show.entries()[-1].n)
    assert not watching.missed


@pytest.mark.parametrize("way", ["http", "live", "osc", "osc over TCP"])
async def test_a_stop_is_heard(show, console, way):
    caller, watching = show.caller(), await show.watch()
    client = await (show.osc_tcp() if way == "osc over TCP" else show.osc())
    console.there = False
    match way:
        case "http":
            assert (await caller.post("stop/freeze")).json()["sent"]
        case "live":
            assert (await watching.ask(do="stop", grade="freeze"))["sent"]
        case _:
            assert (await client.ask("/hardStop"))["status"] == "ok"
    assert show.robot.told[-1] == "stop freeze"
    async with asyncio.timeout(5):
        await show.until_state("stopped")
