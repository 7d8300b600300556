"""What every page is sent with."""

import httpx
import pytest
from tests.console.page.line import free
from tests.supervisor.stand import STOPS

from moderator.console.remote.pages import VIEWS
from moderator.supervisor.supervision import LOOPBACK, Supervisor, SupervisorSetup

pytestmark = pytest.mark.real_time

STRICT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "img-src 'self' data:; media-src 'self' blob:; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)


async def page(caller, path="operator", **headers):
    return await caller.client.get(f"/{path}", headers=headers)


@pytest.mark.parametrize("view", VIEWS)
async def test_its_policy_lets_nothing_in_from_elsewhere(elsewhere, view):
    answer = await page((await elsewhere()).caller(), view)
    assert answer.headers["content-security-policy"] == STRICT
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"


async def test_nothing_is_written_into_a_page_that_its_policy_would_refuse(elsewhere):
    caller = (await elsewhere()).caller()
    for view in VIEWS:
        text = (await page(caller, view)).text
        assert " style=" not in text
        assert "<script>" not in text
        assert "<style" not in text


async def test_a_page_that_is_kept_is_asked_for_and_not_sent_again(elsewhere):
    caller = (await elsewhere()).caller()
    first = await page(caller)
    assert first.headers["cache-control"] == "no-cache"
    again = await page(caller, **{"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    other = await page(caller, **{"if-none-match": '"another"'})
    assert (other.status_code, other.content) == (200, first.content)


async def test_the_first_page_is_the_operator_s(elsewhere):
    answer = await (await elsewhere()).caller().client.get("/")
    assert (answer.status_code, answer.headers["location"]) == (307, "/operator")


async def test_the_supervisor_s_address_is_the_one_other_that_may_be_asked(elsewhere, tmp_path):
    http_port = free()
    osc, trip_s = (LOOPBACK, 0), 60.0
    setup = SupervisorSetup(STOPS, tmp_path, osc=osc, http_port=http_port, trip_s=trip_s)
    show = await elsewhere(supervisor=Supervisor(setup))
    at = show.parts.supervision.stops_at
    policy = (await page(show.caller())).headers["content-security-policy"]
    assert f"connect-src 'self' {at};" in policy
    origin = f"http://127.0.0.1:{show.ports.http}"
    async with httpx.AsyncClient(trust_env=False, headers={"origin": origin}) as client:
        answer = await client.post(f"{at}/stop/freeze")
    assert answer.headers["access-control-allow-origin"] == origin
