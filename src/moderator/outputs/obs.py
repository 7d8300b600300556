"""OBS Studio over obs-websocket 5, on a connection that is kept and made again.

Source: obs-websocket 5.x.x Protocol (github.com/obsproject/obs-websocket, docs/generated).
"""

import asyncio
import base64
import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from itertools import count
from typing import TYPE_CHECKING, Any

from typing_extensions import override

from moderator.errors import SendFailed
from moderator.outputs.message import ObsAddress, ObsRequest, ObsRequests
from moderator.outputs.sender import Sender

if TYPE_CHECKING:
    from websockets.asyncio.client import ClientConnection

_HELLO, _IDENTIFY, _IDENTIFIED, _REQUEST, _RESPONSE = 0, 1, 2, 6, 7
_RPC_VERSION = 1
_WRONG_PASSWORD = 4009
_AGAIN_S = (0.5, 1.0, 2.0, 5.0)
"""Until it is tried again to connect; the last for ever."""

_MOST_BYTES = 2**20


class ObsSender(Sender[ObsAddress, ObsRequests]):
    """Sends requests to any number of OBS.

    Args:
        limit_s: how long one request may take, seconds; so long connecting may, too.
    """

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._links: dict[ObsAddress, _Link] = {}

    @override
    async def send(self, message: ObsRequests) -> None:
        link = self._link(message.to)
        try:
            async with asyncio.timeout(self._limit_s):
                for request in message.requests:
                    await link.ask(request)
        except TimeoutError:
            why = link.trouble or f"no answer within {self._limit_s:g} s"
            raise SendFailed(f"{message.to}: {why}") from None

    @override
    def trouble(self, address: ObsAddress) -> str:
        return self._links[address].trouble if address in self._links else ""

    @override
    async def look(self, addresses: Sequence[ObsAddress]) -> None:
        """Have a connection to each, from now on."""
        for address in addresses:
            self._link(address)

    @override
    async def close(self) -> None:
        """Close the connections."""
        links, self._links = self._links, {}
        await asyncio.gather(*(link.close() for link in links.values()))

    def _link(self, address: ObsAddress) -> "_Link":
        if address not in self._links:
            self._links[address] = _Link(address, self._limit_s)
        return self._links[address]


class _Link:
    """A connection to one OBS, made again whenever it is lost."""

    def __init__(self, address: ObsAddress, limit_s: float) -> None:
        self.trouble = ""
        self._address = address
        self._limit_s = limit_s
        self._connected = asyncio.Event()
        self._socket: ClientConnection | None = None
        self._answers: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._numbers = count(1)
        self._keeping = asyncio.create_task(self._keep())

    async def ask(self, request: ObsRequest) -> None:
        """Send one request, and wait for its answer.

        Raises:
            SendFailed: it was not taken, or nobody knows whether it was.
        """
        data = dict(request.data)
        if request.item:
            scene, source = request.item
            asked = {"sceneName": scene, "sourceName": source}
            found = await self._answer("GetSceneItemId", asked)
            data |= {"sceneName": scene, "sceneItemId": found.get("sceneItemId")}
        await self._answer(request.name, data)

    async def _answer(self, name: str, data: Mapping[str, object]) -> dict[str, Any]:
        await self._connected.wait()
        number = str(next(self._numbers))
        answer = asyncio.get_running_loop().create_future()
        self._answers[number] = answer
        told = {"requestType": name, "requestId": number, "requestData": data}
        try:
            await self._send(_REQUEST, told)
            answered = await answer
        finally:
            self._answers.pop(number, None)
        status = answered.get("requestStatus") or {}
        if not status.get("result"):
            why = status.get("comment") or f"code {status.get('code')}"
            raise SendFailed(f"{self._address}: {name}: {why}")
        return answered.get("responseData") or {}

    async def close(self) -> None:
        self._keeping.cancel()
        await asyncio.gather(self._keeping, return_exceptions=True)

    async def _keep(self) -> None:
        tried = 0
        while True:
            try:
                await self._serve()
            except Exception as error:  # noqa: BLE001 — whatever the other end does, it is tried again
                self.trouble = _in_words(error)
            tried = 0 if self._connected.is_set() else tried + 1
            self._connected.clear()
            self._lose(self.trouble or "it closed the connection")
            await asyncio.sleep(_AGAIN_S[min(tried, len(_AGAIN_S) - 1)])

    async def _serve(self) -> None:
        """Connect, and take in answers until the connection is lost."""
        from websockets.asyncio.client import connect
        from websockets.typing import Subprotocol

        async with connect(
            f"ws://{self._address.place}",
            subprotocols=[Subprotocol("obswebsocket.json")],
            open_timeout=self._limit_s,
            close_timeout=0.5,
            max_size=_MOST_BYTES,
            proxy=None,
        ) as self._socket:
            async with asyncio.timeout(self._limit_s):
                hello = await self._take(_HELLO)
                told: dict[str, object] = {"rpcVersion": _RPC_VERSION, "eventSubscriptions": 0}
                if salted := hello.get("authentication"):
                    told["authentication"] = _authentication(self._password(), salted)
                await self._send(_IDENTIFY, told)
                await self._take(_IDENTIFIED)
            self.trouble = ""
            self._connected.set()
            while True:
                answer = await self._take(_RESPONSE)
                waiting = self._answers.get(str(answer.get("requestId")))
                if waiting and not waiting.done():
                    waiting.set_result(answer)

    async def _take(self, wanted: int) -> dict[str, Any]:
        """The next message of a kind; others are passed over."""
        assert self._socket is not None
        while True:
            message = json.loads(await self._socket.recv(decode=True))
            if message["op"] == wanted:
                taken: dict[str, Any] = dict(message["d"])
                return taken

    async def _send(self, op: int, told: Mapping[str, object]) -> None:
        from websockets.exceptions import ConnectionClosed

        assert self._socket is not None
        try:
            await self._socket.send(json.dumps({"op": op, "d": told}))
        except ConnectionClosed as error:
            raise SendFailed(f"{self._address}: {_in_words(error)}") from error

    def _password(self) -> str:
        name = self._address.password_from
        if not name or name not in os.environ:
            where = f"the environment has no {name}" if name else "write password_from"
            raise SendFailed(f"wants a password: {where}")
        return os.environ[name]

    def _lose(self, why: str) -> None:
        """Nobody knows what became of requests that were under way."""
        for answer in self._answers.values():
            if not answer.done():
                lost = f"{self._address}: {why}; nobody knows whether it was done"
                answer.set_exception(SendFailed(lost))


def _authentication(password: str, salted: dict[str, str]) -> str:
    """Source: the same, "Creating an authentication string"."""
    secret = _hashed(password + salted["salt"])
    return _hashed(secret + salted["challenge"])


def _hashed(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _in_words(error: Exception) -> str:
    """Why there is no connection, said after its name."""
    from websockets.exceptions import ConnectionClosed

    if isinstance(error, SendFailed):
        return error.message
    if isinstance(error, ConnectionClosed):
        code = error.rcvd.code if error.rcvd else None
        return "refuses the password" if code == _WRONG_PASSWORD else "closed the connection"
    if isinstance(error, OSError):  # a timeout is one
        return "cannot be reached"
    return "does not speak obs-websocket 5"
