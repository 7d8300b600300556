"""Makes the README's pictures again: `make pictures`. Needs `chromium` on the path."""

import subprocess
import sys
import tempfile
from pathlib import Path

from moderator.cli import main
from moderator.motion.draw import storyboard
from moderator.motion.library import library

HERE = Path(__file__).parent
SHOW = HERE.parents[1] / "scripts/open-cooperation-forum"


def photograph(page: Path, picture: Path, width: int, height: int) -> None:
    """Have a browser draw a page into a PNG of the given size, pixels."""
    options = ("--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars")
    command = ["chromium", *options, f"--window-size={width},{height}", f"--screenshot={picture}"]
    subprocess.run([*command, page.as_uri()], check=True, capture_output=True)  # noqa: S603


def make() -> int:
    """Rehearse the forum, and draw its report and its Tai Chi."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        if code := main(["rehearse", str(SHOW), "--out", folder]):
            return code
        photograph(out / "report.html", HERE / "report.png", 1280, 1330)
        plate = storyboard(library(SHOW)["tai_chi_24"], columns=8)
        style = (
            "<style>body { margin: 0 } svg { width: 1800px; height: auto; display: block }</style>"
        )
        (out / "plate.html").write_text(style + plate, encoding="utf-8")
        photograph(out / "plate.html", HERE / "tai-chi.png", 1800, 1060)
    return 0


if __name__ == "__main__":
    sys.exit(make())
