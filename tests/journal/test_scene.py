"""The motions in a report, played in a real browser from the file alone."""

from contextlib import asynccontextmanager

import pytest
import pytest_asyncio
from playwright.async_api import expect
from tests.console.page.browser import PAGE, chromium, in_browser

from moderator.body.joints import REST_RAD
from moderator.body.kuavo import KUAVO
from moderator.cli.scene import scene_of
from moderator.journal.journal import Journal
from moderator.journal.reading import read_record
from moderator.journal.report import write_report
from moderator.motion.library import library

pytestmark = in_browser

SCRUB = """(input, time) => {
    input.value = time;
    input.dispatchEvent(new Event("input"));
}"""
PIXELS = "canvas => canvas.toDataURL()"
DRAWN = """canvas => canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height)
    .data.filter((value, n) => n % 4 === 3 && value).length / (canvas.width * canvas.height)"""
AS_THE_MODULE_DRAWS = """async (canvas, [module, mrad]) => {
    const { Figure } = await import(`data:text/javascript,${encodeURIComponent(module)}`);
    const { body } = JSON.parse(document.getElementById("scene").textContent);
    const other = canvas.cloneNode();
    canvas.after(other);
    other.style = `width: ${canvas.clientWidth}px; height: ${canvas.clientHeight}px`;
    const figure = new Figure(other);
    figure.paper = true;
    figure.is(body);
    figure.stands(mrad);
    const drawn = other.toDataURL();
    other.remove();
    return drawn;
}"""


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    directory = tmp_path_factory.mktemp("night")
    with Journal.create(directory, lambda: 0) as journal:
        for cue, name in enumerate(("nod", "bow", "wave"), 1):
            journal.write("gesture", str(cue), motion=name)
    scene = scene_of(read_record(directory), library(None), KUAVO)
    return write_report(directory, None, scene).as_uri()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser():
    async with chromium() as browser:
        yield browser


@asynccontextmanager
async def opened(browser, report, **settings):
    """The report, in which nothing may go wrong, and which may fetch nothing."""
    context = await browser.new_context(**settings)
    page = await context.new_page()
    told, fetched = [], []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.on("request", lambda request: fetched.append(request.url))
    await page.goto(report)
    await page.wait_for_selector("#player")
    yield page
    assert not told
    assert [url for url in fetched if not url.startswith("data:")] == [report]
    await context.close()


async def test_the_body_is_drawn_and_moves_with_the_slider(browser, report):
    async with opened(browser, report) as page:
        canvas, slider = page.locator("#player canvas"), page.locator("#player input")
        await page.get_by_role("button", name="wave").click()
        await page.get_by_role("button", name="Pause").click()
        seen = set()
        for time_s in ("0", "1", "2"):
            await slider.evaluate(SCRUB, time_s)
            seen.add(await canvas.evaluate(PIXELS))
        assert len(seen) == 3
        assert 0.1 < await canvas.evaluate(DRAWN) < 0.5


async def test_it_is_drawn_by_the_operators_module_at_the_motions_angles(browser, report):
    bow = library(None)["bow"].trajectory()
    pose = dict(REST_RAD) | dict(zip(bow.joints, bow.at(1.5), strict=True))
    mrad = [round(pose[joint.name] * 1000) for joint in KUAVO.joints]
    module = (PAGE / "figure.js").read_text("utf-8")
    async with opened(browser, report, bypass_csp=True, reduced_motion="reduce") as page:
        canvas = page.locator("#player canvas")
        await page.get_by_role("button", name="bow").click()
        await page.locator("#player input").evaluate(SCRUB, "1.5")
        drawn = await canvas.evaluate(PIXELS)
        assert drawn == await canvas.evaluate(AS_THE_MODULE_DRAWS, [module, mrad])
        mrad[0] += 20
        assert drawn != await canvas.evaluate(AS_THE_MODULE_DRAWS, [module, mrad])


async def test_it_is_played_from_the_keyboard_to_its_end(browser, report):
    async with opened(browser, report) as page:
        play = page.locator("#player .play")
        await page.get_by_role("button", name="nod").focus()
        await page.keyboard.press("Enter")
        assert await play.text_content() == "Pause"
        await expect(play).to_have_text("Play")
        assert await page.locator("#player .clock").text_content() == "0:01 of 0:01"
        still = await page.locator("#player canvas").evaluate(PIXELS)
        await page.locator("#player input").press("ArrowLeft")
        left = float(await page.locator("#player input").input_value())
        assert 1.5 < left < library(None)["nod"].manifest.duration_s
        assert await page.locator("#player canvas").evaluate(PIXELS) != still
        still = await page.locator("#player canvas").evaluate(PIXELS)
        await page.locator("#player canvas").press("ArrowLeft")
        assert await page.locator("#player canvas").evaluate(PIXELS) != still


async def test_nothing_moves_by_itself(browser, report):
    async with opened(browser, report, reduced_motion="reduce") as page:
        await page.get_by_role("button", name="bow").click()
        assert await page.locator("#player .play").text_content() == "Play"


async def test_paper_has_one_still_and_nothing_to_press(browser, report):
    async with opened(browser, report) as page:
        await page.emulate_media(media="print")
        assert await page.locator("#player canvas").is_visible()
        assert await page.locator("#player :is(button, input):visible").count() == 0
