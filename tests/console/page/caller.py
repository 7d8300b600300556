"""Somebody who calls a whole show from the page, by keyboard and mouse."""

import asyncio
import sys
from contextlib import asynccontextmanager, suppress

from playwright.async_api import Error
from tests.console.page.line import HOST

_LOOK_EVERY_S = 0.01
_HERE_WITHIN_S = _STATE_WITHIN_S = 60

_AT = """() => {
  const shows = (id) => { const at = document.getElementById(id); return at && !at.hidden; };
  const go = document.getElementById("go");
  return {
    state: document.body.dataset.state,
    fresh: !document.body.classList.contains("stale"),
    asked: shows("asked") && document.querySelector("#asked.asks") !== null,
    draft: shows("draft"),
    go: !go.disabled && go.dataset.is === "free",
    runs: [...document.querySelectorAll("#acting li b")].map((each) => each.textContent),
    standby: document.querySelector('#rundown li[data-is="standby"] .number')?.textContent ?? "",
  };
}"""


class Caller:
    """Calls a show, and does at some cues what is asked there.

    Args:
        page: the operator's.
        standing: what is done, once, when a cue is on standby and nothing runs, by its number.
        running: what is done, once, when a cue runs.
        drafts: what is done about each draft in turn; the last about all that follow.
    """

    def __init__(self, page, standing=(), running=(), drafts=()):
        self.page = page
        self.standing = dict(standing)
        self.running = dict(running)
        self._drafts = list(drafts)
        self._answered = False
        self._mouse = False

    async def at(self):
        """What the page shows."""
        return await self.page.evaluate(_AT)

    async def until_state(self, *states):
        """Wait until the page shows one of some states; returns what it shows."""
        async with asyncio.timeout(_STATE_WITHIN_S):
            while True:
                at = await self.at()
                if at["fresh"] and at["state"] in states:
                    return at
                await asyncio.sleep(_LOOK_EVERY_S)

    async def call(self, ended):
        """Call the show until it has ended."""
        while not ended():
            try:
                await self._look(await self.at())
            except Error:
                if not ended():
                    raise
            await asyncio.sleep(_LOOK_EVERY_S)

    async def _look(self, at):
        press = self.page.keyboard.press
        self._answered &= at["draft"]
        due = next((cue for cue in at["runs"] if cue in self.running), None)
        if not at["fresh"]:
            return
        if at["asked"]:
            await press("KeyY")
            await asyncio.sleep(0.05)
        elif at["draft"] and self._drafts and not self._answered:
            self._answered = True
            with suppress(Error):  # it waits for seconds only
                await self._drafts[0](self)
            self._drafts = self._drafts[1:] or self._drafts
        elif at["state"] in ("stopped", "faulted"):
            await press("KeyP")
            await self.until_state("preflight", "standby")
        elif at["state"] == "held":
            await press("KeyR")
            await self.until_state("standby", "running")
        elif due:
            await self.running.pop(due)(self)
        elif at["go"] and not at["runs"]:
            await self._go(at["standby"])

    async def _go(self, standby):
        if standby in self.standing:
            await self.standing.pop(standby)(self)
            return
        self._mouse = not self._mouse
        if self._mouse:
            await self.page.locator("#go").click()
        else:
            await self.page.keyboard.press("Space")
        await asyncio.sleep(0.1)


@asynccontextmanager
async def rehearsed(folder, out, port, *options):
    """A rehearsal in a process of its own, that is called from its page."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "moderator", "rehearse", str(folder), "--out", str(out),
        "--console", str(port), *options,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def until_there(port, within_s=_HERE_WITHIN_S):
    """Wait until somebody listens at a port."""
    async with asyncio.timeout(within_s):
        while True:
            try:
                _, writer = await asyncio.open_connection(HOST, port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return
