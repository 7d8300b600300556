from playwright.async_api import expect
from tests.console.page.browser import in_browser

pytestmark = in_browser

CUES = """
- {cue: "1", wait: 30s}
- {cue: "2", speak: "Our guest is {people.ji.name}."}
"""


def written(show):
    return show.parts.materials.folder.joinpath("show.yaml").read_text("utf-8")


async def test_a_name_is_changed_heard_and_taken_in(elsewhere, views):
    show = await elsewhere(CUES, edits=True)
    page = await views.open(show)
    await page.locator("#change-words").click()
    name = page.locator('#changing [data-key="ji"] textarea').first
    await expect(name).to_have_value("Ji Pengfei")
    await name.fill("Sun Xiao")
    await name.press("Enter")
    await expect(page.locator("#changing .changes")).to_contain_text("person ji: Sun Xiao")
    async with page.expect_response("**/api/sound") as heard:
        await page.locator("#changing .hear").first.click()
    sound = await heard.value
    assert (sound.status, sound.headers["content-type"]) == (200, "audio/wav")
    assert int(sound.headers["content-length"]) > 10_000
    await page.locator("#changing .yes").click()
    await expect(page.locator("#changing .offer")).to_be_hidden()
    await expect(name).to_have_value("Sun Xiao")
    assert "Sun Xiao" in written(show)
    await page.locator("#bar h1").click()
    await page.keyboard.press("ArrowDown")
    await expect(page.locator("#says")).to_contain_text("start cue 2")
    await page.keyboard.press("Space")
    await expect(page.locator(".said")).to_have_text("Our guest is Sun Xiao.")


async def test_a_mistake_is_told_beside_what_was_written(elsewhere, views):
    show = await elsewhere(CUES, edits=True)
    page = await views.open(show)
    await page.locator("#change-words").click()
    line = page.locator("#changing .lines textarea").first
    await line.fill("Our guest is {nobody.name}.")
    await line.press("Enter")
    await expect(page.locator("#changing > .problems")).to_contain_text("nobody")
    await expect(page.locator("#changing .offer")).to_be_hidden()


async def test_letters_typed_into_a_field_do_nothing_else(elsewhere, views):
    show = await elsewhere(CUES, edits=True)
    page = await views.open(show)
    await page.locator("#change-words").click()
    await page.locator("#changing .lines textarea").first.press_sequentially(" hrsdpcyx ")
    assert show.entries("order") == []
    assert show.running == []


async def test_a_locked_show_takes_nothing_in(elsewhere, views):
    show = await elsewhere(CUES, edits=True)
    page = await views.open(show)
    await page.locator("#lock").click()
    await expect(page.locator("#lock")).to_have_attribute("aria-pressed", "true")
    await page.locator("#change-words").click()
    await page.locator("#changing .lines textarea").first.fill("Good evening.")
    await page.locator("#changing .lines textarea").first.press("Enter")
    await expect(page.locator("#changing .yes")).to_be_disabled()
