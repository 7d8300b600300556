import socket
import time
from contextlib import suppress

import pytest
import sacn
from stupidArtnet import StupidArtnetServer

from moderator.errors import SendFailed
from moderator.outputs.lights import Fade, LightSender
from moderator.outputs.message import Look, UniverseAddress

pytestmark = pytest.mark.real_time


@pytest.fixture
async def sender():
    sender = LightSender()
    yield sender
    await sender.close()


def _free_port():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def _until(true, within_s=3.0):
    ends_s = time.monotonic() + within_s
    while not true() and time.monotonic() < ends_s:
        time.sleep(0.02)
    return true()


async def test_a_look_reaches_an_art_net_node(sender):
    port = _free_port()
    heard = []
    node = StupidArtnetServer(port=port)
    node.register_listener(universe=5, callback_function=lambda data, _: heard.append(data))
    try:
        address = UniverseAddress("artnet", f"127.0.0.1:{port}", 5)
        await sender.send(Look(address, "warm", {1: 255, 512: 7}))
        assert _until(lambda: any(data[0] == 255 for data in heard))
        assert (len(heard[-1]), heard[-1][511]) == (512, 7)
    finally:
        node.close()
        node.socket_server.close()


async def test_a_look_reaches_an_sacn_receiver(sender):
    port = _free_port()
    heard = []
    receiver = sacn.sACNreceiver(bind_address="127.0.0.1", bind_port=port)
    receiver.register_listener("universe", heard.append, universe=9)
    receiver.start()
    try:
        address = UniverseAddress("sacn", f"127.0.0.1:{port}", 9)
        await sender.send(Look(address, "warm", {2: 120}))
        assert _until(lambda: any(packet.dmxData[1] == 120 for packet in heard))
        assert heard[-1].sourceName == "moderator"
    finally:
        receiver.stop()


async def test_sending_a_look_never_waits_for_its_fade(sender):
    began_s = time.monotonic()
    address = UniverseAddress("artnet", f"127.0.0.1:{_free_port()}", 0)
    await sender.send(Look(address, "warm", {1: 255}, fade_ns=60 * 10**9))
    assert time.monotonic() - began_s < 0.5


async def test_what_the_network_does_not_take_is_trouble(sender):
    address = UniverseAddress("artnet", "no-such-host.invalid", 0)
    with suppress(SendFailed):  # its thread may already have told
        await sender.send(Look(address, "warm", {1: 255}))
    assert _until(lambda: sender.trouble(address) != "", within_s=10)


def test_a_fade_is_even_and_begins_where_the_last_one_was():
    fade = Fade()
    fade.to({1: 200}, 10.0, 4.0)
    assert [fade.levels(at)[0] for at in (10.0, 11.0, 12.0, 14.0, 99.0)] == [0, 50, 100, 200, 200]
    fade.to({1: 0, 3: 30}, 12.0, 2.0)
    assert [tuple(fade.levels(at)[:3]) for at in (12.0, 13.0, 14.0)] == [
        (100, 0, 0), (50, 0, 15), (0, 0, 30),
    ]  # fmt: skip


async def test_a_place_that_cannot_be_sent_to_is_told_and_ends_no_thread(sender):
    address = UniverseAddress("artnet", "127.0.0.1:99999", 0)
    with suppress(SendFailed):  # its thread may already have told
        await sender.send(Look(address, "dark", {1: 0}))
    assert _until(lambda: sender.trouble(address))
    assert "port" in sender.trouble(address)
