"""What axe says of every view, in every state that it is looked at in."""

import pytest
from axe_playwright_python.async_playwright import Axe
from tests.console.page.browser import in_browser
from tests.console.page.line import line_to
from tests.console.page.states import CUES, HOT, STATES, shown

from moderator.console.remote.pages import VIEWS

pytestmark = [*in_browser, pytest.mark.slow]

SEVEN_TO_ONE = {"color-contrast-enhanced": {"enabled": True}}


async def wrong(page, view="operator"):
    """What axe finds serious or critical, each with its places."""
    rules = SEVEN_TO_ONE if view == "operator" else {}
    results = await Axe().run(page, options={"resultTypes": ["violations"], "rules": rules})
    return [
        f"{each['id']}: {node['target']}: {node.get('failureSummary', '')}"
        for each in results.response["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


@pytest.mark.parametrize("state", STATES)
async def test_axe_finds_nothing_serious(elsewhere, views, state):
    show = await elsewhere(CUES, hot=HOT)
    async with line_to(show.ports.http) as line:
        pages = {view: await views.open(show, view, port=line.port) for view in VIEWS}
        for view, page in pages.items():
            await shown(page, view, "standby")
        await STATES[state](show, line)
        for view, page in pages.items():
            await shown(page, view, state)
            assert (view, await wrong(page, view)) == (view, [])


@pytest.mark.parametrize("size", ["laptop", "phone"])
async def test_nor_on_a_smaller_screen_nor_in_chinese(elsewhere, views, size):
    show = await elsewhere(CUES, hot=HOT)
    page = await views.open(show, size=size, language="zh-CN")
    await shown_in_chinese(page)
    assert await wrong(page) == []


async def shown_in_chinese(page):
    await page.locator('#state:text-is("待命")').wait_for()
