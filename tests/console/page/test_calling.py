from playwright.async_api import expect
from tests.console.page.browser import in_browser

pytestmark = in_browser


async def test_space_starts_the_cue_on_standby(elsewhere, views):
    show = await elsewhere()
    page = await views.open(show)
    await expect(page.locator("#says")).to_contain_text("start cue 1")
    await page.keyboard.press("Space")
    await show.soon(lambda: [called.number for called in show.conductor.running()] == ["1"])
    await expect(page.locator("#acting li")).to_have_count(1)
    await expect(page.locator('#rundown li[data-is="standby"] .number')).to_have_text("2")


async def test_a_click_on_go_starts_it_too(elsewhere, views):
    show = await elsewhere()
    page = await views.open(show)
    await page.locator("#go:enabled").click()
    await show.soon(lambda: len(show.conductor.running()) == 1)


async def test_esc_stops_and_again_freezes(elsewhere, views):
    show = await elsewhere()
    page = await views.open(show)
    await page.locator("#go:enabled").click()
    await show.soon(lambda: len(show.conductor.running()) == 1)
    await page.keyboard.press("Escape")
    await show.soon(lambda: show.conductor.lifecycle.now.value in ("stopping", "stopped"))
    await expect(page.locator("#stopped")).to_contain_text("sent to the robot")
    await page.keyboard.press("Escape")
    await show.soon(lambda: show.conductor.lifecycle.now.value == "stopped")


async def test_a_fixed_time_that_will_be_missed_is_told_and_a_press_shortens(elsewhere, views):
    show = await elsewhere("""
      - {cue: "1", wait: 1s}
      - {cue: "2", wait: 5m, cuttable: true}
      - {cue: "3", wait: 1s, fixed: "14:04"}
    """)
    page = await views.open(show)
    await expect(page.locator("#offer p")).to_contain_text("late for its fixed time; drop 2")
    late = page.locator('#rundown li[data-late="true"] .name, #rundown li[data-late=""] .name')
    await expect(late).to_contain_text(" late] ")
    await page.locator("#offer button").click()
    await expect(page.locator("#offer")).to_be_hidden()
    await expect(page.locator('#rundown [data-key="3"] .name')).to_contain_text(" to spare] ")
