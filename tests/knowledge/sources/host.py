"""A real HTTP server on loopback that answers as a test says: well, or in every bad way."""

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

WEATHER = {"current": {"time": "2025-09-10T14:00", "temperature_2m": 23.6, "sky": "<b>Clear</b>"}}


class Host:
    """A server; `answer` is what it does with a request.

    Attributes:
        asked: the paths that were asked for, in order.
    """

    def __init__(self):
        self.asked = []
        self.answer = well()
        self._over = threading.Event()
        host = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                host.asked.append(self.path)
                host.answer(self)

            def log_message(self, *_):
                """Nothing to say."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.over = self._over
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def name(self):
        return f"127.0.0.1:{self._server.server_address[1]}"

    def at(self, path="/now"):
        return f"http://{self.name}{path}"

    def close(self):
        self._over.set()
        self._server.shutdown()
        self._server.server_close()


@contextmanager
def host():
    opened = Host()
    try:
        yield opened
    finally:
        opened.close()


def send(request, body, status=200, **headers):
    request.send_response(status)
    for name, value in {"Content_Length": len(body), **headers}.items():
        request.send_header(name.replace("_", "-"), str(value))
    request.end_headers()
    request.wfile.write(body)


def well(data=WEATHER):
    return lambda request: send(request, json.dumps(data).encode())


def body(raw, status=200, **headers):
    return lambda request: send(request, raw, status, **headers)


def leading_to(address, status=302):
    return lambda request: send(request, b"", status, Location=address)


def truncated(request):
    send(request, b'{"current": ', Content_Length=5000)
    request.close_connection = True


def dropped(request):
    request.close_connection = True


def slow(request):
    request.server.over.wait(5)
    request.close_connection = True


def drop_by_drop(request):
    """A byte every now and then: never silent for long, and never done."""
    _for_ever(request, b" ", 0.02)


def endless(request):
    _for_ever(request, b" " * 65536, 0)


def _for_ever(request, piece, pause_s):
    request.send_response(200)
    request.end_headers()
    request.close_connection = True
    try:
        while not request.server.over.is_set():
            request.wfile.write(piece)
            time.sleep(pause_s)
    except OSError:
        return
