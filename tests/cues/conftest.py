import asyncio
from datetime import datetime, timedelta, timezone

import pytest
import yaml
from tests.bench import DrivenPeople, written
from tests.cues.stage import FakeStage
from tests.knowledge.fixed import Fixed
from tests.sounds import silence

from moderator.cues.cue import Cue
from moderator.knowledge.knowledge import Knowledge
from moderator.show.load import load

NOW = datetime(2025, 9, 10, 14, tzinfo=timezone(timedelta(hours=8)))
HEAD = """
spots: {lectern: {bearing: 40}, piano: {bearing: -60}}
devices: {lights: {osc: "127.0.0.1:7700"}, screen: {http: "http://127.0.0.1:8080"}}
"""


@pytest.fixture
def materials(tmp_path):
    folder = written(tmp_path / "show", '- {cue: "1", wait: 5s}', HEAD)
    silence(folder / "music.wav", 4)
    loaded = load(str(folder), "simulator")
    assert loaded.sound, list(map(str, loaded.problems))
    return loaded.materials


@pytest.fixture
async def stage(materials):
    told = {"clock": {"time": "14:00"}, "show": {"over": "on time"}}
    live = {name: Fixed(name, facts, NOW) for name, facts in told.items()}
    knowledge = Knowledge(materials.facts, live, lambda: NOW)
    return FakeStage(materials, knowledge, DrivenPeople())


@pytest.fixture
def perform(stage):
    """Perform a cue's one action, as written; gives the task."""

    def begin(text):
        cue = Cue.model_validate(yaml.safe_load(f"cue: '1'\n{text}"))
        [action] = cue.actions()
        return asyncio.create_task(action.perform(cue, stage))

    return begin
