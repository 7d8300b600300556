import asyncio
from contextlib import suppress

import pytest
from tests.console.remote.elsewhere import WIDE, inputs
from websockets.exceptions import InvalidStatus

from moderator.console.remote.access import Access, Refused, Role, read_tokens
from moderator.console.remote.inputs import Limits, read_inputs
from moderator.console.remote.rates import Rate
from moderator.errors import CannotStart

pytestmark = pytest.mark.real_time

OPERATOR, VIEW = "operator-token-0123456789", "view-token-0123456789"
TOKENS = read_tokens(
    None, {"MODERATOR_OPERATOR_TOKEN": OPERATOR, "MODERATOR_VIEW_TOKEN": VIEW, "PATH": "/bin"}
)


def bearer(token):
    return {"authorization": f"Bearer {token}"}


async def test_without_a_token_nothing_is_told_and_nothing_done(elsewhere):
    show = await elsewhere(to=inputs(tokens=TOKENS, limits=WIDE))
    for headers in ({}, bearer("wrong-token-0123456789"), {"authorization": f"Basic {OPERATOR}"}):
        caller = show.caller(**headers)
        for answer in (
            await caller.get("show"),
            await caller.post("next"),
            await caller.post("stop/relax"),
            await caller.get(f"show?token={OPERATOR}"),
        ):
            assert (answer.status_code, answer.json()["code"]) == (401, "no_token")
            assert answer.headers["www-authenticate"] == "Bearer"
        with pytest.raises(InvalidStatus):
            await show.watch(additional_headers=headers)
    assert show.entries("order") == show.entries("stop") == []
    assert show.turned_away == {"http: no_token": 12, "live: no_token": 3}


async def test_a_token_for_looking_looks_and_does_nothing(elsewhere):
    show = await elsewhere(to=inputs(tokens=TOKENS, limits=WIDE))
    caller = show.caller(**bearer(VIEW))
    assert (await caller.get("show")).status_code == 200
    for path in ("next", "stop/relax", "preflight", "hot/H1"):
        answer = await caller.post(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "view_only")
    watching = await show.watch(additional_headers=bearer(VIEW))
    for message in ({"do": "next"}, {"do": "stop", "grade": "relax"}):
        assert (await watching.ask(**message))["code"] == "view_only"
    assert show.entries("order") == show.entries("stop") == []


async def test_an_operators_token_opens_http_and_websocket_also_a_browsers(elsewhere):
    show = await elsewhere(to=inputs(tokens=TOKENS))
    assert (await show.caller(**bearer(OPERATOR)).go()).status_code == 200
    watching = await show.watch(subprotocols=["moderator.live", f"bearer.{OPERATOR}"])
    assert watching.socket.subprotocol == "moderator.live"
    assert (await watching.ask(do="hold"))["ok"]
    assert show.entries("order")[0].data["origin"] == "live operator 127.0.0.1"


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:1"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
async def test_pages_of_other_sites_cannot_ask(elsewhere, headers):
    show = await elsewhere()
    caller = show.caller(**headers)
    for answer in (await caller.get("show"), await caller.post("next")):
        assert (answer.status_code, answer.json()["code"]) == (403, "wrong_origin")
        assert "access-control-allow-origin" not in answer.headers
    assert (await caller.post("stop/relax")).status_code == 403
    with pytest.raises(InvalidStatus):
        await show.watch(additional_headers=headers)
    assert show.entries("order") == show.entries("stop") == []


async def test_a_page_of_our_own_can_ask(elsewhere):
    show = await elsewhere()
    own = {"origin": f"http://127.0.0.1:{show.ports.http}", "sec-fetch-site": "same-origin"}
    assert (await show.caller(**own).post("next")).status_code == 200
    watching = await show.watch(additional_headers=own)
    assert watching.board


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:80", "", "[::1", "a b"])
async def test_a_name_that_was_made_to_lead_here_is_not_ours(elsewhere, host):
    show = await elsewhere()
    answer = await show.caller(host=host).post("next")
    assert answer.status_code in (400, 421)
    assert show.entries("order") == []


async def test_the_name_that_was_given_is_ours():
    access = Access([], ["Stage.Local"])
    for host in (b"stage.local:8080", b"STAGE.local", b"localhost", b"192.0.2.7:80", b"[::1]:80"):
        assert access.admit([(b"host", host)]) is Role.OPERATOR
    with pytest.raises(Refused):
        access.admit([(b"host", b"localhost"), (b"host", b"evil.example")])


async def test_requests_are_too_many_but_never_stops(elsewhere):
    narrow = Limits(requests=Rate(per_s=0.001, burst=3))
    show = await elsewhere(to=inputs(limits=narrow))
    caller = show.caller()
    statuses = [(await caller.get("show")).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert (await caller.post("next")).headers["retry-after"] == "1"
    for _ in range(5):
        assert (await caller.post("stop/relax")).status_code == 200
    assert len(show.entries("stop")) == 5


async def test_connections_that_say_nothing_keep_no_stop_out(elsewhere):
    show = await elsewhere(to=inputs(limits=Limits(connections=8)))
    watching = await show.watch()
    idle = [await asyncio.open_connection("127.0.0.1", show.ports.http) for _ in range(40)]
    assert (await show.caller().post("stop/relax")).status_code == 200
    await show.until_state("stopped")
    await watching.until(lambda w: w.board["state"] == "stopped")
    assert show.turned_away == {"http: too many connections": 34}
    for _, writer in idle:
        writer.close()


async def test_a_request_that_does_not_come_is_given_up(elsewhere, monkeypatch):
    monkeypatch.setattr("moderator.console.remote.protocols.REQUEST_WITHIN_S", 0.2)
    show = await elsewhere()
    for begun in (b"", b"POST /api/next HTTP/1.1\r\nHost: loc", b"GET /api/show HTTP/1.1\r\n"):
        reader, writer = await asyncio.open_connection("127.0.0.1", show.ports.http)
        writer.write(begun)
        async with asyncio.timeout(2):
            with suppress(ConnectionError):
                assert await reader.read() == b""
        writer.close()
    assert show.turned_away == {"http: no whole request in time": 3}


async def test_a_watcher_is_not_given_up(elsewhere, monkeypatch):
    monkeypatch.setattr("moderator.console.remote.protocols.REQUEST_WITHIN_S", 0.2)
    show = await elsewhere()
    watching = await show.watch()
    await asyncio.sleep(0.5)
    assert (await watching.ask(do="next"))["ok"]


@pytest.mark.parametrize(
    ("http", "osc", "osc_from", "what"),
    [
        ("0.0.0.0:0", None, [], "0.0.0.0 can be reached by others"),
        (None, "0.0.0.0:0", [], "0.0.0.0 can be reached by others"),
        ("70000", None, [], "'70000' is no place to listen"),
        ("here:there", None, [], "'here:there' is no place to listen"),
        ("no.such.host.invalid:80", None, [], "nobody knows the host no.such.host.invalid"),
        (None, "0", ["everybody"], "'everybody' is no address and no network"),
    ],
)
async def test_what_lets_everybody_in_or_is_no_place_is_one_line(http, osc, osc_from, what):
    with pytest.raises(CannotStart, match=what):
        read_inputs(http, osc, osc_from, [])


async def test_a_port_in_use_is_one_line(elsewhere, tmp_path):
    taken = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    with pytest.raises(CannotStart) as error:
        await elsewhere(to=inputs(http=str(port)))
    hint = "end what has it, or name another port with --listen"
    assert str(error.value) == f"port {port} of 127.0.0.1 is in use — {hint}"
    taken.close()


async def test_tokens_are_read_from_a_file_that_only_its_owner_reads(tmp_path):
    path = tmp_path / "tokens"
    path.write_text(f"# who may what\noperator {OPERATOR}\n\nview {VIEW}\n")
    path.chmod(0o644)
    with pytest.raises(CannotStart, match="others may read"):
        read_tokens(str(path), {})
    path.chmod(0o600)
    assert [token.role for token in read_tokens(str(path), {})] == [Role.OPERATOR, Role.VIEW]
    assert OPERATOR not in repr(read_tokens(str(path), {}))


def test_tokens_that_cannot_be_read_say_why_and_what_to_do(tmp_path):
    with pytest.raises(CannotStart) as error:
        read_tokens(str(tmp_path), {})
    hint = "name a text file that you may read, or none"
    assert str(error.value) == f"cannot read the tokens in {tmp_path}: is a directory — {hint}"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("operator short", "that is no token"),
        ("admin 0123456789abcdef", "there is no such role"),
        ("operator", "that is no token"),
    ],
)
async def test_a_line_that_is_no_token_is_told_with_its_place(tmp_path, line, what):
    path = tmp_path / "tokens"
    path.write_text(f"\n{line}\n")
    path.chmod(0o600)
    with pytest.raises(CannotStart, match=f"tokens:2: {what}"):
        read_tokens(str(path), {})
