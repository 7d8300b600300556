import asyncio
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pythonosc.dispatcher import Dispatcher
from pythonosc.osc_server import ThreadingOSCUDPServer

from moderator.errors import SendFailed
from moderator.outputs.messages import LiveOutputs, RecordedOutputs, encode_osc
from moderator.robot import Outcome

pytestmark = pytest.mark.real_time


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

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        self.asked.append((self.command, self.path, body))
        if self.path == "/slow":
            self.server.gate.wait(5)
        self.send_response(500 if self.path == "/broken" else 200)
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


async def test_an_osc_message_is_one_action_of_the_cue(perform, stage):
    assert (await perform('send: {to: lights, osc: /cue/5/go, args: ["1", "0.5", "blue"]}')).ok
    assert stage.begun() == [("lights", "/cue/5/go", "1", "0.5", "blue")]


async def test_an_http_request_is_one_action_of_the_cue(perform, stage):
    assert (await perform("send: {to: screen, path: /next, method: put, body: two}")).ok
    assert stage.begun() == [("screen", "put", "/next", "two")]


async def test_a_message_that_is_not_sent_fails_the_cue(perform, stage):
    stage.fails["http"] = Outcome.aborted("send", "nobody answers")
    assert (await perform("send: {to: screen, path: /next}")).why == "nobody answers"


async def test_an_osc_message_arrives_with_numbers_as_numbers(outputs, desk):
    address, heard, came = desk
    args = ("1", "-2", "0.5", "1e3", "blue", "nan", "1_000", "12345678901", "1.2.3")
    await outputs.osc(address, "/cue/5/go", args)
    assert came.wait(5)
    assert heard == [
        ("/cue/5/go", 1, -2, 0.5, 1000.0, "blue", "nan", "1_000", 12345678901, "1.2.3")
    ]


@pytest.mark.parametrize("args", [("١٢",), ("",), ("inf",), ("-",)])
def test_what_is_no_number_is_sent_as_it_is_written(args):
    written = args[0].encode()
    assert written in encode_osc("/x", args)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("no-such-host.invalid:7700", "no-such-host.invalid:7700: "),
        ("127.0.0.1:99999", "127.0.0.1:99999: "),
    ],
)
async def test_a_desk_that_cannot_be_is_told(outputs, address, why):
    with pytest.raises(SendFailed, match=why):
        await outputs.osc(address, "/x", ())


async def test_an_osc_message_to_nobody_holds_nothing_up(outputs):
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    for _ in range(3):
        await outputs.osc(f"127.0.0.1:{port}", "/x", ())


async def test_an_http_request_arrives(outputs, screen):
    base, asked = screen
    await outputs.http(base + "/", "put", "/slides/4", '{"on": true}')
    await outputs.http(base, "get", "/now", None)
    assert asked == [("PUT", "/slides/4", '{"on": true}'), ("GET", "/now", "")]


async def test_an_answer_that_is_no_good_one_is_told(outputs, screen):
    base, _ = screen
    with pytest.raises(SendFailed, match="/broken: answered 500"):
        await outputs.http(base, "post", "/broken", None)


async def test_a_screen_that_does_not_answer_in_time_is_told(outputs, screen):
    base, _ = screen
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(SendFailed, match=r"/slow: no answer within 0\.3 s"):
        await outputs.http(base, "post", "/slow", None)
    assert loop.time() - began < 1


async def test_a_screen_that_refuses_is_told(outputs):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(SendFailed, match=f"127.0.0.1:{port}/x: "):
        await outputs.http(f"http://127.0.0.1:{port}", "post", "/x", None)


async def test_an_address_that_is_none_is_told(outputs):
    with pytest.raises(SendFailed):
        await outputs.http("http://[::1", "post", "/x", None)


async def test_the_environments_proxy_is_not_asked(screen, monkeypatch):
    base, asked = screen
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    outputs = LiveOutputs(limit_s=1.0)
    await outputs.http(base, "get", "/now", None)
    await outputs.close()
    assert asked == [("GET", "/now", "")]


async def test_a_rehearsal_lets_nothing_out(desk, screen):
    outputs = RecordedOutputs()
    await outputs.prepare()
    await outputs.osc(desk[0], "/x", ("1",))
    await outputs.http(screen[0], "post", "/x", None)
    await outputs.close()
    assert not desk[2].wait(0.1)
    assert screen[1] == []


async def test_a_device_that_fails_is_recorded_and_follows_the_rule(on_stage, screen):
    base, _ = screen
    show = await on_stage(
        """
        - {cue: "1", send: {to: screen, path: /broken}, continue: auto_follow, on_failure: skip}
        - {cue: "2", send: {to: screen, path: /next}}
        """,
        head=f'devices: {{screen: {{http: "{base}"}}}}',
        outputs=LiveOutputs(),
    )
    await show.go()
    await show.until_state("finished", within_s=5)
    assert show.outcomes() == {"1": "aborted", "2": "succeeded"}
    assert show.entries("send_failed")[0].data["to"] == "screen"
    assert show.entries("sent")[0].data == {"to": "screen", "message": "POST /next"}


async def test_a_look_knows_which_http_devices_can_be_reached_and_sends_nothing(outputs, screen):
    address, asked = screen
    with socket.socket() as unheard:
        unheard.bind(("127.0.0.1", 0))
        gone = f"http://127.0.0.1:{unheard.getsockname()[1]}/api"
        assert outputs.trouble(gone) == ""
        await outputs.look([address, gone, "http://127.0.0.1:99999"])
        assert outputs.trouble(address) == ""
        assert outputs.trouble(gone) == "cannot be reached"
        assert outputs.trouble("http://127.0.0.1:99999")
    assert asked == []


async def test_a_device_that_is_reached_again_is_no_trouble(outputs, screen):
    address, _ = screen
    outputs._troubles[address] = "it was away"
    await outputs.look([address])
    assert outputs.trouble(address) == ""


async def test_a_device_that_lets_nobody_in_is_given_up_in_time(outputs):
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = socket.create_connection(full.getsockname())
        address = "http://{}:{}".format(*full.getsockname())
        with socket.socket() as second:
            second.setblocking(False)
            second.connect_ex(full.getsockname())
            await outputs.look([address])
            assert outputs.trouble(address) == "cannot be reached"
        waiting.close()


async def test_facts_stand_in_a_message_as_captions_have_them(perform, stage):
    await perform("send: {to: lights, osc: /caption, args: ['It is {clock.time}', '5']}")
    assert stage.begun() == [("lights", "/caption", "It is 14:00", "5")]


async def test_a_message_in_json_stays_json(perform, stage):
    stage.knowledge.live["show"].facts["over"] = '3 "long" minutes late'
    body = '{"theme": {"size": 5}, "line": "We are {show.over}"}'
    await perform(f"send: {{to: screen, path: /lower-third, body: '{body}'}}")
    [(_, _, _, sent)] = stage.begun()
    assert json.loads(sent) == {"theme": {"size": 5}, "line": 'We are 3 "long" minutes late'}


async def test_a_message_whose_source_is_silent_is_not_sent(perform, stage):
    stage.knowledge.live["clock"].silent = "nobody answers what time it is"
    outcome = await perform("send: {to: lights, osc: /caption, args: ['{clock.time}']}")
    assert (outcome.code, outcome.why) == ("source", "nobody answers what time it is")
    assert stage.begun() == []
