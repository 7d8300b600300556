"""All inputs from elsewhere, opened with a show and closed with it."""

import asyncio
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import dataclass

from starlette.routing import WebSocketRoute

from moderator.console.editing import Editing
from moderator.console.remote.access import Access
from moderator.console.remote.body import BodyFeed
from moderator.console.remote.captions import Captions
from moderator.console.remote.connections import Connections
from moderator.console.remote.control import Control
from moderator.console.remote.current import CurrentBoard
from moderator.console.remote.endpoints import BODY_PATH, CAPTIONS_PATH, LIVE_PATH, PROMPTER_PATH
from moderator.console.remote.gate import Gate
from moderator.console.remote.http import Api
from moderator.console.remote.inputs import LISTEN, OSC, Inputs, Limits
from moderator.console.remote.live import Live
from moderator.console.remote.live_feed import LiveFeed
from moderator.console.remote.logs import counted_logs
from moderator.console.remote.osc import OscDoor
from moderator.console.remote.osc_tcp import OscStream
from moderator.console.remote.osc_udp import OscDatagrams
from moderator.console.remote.outward import Outward
from moderator.console.remote.pages import Pages
from moderator.console.remote.prompter import Prompter
from moderator.console.remote.rates import Rate, Rates
from moderator.console.remote.server import HttpServer
from moderator.console.remote.sockets import listen
from moderator.console.remote.turned_away import TurnedAway
from moderator.console.remote.watcher import Turns
from moderator.console.remote.words import Words
from moderator.engine.conductor import Conductor
from moderator.engine.parts import Parts
from moderator.journal.board import Board


@dataclass(frozen=True)
class Ports:
    """What is listened on; 0 where nothing is.

    Attributes:
        http: of HTTP and WebSocket, over TCP.
        osc: of OSC, over UDP.
        osc_tcp: of OSC, over TCP: the same port, unless any was asked for.
    """

    http: int
    osc: int
    osc_tcp: int


@dataclass(frozen=True)
class Remote:
    """What is open.

    Attributes:
        parts: the run's parts.
        conductor: takes the orders.
        board: the show as the record has it.
        control: the one way in.
        turned_away: what came in and was no order.
        turns: who is sent something when.
        limits: how much is taken.
        words: changes what is written.
    """

    parts: Parts
    conductor: Conductor
    board: CurrentBoard
    control: Control
    turned_away: TurnedAway
    turns: Turns
    limits: Limits
    words: Words

    def rates(self, rate: Rate) -> Rates:
        """Buckets on the loop's clock."""
        return Rates(rate, asyncio.get_running_loop().time)


@asynccontextmanager
async def open_inputs(
    inputs: Inputs,
    parts: Parts,
    conductor: Conductor,
    so_far: Board | None = None,
    reached: Callable[[], bool] = lambda: True,
    editing: Editing | None = None,
) -> AsyncIterator[Ports]:
    """Listen from now on; open it before the show, so that stop works while it starts up.

    The ports are taken before anything else happens, and nothing is heard before the loop's next
    step, so that the record begins with the show. What is heard after the show's end does nothing.

    Args:
        inputs: where, and to whom.
        parts: the run's parts; nothing has been written to the record since.
        conductor: who takes the orders.
        so_far: what the record tells until then, when the show goes on with one.
        reached: whether the console is reached; while it is not, only a stop is heard.
        editing: changes the show's files; None where nothing does.

    Raises:
        CannotStart: a port is in use.
    """
    async with AsyncExitStack() as stack:
        board = CurrentBoard(parts.journal, so_far, reached)
        stack.callback(board.close)
        turned_away = TurnedAway(parts.journal, conductor.turned_away)
        turns = Turns()
        control = Control(parts, conductor, board, turns, editing)
        words = Words(editing)
        remote = Remote(parts, conductor, board, control, turned_away, turns, inputs.limits, words)
        taken = {how[1:]: stack.enter_context(listen(*how)) for how in inputs.ports()}
        http = taken.get((socket.SOCK_STREAM, LISTEN))
        osc = taken.get((socket.SOCK_DGRAM, OSC))
        osc_tcp = taken.get((socket.SOCK_STREAM, OSC))
        stack.enter_context(counted_logs(turned_away))
        stack.callback(asyncio.create_task(board.keep_up()).cancel)
        if editing:
            stack.callback(asyncio.create_task(editing.run()).cancel)
        if http:
            await stack.enter_async_context(_web(http, inputs, remote))
        if osc and osc_tcp:
            stack.enter_context(_osc(osc, osc_tcp, inputs, remote))
        stack.push_async_callback(control.close)
        stack.callback(turned_away.close)
        yield Ports(*(port.getsockname()[1] if port else 0 for port in (http, osc, osc_tcp)))


@asynccontextmanager
async def _web(listening: socket.socket, inputs: Inputs, remote: Remote) -> AsyncIterator[None]:
    """HTTP and WebSocket."""
    assert inputs.http is not None
    limits = remote.limits
    connections = Connections(limits.connections, remote.turned_away, "http")
    feed = LiveFeed(remote.parts, remote.conductor, remote.board)
    orders = remote.rates(limits.orders)
    outward = Outward(remote.turned_away, connections, remote.turns)
    live = Live(remote.control, feed, orders, remote.turned_away, outward, limits.watchers)
    captions = Captions(remote.parts.journal, remote.parts.show.show, outward, limits.watchers)
    prompter = Prompter(remote.parts, remote.board.now, outward, limits.watchers)
    body = BodyFeed(remote.parts, outward, limits.watchers)
    sockets = (
        WebSocketRoute(LIVE_PATH, live.serve),
        WebSocketRoute(CAPTIONS_PATH, captions.readers.serve),
        WebSocketRoute(PROMPTER_PATH, prompter.readers.serve),
        WebSocketRoute(BODY_PATH, body.readers.serve),
    )
    pages = Pages(lambda: remote.parts.supervision.stops_at)
    gate = Gate(
        Api(remote.parts, remote.control, feed, remote.words).application(
            *sockets, *pages.routes()
        ),
        pages.paths,
        Access(inputs.tokens, [inputs.http.host]),
        remote.rates(limits.requests),
        remote.control,
        remote.turned_away,
    )
    server = HttpServer(gate, listening, connections, inputs.encrypted)
    server.start()
    feeding = asyncio.gather(feed.run(), captions.run(), prompter.run(), body.run())
    try:
        yield
    finally:
        feeding.cancel()
        feed.close()
        captions.readers.close()
        prompter.readers.close()
        body.readers.close()
        await server.close()
        await asyncio.gather(feeding, return_exceptions=True)


@contextmanager
def _osc(
    hearing: socket.socket, listening: socket.socket, inputs: Inputs, remote: Remote
) -> Iterator[None]:
    """OSC, over UDP and TCP."""
    rates = remote.rates(remote.limits.datagrams)
    rundown = remote.parts.rundown
    door = OscDoor(remote.control, rundown, inputs.osc_from, rates, remote.turned_away)
    datagrams = OscDatagrams(door)
    streams = Connections(remote.limits.connections, remote.turned_away, "osc")
    servers: list[asyncio.Server] = []

    async def hear() -> None:
        loop = asyncio.get_running_loop()
        await loop.create_datagram_endpoint(lambda: datagrams, sock=hearing)
        servers.append(await loop.create_server(lambda: OscStream(door, streams), sock=listening))

    opening = asyncio.create_task(hear())
    try:
        yield
    finally:
        opening.cancel()
        door.close()
        datagrams.close()
        for server in servers:
            server.close()
        streams.abort_all()
