import pytest
from tests.bench import written

from moderator.outputs.message import Look
from moderator.show.load import load

HEAD = """
devices:
  stream:
    obs: "127.0.0.1:4455"
    password_from: OBS_PASSWORD
    lower_third: {show: Third, in: Stage, name: Name, office: Office}
  wash: {artnet: 192.168.1.50, looks: {warm: {1: 255, 2: 120}, dark: {1: 0, 2: 0}}}
  rig: {sacn: multicast, universe: 3, looks: {blue: {7: 200}}}
  lights: {osc: "127.0.0.1:7700"}
"""


async def told(on_stage, cue):
    show = await on_stage(f'- {{cue: "1", {cue}}}', head=HEAD)
    await show.go()
    await show.until_state("finished", within_s=30)
    return [entry.data["message"] for entry in show.entries("sent")]


async def test_a_rehearsal_records_what_obs_would_have_been_asked(on_stage):
    cue = (
        "obs: {on: stream, texts: {Title: 'Of {people.ji.name}'}, scene: Stage, record: start, "
        "show: {source: Third, in: Stage}}"
    )
    [message] = await told(on_stage, cue)
    settings, enabled = '"inputSettings": {"text": "Of Ji Pengfei"}', '"sceneItemEnabled": true}'
    assert message.split("; ") == [
        f'SetInputSettings {{"inputName": "Title", {settings}, "overlay": true}}',
        'SetSceneItemEnabled {"sceneName": "Stage", "sourceName": "Third", ' + enabled,
        'SetCurrentProgramScene {"sceneName": "Stage"}',
        "StartRecord",
    ]


async def test_a_lower_third_of_obs_is_texts_and_a_source_that_is_shown_and_hidden(on_stage):
    shown, hidden = await told(on_stage, "lower_third: {of: ji, on: stream, for: 2s}")
    assert '"text": "Ji Pengfei"' in shown
    assert '"text": "General Manager"' in shown
    assert shown.endswith('"sceneItemEnabled": true}')
    assert hidden.endswith('"sceneItemEnabled": false}')


async def test_a_light_cue_lasts_as_long_as_its_fade(on_stage):
    show = await on_stage('- {cue: "1", light: {on: wash, look: warm, fade: 3s}}', head=HEAD)
    await show.go()
    ended = await show.until("cue_ended", within_s=30)
    assert ended.data["actual_s"] == 3.0
    assert show.entries("sent")[0].data == {"to": "wash", "message": "look warm in 3s"}


async def test_a_look_has_its_channels_as_numbers(perform, stage, tmp_path):
    loaded = load(str(written(tmp_path / "s", '- {cue: "1", wait: 1s}', HEAD)), "simulator")
    stage.materials = loaded.materials
    sent = []

    async def send(_, message):
        sent.append(message)
        return await type(stage).send(stage, "wash", message)

    stage.send = send
    await perform("light: {'on': wash, look: warm}")
    [look] = sent
    assert isinstance(look, Look)
    assert look.levels == {1: 255, 2: 120}


@pytest.mark.parametrize(
    ("cue", "what"),
    [
        ("obs: {on: stream}", "an obs that does nothing"),
        ("obs: {on: lights, scene: A}", "'lights' takes OSC: write osc:"),
        ("send: {to: stream, osc: /x}", "'stream' takes a cue obs:"),
        ("light: {on: wash, look: wram}", "there is no look 'wram'"),
        ("light: {on: stream, look: warm}", "'stream' takes a cue obs:"),
        ("light: {on: rig, look: blue, fade: 2}", "'2' has no unit"),
    ],
)
def test_what_is_wrong_is_told(tmp_path, cue, what):
    loaded = load(str(written(tmp_path / "show", f'- {{cue: "1", {cue}}}', HEAD)), "simulator")
    assert what in [problem.message for problem in loaded.problems]


def test_a_machine_that_cannot_send_sacn_is_warned_of(tmp_path, monkeypatch):
    monkeypatch.setattr("moderator.cues.light.find_spec", lambda name: None)
    cue = '- {cue: "1", light: {on: rig, look: blue}}'
    [problem] = load(str(written(tmp_path / "show", cue, HEAD)), "simulator").problems
    assert problem.severity == "warning"
    assert problem.hint == "pip install 'moderator[lights]'"


@pytest.mark.parametrize(
    ("device", "what"),
    [
        ("{artnet: 10.0.0.1, looks: {a: {0: 1}}}", "'0' is too little"),
        ("{artnet: 10.0.0.1, looks: {a: {1: 256}}}", "'256' is too much"),
        ("{obs: host}", "is not a host and its port"),
        ('{obs: "h:1", password_from: not-a-secret}', "is no environment variable's name"),
        ("{}", "nothing says what this device takes"),
    ],
)
def test_a_device_that_cannot_be_is_told(tmp_path, device, what):
    head = f"devices: {{x: {device}}}"
    loaded = load(str(written(tmp_path / "show", '- {cue: "1", wait: 1s}', head)), "simulator")
    assert any(what in problem.message for problem in loaded.problems), list(loaded.problems)
