from playwright.async_api import expect
from tests.console.page.browser import in_browser

pytestmark = in_browser

WAITS = """
- {cue: "1", wait: 30s}
- {cue: "2", wait: 30s}
"""
HOT = """
- {cue: "H1", wait: 5s}
- {cue: "H2", wait: 5s}
"""


async def test_a_hot_cue_is_called_by_its_digit_and_by_its_button(elsewhere, views):
    show = await elsewhere(WAITS, hot=HOT)
    page = await views.open(show)
    await expect(page.locator("#hot button")).to_have_count(2)
    await page.keyboard.press("2")
    await show.soon(lambda: show.running == ["H2"])
    await page.locator("#hot button").first.click()
    await show.soon(lambda: show.running == ["H2", "H1"])


async def test_m_mutes_and_m_again_unmutes(elsewhere, views):
    show = await elsewhere(WAITS)
    page = await views.open(show)
    await expect(page.locator("#sound button")).to_be_enabled()
    await page.keyboard.press("m")
    await expect(page.locator("#sound button")).to_have_attribute("aria-pressed", "true")
    assert show.parts.player.muted
    await page.keyboard.press("m")
    await expect(page.locator("#sound button")).to_have_attribute("aria-pressed", "false")


async def test_the_master_level_is_set_on_the_page(elsewhere, views):
    show = await elsewhere(WAITS)
    page = await views.open(show)
    await page.locator("#sound input").fill("60")
    await show.soon(lambda: show.parts.player.level == 0.6)


async def test_a_note_is_kept_against_the_cue_on_standby(elsewhere, views):
    show = await elsewhere(WAITS)
    page = await views.open(show)
    await page.locator(".note input").fill("hrs <b>late</b>")
    await page.locator(".note input").press("Enter")
    await show.soon(lambda: show.entries("note"))
    assert show.entries("note")[0].cue == "1"
    await expect(page.locator("#record ol")).to_contain_text("hrs <b>late</b>")
    await expect(page.locator(".note input")).to_have_value("")
    assert show.running == []


async def test_a_rehearsal_says_that_it_is_one(elsewhere, views):
    show = await elsewhere(WAITS)
    page = await views.open(show)
    await expect(page.locator("#lock")).to_have_text("Rehearsing")
