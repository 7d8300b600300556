import asyncio
import json
import socket
import uuid
from dataclasses import replace
from pathlib import Path

import pytest
from tests.console.remote.elsewhere import WIDE, inputs
from websockets.exceptions import ConnectionClosed, InvalidStatus

from moderator.console.remote.merge_patch import without_nulls
from moderator.console.remote.protocols import WebSockets

pytestmark = pytest.mark.real_time


def shown(show):
    """The board that the record's entries make."""
    from moderator.journal.board import board_of

    return without_nulls(board_of(show.entries()).as_json())


def handles():
    return len(list(Path("/proc/self/fd").iterdir()))


async def test_one_who_watches_has_the_show_as_the_record_has_it(elsewhere):
    show = await elsewhere()
    watching = await show.watch()
    assert watching.board == shown(show)
    assert (await watching.go("1"))["ok"]
    await show.hold()
    await show.resume()
    show.stop()
    await show.until_state("stopped")
    await watching.until(lambda w: w.n == show.entries()[-1].n)
    assert not watching.missed
    assert watching.board == shown(show)


async def test_how_the_robot_is_comes_beside_it(elsewhere):
    show = await elsewhere()
    watching = await show.watch()
    await watching.until(lambda w: w.live)
    assert watching.live["robot"]["standing"] is True
    assert 0 < watching.live["robot"]["battery"] <= 1
    assert watching.live["no_go"] == ""


async def test_who_missed_a_patch_asks_and_has_the_show_again(elsewhere):
    show = await elsewhere()
    watching = await show.watch()
    watching.board, watching.n = {}, -1
    await show.go()
    await watching.until(lambda w: w.missed)
    await watching.say({"do": "sync"})
    await watching.until(lambda w: not w.missed)
    assert watching.board == shown(show)


async def test_a_go_needs_what_it_expects_what_it_saw_and_a_key(elsewhere):
    show = await elsewhere()
    watching = await show.watch()
    refusal = await watching.ask(do="go", cue="1", key="one-of-my-own")
    assert (refusal["ok"], refusal["code"]) == (False, "invalid")
    refusal = await watching.go("2")
    assert (refusal["code"], refusal["error"]) == ("stale", "standby is cue 1")
    assert refusal["go"]["cue"] == "1"
    key = str(uuid.uuid4())
    assert (await watching.go("1", key))["ok"]
    assert show.entries("go")[0].data["origin"] == "live operator 127.0.0.1"


async def test_a_go_that_is_sent_again_after_the_line_broke_is_one_go(elsewhere):
    show = await elsewhere(head="defaults: {guard: 0s}")
    first = await show.watch()
    order = {"do": "go", "cue": "1", "seen": first.n, "key": "the-same-key"}
    await first.say(order)
    await show.soon(lambda: show.entries("go"))
    first.socket.transport.abort()
    second = await show.watch()
    answer = await second.ask(**order)
    assert answer["ok"] is answer["repeated"] is True
    assert len(show.entries("go")) == 1


@pytest.mark.parametrize(
    ("message", "order"),
    [
        ({"do": "hold"}, "hold"),
        ({"do": "next"}, "next"),
        ({"do": "skip"}, "skip"),
        ({"do": "jump", "cue": "3"}, "jump"),
        ({"do": "disarm", "cue": "2"}, "disarm"),
        ({"do": "reorder", "cue": "3", "before": "1"}, "reorder"),
        ({"do": "cut_to", "cue": "3"}, "cut_to"),
        ({"do": "drop", "cue": "2"}, "drop"),
    ],
)
async def test_each_order(elsewhere, message, order):
    show = await elsewhere()
    watching = await show.watch()
    assert (await watching.ask(**message))["ok"]
    assert show.entries("order")[0].data["order"] == order


async def test_a_stop_is_heard_while_preflight_is_made(elsewhere):
    show = await elsewhere()
    watching = await show.watch()
    show.stop()
    await show.until_state("stopped")
    never = asyncio.Event()
    show.robot.preflight = never.wait
    await watching.say({"do": "preflight"})
    await show.until_state("preflight")
    answer = await watching.ask(do="stop", grade="freeze")
    assert (answer["sent"], show.robot.told[-1]) == (True, "stop freeze")


async def test_who_watches_sees_what_the_standby_needs_of_the_robot(elsewhere):
    faults = [{"fault": "battery", "after": "0s", "level": 0.05}]
    show = await elsewhere('- {cue: "1", move: wave}', faults=faults)
    watching = await show.watch()
    await watching.until(lambda w: w.live)
    checks = {check["name"]: check for check in watching.live["checks"]}
    assert checks["battery"] == {"name": "battery", "ok": False, "why": "5 %, limit 10 %"}
    assert checks["balance"]["ok"]


async def test_what_preflight_asks_is_seen_and_answered(elsewhere):
    head = "preflight: [{check: position, ask: On its mark?}, {check: cordon, ask: Is it closed?}]"
    show = await elsewhere(head=head)
    watching, caller = await show.watch(), show.caller()
    show.stop()
    await show.until_state("stopped")
    show.people.confirms = None
    await watching.say({"do": "preflight"})
    await show.until_state("preflight")
    while "asked" not in watching.board:
        await watching.next()
    assert watching.board["asked"]["check"] == "position"
    await asyncio.sleep(0.35)
    assert (await caller.post("confirm/cordon")).status_code == 409
    assert (await caller.post("confirm/position")).status_code == 200
    await asyncio.sleep(0.35)
    assert (await watching.ask(do="confirm", check="cordon"))["ok"]
    await show.until_state("standby")
    by = [entry.data["by"] for entry in show.entries("check") if "by" in entry.data]
    assert by[2:] == ["http operator 127.0.0.1", "live operator 127.0.0.1"]


async def test_who_goes_away_is_noticed_though_nothing_is_sent(elsewhere):
    show = await elsewhere()
    before = handles()
    watching = await show.watch()
    assert handles() == before + 2
    watching.socket.transport.abort()
    await show.soon(lambda: handles() == before, within_s=2)


@pytest.mark.slow
async def test_who_is_too_slow_is_dropped_and_the_show_is_not_slowed(elsewhere):
    show = await elsewhere(to=inputs(limits=WIDE))
    _, writer = await asyncio.open_connection("127.0.0.1", show.ports.http, limit=1024)
    writer.transport.pause_reading()
    writer.write(
        b"GET /api/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket"
        b"\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    await asyncio.sleep(0.2)
    watching = await show.watch()
    loop = asyncio.get_running_loop()
    slowest = 0.0
    async with asyncio.timeout(30):
        while "live: too slow to follow" not in show.turned_away:
            began = loop.time()
            show.parts.journal.write("fault", what=f"{began} {'y' * 200_000}")
            await show.order("next")
            await show.order("back")
            slowest = max(slowest, loop.time() - began)
            await asyncio.sleep(0.034)
            await watching.until(lambda w: w.n == show.entries()[-1].n)
    assert slowest < 1.0
    assert show.entries("warning")[-1].data["what"].startswith("turned away: live: too slow")
    writer.transport.abort()


@pytest.fixture
async def stuck(elsewhere, monkeypatch):
    """A show with one who has stopped reading, and for whom something lies ready to be sent."""
    monkeypatch.setattr("moderator.console.remote.server._PING_EVERY_S", 3.0)
    monkeypatch.setattr("moderator.console.remote.server._PING_WITHIN_S", 0.5)
    served, made = [], WebSockets.connection_made

    def kept(protocol, transport):
        made(protocol, transport)
        served.append(transport)

    monkeypatch.setattr(WebSockets, "connection_made", kept)
    show = await elsewhere(to=inputs(limits=WIDE))
    before = handles()
    reads = socket.socket()
    reads.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    reads.connect(("127.0.0.1", show.ports.http))
    watching = await show.watch(sock=reads, ping_interval=None, max_queue=1)
    async with asyncio.timeout(20):
        while not served[0].get_write_buffer_size():
            show.parts.journal.write("fault", what=f"{uuid.uuid4()} {'y' * 50_000}")
            await asyncio.sleep(0.05)
    yield show, watching, lambda: handles() - before
    watching.socket.transport.abort()


@pytest.mark.slow
async def test_who_stops_reading_is_let_go_with_what_was_to_be_sent(stuck):
    show, _, handles_more = stuck
    assert handles_more() == 2
    await show.soon(lambda: handles_more() == 1, within_s=10)
    assert show.turned_away == {"live: does not answer": 1}


@pytest.mark.slow
async def test_who_says_that_they_go_and_reads_nothing_is_let_go(stuck, monkeypatch):
    show, watching, handles_more = stuck
    monkeypatch.setattr("moderator.console.remote.protocols._GONE_WITHIN_S", 0.3)
    watching.socket.protocol.send_close(1000)
    watching.socket.send_data()
    assert handles_more() == 2
    await show.soon(lambda: handles_more() == 1, within_s=2)


async def test_who_comes_last_is_never_the_one_who_goes(elsewhere):
    show = await elsewhere(to=inputs(limits=replace(WIDE, connections=2)))
    first, second = await show.watch(), await show.watch()
    assert (await show.caller().post("stop/freeze")).json()["sent"]
    await asyncio.wait_for(first.socket.wait_closed(), 5)
    assert second.socket.close_code is None


async def test_no_more_watch_than_may(elsewhere):
    show = await elsewhere(to=inputs(limits=replace(WIDE, watchers=2)))
    first, _ = await show.watch(), await show.watch()
    with pytest.raises(InvalidStatus) as refused:
        await show.watch()
    assert refused.value.response.status_code == 503
    assert json.loads(refused.value.response.body)["code"] == "too_many_watch"
    await first.socket.close()
    await show.soon(lambda: True)
    assert (await show.watch()).board


async def test_who_sends_nothing_but_nonsense_has_to_go(elsewhere):
    show = await elsewhere(to=inputs(limits=WIDE))
    watching = await show.watch()

    async def say_nothing_else():
        while True:
            await watching.say("nonsense")
            await watching.next()

    with pytest.raises(ConnectionClosed) as closed:
        await say_nothing_else()
    assert closed.value.rcvd.code == 1008
    assert show.turned_away == {"live: invalid": 51}


async def test_an_order_that_was_long_on_its_way_does_nothing(elsewhere):
    show = await elsewhere()
    watching = await show.watch()
    await watching.until(lambda w: w.live)
    now_s = watching.live["clock_s"]
    late = await watching.ask(do="hot", cue="H1", pressed_s=now_s - 3.0)
    assert (late["ok"], late["code"]) == (False, "stale")
    go = {"do": "go", "cue": "1", "seen": watching.n, "pressed_s": now_s}
    assert (await watching.ask(**go, key="one-of-my-own"))["ok"]
    assert show.running == ["1"]


async def test_the_end_of_the_show_is_told(elsewhere):
    show = await elsewhere()
    watching = await show.watch()

    async def watch():
        while True:
            await watching.next()

    watched = asyncio.create_task(watch())
    await elsewhere.end()
    with pytest.raises(ConnectionClosed) as closed:
        await watched
    assert closed.value.rcvd is None or closed.value.rcvd.code in (1000, 1001)
