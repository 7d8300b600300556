"""A cue is chosen in the rundown, and what can be done with it before it is its turn."""

from playwright.async_api import expect
from tests.console.page.browser import in_browser
from tests.console.page.line import line_to

pytestmark = in_browser

CUES = """
  - {cue: "1", wait: 30s}
  - {cue: "2", wait: 30s}
  - {cue: "3", move: wave}
  - {cue: "4", wait: 30s}
"""


async def choosing(elsewhere, views, cue):
    show = await elsewhere(CUES)
    page = await views.open(show)
    await expect(page.locator("#go")).to_be_enabled()
    await page.locator(f'#rundown [data-key="{cue}"]').click()
    await expect(page.locator(".chosen b")).to_contain_text(cue)
    return show, page


def pressing(page, name):
    return page.locator(".chosen").get_by_role("button", name=name, exact=True).click()


def order_of(page):
    return page.evaluate(
        "[...document.querySelectorAll('#rundown li')].map((row) => row.dataset.key).join(' ')"
    )


async def test_a_cue_that_does_not_move_the_robot_is_run_from_at_once(elsewhere, views):
    show, page = await choosing(elsewhere, views, "4")
    await pressing(page, "Run from here")
    await show.soon(lambda: show.conductor.standby().cue == "4")
    await expect(page.locator(".chosen")).to_be_hidden()


async def test_for_one_that_moves_it_the_mark_is_asked_for_and_its_pose_told(elsewhere, views):
    show, page = await choosing(elsewhere, views, "3")
    await pressing(page, "Run from here")
    await expect(page.locator(".chosen p")).to_contain_text("Does it stand on its mark?")
    assert show.conductor.standby().cue == "1"
    await pressing(page, "It does: standby")
    await show.soon(lambda: show.conductor.standby().cue == "3")
    pose = page.locator('#ready [data-key="pose"]')
    await expect(pose).to_have_attribute("data-ok", "true")
    await expect(pose).to_contain_text("wave begins")


async def test_a_cue_is_dropped_and_restored_disarmed_and_armed(elsewhere, views):
    show, page = await choosing(elsewhere, views, "2")
    for name, kind, cues in (
        ("Drop", "dropped", ["2"]),
        ("Restore", "dropped", []),
        ("Disarm", "disarmed", ["2"]),
        ("Arm", "disarmed", []),
    ):
        await pressing(page, name)
        await show.soon(lambda: list(show.entries(kind)[-1:][0].data["cues"]) == cues)  # noqa: B023


async def test_a_cue_is_moved_before_another(elsewhere, views):
    show, page = await choosing(elsewhere, views, "4")
    await pressing(page, "Move before …")
    await page.locator('#rundown [data-key="2"]').click()
    await show.soon(lambda: show.entries("rearranged"))
    await expect(page.locator("#rundown li").nth(1)).to_have_attribute("data-key", "4")
    assert await order_of(page) == "1 4 2 3"


async def test_it_is_cut_to(elsewhere, views):
    show, page = await choosing(elsewhere, views, "3")
    await pressing(page, "Cut to here")
    await show.soon(lambda: show.conductor.standby().cue == "3")
    await expect(page.locator('#rundown [data-key="2"] .name')).to_contain_text("[passed over]")


async def test_by_keyboard_the_standby_is_chosen_and_a_locked_show_changes_nothing(
    elsewhere, views
):
    show = await elsewhere(CUES)
    page = await views.open(show)
    await expect(page.locator("#go")).to_be_enabled()
    await page.keyboard.press("KeyO")
    await expect(page.locator(".chosen b")).to_contain_text("1 wait 30s")
    assert await page.evaluate("document.activeElement.matches('.chosen button')")
    await show.order("lock")
    await expect(page.locator(".chosen button").nth(1)).to_be_disabled()
    await expect(page.locator(".chosen button").first).to_be_enabled()


async def test_a_line_that_is_still_for_a_while_does_not_take_the_focus_away(elsewhere, views):
    show = await elsewhere(CUES)
    async with line_to(show.ports.http) as line:
        page = await views.open(show, port=line.port)
        await expect(page.locator("#go")).to_be_enabled()
        await page.keyboard.press("KeyO")
        line.hold()
        await expect(page.locator(".chosen button").first).to_be_disabled()
        await expect(page.locator(".chosen button:focus")).to_be_enabled()
        line.release()
        await expect(page.locator(".chosen button").first).to_be_enabled()
        await expect(page.locator(".chosen button:focus")).to_be_visible()
