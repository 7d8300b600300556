"""Keys as they come: held, by a clicker, through an input method, in full screen."""

import asyncio

import pytest
from playwright.async_api import expect
from tests.console.page.browser import in_browser
from tests.console.page.states import CUES, draft

pytestmark = in_browser

REPEATED_EVERY_S = 0.033
FIGURES = {"Space": 32, "Escape": 27, "F5": 116, "KeyR": 82, "KeyN": 78, "Enter": 13}
IN_AN_INPUT_METHOD = 229


class Keyboard:
    """The keyboard of a page, key by key."""

    def __init__(self, session):
        self._session = session

    async def down(self, code, *, repeats=False, composing=False):
        figure = IN_AN_INPUT_METHOD if composing else FIGURES[code]
        await self._send("rawKeyDown", code, figure, autoRepeat=repeats)

    async def up(self, code):
        await self._send("keyUp", code, FIGURES[code])

    async def compose(self, text):
        """Have an input method show what is typed so far."""
        end = len(text)
        await self._session.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": end, "selectionEnd": end}
        )

    async def commit(self, text):
        """Have it write what was chosen."""
        await self._session.send("Input.insertText", {"text": text})

    async def _send(self, kind, code, figure, **more):
        await self._session.send(
            "Input.dispatchKeyEvent",
            {
                "type": kind,
                "code": code,
                "key": " "
                if code == "Space"
                else code.removeprefix("Key").lower()
                if code.startswith("Key")
                else code,
                "windowsVirtualKeyCode": figure,
                **more,
            },
        )


async def keyboard_of(page):
    return Keyboard(await page.context.new_cdp_session(page))


async def called(elsewhere, views, *cues, **options):
    """A show on standby, its page and the keyboard."""
    show = await elsewhere(*cues)
    page = await views.open(show, **options)
    await expect(page.locator("#go")).to_be_enabled()
    return show, page, await keyboard_of(page)


async def passed(page):
    """Have the page note each key that its browser may act on."""
    await page.evaluate("""() => {
      window.here = [];
      addEventListener("keydown", (event) => event.defaultPrevented || here.push(event.code));
    }""")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("focused", "held_s"), [("body", 10), ("#go", 2), ("#moves button:nth-child(3)", 2)]
)
async def test_space_held_for_ten_seconds_starts_one_cue(elsewhere, views, focused, held_s):
    show, page, keyboard = await called(elsewhere, views)
    await page.locator(focused).focus()
    await keyboard.down("Space")
    for _ in range(round(held_s / REPEATED_EVERY_S)):
        await asyncio.sleep(REPEATED_EVERY_S)
        await keyboard.down("Space", repeats=True)
    await keyboard.up("Space")
    await show.soon(lambda: show.entries("go"))
    await keyboard.down("Space")
    await show.soon(lambda: len(show.entries("go")) == 2)
    assert show.running == ["1", "2"]
    assert show.entries("order") == []


async def test_enter_held_on_a_button_presses_it_once(elsewhere, views):
    show, page, _ = await called(elsewhere, views)
    await page.locator("#moves button:nth-child(3)").focus()
    await page.keyboard.down("Enter")
    for _ in range(10):
        await page.keyboard.down("Enter")  # a repeat, as long as it is not let go
    await page.keyboard.up("Enter")
    await page.keyboard.press("KeyH")
    await show.soon(lambda: show.state == "held")
    assert [entry.data["order"] for entry in show.entries("order")] == ["skip", "hold"]


async def test_a_key_held_while_the_window_loses_the_focus_fires_once(elsewhere, views):
    show, page, keyboard = await called(elsewhere, views)
    await keyboard.down("Space")
    await show.soon(lambda: show.running == ["1"])
    await page.evaluate("dispatchEvent(new Event('blur'))")
    await show.after(0.4)  # the guard of that GO is over
    await keyboard.down("Space", repeats=True)
    await show.after(0.4)
    assert show.running == ["1"]
    await keyboard.up("Space")
    await keyboard.down("Space")
    await show.soon(lambda: show.running == ["1", "2"])
    assert len(show.entries("go")) == 2


async def test_a_clicker_of_esc_and_f5_stops_each_time_and_reloads_nothing(elsewhere, views):
    show, page, keyboard = await called(elsewhere, views)
    await passed(page)
    for presses, code in enumerate(("Escape", "F5", "Escape", "F5", "Escape"), 1):
        await keyboard.down(code)
        await keyboard.up(code)
        stops = (presses + 1) // 2
        await show.soon(lambda stops=stops: len(show.entries("stop")) >= stops)
    assert await page.evaluate("here") == []
    assert show.entries("go") == []


async def test_a_key_that_was_never_let_go_does_not_swallow_a_stop(elsewhere, views):
    show, _, keyboard = await called(elsewhere, views)
    await keyboard.down("Escape")
    await show.soon(lambda: show.state == "stopped")
    before = len(show.entries("stop"))
    await keyboard.down("Escape")  # pressed again: what was let go went to another window
    await show.soon(lambda: len(show.entries("stop")) > before)


async def test_reload_keys_do_nothing(elsewhere, views):
    show, page, _ = await called(elsewhere, views)
    await passed(page)
    for keys in ("Control+KeyR", "Control+Shift+KeyR", "F5", "Control+F5", "F3", "F7", "Backspace"):
        await page.keyboard.press(keys)
    await page.keyboard.press("KeyH")
    await show.soon(lambda: show.state == "held")
    assert [entry.data["order"] for entry in show.entries("order")] == ["hold"]
    assert set(await page.evaluate("here")) <= {"ControlLeft", "ShiftLeft"}


async def test_an_input_method_in_the_answer_fires_nothing_and_esc_stops(elsewhere, views):
    show, page, keyboard = await called(elsewhere, views, CUES, language="zh-CN")
    await draft(show, None)
    await expect(page.locator("#draft")).to_be_visible()
    await page.keyboard.press("KeyE")
    field = page.locator("#own-answer")
    await expect(field).to_be_focused()
    await field.fill("")
    await show.after(0.4)  # the guard of that GO is over
    for code, so_far in (("KeyN", "n"), ("KeyR", "nr"), ("Space", "你"), ("Enter", "你好")):
        await keyboard.down(code, composing=True)
        await keyboard.compose(so_far)
        await keyboard.up(code)
    await keyboard.commit("你好")
    await expect(field).to_have_value("你好")
    await keyboard.down("Space")
    await keyboard.up("Space")
    assert show.conductor.lifecycle.now.value == "running"
    assert show.entries("approval") == []
    assert {entry.data["origin"] for entry in show.entries("order") + show.entries("go")} == {
        "test"
    }
    await keyboard.compose("shi")
    await keyboard.down("Escape", composing=True)
    await show.soon(lambda: show.entries("stop"))


async def test_an_own_answer_is_said(elsewhere, views):
    show, page, _ = await called(elsewhere, views, CUES, language="zh-CN")
    await draft(show, None)
    await expect(page.locator("#draft")).to_be_visible()
    await page.keyboard.press("KeyE")
    await page.locator("#own-answer").fill("That is for the mayor to say.")
    await show.after(0.4)  # the guard of that GO is over
    await page.keyboard.press("Enter")
    await show.soon(lambda: show.entries("said"), within_s=20)
    assert show.entries("said")[-1].data["text"] == "That is for the mayor to say."


async def test_esc_in_full_screen_is_a_stop(elsewhere, views):
    show, page, keyboard = await called(elsewhere, views)
    await page.locator("#full-screen").click()
    await page.wait_for_function("document.fullscreenElement")
    await keyboard.down("Escape")
    await show.soon(lambda: show.entries("stop"))


async def test_leaving_full_screen_is_a_stop_but_by_its_own_button(elsewhere, views):
    show, page, _ = await called(elsewhere, views)
    button = page.locator("#full-screen")
    await button.click()
    await page.wait_for_function("document.fullscreenElement")
    await button.click()
    await page.wait_for_function("!document.fullscreenElement")
    assert show.entries("stop") == []
    await button.click()
    await page.wait_for_function("document.fullscreenElement")
    await page.evaluate("document.exitFullscreen()")  # as a browser does that keeps Esc to itself
    await show.soon(lambda: show.entries("stop"))


async def test_esc_held_until_full_screen_is_left_is_one_stop(elsewhere, views):
    show, page, keyboard = await called(elsewhere, views)
    await page.locator("#full-screen").click()
    await page.wait_for_function("document.fullscreenElement")
    await keyboard.down("Escape")
    await page.evaluate("document.exitFullscreen()")
    await page.wait_for_function("!document.fullscreenElement")
    await keyboard.up("Escape")
    await show.soon(lambda: show.state == "stopped")
    assert {entry.data["grade"] for entry in show.entries("stop")} == {"relax"}
