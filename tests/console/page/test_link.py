"""What a page does when its line is slow, cut or dead, and what it never does."""

import asyncio
import random
from contextlib import AsyncExitStack

import pytest
import pytest_asyncio
from playwright.async_api import expect
from tests.console.page.browser import in_browser
from tests.console.page.line import free, line_to
from tests.console.remote.elsewhere import WIDE, inputs, opened
from tests.supervisor.stand import STOPS

from moderator.supervisor.supervision import LOOPBACK, Supervisor, SupervisorSetup

pytestmark = in_browser

OTHERS = """
  - {cue: "A", wait: 30s}
  - {cue: "B", wait: 30s}
"""
SAID_SO_WITHIN_S = 1.3


@pytest_asyncio.fixture(loop_scope="module")
async def behind(elsewhere, views):
    """A show, and a page of it whose line can be held up, cut, or lose messages."""
    async with AsyncExitStack() as stack:

        async def behind_(*cues, **options):
            show = await elsewhere(*cues, **options)
            line = await stack.enter_async_context(line_to(show.ports.http))
            page = await views.open(show, port=line.port)
            await expect(page.locator("#go")).to_be_enabled()
            return show, line, page

        yield behind_


async def seconds_until(page, expression):
    """How long it takes until something is so on a page, by the page's own clock."""
    return await page.evaluate(
        f"""async () => {{
          const began = performance.now();
          while (!({expression})) {{
            if (performance.now() - began > 8000) break;
            await new Promise(requestAnimationFrame);
          }}
          return (performance.now() - began) / 1000;
        }}"""
    )


async def test_a_dead_line_is_told_within_a_second_and_go_is_grey(behind):
    show, line, page = await behind()
    line.hold()
    told = "document.getElementById('go').disabled && document.getElementById('link').textContent"
    assert await seconds_until(page, told) < SAID_SO_WITHIN_S
    await expect(page.locator("#link")).to_contain_text("No link for")
    await page.keyboard.press("Space")
    await expect(page.locator("#became")).to_contain_text("nothing was sent")
    line.release()
    await expect(page.locator("#go")).to_be_enabled(timeout=10_000)
    await expect(page.locator("#link")).to_be_empty()
    assert show.entries("go") == []


async def test_a_line_that_is_cut_comes_back_by_itself(behind):
    show, line, page = await behind()
    async with page.expect_websocket(lambda socket: socket.url.endswith("/api/live")):
        line.cut()
    await expect(page.locator("#go")).to_be_enabled()
    await page.keyboard.press("Space")
    await show.soon(lambda: show.running == ["1"])
    line.cut()
    await page.keyboard.press("Escape")
    await show.soon(lambda: show.entries("stop"))


async def test_stop_goes_by_the_supervisor_when_the_server_is_out_of_reach(behind, tmp_path):
    supervisor = Supervisor(setup(tmp_path, free()))
    show, line, page = await behind(supervisor=supervisor)
    await page.keyboard.press("Space")
    await show.soon(lambda: show.running == ["1"], within_s=20)
    line.hold()
    await page.keyboard.press("Escape")
    await show.soon(lambda: show.entries("stop"), within_s=20)
    assert show.entries("stop")[0].data["origin"] == "supervisor: http"
    await expect(page.locator("#stopped")).to_contain_text("sent to the robot")


async def test_a_stop_that_nobody_hears_is_tried_until_somebody_does(behind):
    show, line, page = await behind()
    line.hold()
    await page.keyboard.press("Escape")
    await expect(page.locator("#stopped")).to_contain_text("asking again")
    await show.after(2.5)  # the first of each way is given up
    line.cut()  # what was on its way is lost
    line.release()
    await show.soon(lambda: show.entries("stop"))
    await expect(page.locator("#stopped")).to_contain_text("sent to the robot")


async def test_a_missed_patch_is_made_good(behind):
    show, line, page = await behind()
    lost = []
    line.loses = lambda text: '"type":"patch"' in text and not lost and not lost.append(text)
    await show.go()
    await show.soon(lambda: lost)
    await expect(page.locator("#acting li")).to_have_count(1)
    await expect(page.locator('#rundown li[data-is="standby"] .number')).to_have_text("2")


async def test_a_server_that_comes_back_is_another_show_to_the_page(views, tmp_path):
    for name in ("first", "second"):
        (tmp_path / name).mkdir()
    async with opened(tmp_path / "first") as begun:
        first = await begun()
        page = await views.open(first)
        await expect(page.locator("#go")).to_be_enabled()
        await page.keyboard.press("Space")
        await first.soon(lambda: first.running == ["1"])
    await expect(page.locator("#go")).to_be_disabled()
    await expect(page.locator("#link")).to_contain_text("No link for")
    async with opened(tmp_path / "second") as begun:
        second = await begun(OTHERS, to=inputs(http=str(first.ports.http)))
        await expect(page.locator("#says")).to_contain_text("start cue A", timeout=10_000)
        await expect(page.locator("#acting li")).to_have_count(0)
        await expect(page.locator("#rundown li")).to_have_count(2)
        await page.keyboard.press("Space")
        await second.soon(lambda: second.running == ["A"])


async def test_a_page_that_goes_in_the_middle_changes_nothing(elsewhere, views):
    show = await elsewhere()
    gone, stays = await views.open(show), await views.open(show)
    await gone.keyboard.press("Space")
    await show.soon(lambda: show.entries("cue_started"))
    before = len(show.entries())
    await gone.close()
    await expect(stays.locator("#acting li")).to_have_count(1)
    assert show.running == ["1"]
    assert show.entries()[before:] == []
    for key in ("KeyT", "KeyT", "ArrowDown"):
        await stays.keyboard.press(key)
    await show.soon(lambda: show.standby == "3")


@pytest.mark.slow
async def test_two_pages_agree_after_200_orders(elsewhere, views):
    cues = "".join(f'\n- {{cue: "{n}", wait: 300ms, continue: auto_follow}}' for n in range(1, 40))
    cues += '\n- {cue: "40", wait: 300ms}'
    show = await elsewhere(cues, to=inputs(limits=WIDE))
    pages = [await views.open(show), await views.open(show)]
    for page in pages:
        await expect(page.locator("#go")).to_be_enabled()
    chance, caller = random.Random(1), show.caller()
    keys = ("Space", "ArrowUp", "ArrowDown", "KeyH", "KeyR", "KeyS", "KeyD")
    for _ in range(8):
        page = chance.choice(pages)
        for key in ("KeyT", "KeyT", *chance.choices(keys, k=24)):
            await page.keyboard.press(key)
    for _ in range(10):
        await caller.post(f"jump/{chance.randint(1, 40)}")
    await caller.post("hold")
    await show.soon(lambda: not show.running)
    board = (await caller.state())["board"]
    for page in pages:
        standby = page.locator('#rundown li[data-is="standby"] .number')
        await expect(standby).to_have_text(board["playhead"]["standby"])
    standby, ended = board["playhead"]["standby"], board["outcomes"]
    for page in pages:  # both as the record has it, once the last patch is there
        async with asyncio.timeout(10):
            while not _as_told(await page.evaluate(LOOK), board):  # noqa: ASYNC110 -- from outside
                await asyncio.sleep(0.1)
    looks = [await page.evaluate(LOOK) for page in pages]
    assert looks[0] == looks[1]
    assert {cue for cue, became, _ in looks[0]["cues"] if became not in ("", "standby")} == {
        cue for cue in ended if cue != standby
    }


def _as_told(look, board):
    """Whether a page shows the cues as the board has them."""
    passed = {*board.get("dropped", []), *board.get("disarmed", [])}
    standby = board["playhead"]["standby"]
    became = {cue: how for cue, how, _ in look["cues"] if how not in ("", "standby")}
    crossed = {cue for cue, _, crossed in look["cues"] if crossed}
    wanted = {cue: outcome for cue, outcome in board["outcomes"].items() if cue != standby}
    return (crossed, became) == (passed, wanted)


LOOK = """() => ({
  state: document.getElementById("state").textContent,
  says: document.getElementById("says").textContent,
  cues: [...document.querySelectorAll("#rundown li")].map((row) =>
    [row.dataset.key, row.dataset.is, row.hasAttribute("data-passed")]),
})"""


def setup(folder, http_port):
    """Of a supervisor that watches a busy machine."""
    return SupervisorSetup(
        stops=STOPS, folder=folder, osc=(LOOPBACK, 0), http_port=http_port, trip_s=60.0, rest_s=0.3
    )


async def test_a_go_that_was_on_its_way_for_long_starts_nothing(behind):
    show, line, page = await behind()
    line.hold()
    await page.keyboard.press("Space")
    await expect(page.locator("#became")).to_contain_text("look at what runs")
    line.release()
    await show.soon(lambda: show.entries("go_refused"))
    assert "s on its way" in show.entries("go_refused")[0].data["reason"]
    assert show.entries("go") == []
