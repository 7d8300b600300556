"""Making a connection to a rosbridge server, once."""

import asyncio
import socket

from moderator.adapters.rosbridge.draining import SEND_BUFFER_BYTES, Patience
from moderator.adapters.rosbridge.line import LARGEST_BYTES, Line
from moderator.errors import CannotStart


async def open_line(host: str, port: int, within_s: float, patience: Patience) -> Line:
    """Open a WebSocket without compression.

    Raises:
        CannotStart: there is no rosbridge server, or it is not there in time.
    """
    try:
        async with asyncio.timeout(within_s):
            line = await _line(host, port, patience)
        trouble = line.why_lost
    except TimeoutError:
        trouble = f"it did not answer within {within_s:g} s"
    except OSError as error:
        trouble = error.strerror or str(error)
    if trouble:
        raise CannotStart(
            f"no rosbridge server at {host}:{port}: {trouble}",
            "start it on the robot (ROS 1: roslaunch rosbridge_server rosbridge_websocket.launch), "
            "or correct host and port in the config",
        )
    return line


async def _line(host: str, port: int, patience: Patience) -> Line:
    from websockets.client import ClientProtocol
    from websockets.uri import parse_uri

    protocol = ClientProtocol(parse_uri(f"ws://{host}:{port}/"), max_size=LARGEST_BYTES)
    connected = await _connected(host, port)
    loop = asyncio.get_running_loop()
    _, line = await loop.create_connection(lambda: Line(protocol, patience), sock=connected)
    try:
        await line.opened()
    except asyncio.CancelledError:
        line.lose("it did not open in time")
        raise
    return line


async def _connected(host: str, port: int) -> socket.socket:
    """A connection whose kernel buffer is small, so that a line that is stuck shows early."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    trouble: OSError = ConnectionError("no such host")
    for family, kind, protocol, _, address in found:
        connecting = socket.socket(family, kind, protocol)
        try:
            connecting.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER_BYTES)
            connecting.setblocking(False)
            await loop.sock_connect(connecting, address)
        except OSError as error:
            trouble = error
            connecting.close()
        except asyncio.CancelledError:
            connecting.close()
            raise
        else:
            return connecting
    raise trouble
