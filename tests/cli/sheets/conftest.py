import pytest

from moderator.cli.sheets.planned import PlannedShow
from moderator.cli.wiring import prepare
from moderator.show.lengths import Measured
from moderator.show.load import load
from moderator.voice.silent import SilentRenderer

HEAD = """\
show: Sheets
starts: 2025-09-10T23:59+08:00
robot: {name: Kuafu}
defaults: {between: 10s}
people:
  host: {name: Anna Berg, is: moderator}
  ji: {name: Ji Pengfei, say: Jee Pung-fay, office: General Manager, is: speaker,
    zh: {name: 姬, say: ji1, office: 总经理}}
spots: {lectern: {bearing: 40}, door: {bearing: -90}, mark: {bearing: 2}}
devices:
  lights: {osc: "127.0.0.1:8000"}
  screen: {http: "http://127.0.0.1:8088"}
  wash: {artnet: 127.0.0.1, looks: {warm: {1: 200}}}
  camera: {obs: "127.0.0.1:4455"}
preflight: [{check: cordon, ask: "Is the cordon closed?", if_not: Close it.}]
acts:
  - act: One
    cues:
"""


@pytest.fixture
def planned(tmp_path):
    """A show of some cues with its planned times; lines are silent and as long as estimated."""

    def plan(cues, hot="", *, title="Sheets"):
        lines = "".join(f"      {line}\n" for line in cues.strip().splitlines())
        (tmp_path / "show.yaml").write_text(
            HEAD.replace("Sheets", title) + lines + hot, encoding="utf-8"
        )
        loaded = load(str(tmp_path), "simulator")
        assert loaded.sound, list(map(str, loaded.problems))
        prepared = prepare(loaded, SilentRenderer())
        sounds = {text: ready.sound for text, ready in prepared.ready.items()}
        lengths = Measured(loaded.materials, sounds)
        return PlannedShow(loaded.show, loaded.materials, prepared.rundown, lengths)

    return plan
