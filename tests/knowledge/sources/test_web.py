"""A source over HTTP, asked of a real server that answers in every way that servers do."""

import asyncio
import subprocess
import sys
from contextlib import aclosing
from datetime import timedelta

import httpx
import pytest
from tests.knowledge.sources import host as hosts
from tests.knowledge.sources.conftest import NOW

from moderator.errors import SourceSilent
from moderator.knowledge.sources import web as web_module
from moderator.knowledge.sources.fetched import TRIES
from moderator.knowledge.sources.web import Web, is_listed

pytestmark = pytest.mark.real_time
QUICK = {"timeout_ns": 200_000_000}


async def test_what_a_host_says_is_told_with_its_moment_and_who_says_so(source, told):
    weather = source()
    await weather.prepare(told)
    reading = weather.read("temperature")
    assert reading.value.written() == "24 °C"
    assert reading.source == "the weather desk"
    assert reading.as_of == NOW - timedelta(minutes=5)
    assert weather.read("as_of").value.written() == "14:00"
    assert told == []


async def test_text_from_outside_is_a_quotation(source, told):
    weather = source()
    await weather.prepare(told)
    assert weather.read("sky").value.written() == "“Clear”"
    assert weather.read("sky").value.said() == "quote, Clear, end of quote"


BAD = {
    "a wrong status": (hosts.body(b"{}", 404), {}, "answered 404", 1),
    "a fault of its own": (hosts.body(b"{}", 503), {}, "answered 503", TRIES),
    "a page instead": (hosts.body(b"<html>Hello</html>"), {}, "the answer is not JSON", TRIES),
    "nothing at all": (hosts.body(b""), {}, "the answer is not JSON", TRIES),
    "bytes": (hosts.body(b"\xff\xfe\x00"), {}, "the answer is not JSON", TRIES),
    "too deep": (hosts.body(b"[" * 90_000), {}, "the answer is not JSON: too deep", TRIES),
    "no number": (hosts.body(b'{"current": NaN}'), {}, "NaN is no number", TRIES),
    "a number beyond all": (
        hosts.body(b'{"current": {"temperature_2m": 1e999}}'), {}, "the number there is none", 1,
    ),
    "a number too long": (
        hosts.body(b'{"current": {"temperature_2m": 1' + b"0" * 3000 + b"}}"), {}, "too long", 1,
    ),
    "more digits than are read": (
        hosts.body(b'{"current": {"temperature_2m": 1' + b"0" * 9000 + b"}}"), {}, "not JSON", 3,
    ),
    "other data": (hosts.well({"sky": 1}), {}, "there is nothing at that place", 1),
    "a list for a value": (
        hosts.well({"current": {"temperature_2m": [1]}}), {}, "no single value", 1,
    ),
    "words for a number": (
        hosts.well({"current": {"temperature_2m": "21 {clock.time}"}}), {}, "is not a number", 1,
    ),
    "a time that is none": (
        hosts.well({"current": {"temperature_2m": 1, "sky": "x", "time": "now"}}), {},
        "'now' is no date and time", 1,
    ),
    "too much": (hosts.body(b" " * 100_001), {}, "sent more than 100000 bytes", 1),
    "no end": (hosts.endless, {}, "sent more than 100000 bytes", 1),
    "packed": (hosts.body(b"{}", Content_Encoding="gzip"), {}, "sent its answer packed", 1),
    "half of it": (hosts.truncated, {}, "peer closed connection", TRIES),
    "a closed line": (hosts.dropped, {}, "without sending a response", TRIES),
    "silence": (hosts.slow, QUICK, "no answer within 200ms", TRIES),
    "a byte now and then": (hosts.drop_by_drop, QUICK, "no answer within 200ms", TRIES),
}  # fmt: skip


@pytest.mark.parametrize(("answer", "changes", "why", "tries"), BAD.values(), ids=BAD.keys())
async def test_a_bad_answer_is_none_and_why_is_told_once(
    answer, changes, why, tries, source, host, told
):
    host.answer = answer
    weather = source(**changes)
    await weather.prepare(told)
    assert len(host.asked) == tries
    [(kind, words)] = told
    assert kind == "warning"
    assert words.startswith("the source weather: does not answer: ")
    assert why in words
    with pytest.raises(SourceSilent, match="weather has not answered"):
        weather.read("temperature")


async def test_nobody_there_is_told(source, host, told):
    host.close()
    await source().prepare(told)
    assert "connect" in told[0][1]


async def test_a_listed_host_is_followed_to_another_listed_one(source, host, told):
    def first(request):
        host.answer = hosts.well()
        hosts.leading_to("/moved")(request)

    host.answer = first
    weather = source()
    await weather.prepare(told)
    assert host.asked == ["/now", "/moved"]
    assert weather.read("temperature").value.written() == "24 °C"


async def test_an_answer_that_leads_to_a_host_that_is_not_listed_is_not_followed(
    source, host, elsewhere, told
):
    host.answer = hosts.leading_to(elsewhere.at("/stolen"))
    await source().prepare(told)
    assert elsewhere.asked == []
    assert f"{elsewhere.name} is not among the show's hosts, and was not asked" in told[0][1]


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:{port}/now", "ftp://127.0.0.1/now", "file:///etc/passwd",
        "http://user:word@127.0.0.1:{port}/now", "http://127.0.0.1.example.org:{port}/now",
    ],
)  # fmt: skip
async def test_only_the_very_host_that_is_listed_is_asked(address, source, host, told):
    host.answer = hosts.leading_to(address.format(port=host.name.partition(":")[2]))
    await source().prepare(told)
    assert host.asked == ["/now"]
    assert "not" in told[0][1]


async def test_a_host_that_leads_in_a_circle_is_left(source, host, told):
    host.answer = hosts.leading_to("/now")
    await source().prepare(told)
    assert len(host.asked) == 4
    assert "leads on and on" in told[0][1]


async def test_a_proxy_that_the_environment_names_is_not_asked(
    source, elsewhere, told, monkeypatch
):
    monkeypatch.setenv("HTTP_PROXY", f"http://{elsewhere.name}")
    monkeypatch.setenv("ALL_PROXY", f"http://{elsewhere.name}")
    await source().prepare(told)
    assert (elsewhere.asked, told) == ([], [])


async def test_a_host_that_was_down_and_is_up_again_answers_again(source, host, told):
    host.answer = hosts.body(b"", 500)
    weather = source()
    await weather.prepare(told)
    await weather.refresh(told)
    host.answer = hosts.well()
    await weather.refresh(told)
    assert [kind for kind, _ in told] == ["warning", "notice"]
    assert told[-1][1] == "the source weather answers again"
    assert weather.read("temperature").value.written() == "24 °C"


async def test_what_was_said_last_stays_known_while_the_host_is_down(source, host, told):
    weather = source()
    await weather.prepare(told)
    host.answer = hosts.body(b"", 500)
    await weather.refresh(told)
    assert weather.read("temperature").value.written() == "24 °C"
    assert told[0][1].endswith("known: as of 14:00")


async def test_a_moment_that_has_not_come_yet_is_now(source, host, told):
    tomorrow = {"temperature_2m": 20, "sky": "x", "time": "2099-01-01T00:00Z"}
    host.answer = hosts.well({"current": tomorrow})
    weather = source()
    await weather.prepare(told)
    assert weather.read("temperature").as_of == NOW


async def test_two_that_ask_at_once_ask_with_one_client(host, monkeypatch):
    made, client = [], web_module._client
    monkeypatch.setattr(web_module, "_client", lambda: made.append(client()) or made[-1])
    host.answer = hosts.body(b"{}")
    async with aclosing(Web([host.name])) as web:
        await asyncio.gather(web.get(host.at(), 100), web.get(host.at(), 100))
    assert len(made) == 1


def test_what_asks_is_loaded_off_the_loop(host, tmp_path):
    host.answer = hosts.body(b'{"x": "Hello"}')
    script = f"""
import asyncio, sys, threading
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name in ("httpx", "stamina") and threading.current_thread() is threading.main_thread():
            print(name, "is loaded on the loop")
sys.meta_path.insert(0, Watch())
from datetime import UTC, datetime
from pathlib import Path
from moderator.knowledge.sources.kept import Kept
from moderator.knowledge.sources.kinds import JsonSource
from moderator.knowledge.sources.plan import Pick, SourcePlan
from moderator.knowledge.sources.web import Web
async def main():
    picks = {{"x": Pick("x", "text", "{{}}", "a")}}
    times = (600 * 10**9, 5 * 10**9, 600 * 10**9)
    plan = SourcePlan("s", "http", "{host.at()}", "w", picks, None, *times, 1000)
    kept = Kept(Path("{tmp_path}"))
    source = JsonSource(plan, kept, lambda: datetime.now(UTC), Web(["{host.name}"]))
    await source.prepare(print)
    print(source.read("x").value.text)
asyncio.run(main())
"""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=True)
    assert done.stdout == "Hello\n"


async def test_from_https_nothing_leads_on_to_what_anybody_can_read():
    def leads_down(request):
        down = {"location": str(request.url.copy_with(scheme="http", port=443))}
        return httpx.Response(302, headers=down)

    web = Web(["127.0.0.1", "127.0.0.1:443"])
    web._client = httpx.AsyncClient(transport=httpx.MockTransport(leads_down))
    with pytest.raises(SourceSilent, match="an address that anybody can read"):
        await web.get("https://127.0.0.1/now", 100)
    await web.aclose()


@pytest.mark.parametrize(
    ("address", "listed"),
    [
        (("https", "api.example.org", None), "api.example.org"),
        (("https", "api.example.org", 443), "API.example.org"),
        (("https", "api.example.org", None), "api.example.org:443"),
        (("http", "::1", 8080), "[::1]:8080"),
        (("http", "::1", None), "[::1]"),
    ],
)
def test_a_host_is_listed_with_its_port_or_without_the_usual_one(address, listed):
    assert is_listed(*address, [listed])


@pytest.mark.parametrize(
    ("address", "listed"),
    [
        (("https", "api.example.org", 8443), "api.example.org"),
        (("http", "api.example.org", None), "api.example.org:443"),
        (("https", "www.api.example.org", None), "api.example.org"),
        (("https", "example.org", None), "api.example.org"),
        (("https", "api.example.org", None), ""),
    ],
)
def test_anything_else_is_not(address, listed):
    assert not is_listed(*address, [listed])
