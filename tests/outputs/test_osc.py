import asyncio
import json
import socket
import sys

import pytest

from moderator.errors import SendFailed
from moderator.outputs.message import OscAddress, OscMessage
from moderator.outputs.osc import encode_osc, number_or_text

pytestmark = pytest.mark.real_time


async def test_an_osc_message_arrives_with_numbers_as_numbers(outputs, desk):
    address, heard, came = desk
    args = ("1", "-2", "0.5", "1e3", "blue", "nan", "1_000", "12345678901", "1.2.3")
    await outputs.send(
        OscMessage(OscAddress(address), "/cue/5/go", tuple(map(number_or_text, args)))
    )
    assert came.wait(5)
    assert heard == [
        ("/cue/5/go", 1, -2, 0.5, 1000.0, "blue", "nan", "1_000", 12345678901, "1.2.3")
    ]


@pytest.mark.parametrize("args", [("١٢",), ("",), ("inf",), ("-",)])
def test_what_is_no_number_is_sent_as_it_is_written(args):
    written = args[0].encode()
    assert written in encode_osc("/x", map(number_or_text, args))


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("no-such-host.invalid:7700", "no-such-host.invalid:7700: "),
        ("127.0.0.1:99999", "127.0.0.1:99999: "),
    ],
)
async def test_a_desk_that_cannot_be_is_told(outputs, address, why):
    with pytest.raises(SendFailed, match=why):
        await outputs.send(OscMessage(OscAddress(address), "/x"))


async def test_an_osc_message_to_nobody_holds_nothing_up(outputs):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    for _ in range(3):
        await outputs.send(OscMessage(OscAddress(f"127.0.0.1:{port}"), "/x"))


async def test_another_process_hears_what_was_sent_with_its_types_and_scripts(outputs):
    peer = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.outputs.osc_peer", stdout=asyncio.subprocess.PIPE
    )
    async with asyncio.timeout(20):
        port = int(await peer.stdout.readline())
        args = ('Ji "Feng" <b>', "季鹏飞 · Цзи", 5, 0.5, "x" * 300)
        await outputs.send(OscMessage(OscAddress(f"127.0.0.1:{port}"), "/lower-third", args))
        heard = json.loads(await peer.stdout.readline())
        assert await peer.wait() == 0
    assert heard == ["/lower-third", *args]
