"""Two consoles: one calls the show, the other looks on until it takes over."""

from playwright.async_api import expect
from tests.console.page.browser import in_browser

pytestmark = in_browser


async def two_consoles(elsewhere, views):
    show = await elsewhere()
    return show, await views.open(show), await views.open(show)


async def gone(show, page):
    await page.locator("#go:enabled").click()
    await show.soon(lambda: len(show.conductor.running()) == 1)


async def test_the_console_that_orders_first_calls_the_show_and_others_look_on(elsewhere, views):
    show, one, other = await two_consoles(elsewhere, views)
    await expect(other.locator("#go")).to_be_enabled()
    await gone(show, one)
    await expect(other.locator("#go")).to_be_disabled()
    await expect(other.locator("#caller p")).to_contain_text("calls the show")
    await expect(one.locator("#caller")).to_be_hidden()
    await other.keyboard.press("Space")
    await expect(other.locator("#became")).to_contain_text("calls the show; take over first")
    assert len(show.conductor.running()) == 1


async def test_taking_over_takes_two_presses_and_is_recorded(elsewhere, views):
    show, one, other = await two_consoles(elsewhere, views)
    await gone(show, one)
    await expect(other.locator("#caller")).to_be_visible()
    await other.keyboard.press("KeyT")
    await expect(other.locator("#caller button")).to_have_text("Press again to take overT")
    assert [entry.data["console"] for entry in show.entries("caller")] == [await named(one)]
    await other.keyboard.press("KeyT")
    await expect(other.locator("#caller")).to_be_hidden()
    await expect(one.locator("#caller p")).to_contain_text("calls the show")
    await expect(one.locator("#go")).to_be_disabled()
    assert [entry.data["console"] for entry in show.entries("caller")] == [
        await named(one),
        await named(other),
    ]
    await show.after(0.35)  # the guard is for all of them
    await other.locator("#go:enabled").click()
    await show.soon(lambda: len(show.conductor.running()) == 2)


async def test_a_console_that_looks_on_can_stop_and_note(elsewhere, views):
    show, one, other = await two_consoles(elsewhere, views)
    await gone(show, one)
    await expect(other.locator("#caller")).to_be_visible()
    await other.locator(".note input").fill("too loud")
    await other.locator(".note input").press("Enter")
    await show.soon(lambda: [e.data["text"] for e in show.entries("note")] == ["too loud"])
    await other.locator("#state").click()
    await other.keyboard.press("Escape")
    await show.soon(lambda: show.conductor.lifecycle.now.value in ("stopping", "stopped"))


async def test_a_reload_calls_the_show_still_and_a_doubled_tab_does_not(elsewhere, views):
    show = await elsewhere()
    page = await views.open(show)
    await gone(show, page)
    mine = await named(page)
    await page.reload()
    await expect(page.locator("#go")).to_be_enabled()
    assert await named(page) == mine
    doubled = await page.context.new_page()
    kept = f"sessionStorage.setItem('moderator.console', '{mine}')"
    await doubled.add_init_script(kept)
    await doubled.goto(page.url)
    await expect(doubled.locator("#caller")).to_be_visible()
    assert await named(page) == mine


async def named(page):
    return await page.evaluate("sessionStorage.getItem('moderator.console')")
