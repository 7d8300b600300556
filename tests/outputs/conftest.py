"""Devices that messages are sent to, real ones as far as the protocol goes."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import ThreadingOSCUDPServer

from moderator.outputs.messages import LiveOutputs


@pytest.fixture
def desk():
    """A lighting desk that takes OSC; gives its address and what it heard."""
    heard, came = [], threading.Event()
    dispatcher = Dispatcher()

    def hear(*message):
        heard.append(message)
        came.set()

    dispatcher.set_default_handler(hear)
    server = ThreadingOSCUDPServer(("127.0.0.1", 0), dispatcher)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_address[1]}", heard, came
    server.shutdown()
    thread.join()
    server.server_close()


class Screen(BaseHTTPRequestHandler):
    asked = []
    answers = {"/broken": 500, "/moved": 302, "/unchanged": 304}

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.asked.append((self.command, self.path, body))
        if self.path == "/slow":
            self.server.gate.wait(5)
        self.send_response(self.answers.get(self.path, 200))
        if self.path == "/moved":
            self.send_header("Location", "/elsewhere")
        self.end_headers()

    do_GET = do_PUT = do_POST  # noqa: N815 -- the base class's names

    def log_message(self, *_):
        pass


@pytest.fixture
def screen():
    """A screen that takes HTTP; gives its address and what was asked of it."""
    Screen.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Screen)
    server.handle_error = lambda *_: None
    server.gate = threading.Event()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}", Screen.asked
    server.gate.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
async def outputs():
    live = LiveOutputs(limit_s=0.3)
    await live.prepare()
    yield live
    await live.close()
