import pytest_asyncio
from tests.console.page.browser import Views, chromium
from tests.console.remote.elsewhere import opened


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser():
    """One browser for all tests of a module."""
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def views(browser):
    """Open views of a show: `await views.open(show, "operator")`."""
    views = Views(browser)
    yield views
    await views.close()


@pytest_asyncio.fixture(loop_scope="module")
async def elsewhere(tmp_path):
    """Run a show, given as the YAML of its cues, that can be controlled from elsewhere."""
    async with opened(tmp_path) as open_:
        yield open_
