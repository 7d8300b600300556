"""OSC over TCP, as OSC 1.1 has it; what is the same over UDP is in `test_osc.py`."""

import asyncio
import socket
import struct

import pytest
from pythonosc import slip
from tests.console.remote.elsewhere import WIDE, Limits, inputs

from moderator.console.remote.osc_tcp import MOST_UNREAD, OscStream

pytestmark = pytest.mark.real_time

GO, PANIC = b"/go\0", b"/panic\0\0"


async def connected(show):
    return await asyncio.open_connection("127.0.0.1", show.ports.osc_tcp)


async def ended(reader):
    async with asyncio.timeout(5):
        try:
            return await reader.read()
        except ConnectionError:
            return b""


async def test_it_is_on_the_port_of_udp(elsewhere):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as tried:
        tried.bind(("127.0.0.1", 0))
        port = tried.getsockname()[1]
    show = await elsewhere(to=inputs(osc=str(port)))
    assert show.ports.osc == show.ports.osc_tcp == port


@pytest.mark.parametrize(
    "sent",
    [
        slip.encode(GO),
        GO + slip.END,
        slip.END * 5 + GO + slip.END,
        b"/\xdb\xdd\xdb\xdc\0" + slip.END + slip.encode(GO),
    ],
    ids=["both ends", "one end", "many ends", "escapes"],
)
async def test_a_packet_has_ends_and_escapes_and_may_come_in_pieces(elsewhere, sent):
    show = await elsewhere()
    _, writer = await connected(show)
    for byte in sent:
        writer.write(bytes([byte]))
        await asyncio.sleep(0.001)
    await show.soon(lambda: show.running == ["1"])
    writer.close()


async def test_several_clients_each_have_their_own_replies(elsewhere):
    show = await elsewhere()
    first, second = await show.osc_tcp(), await show.osc_tcp()
    first.send("/go", "2")
    assert (await second.ask("/playhead/next"))["status"] == "ok"
    assert second.replies.empty()
    address, told = await first.replies.get()
    assert (address, told["data"]["reason"]) == ("/reply/go", "standby is cue 1")


async def test_a_port_for_replies_is_of_no_use(elsewhere):
    show = await elsewhere()
    (await show.osc_tcp()).send("/udpReplyPort", 5000)
    await show.soon(lambda: show.turned_away == {"osc: no such message": 1})


async def test_one_who_stops_and_goes_away_is_obeyed(elsewhere):
    show = await elsewhere()
    _, writer = await connected(show)
    writer.write(slip.encode(b"/nothing\0\0\0\0") * 300 + slip.encode(PANIC))
    writer.close()
    await show.soon(lambda: show.entries("stop"))


@pytest.mark.parametrize(
    "sent",
    [
        b"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" + slip.encode(GO),
        b"GET / HTTP/1.1\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01" + slip.encode(GO),
        struct.pack(">i", len(GO)) + GO + slip.encode(GO),
        slip.encode(b"go\0\0") + slip.encode(GO),
        b"/go\xdb\0" + slip.END + slip.encode(GO),
        b"/go\0" + bytes(4000),
    ],
    ids=["a page", "a page's head", "TLS", "OSC 1.0", "no address", "no escape", "endless"],
)
async def test_what_is_no_packet_ends_the_connection_and_nothing_after_it_is_heard(elsewhere, sent):
    show = await elsewhere()
    reader, writer = await connected(show)
    writer.write(sent)
    assert await ended(reader) == b""
    assert sum(show.turned_away.values()) == 1
    assert show.running == []
    writer.close()


async def test_a_stop_is_obeyed_whatever_escapes_follow(elsewhere):
    show = await elsewhere()
    _, writer = await connected(show)
    writer.write(PANIC + b"\xdb\xdb\xff" + slip.END)
    await show.soon(lambda: show.entries("stop"))
    writer.close()


async def test_the_newest_connection_is_never_refused_and_the_idle_go_first(elsewhere):
    show = await elsewhere(to=inputs(limits=Limits(connections=4)))
    used = await show.osc_tcp()
    idle = [await connected(show) for _ in range(3)]
    assert (await used.ask("/hold"))["status"] == "ok"
    newest = await show.osc_tcp()
    assert await ended(idle[0][0]) == b""
    assert (await newest.ask("/resume"))["status"] == "ok"
    assert (await used.ask("/hold"))["status"] == "ok"
    assert show.turned_away == {"osc: too many connections": 1}
    for _, writer in idle:
        writer.close()


async def test_who_reads_no_replies_is_left(elsewhere):
    show = await elsewhere(to=inputs(limits=WIDE))
    client = socket.socket()
    client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    client.setblocking(False)
    loop = asyncio.get_running_loop()
    await loop.sock_connect(client, ("127.0.0.1", show.ports.osc_tcp))
    with pytest.raises(ConnectionError):
        await loop.sock_sendall(client, slip.encode(b"/nothing\0\0\0\0") * 1_000_000)
    client.close()
    assert show.turned_away["osc: reads no replies"] == 1
    assert MOST_UNREAD < 1_000_000


async def test_many_packets_at_once_hold_nothing_up(elsewhere):
    show = await elsewhere(to=inputs(limits=WIDE))
    _, writer = await connected(show)
    loop = asyncio.get_running_loop()
    writer.write((b"/\xff\0\0" + slip.END) * 100_000)
    worst_s = 0.0
    while show.turned_away.get("osc: no OSC message", 0) < 100_000:
        began_s = loop.time()
        await asyncio.sleep(0)
        worst_s = max(worst_s, loop.time() - began_s)
    assert worst_s < 0.1
    writer.close()


async def test_who_is_not_allowed_is_not_heard(elsewhere):
    show = await elsewhere(to=inputs(osc="0.0.0.0:0", osc_from=["192.0.2.1"]))
    _, writer = await connected(show)
    writer.write(slip.END)
    await asyncio.sleep(0.05)
    transports = asyncio.get_running_loop()._transports.values()
    [stream] = [
        each.get_protocol() for each in transports if isinstance(each.get_protocol(), OscStream)
    ]

    class Stranger(asyncio.Transport):
        aborted = False

        def get_extra_info(self, name, default=None):
            return ("198.51.100.7", 5000)

        def abort(self):
            self.aborted = True

    stranger = Stranger()
    OscStream(stream._door, stream._connections).connection_made(stranger)
    assert stranger.aborted
    assert show.turned_away == {"osc: sender not allowed": 1}
    writer.close()


async def test_at_the_end_of_the_show_connections_end(elsewhere):
    show = await elsewhere()
    reader, writer = await connected(show)
    writer.write(slip.END)
    await asyncio.sleep(0.02)
    await elsewhere.end()
    assert await ended(reader) == b""
    writer.close()
