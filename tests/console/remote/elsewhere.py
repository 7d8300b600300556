"""A show with its doors open, and those who come through them."""

import asyncio
import json
import uuid
from argparse import Namespace
from collections import deque
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace

import httpx
from pythonosc import slip
from pythonosc.osc_message import OscMessage
from pythonosc.osc_message_builder import OscMessageBuilder
from tests.bench import OnStage, assembled, prepared, written
from websockets.asyncio.client import connect

from moderator.cli.editing import editing_for
from moderator.cli.supervised import supervised_by
from moderator.console.remote.inputs import Inputs, Limits, read_inputs
from moderator.console.remote.merge_patch import patched
from moderator.console.remote.rates import Rate
from moderator.console.remote.remote import open_inputs
from moderator.engine.conductor import Conductor
from moderator.engine.session import open_show

WAITS = """
  - {cue: "1", wait: 30s}
  - {cue: "2", wait: 30s}
  - {cue: "3", wait: 30s}
"""
UNLIMITED = Rate(per_s=1e9, burst=1e9)
WIDE = Limits(requests=UNLIMITED, orders=UNLIMITED, datagrams=UNLIMITED)


def inputs(http="0", osc="0", osc_from=(), tokens=(), limits=None):
    found = read_inputs(http, osc, list(osc_from), tokens)
    return replace(found, limits=limits) if limits else found


class Caller:
    """Somebody with an HTTP client."""

    def __init__(self, port, **headers):
        self.base = f"http://127.0.0.1:{port}"
        self.client = httpx.AsyncClient(base_url=self.base, headers=headers, trust_env=False)

    async def get(self, path, **options):
        return await self.client.get(f"/api/{path}", **options)

    async def post(self, path, body=None, **options):
        return await self.client.post(f"/api/{path}", json=body, **options)

    async def state(self):
        return (await self.get("show")).json()

    async def go(self, cue=None, seen=None, key=None):
        state = await self.state()
        cue = state["board"]["playhead"]["cue"] if cue is None else cue
        seen = state["n"] if seen is None else seen
        return await self.post("go", {"cue": cue, "seen": seen, "key": key or str(uuid.uuid4())})


class Watching:
    """Somebody with a WebSocket, who keeps the show as they are told it."""

    def __init__(self, socket):
        self.socket = socket
        self.epoch = None
        self.n = None
        self.board = None
        self.missed = False
        self.live = None
        self.pulses = 0
        self.lines = deque(maxlen=200)  # a long night has many
        self.answers = []

    async def next(self, within_s=5):
        async with asyncio.timeout(within_s):
            message = json.loads(await self.socket.recv())
        kind = message["type"]
        if kind == "snapshot":
            self.epoch, self.n, self.board = (message[key] for key in ("epoch", "n", "board"))
            self.missed = False
        elif kind == "patch":
            self.missed |= (message["epoch"], message["after"]) != (self.epoch, self.n)
            self.n, self.board = message["n"], patched(self.board, message["patch"])
        elif kind == "live":
            self.live = message
        elif kind == "pulse":
            self.pulses += 1
        elif kind == "record":
            self.lines += message["lines"]
        else:
            self.answers.append(message)
        return message

    async def until(self, right, within_s=5):
        async with asyncio.timeout(within_s):
            while not right(self):
                await self.next(within_s)

    async def say(self, message):
        await self.socket.send(
            message if isinstance(message, (str, bytes)) else json.dumps(message)
        )

    async def ask(self, **message):
        """Send an order, and wait for its answer."""
        count = len(self.answers)
        await self.say(message)
        await self.until(lambda _: len(self.answers) > count)
        return self.answers[-1]

    async def go(self, cue, key=None):
        return await self.ask(do="go", cue=cue, seen=self.n, key=key or str(uuid.uuid4()))


class OscClient(asyncio.DatagramProtocol):
    """Somebody with OSC."""

    def __init__(self):
        self.replies = asyncio.Queue()

    def connection_made(self, transport):
        self.transport = transport
        self.port = transport.get_extra_info("sockname")[1]

    def datagram_received(self, data, addr):
        message = OscMessage(data)
        self.replies.put_nowait((message.address, json.loads(message.params[0])))

    def send(self, address, *args):
        builder = OscMessageBuilder(address=address)
        for arg in args:
            builder.add_arg(arg)
        self.send_packet(builder.build().dgram)

    def send_packet(self, packet):
        self.transport.sendto(packet)

    async def ask(self, address, *args):
        """Send a message; returns the reply's JSON."""
        self.send(address, *args)
        async with asyncio.timeout(5):
            while True:
                replied, told = await self.replies.get()
                if replied == f"/reply{address}":
                    assert told["address"] == address
                    return told


class OscStreamClient(OscClient, asyncio.Protocol):
    """Somebody with OSC over TCP; replies come on the connection."""

    def __init__(self):
        super().__init__()
        self.lost = asyncio.Event()
        self._begun = b""

    def data_received(self, data):
        *frames, self._begun = (self._begun + data).split(slip.END)
        for frame in filter(None, frames):
            self.datagram_received(slip.decode(frame), None)

    def connection_lost(self, exc):
        self.lost.set()

    def send_packet(self, packet):
        self.transport.write(slip.encode(packet))


class Elsewhere(OnStage):
    """A show, and how to get at it."""

    def __init__(self, parts, conductor, feed, ports, stack):
        super().__init__(parts, conductor, feed)
        self.ports = ports
        self._stack = stack

    def caller(self, **headers):
        caller = Caller(self.ports.http, **headers)
        self._stack.push_async_callback(caller.client.aclose)
        return caller

    async def watch(self, **options):
        uri = f"ws://127.0.0.1:{self.ports.http}/api/live"
        socket = await self._stack.enter_async_context(
            connect(uri, proxy=None, compression=None, **options)
        )
        watching = Watching(socket)
        await watching.next()
        return watching

    async def osc(self):
        loop = asyncio.get_running_loop()
        transport, client = await loop.create_datagram_endpoint(
            OscClient, remote_addr=("127.0.0.1", self.ports.osc)
        )
        hears, listener = await loop.create_datagram_endpoint(
            OscClient, local_addr=("127.0.0.1", 0)
        )
        self._stack.callback(transport.close)
        self._stack.callback(hears.close)
        client.replies = listener.replies
        assert (await client.ask("/udpReplyPort", listener.port))["status"] == "ok"
        return client

    async def osc_tcp(self):
        loop = asyncio.get_running_loop()
        transport, client = await loop.create_connection(
            OscStreamClient, "127.0.0.1", self.ports.osc_tcp
        )
        self._stack.callback(transport.close)
        return client

    async def soon(self, right, within_s=5):
        async with asyncio.timeout(within_s):
            while not right():  # noqa: ASYNC110 -- a test looks from outside
                await asyncio.sleep(0.01)

    @property
    def turned_away(self):
        return dict(self.conductor.turned_away)


@asynccontextmanager
async def opened(tmp_path):
    """What opens shows to the outside, and closes them; `begun` is called while they start up."""
    async with AsyncExitStack() as stack:
        clients = AsyncExitStack()

        async def open_(
            cues=WAITS,
            *,
            head="",
            hot="",
            to=None,
            begun=None,
            reached=lambda: True,
            edits=False,
            supervisor=None,
            **options,
        ):
            show = prepared(written(tmp_path / "show", cues, head, hot))
            stack.callback(show.renderer.close)
            parts = assembled(show, tmp_path / "out", **options)
            feed = parts.journal.follow(limit=1_000_000)
            stack.enter_context(parts.journal)
            if supervisor:
                parts = replace(parts, supervision=supervisor)
            conductor = Conductor(parts)
            if supervisor:
                supervised_by(supervisor, parts, conductor)
            editing = editing_of(show, conductor) if edits else None
            doors = open_inputs(to or inputs(), parts, conductor, None, reached, editing)
            ports = await stack.enter_async_context(doors)
            show = Elsewhere(parts, conductor, feed, ports, clients)
            beginning = begun and asyncio.create_task(begun(show))
            await stack.enter_async_context(open_show(parts, "fingerprint", conductor))
            await stack.enter_async_context(clients)
            if beginning:
                await beginning
            return show

        open_.end = stack.aclose
        yield open_


def editing_of(show, conductor):
    """What changes a show that is performed."""
    args = Namespace(show=str(show.loaded.path), robot="simulator")
    return editing_for(args, show, None, conductor)


__all__ = ["UNLIMITED", "WAITS", "WIDE", "Inputs", "Limits", "inputs", "opened"]
