"""A language model's server on loopback, for tests."""

import json
import threading
import time

import uvicorn
from starlette.applications import Starlette
from starlette.responses import Response
from starlette.routing import Route

GOOD = "In 2024, the revenue from tourism in Port Linden was 402 million US dollars."


class Server:
    """Speaks OpenAI's protocol, and says what it is told to."""

    def __init__(self):
        self.says = GOOD
        self.does = None
        self.asked = []
        self.keys = []
        routes = [Route("/{path:path}", self._answer, methods=["POST", "GET"])]
        config = uvicorn.Config(Starlette(routes=routes), port=0, log_level="critical")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    async def _answer(self, request):
        self.asked.append(await request.json() if request.method == "POST" else request.url.path)
        self.keys.append(request.headers.get("authorization"))
        if self.does:
            return await self.does()
        message = {"role": "assistant", "content": self.says}
        choice = {"index": 0, "finish_reason": "stop", "message": message}
        told = {"id": "1", "object": "chat.completion", "created": 1, "model": "small"}
        body = json.dumps({**told, "choices": [choice]})
        return Response(body, media_type="application/json")

    def __enter__(self):
        self._thread.start()
        while not self._server.started:
            time.sleep(0.01)
        self.port = self._server.servers[0].sockets[0].getsockname()[1]
        return self

    def __exit__(self, *_):
        self._server.should_exit = True
        self._thread.join()
