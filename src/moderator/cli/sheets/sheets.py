"""The run sheets of a show in one page, a sheet of paper or more for each reader."""

from pathlib import Path

from moderator.cli.printed import write_printed
from moderator.cli.sheets.caller import calls
from moderator.cli.sheets.planned import PlannedShow
from moderator.cli.sheets.speakers import hosting, speaking
from moderator.cli.sheets.stage import stage_work
from moderator.cli.wiring import Prepared
from moderator.show.lengths import Measured
from moderator.values.duration import format_clock


def write_sheets(path: Path, prepared: Prepared) -> None:
    """Write the run sheets of a show.

    Raises:
        CannotWrite: the file cannot be written.
    """
    loaded, rundown = prepared.loaded, prepared.rundown
    assert loaded.show is not None
    assert loaded.materials is not None
    sounds = {text: ready.sound for text, ready in prepared.ready.items()}
    lengths = Measured(loaded.materials, sounds)
    planned = PlannedShow(loaded.show, loaded.materials, rundown, lengths)
    write_printed(
        path,
        "sheets/sheets.html.jinja",
        loaded,
        "run sheets",
        begins=planned.time(0),
        ends=planned.time(rundown.planned_ns),
        length=format_clock(rundown.planned_ns),
        acts=calls(planned),
        hosts=hosting(planned),
        speakers=speaking(planned),
        stage=stage_work(planned),
    )
