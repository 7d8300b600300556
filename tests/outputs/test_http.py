import asyncio
import socket

import pytest

from moderator.errors import SendFailed
from moderator.outputs.message import HttpAddress, HttpRequest
from moderator.outputs.messages import LiveOutputs

pytestmark = pytest.mark.real_time


async def test_an_http_request_arrives(outputs, screen):
    base, asked = screen
    await outputs.send(HttpRequest(HttpAddress(base + "/"), "put", "/slides/4", '{"on": true}'))
    await outputs.send(HttpRequest(HttpAddress(base), "get", "/now"))
    assert asked == [("PUT", "/slides/4", '{"on": true}'), ("GET", "/now", "")]


async def test_an_answer_that_is_no_good_one_is_told(outputs, screen):
    base, _ = screen
    with pytest.raises(SendFailed, match="/broken: answered 500"):
        await outputs.send(HttpRequest(HttpAddress(base), "post", "/broken"))


async def test_an_answer_that_points_elsewhere_is_told_with_the_place(outputs, screen):
    base, asked = screen
    told = "/moved: answered 302, which points to '/elsewhere'; send there if that is meant"
    with pytest.raises(SendFailed, match=told):
        await outputs.send(HttpRequest(HttpAddress(base), "post", "/moved"))
    assert asked == [("POST", "/moved", "")]


async def test_an_answer_that_takes_nothing_and_names_no_place_is_told(outputs, screen):
    base, _ = screen
    with pytest.raises(SendFailed, match=r"/unchanged: answered 304$"):
        await outputs.send(HttpRequest(HttpAddress(base), "get", "/unchanged"))


async def test_a_screen_that_does_not_answer_in_time_is_told(outputs, screen):
    base, _ = screen
    loop = asyncio.get_running_loop()
    began = loop.time()
    with pytest.raises(SendFailed, match=r"/slow: no answer within 0\.3 s"):
        await outputs.send(HttpRequest(HttpAddress(base), "post", "/slow"))
    assert loop.time() - began < 1


async def test_a_screen_that_refuses_is_told(outputs):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    with pytest.raises(SendFailed, match=f"127.0.0.1:{port}/x: "):
        await outputs.send(HttpRequest(HttpAddress(f"http://127.0.0.1:{port}"), "post", "/x"))


async def test_an_address_that_is_none_is_told(outputs):
    with pytest.raises(SendFailed):
        await outputs.send(HttpRequest(HttpAddress("http://[::1"), "post", "/x"))


async def test_the_environments_proxy_is_not_asked(screen, monkeypatch):
    base, asked = screen
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    outputs = LiveOutputs(limit_s=1.0)
    await outputs.send(HttpRequest(HttpAddress(base), "get", "/now"))
    await outputs.close()
    assert asked == [("GET", "/now", "")]


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
        gone = HttpAddress(f"http://127.0.0.1:{unheard.getsockname()[1]}/api")
        at, nowhere = HttpAddress(address), HttpAddress("http://127.0.0.1:99999")
        assert outputs.trouble(gone) == ""
        await outputs.look([at, gone, nowhere])
        assert outputs.trouble(at) == ""
        assert outputs.trouble(gone) == "cannot be reached"
        assert outputs.trouble(nowhere)
    assert asked == []


async def test_a_device_that_is_reached_again_is_no_trouble(outputs, screen):
    address = HttpAddress(screen[0])
    outputs._senders[HttpAddress]._troubles[address] = "it was away"
    await outputs.look([address])
    assert outputs.trouble(address) == ""


async def test_a_device_that_lets_nobody_in_is_given_up_in_time(outputs):
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        waiting = socket.create_connection(full.getsockname())
        address = HttpAddress("http://{}:{}".format(*full.getsockname()))
        with socket.socket() as second:
            second.setblocking(False)
            second.connect_ex(full.getsockname())
            await outputs.look([address])
            assert outputs.trouble(address) == "cannot be reached"
        waiting.close()
