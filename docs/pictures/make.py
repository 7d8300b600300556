"""Makes the README's pictures again: `make pictures`. Needs `chromium` on the path."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import expect, sync_playwright

from moderator.cli import main

HERE = Path(__file__).parent
SHOW = HERE.parents[1] / "scripts/open-cooperation-forum"


def photograph(page: Path, picture: Path, width: int, height: int) -> None:
    """Have a browser draw a page into a PNG of the given size, pixels."""
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    command = ["chromium", *options, f"--window-size={width},{height}", f"--screenshot={picture}"]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True)  # noqa: S603


def photograph_console(picture: Path, folder: str) -> None:
    """Call the Tai Chi from the operator's page, and photograph that in the midst of it."""
    command = [sys.executable, "-m", "moderator", "rehearse", str(SHOW), "--from", "5"]
    command += ["--console", "0", "--pace", "real", "--speech", "silent", "--out", folder]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as show:  # noqa: S603
        try:
            told = next(line for line in show.stderr or () if "Call the show at" in line)
            with sync_playwright() as playwright:
                chromium = playwright.chromium.launch(
                    executable_path=shutil.which("chromium"), args=["--no-sandbox"]
                )
                page = chromium.new_page(viewport={"width": 1280, "height": 720})
                page.goto(re.findall(r"http\S+", told)[0])
                while not page.locator("#go:enabled").is_visible():
                    page.keyboard.press("KeyY")
                    page.wait_for_timeout(500)
                page.keyboard.press("Space")
                expect(page.locator("#acting progress")).to_be_visible()
                page.wait_for_timeout(64_000)
                page.screenshot(path=picture)
                chromium.close()
        finally:
            show.terminate()


def make() -> int:
    """Rehearse the forum for its report, draw its Tai Chi, and call it from the page."""
    with tempfile.TemporaryDirectory() as folder:
        if code := main(["rehearse", str(SHOW), "--out", folder]):
            return code
        photograph(Path(folder) / "report.html", HERE / "report.png", 1280, 1330)
        photograph_console(HERE / "operator.png", f"{folder}/called")
    plate = ["--png", str(HERE / "tai-chi.png"), "--columns", "8"]
    return main(["motions", "show", "tai_chi_24", "--show", str(SHOW), *plate])


if __name__ == "__main__":
    sys.exit(make())
