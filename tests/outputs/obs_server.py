"""An OBS as far as obs-websocket goes; `test_obs.py` holds it to what a real one does."""

import asyncio
import base64
import hashlib
import json
from contextlib import asynccontextmanager

from websockets.asyncio.server import serve

HALF_A_MESSAGE = b"\x81\x40" + b'{"op": 7, "d": {"requestStatus"'
"""A text frame of 64 bytes (RFC 6455, 5.2), of which not all come."""
SALT, CHALLENGE = "c2FsdA==", "Y2hhbGxlbmdl"


def _hashed(text):
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


class ObsServer:
    """Scenes with sources, texts, and a recording.

    Attributes:
        place: host:port.
        asked: (type, data) of each request, in order.
        how: `well`; `closes`, `breaks_off`, `hangs` or `garbles` at the next request.
    """

    def __init__(self, password=""):
        self.password = password
        self.place = ""
        self.asked = []
        self.how = "well"
        self.ending = asyncio.Event()
        self.scenes = {"Stage": ["Name", "Third"], "Slides": []}

    async def serve(self, socket):
        authentication = {"challenge": CHALLENGE, "salt": SALT} if self.password else None
        hello = {"obsWebSocketVersion": "5.1.0", "rpcVersion": 1}
        hello |= {"authentication": authentication} if authentication else {}
        await socket.send(json.dumps({"op": 0, "d": hello}))
        identify = json.loads(await socket.recv())["d"]
        wanted = _hashed(_hashed(self.password + SALT) + CHALLENGE)
        if self.password and identify.get("authentication") != wanted:
            await socket.close(4009, "Authentication failed.")
            return
        await socket.send(json.dumps({"op": 2, "d": {"negotiatedRpcVersion": 1}}))
        async for message in socket:
            request = json.loads(message)["d"]
            self.asked.append((request["requestType"], request.get("requestData")))
            if self.how == "closes":
                socket.transport.abort()
                return
            if self.how == "breaks_off":  # in the middle of its answer
                socket.transport.write(HALF_A_MESSAGE)
                socket.transport.close()
                return
            if self.how == "hangs":
                await self.ending.wait()
                return
            if self.how == "garbles":
                await socket.send("no JSON")
            await socket.send(json.dumps({"op": 5, "d": {"eventType": "Whatever"}}))
            await socket.send(json.dumps({"op": 7, "d": self.answer(request)}))

    def answer(self, request):
        data = request.get("requestData") or {}
        status, told = {"result": True, "code": 100}, None
        named = data.get("sceneName")
        if named is not None and named not in self.scenes:
            comment = f"No source was found by the name of `{named}`."
            status = {"result": False, "code": 600, "comment": comment}
        elif request["requestType"] == "GetSceneItemId":
            told = {"sceneItemId": self.scenes[named].index(data["sourceName"]) + 1}
        answered = {"requestType": request["requestType"], "requestId": request["requestId"]}
        return {**answered, "requestStatus": status, "responseData": told}


@asynccontextmanager
async def obs_server(password="", port=0):
    """One that is open."""
    obs = ObsServer(password)
    async with serve(
        obs.serve, "127.0.0.1", port, subprotocols=["obswebsocket.json"], close_timeout=0.1
    ) as server:
        obs.place = f"127.0.0.1:{server.sockets[0].getsockname()[1]}"
        yield obs
        obs.ending.set()
