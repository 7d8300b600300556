"""Ten thousand messages on every input that are no orders: nothing happens, and all are counted."""

import asyncio
from contextlib import suppress

import pytest
from tests.console.remote import hostile
from tests.console.remote.elsewhere import WIDE, inputs
from websockets.exceptions import ConnectionClosed

pytestmark = pytest.mark.real_time

COUNTS = [
    pytest.param(400, marks=pytest.mark.slow, id="short"),
    pytest.param(10_000, marks=pytest.mark.proof, id="long"),
]
DONE = ("go", "order", "stop", "cue_started", "cue_ended", "said", "motion")
REFUSED = ("go_refused", "order_refused")


def turned_away(show):
    """How many messages were no orders, or were refused."""
    refused = [entry for entry in show.entries() if entry.kind in REFUSED]
    return sum(show.turned_away.values()) + len(refused)


def is_untouched(show, before):
    """Whether the show is as it was, and nothing but warnings tells of it."""
    told = show.entries()[len(before) :]
    assert (show.state, show.standby, show.running) == ("standby", "1", [])
    assert [entry for entry in told if entry.kind in DONE] == []
    assert [entry.data for entry in told if entry.kind == "fault"] == []
    assert len([entry for entry in told if entry.kind == "warning"]) <= 40
    assert not any("defect" in kind for kind in show.turned_away)
    return True


async def status_of(reader, writer):
    """What is answered; a request that was never whole is ended."""
    try:
        async with asyncio.timeout(0.05):
            return (await reader.read(4096))[9:12]
    except TimeoutError:
        writer.write_eof()
        return (await reader.read())[9:12]


@pytest.mark.parametrize("count", COUNTS)
async def test_osc(elsewhere, capfd, count):
    show = await elsewhere(to=inputs(limits=WIDE))
    client = await show.osc()
    before = show.entries()
    for number, chance in enumerate(hostile.chances("osc", count), 1):
        client.transport.sendto(hostile.osc(chance))
        if number % 3 == 0 or number == count:  # more than three of the longest, and some are lost
            await show.soon(lambda number=number: turned_away(show) >= number)
    assert turned_away(show) == count
    assert is_untouched(show, before)
    assert (await (await show.osc()).ask("/go", "1"))["status"] == "ok"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("count", COUNTS)
async def test_osc_over_tcp(elsewhere, capfd, count):
    show = await elsewhere(to=inputs(limits=WIDE))
    before = show.entries()
    for number, chance in enumerate(hostile.chances("tcp", count), 1):
        reader, writer = await asyncio.open_connection("127.0.0.1", show.ports.osc_tcp)
        with suppress(ConnectionError):
            writer.write(hostile.osc_over_tcp(chance))
            writer.write_eof()
            await reader.read()
        writer.close()
        await show.soon(lambda number=number: turned_away(show) >= number)
    assert turned_away(show) == count
    assert is_untouched(show, before)
    assert (await (await show.osc_tcp()).ask("/go", "1"))["status"] == "ok"
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("count", COUNTS)
async def test_websocket(elsewhere, capfd, count):
    show = await elsewhere(to=inputs(limits=WIDE))
    before = show.entries()
    watching = await show.watch()
    for chance in hostile.chances("live", count):
        message = hostile.live(chance, before[-1].n)
        try:
            answers = len(watching.answers)
            await watching.say(message)
            await watching.until(lambda w, answers=answers: len(w.answers) > answers)
            assert not watching.answers[-1]["ok"], message
        except ConnectionClosed:
            watching = await show.watch()
    assert turned_away(show) == count
    assert is_untouched(show, before)
    assert (await watching.go("1"))["ok"]
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("count", COUNTS)
async def test_http(elsewhere, capfd, count):
    show = await elsewhere(to=inputs(limits=WIDE))
    before = show.entries()
    statuses = set()
    for chance in hostile.chances("http", count):
        reader, writer = await asyncio.open_connection("127.0.0.1", show.ports.http)
        with suppress(ConnectionError):
            writer.write(hostile.http(chance, before[-1].n))
            statuses.add(await status_of(reader, writer))
        writer.close()
    await show.soon(lambda: turned_away(show) >= count)
    assert {b"400", b"403", b"404", b"409", b"413", b"415", b"421", b"422", b"431"} <= statuses
    assert not {status for status in statuses if status[:1] not in (b"4", b"")}
    assert is_untouched(show, before)
    assert (await show.caller().go()).status_code == 200
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "frames",
    [
        b"\x81\x84\0\0\0\0\xff\xfe\xfd\xfc",
        b"\xf1\x80\0\0\0\0",
        b"\x83\x80\0\0\0\0",
        b"\x81\xff\x7f\xff\xff\xff\xff\xff\xff\xff",
        b"\x81\x04abcd",
        b"\x80\x80\0\0\0\0",
        b"\x88\x82\0\0\0\0\0\1",
        b"\x89\xfe\1\0\0\0\0\0" + bytes(256),
        b"\x01\x82\0\0\0\0{{" * 3,
    ],
)
async def test_frames_that_are_none_end_the_connection_and_nothing_else(elsewhere, capfd, frames):
    show = await elsewhere(to=inputs(limits=WIDE))
    before = show.entries()
    reader, writer = await asyncio.open_connection("127.0.0.1", show.ports.http)
    writer.write(
        b"GET /api/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket"
        b"\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    )
    await reader.readuntil(b"\r\n\r\n")
    writer.write(frames)
    async with asyncio.timeout(5):
        with suppress(ConnectionError):
            await reader.read()
    writer.close()
    await show.soon(lambda: show.turned_away)
    assert is_untouched(show, before)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "more",
    [
        "Sec-WebSocket-Key: short\r\n",
        "Sec-WebSocket-Version: 99\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n",
        "".join(f"x-{number}: y\r\n" for number in range(200)),
        "x: " + "y" * 12_000 + "\r\n",
        "Sec-WebSocket-Protocol: \xe9, bearer.\xff\r\n",
    ],
    ids=["key", "version", "headers", "length", "latin"],
)
async def test_handshakes_that_are_none_are_refused(elsewhere, capfd, more):
    show = await elsewhere(to=inputs(limits=WIDE))
    before = show.entries()
    reader, writer = await asyncio.open_connection("127.0.0.1", show.ports.http)
    head = "GET /api/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket"
    writer.write(f"{head}\r\n{more}\r\n".encode("latin-1"))
    async with asyncio.timeout(5):
        with suppress(ConnectionError):
            assert b" 101 " not in await reader.read()
    writer.close()
    await show.soon(lambda: show.turned_away)
    assert is_untouched(show, before)
    assert capfd.readouterr() == ("", "")
