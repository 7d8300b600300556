"""A page in a real browser, and a person in front of it."""

import shutil
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import async_playwright

PAGE = Path(__file__).parents[3] / "src/moderator/console/page"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
SIZES = {
    "desk": (1920, 1080),
    "laptop": (1280, 720),
    "upright": (1080, 1920),
    "phone": (390, 844),
}
OUT_OF_REACH = (
    "net::ERR",
    "closed before receiving a handshake",
    "closed before the connection is established",
)
"""How a browser tells of a server that is not there, which the page tells in words."""

in_browser = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium here"),
    pytest.mark.real_time,
    pytest.mark.asyncio(loop_scope="module"),
]
"""Marks of a module whose tests look at pages: they share one browser, and the loop it is on."""


@asynccontextmanager
async def chromium():
    """Debian's, without a display."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        try:
            yield browser
        finally:
            await browser.close()


class Views:
    """Opens views of a show, each in a browser of its own; nothing may go wrong in any."""

    def __init__(self, browser):
        self._browser = browser
        self._contexts = []
        self.wrong = []

    async def open(
        self, show, view="operator", *, token="", size="desk", language="en-GB", port=None
    ):
        width, height = SIZES[size]
        context = await self._browser.new_context(
            viewport={"width": width, "height": height}, locale=language
        )
        self._contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: self.wrong.append(f"{view}: {error}"))
        page.on("console", self._heard)
        behind = f"#{token}" if token else ""
        await page.goto(f"http://127.0.0.1:{port or show.ports.http}/{view}{behind}")
        return page

    def _heard(self, message):
        told = message.type in ("error", "warning")
        if told and not any(out in message.text for out in OUT_OF_REACH):
            self.wrong.append(message.text)

    async def close(self):
        for context in self._contexts:
            await context.close()
        assert not self.wrong, self.wrong
