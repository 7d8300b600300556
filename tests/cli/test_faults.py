"""Every kind of fault through `moderator rehearse`: what the docs promise, and the same bytes."""

import json
import re
from itertools import pairwise

import pytest
from tests.sounds import silence

from moderator.faults import ANY_BODY, IN_HALL, IN_PHYSICS

SHOW = """\
show: A night of faults
starts: 2025-09-10T14:00+08:00
robot: {name: Kuafu, needs: [voice, arms]}
defaults: {on_failure: skip}
people: {host: {name: the moderator, is: moderator}}
devices:
  desk: {osc: "127.0.0.1:7700"}
  lamps: {http: "http://127.0.0.1:8080"}
acts:
  - act: All of it
    cues:
      - {cue: "1", speak: Good afternoon.}
      - {cue: "2", move: wave}
      - {cue: "3", speak: "It is {clock.time}."}
      - {cue: "4", play: {file: tone.wav}}
      - {cue: "5", send: {to: desk, osc: /on}}
      - {cue: "6", send: {to: lamps, path: /on}}
      - {cue: "7", wait: 20s}
      - cue: "8"
        dialogue:
          with: host
          at_most: 1m
          deflect: ["I do not have that on my sheet."]
          answers:
            - {id: time, ask: ["What time is it?"], say: "It is {clock.time}."}
"""


class Night:
    """What a rehearsal's record tells."""

    def __init__(self, content):
        self.entries = [json.loads(line) for line in content.splitlines()]

    def of(self, kind, cue=None):
        return [e for e in self.entries if e["kind"] == kind and cue in (None, e["cue"])]

    def outcome(self, cue):
        [ended] = self.of("cue_ended", cue)
        return ended["outcome"], ended.get("code")

    def lasted_s(self, cue):
        return self.of("cue_ended", cue)[0]["at"] - self.of("cue_started", cue)[0]["at"]

    @property
    def ended(self):
        return self.of("show_ended")[0]["ended"]

    @property
    def good(self):
        """Whether all cues were done."""
        return {entry["outcome"] for entry in self.of("cue_ended")} == {"succeeded"}


@pytest.fixture
def rehearsed(moderator, tmp_path):
    """Rehearse the show with faults, twice; gives what its record tells, and the command's end."""
    folder = tmp_path / "night"
    folder.mkdir()
    (folder / "show.yaml").write_text(SHOW, encoding="utf-8")
    silence(folder / "tone.wav", 10)

    def rehearse(faults, *options):
        (tmp_path / "faults.yaml").write_text(faults, encoding="utf-8")
        contents = []
        for out in ("one", "other"):
            command = ("rehearse", folder, "--faults", "faults.yaml", "--out", out, *options)
            ran = moderator(*command)
            if ran.code == 2:
                return None, ran
            contents.append((tmp_path / out / "as-run.jsonl").read_bytes())
        assert contents[0] == contents[1]
        return Night(contents[0]), ran

    return rehearse


def _lost(outcome, code=None):
    return lambda night: night.outcome("2") == (outcome, code) and night.ended == "faulted"


def _failed(cue, code):
    return lambda night: night.outcome(cue) == ("aborted", code) and night.ended == "finished"


def _waited(night):
    presses = [entry["at"] for entry in night.of("go")]
    return night.good and any(later - press > 60 for press, later in pairwise(presses))


def _hole(night):
    [hole] = night.of("hole")
    whole = len(night.entries) + hole["lost"] - 1 == night.entries[-1]["n"]
    return whole and night.ended == "finished" and not night.of("cue_started", "1")


CASES = [
    ("link", "cue: '2', after: 1s, for: 10s", _lost("unknown")),
    ("joint", "joint: right_elbow, cue: '2', after: 1s", _lost("aborted", "joint")),
    ("balance", "cue: '2', after: 1s", _lost("aborted", "balance")),
    ("battery", "during: wave, level: 0", _lost("aborted", "battery")),
    ("overheat", "during: wave, after: 1s", _lost("aborted", "overheat")),
    ("take_over", "cue: '2', after: 1s, for: 1m", _lost("unknown")),
    ("voice", "cue: '1', after: 100ms, for: 5s", _failed("1", "voice")),
    ("speech", "after: 0s", _failed("3", "speech")),
    ("source", "source: clock, at: 0s", _failed("3", "source")),
    ("sound_device", "cue: '4', after: 2s, for: 3s", _failed("4", "sound")),
    ("outputs", "device: desk, at: 0s", _failed("5", "send")),
    ("outputs", "device: lamps, at: 0s", _failed("6", "send")),
    ("console", "cue: '1', for: 1m10s", _waited),
    ("disk", "at: 0s, for: 10s", _hole),
    (
        "disk",
        "slow: 200ms, at: 0s",
        lambda night: night.good and night.of("warning")[0]["what"] == "record: the disk is slow",
    ),
    ("clock", "cue: '7', after: 1s, by: 30s", lambda n: n.good and n.lasted_s("7") == 31),
    ("slow", "at: 0s, by: 500ms", lambda night: night.good and 20 < night.lasted_s("7") < 20.5),
]


@pytest.mark.parametrize(("kind", "rest", "promised"), CASES)
def test_it_does_what_the_page_says_and_the_same_again(rehearsed, kind, rest, promised):
    night, ran = rehearsed(f"- {{fault: {kind}, {rest}}}\n")
    assert promised(night)
    if kind != "disk" or "slow" in rest:
        [injected] = night.of("fault_injected")
        assert injected["fault"] == kind
    assert "on purpose" in ran.err
    assert bool(night.of("fault_over")) == ("for: " in rest and night.ended == "finished")
    times = [entry["at"] for entry in night.entries]
    assert times == sorted(times)


def test_every_kind_is_here():
    assert {kind for kind, _, _ in CASES} == ANY_BODY | IN_HALL


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(IN_PHYSICS))
def test_what_happens_to_a_body_in_physics_is_told_and_the_same_again(rehearsed, kind):
    value = {"push": "force_n: 20", "delay": "value: 10ms", "noise": "value: 1"}.get(kind)
    fault = f"- {{fault: {kind}, cue: '2', after: 1s, {value or 'value: 0.9'}, for: 500ms}}\n"
    night, _ = rehearsed(fault, "--robot", "simulator-physics")
    assert [entry["fault"] for entry in night.of("fault_injected")] == [kind]
    assert night.good


def test_what_is_left_to_chance_is_drawn_from_the_seed(rehearsed):
    faults = (
        "- {fault: console, at: 0s, within: 1m, for: 1s}\n- {fault: voice, cue: '1', chance: 0}"
    )
    comes = {}
    for seed in ("1", "2", "1"):
        night, _ = rehearsed(faults, "--seed", seed)
        [injected] = night.of("fault_injected")
        assert comes.setdefault(seed, injected["at"]) == injected["at"]
    assert comes["1"] != comes["2"]
    assert all(0 <= at <= 60 for at in comes.values())


def test_every_mistake_in_a_file_is_told_at_once_with_its_place(rehearsed):
    _, ran = rehearsed(
        "- {fault: lnik, at: 5s}\n"
        "- {fault: joint, joint: rihgt_elbow, cue: '22'}\n"
        "- {fault: outputs, device: deks}\n"
        "- {fault: source, source: clocks, at: 5s}\n"
        "- {fault: disk, during: wafe}\n"
        "- {fault: clock, at: 1m}\n"
        "- {fault: voice, at: 1m, level: 0.5}\n"
    )
    assert ran.code == 2
    assert ran.err.splitlines() == [
        "faults.yaml:1:11: error: 'lnik' is none of what can stand here — did you mean 'link'?",
        "faults.yaml:2:25: error: there is no joint 'rihgt_elbow' — did you mean 'right_elbow'?",
        "faults.yaml:2:43: error: there is no cue '22' — did you mean '2'?",
        "faults.yaml:3:3: error: nothing says when it fails — give at, after, cue or during",
        "faults.yaml:3:28: error: there is no device 'deks' — did you mean 'desk'?",
        "faults.yaml:4:27: error: there is no source 'clocks' — did you mean 'clock'?",
        "faults.yaml:5:3: error: during is for what fails in the robot — give the cue",
        "faults.yaml:5:25: error: there is no motion 'wafe' — did you mean 'wave'?",
        "faults.yaml:6:3: error: a fault of clock needs its by — add it",
        "faults.yaml:7:3: error: level is for battery — leave it out",
        "moderator: faults.yaml has 10 errors — mend what stands above, then try again",
    ]


@pytest.mark.parametrize(
    ("fault", "options", "told"),
    [
        (
            "- {fault: voice, at: 1s}\n- {fault: push, at: 1s}",
            (),
            "faults.yaml:2:3: error: 'push' happens to a body in physics alone — rehearse with",
        ),
        (
            "- {fault: slow, at: 1s, by: 30ms}",
            ("--pace", "real"),
            "faults.yaml:1:3: error: 'slow' happens in virtual time alone — leave out --pace real",
        ),
        ("", (), "faults.yaml:1:1: error: the file is empty — write '- fault: …' in it"),
        (
            "fault: link",
            (),
            "faults.yaml:1:1: error: a list is wanted here — begin each item with '- '",
        ),
    ],
)
def test_what_this_rehearsal_cannot_have_is_told_with_its_place(rehearsed, fault, options, told):
    _, ran = rehearsed(fault, *options)
    assert ran.code == 2
    assert ran.err.splitlines()[0].startswith(told)


def test_an_answer_whose_source_is_silent_is_deflected(rehearsed):
    night, _ = rehearsed("- {fault: source, at: 0s}")
    assert [entry["how"] for entry in night.of("answered")] == ["deflected"]


def test_report_and_summary_tell_what_was_done_on_purpose_from_what_failed(rehearsed, tmp_path):
    _, ran = rehearsed("- {fault: link, cue: '2', after: 1s, for: 10s}\n")
    told = " ".join(ran.err.split())
    assert "on purpose: the link is lost" in told
    assert "on purpose the link is lost" in told
    page = (tmp_path / "one" / "report.html").read_text(encoding="utf-8")
    row = re.search(r"<tr>(?:(?!</tr>).)*On purpose.*?</tr>", page)[0]
    assert (
        re.sub(r"<[^>]*>", " ", row).split()[2:] == "On purpose the link is lost, for 0:10".split()
    )
