"""Makes the README's pictures again: `make pictures`. Needs `chromium` on the path."""

import subprocess
import sys
import tempfile
from pathlib import Path

from moderator.cli import main

HERE = Path(__file__).parent
SHOW = HERE.parents[1] / "scripts/open-cooperation-forum"


def photograph(page: Path, picture: Path, width: int, height: int) -> None:
    """Have a browser draw a page into a PNG of the given size, pixels."""
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    command = ["chromium", *options, f"--window-size={width},{height}", f"--screenshot={picture}"]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True)  # noqa: S603


def make() -> int:
    """Rehearse the forum for its report, and draw its Tai Chi."""
    with tempfile.TemporaryDirectory() as folder:
        if code := main(["rehearse", str(SHOW), "--out", folder]):
            return code
        photograph(Path(folder) / "report.html", HERE / "report.png", 1280, 1330)
    plate = ["--png", str(HERE / "tai-chi.png"), "--columns", "8"]
    return main(["motions", "show", "tai_chi_24", "--show", str(SHOW), *plate])


if __name__ == "__main__":
    sys.exit(make())
