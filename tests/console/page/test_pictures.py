"""Pictures of every view in every state, to be looked at in `$PICTURES`; what they must show."""

import os
from pathlib import Path

import pytest
from tests.console.page.browser import SIZES, in_browser
from tests.console.page.line import line_to
from tests.console.page.states import CUES, HOT, STATES, shown

from moderator.console.remote.pages import VIEWS

pytestmark = [*in_browser, pytest.mark.slow]

TO_THE_SIDE = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
COVERED = """() => [...document.querySelectorAll("#go, #stops button, #draft nav button")]
  .filter((button) => button.checkVisibility())
  .filter((button) => {
    const { left, top, width, height } = button.getBoundingClientRect();
    return [0.1, 0.9].some((part) =>
      !button.contains(document.elementFromPoint(left + width / 2, top + height * part)));
  }).map((button) => button.textContent)"""
STANDS = """() => ["go", "stops"].map((id) => {
  const { left, top, width } = document.getElementById(id).getBoundingClientRect();
  return [left, top, width];
})"""


async def sized(page, size):
    width, height = SIZES[size]
    await page.set_viewport_size({"width": width, "height": height})


@pytest.mark.parametrize("state", STATES)
async def test_every_view_fits_and_go_and_stop_never_move(elsewhere, views, tmp_path, state):
    pictures = Path(os.environ.get("PICTURES", tmp_path))
    show = await elsewhere(CUES, hot=HOT)
    async with line_to(show.ports.http) as line:
        pages = {view: await views.open(show, view, port=line.port) for view in VIEWS}
        for view, page in pages.items():
            await shown(page, view, "standby")
        stood = {}
        for size in SIZES:
            await sized(pages["operator"], size)
            stood[size] = await pages["operator"].evaluate(STANDS)
        await STATES[state](show, line)
        for view, page in pages.items():
            await shown(page, view, state)
            for size in SIZES:
                await sized(page, size)
                await page.screenshot(path=pictures / f"{state}-{view}-{size}.png")
                assert not await page.evaluate(TO_THE_SIDE), (view, size)
        for size in SIZES:
            await sized(pages["operator"], size)
            assert await pages["operator"].evaluate(STANDS) == stood[size], size
            assert await pages["operator"].evaluate(COVERED) == [], size
