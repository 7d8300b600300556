"""A show has from another beside it what it does not say itself."""

import os

import pytest
from tests.sounds import silence

from moderator.cli.main import main
from moderator.show.load import load

FIRST = """\
show: First
starts: 2026-05-04T10:00+02:00
robot: Kuafu
people:
  ji: {name: Ji Pengfei, office: General Manager}
  ye: {name: Ye Qian}
spots: {lectern: {bearing: 40}}
lexicon: {Kuafu: Kwah-foo, Shougang: Show-gahng}
facts: facts.yaml
preflight: [{check: cordon, ask: Is it closed?}]
acts: [{act: One, cues: [{cue: "1", speak: "There are {wing.rooms}."}]}]
"""
SECOND = """\
show: Second
starts: 2026-05-05T10:00+02:00
shares: ../first
robot: Kuafu
people: {ye: {name: Ye the second}}
lexicon: {Kuafu: Koo-ah-foo}
acts:
  - act: One
    cues:
      - {cue: "1", speak: "There are {wing.rooms}."}
      - {cue: "2", move: shrug, play: chime.wav}
      - {cue: "3", talk: {by: ji, at: lectern, allotted: 5m}}
"""
SHRUG = "motion: shrug\nabout: Nods.\nkeyframes:\n  - head: {pitch: 0}\n"
SHRUG += "  - {after: 1s, head: {pitch: 9}}\n  - {after: 1s, head: {pitch: 0}}\n"


class Shows:
    """A show, and another beside it that shares from it."""

    def __init__(self, folder):
        self.first, self.second = folder / "first", folder / "second"
        (self.first / "motions").mkdir(parents=True)
        self.second.mkdir()
        (self.first / "show.yaml").write_text(FIRST)
        (self.first / "facts.yaml").write_text("wing: {rooms: {count: 12 rooms}}\n")
        (self.first / "motions" / "shrug.yaml").write_text(SHRUG)
        silence(self.first / "chime.wav", 1)
        (self.second / "show.yaml").write_text(SECOND)

    def changed(self, show, old, new):
        text = (show / "show.yaml").read_text()
        assert old in text
        (show / "show.yaml").write_text(text.replace(old, new))

    def loaded(self):
        return load(str(self.second), "simulator")

    def told(self):
        return [
            f"{problem.place.file.removeprefix(str(self.first.parent))[1:]}:"
            f"{problem.place.line}:{problem.place.column} {problem.code}"
            for problem in self.loaded().problems
        ]


@pytest.fixture
def shows(tmp_path):
    return Shows(tmp_path)


def test_people_facts_motions_and_sounds_come_from_the_other_show(shows):
    loaded = shows.loaded()
    assert list(map(str, loaded.problems)) == []
    materials = loaded.materials
    assert materials.people["ji"].office == "General Manager"
    assert materials.facts.value("wing.rooms").written() == "12 rooms"
    assert materials.sound("chime.wav").path == shows.first / "chime.wav"
    assert "shrug" in materials.motions
    assert [check.check for check in loaded.show.preflight] == ["cordon"]


def test_what_both_have_is_the_shows_own_name_by_name(shows):
    materials = shows.loaded().materials
    assert {key: person.name for key, person in materials.people.items()} == {
        "ye": "Ye the second",
        "ji": "Ji Pengfei",
    }
    assert materials.lexicon == {"Kuafu": "Koo-ah-foo", "Shougang": "Show-gahng"}


def test_a_file_that_both_have_is_the_shows_own(shows):
    silence(shows.second / "chime.wav", 2)
    (shows.second / "facts.yaml").write_text("wing: {rooms: {count: 13 rooms}}\n")
    materials = shows.loaded().materials
    assert materials.sound("chime.wav").path == shows.second / "chime.wav"
    assert materials.facts.value("wing.rooms").written() == "13 rooms"


def test_a_model_of_a_voice_is_found_beside_the_voice(shows):
    (shows.first / "deep.onnx").write_bytes(b"")
    shows.changed(shows.first, "facts:", "voices: {deep: {neural: deep.onnx}}\nfacts:")
    assert shows.told() == ["first/show.yaml:9:25 bad-voice"]
    assert shows.loaded().materials.voices["deep"].neural == str(shows.first / "deep.onnx")


def test_a_model_of_the_usual_voice_is_found_there_too(shows):
    (shows.first / "deep.onnx").write_bytes(b"")
    voice = "defaults: {voice: {neural: deep.onnx}}\nrobot: Kuafu"
    shows.changed(shows.second, "robot: Kuafu", voice)
    assert shows.loaded().materials.voice.neural == str(shows.first / "deep.onnx")


def test_the_first_one_is_not_the_second_ones_acts(shows):
    assert [act.act for act in shows.loaded().show.acts] == ["One"]
    assert len(shows.loaded().show.acts[0].cues) == 3


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("office: General Manager", "ofice: Boss", "first/show.yaml:5:26 unknown-key"),
        ("check: cordon", "check: battery", "first/show.yaml:10:21 duplicate-check"),
        ("bearing: 40", "bearing: 400", "first/show.yaml:7:28 out-of-range"),
    ],
)
def test_what_is_wrong_in_the_other_file_is_told_there(shows, old, new, told):
    shows.changed(shows.first, old, new)
    assert shows.told()[0] == told


def test_what_the_other_show_does_is_no_concern_of_this_one(shows):
    shows.changed(shows.first, "speak:", "sepak:")
    assert shows.told() == []


def test_a_fact_that_only_the_other_show_says_is_not_unsaid(shows):
    shows.changed(shows.second, "There are {wing.rooms}.", "There are some.")
    assert shows.told() == []


def test_a_link_that_leads_away_from_both_folders_leads_out(shows, tmp_path):
    (tmp_path / "far" / "third").mkdir(parents=True)
    (tmp_path / "far" / "third" / "show.yaml").write_text(FIRST)
    (tmp_path / "third").symlink_to(tmp_path / "far" / "third")
    shows.changed(shows.second, "../first", "../third")
    assert shows.told()[0] == "second/show.yaml:3:9 outside-folder"


def test_a_sound_cannot_be_fetched_out_of_the_other_folder(shows, tmp_path):
    silence(tmp_path / "secret.wav", 1)
    (shows.first / "chime.wav").unlink()
    (shows.first / "chime.wav").symlink_to(tmp_path / "secret.wav")
    assert shows.told() == ["second/show.yaml:11:39 outside-folder"]


@pytest.mark.parametrize("changed", ["show.yaml", "facts.yaml", "motions/shrug.yaml", "chime.wav"])
def test_the_fingerprint_is_over_the_other_shows_files_too(shows, changed):
    before = shows.loaded().fingerprint()
    assert shows.loaded().fingerprint() == before
    file = shows.first / changed
    if changed == "chime.wav":
        silence(file, 2)
    else:
        file.write_text(file.read_text() + "# changed\n")
    assert shows.loaded().fingerprint() != before


def test_it_is_the_same_from_within_its_folder(shows, monkeypatch):
    before = shows.loaded().fingerprint()
    monkeypatch.chdir(shows.second)
    within = load(".", "simulator")
    assert within.sound
    assert within.fingerprint() == before


def test_the_other_shows_motions_are_listed_and_found(shows, capsys):
    assert main(["motions", str(shows.second)]) == 0
    assert "shrug" in capsys.readouterr().out
    assert main(["motions", "check", "shrug", "--show", str(shows.second)]) == 0


@pytest.mark.parametrize("written", ["", "# nothing yet\n", "---\n", "only words\n", "- a list\n"])
def test_a_show_in_which_nothing_is_written_has_nothing_to_share(shows, written):
    (shows.first / "show.yaml").write_text(written)
    assert shows.told()[0] == "second/show.yaml:3:9 no-such-show"


def test_two_shows_that_share_from_each_other_are_each_told(shows):
    shows.changed(shows.first, "robot: Kuafu", "shares: ../second\nrobot: Kuafu")
    assert shows.told()[0] == "second/show.yaml:3:9 shares-on"
    assert [each.code for each in load(str(shows.first), "simulator").problems] == ["shares-on"]


def test_a_show_cannot_share_from_itself_by_a_link(shows):
    (shows.second.parent / "third").symlink_to(shows.second)
    shows.changed(shows.second, "../first", "../third")
    assert shows.told()[0] == "second/show.yaml:3:9 shares-itself"


def test_links_in_a_circle_are_no_show(shows):
    (shows.second.parent / "third").symlink_to(shows.second.parent / "third")
    shows.changed(shows.second, "../first", "../third")
    assert shows.told()[0] == "second/show.yaml:3:9 no-such-show"


def test_a_name_too_long_for_a_file_is_none_of_either_show(shows):
    shows.changed(shows.second, "chime.wav", f"{'x' * 290}.wav")
    assert shows.told() == ["second/show.yaml:11:39 no-such-file"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
@pytest.mark.parametrize("closed", [".", "show.yaml"])
def test_a_show_that_may_not_be_read_shares_nothing(shows, closed):
    (shows.first / closed).chmod(0)
    told = shows.told()
    (shows.first / closed).chmod(0o700)
    assert told[0] == "second/show.yaml:3:9 no-such-show"
