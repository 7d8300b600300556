"""Ports that are listened on."""

import asyncio
import socket

import pytest

from moderator.console.remote.sockets import listen, read_place

pytestmark = pytest.mark.real_time


async def test_nothing_that_is_sent_waits_until_what_was_sent_before_has_come():
    accepted = asyncio.Queue()
    listening = listen(read_place("0", "--listen"), socket.SOCK_STREAM, "--listen")
    at = listening.getsockname()
    server = await asyncio.start_server(lambda *both: accepted.put_nowait(both), sock=listening)
    async with server:
        _, mine = await asyncio.open_connection(*at)
        _, theirs = await accepted.get()
        sent = theirs.get_extra_info("socket")
        assert sent.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        mine.close()
        theirs.close()
