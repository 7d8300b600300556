"""Keys that are changed, and kinds of clickers."""

from playwright.async_api import expect
from tests.console.page.browser import in_browser
from tests.console.page.test_keys import called

pytestmark = in_browser


async def setting(elsewhere, views):
    show, page, _ = await called(elsewhere, views)
    await page.locator("#open-settings").click()
    return show, page


def row(page, action):
    return page.locator(f'#settings [data-key="{action}"]')


async def test_a_key_is_given_to_go_and_does_what_it_did_no_more(elsewhere, views):
    show, page = await setting(elsewhere, views)
    await row(page, "go").locator(".add").click()
    await expect(row(page, "go").locator(".add")).to_have_text("press the key")
    await page.keyboard.press("KeyH")
    await expect(row(page, "go")).to_contain_text("H ×")
    await expect(row(page, "hold")).not_to_contain_text("H ×")
    assert show.entries("order") == []
    await page.locator("#state").click()
    await page.keyboard.press("KeyH")
    await show.soon(lambda: len(show.entries("go")) == 1)
    await page.reload()
    await expect(page.locator("#moves button").nth(3).locator("kbd")).to_have_text("")


async def test_go_and_stop_keep_a_key(elsewhere, views):
    _, page = await setting(elsewhere, views)
    await row(page, "stop").locator(".of button").click()
    await expect(page.locator("#settings p")).to_contain_text("GO and stop need a key")
    await expect(row(page, "stop")).to_contain_text("Esc ×")


async def test_a_stop_is_a_stop_while_a_key_is_asked_for(elsewhere, views):
    show, page = await setting(elsewhere, views)
    await row(page, "hold").locator(".add").click()
    await page.keyboard.press("Escape")
    await show.soon(lambda: show.entries("stop"))
    await expect(row(page, "hold")).not_to_contain_text("Esc")


async def test_a_clicker_that_sends_esc_and_f5_in_turn_stops_nothing(elsewhere, views):
    show, page = await setting(elsewhere, views)
    await page.locator("#clicker").select_option("escape")
    await expect(row(page, "stop")).to_contain_text("` ×")
    await page.locator("#settings header button").click()
    for key in ("F5", "Escape", "PageDown"):
        await page.keyboard.press(key)
    await show.soon(lambda: len(show.entries("go")) == 1)
    assert show.entries("stop") == []
    await expect(page.locator("#stops .relax kbd")).to_have_text("`")
    await page.keyboard.press("Backquote")
    await show.soon(lambda: show.entries("stop"))


async def test_all_keys_are_as_at_first_again(elsewhere, views):
    _, page = await setting(elsewhere, views)
    await page.locator("#clicker").select_option("arrows")
    await expect(row(page, "go")).to_contain_text("→ ×")
    await page.locator("#settings > button").click()
    await expect(row(page, "go")).not_to_contain_text("→ ×")
    await expect(page.locator("#clicker")).to_have_value("pages")
