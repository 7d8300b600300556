import pytest
from tests.bench import written
from tests.console.terminal import Console

LONG = "Good afternoon, and welcome to Shijingshan, everybody who is here this afternoon."
SHOW = f"""
  - {{cue: "1", wait: 100ms}}
  - {{cue: "2", speak: "{LONG}"}}
  - {{cue: "3", wait: 100ms}}
"""


@pytest.fixture
def console(tmp_path):
    """Run a show, given as the YAML of its cues, in a terminal."""
    consoles = []

    def run(cues=SHOW, *args, head="", hot="", wait=True):
        folder = written(tmp_path / "show", cues, head, hot)
        consoles.append(Console(tmp_path, folder, *args))
        if wait:
            consoles[-1].until_shown(b"GO: start")
        return consoles[-1]

    yield run
    for each in consoles:
        each.close()
