"""A show's own sources: samples at the desk and in a rehearsal, the real thing when asked for."""

import json

import pytest
from tests.cli.conftest import record
from tests.knowledge.sources import host as hosts

from moderator.cli.sources import SAMPLED

SHOW = """\
show: A windy afternoon
starts: 2025-09-10T14:00+08:00
robot: {{name: Kuafu, needs: [voice]}}
people: {{host: {{name: the moderator, is: moderator}}}}
hosts: ["{host}"]
sources:
  weather:
    http: "http://{host}/now"
    source: the weather desk
    as_of: {{at: current.time}}
    values:
      temperature: {{at: current.temperature_2m, quantity: "{{}} °C", round: 0, sample: 21.4}}
      sky: {{at: current.sky, text: "{{}}", sample: Clear sky}}
acts:
  - act: Outside
    cues:
      - cue: "1"
        speak: It is {{weather.temperature}}, and the desk says {{weather.sky}}.
      - cue: "2"
        dialogue:
          with: host
          at_most: 1m
          deflect: ["I do not know."]
          answers:
            - {{id: warm, ask: ["How warm is it?"], say: "It is {{weather.temperature}}."}}
        on_failure: skip
"""


@pytest.fixture
def host():
    with hosts.host() as opened:
        yield opened


@pytest.fixture
def windy(host, tmp_path):
    folder = tmp_path / "windy"
    folder.mkdir()
    (folder / "show.yaml").write_text(SHOW.format(host=host.name), encoding="utf-8")
    return folder


def test_at_the_desk_an_answer_has_its_sample_and_says_so(moderator, windy, host):
    told = moderator("ask", windy, "How warm is it?", "--json").json
    assert told["answer"] == "It is 21 °C."
    assert told["sources"] == [{"fact": "weather.temperature", "as_of": "14:00", "source": SAMPLED}]
    assert host.asked == []


def test_asked_for_real_it_has_what_the_host_says_now(moderator, windy, host):
    ran = moderator("ask", windy, "How warm is it?", "--json", "--live")
    assert ran.json["answer"] == "It is 24 °C. That is as of 14:00 on 10 September 2025."
    assert ran.json["sources"][0]["source"] == "the weather desk"
    assert host.asked == ["/now"]


def test_asked_for_real_where_nobody_answers_it_says_why_and_deflects(moderator, windy, host):
    host.answer = hosts.body(b"", 404)
    ran = moderator("ask", windy, "How warm is it?", "--json", "--live")
    assert ran.json["kind"] == "deflected"
    assert "the source weather: does not answer: 127.0.0.1 answered 404" in ran.err


def test_what_was_said_once_is_there_when_nobody_answers_any_more(moderator, windy, host):
    moderator("ask", windy, "How warm is it?", "--json", "--live")
    host.answer = hosts.body(b"", 404)
    ran = moderator("ask", windy, "How warm is it?", "--json", "--live")
    assert ran.json["answer"] == "It is 24 °C. That is as of 14:00 on 10 September 2025."
    assert "known: as of 14:00 on 10 September 2025" in ran.err


def test_a_rehearsal_says_samples_and_asks_nobody(moderator, windy, host, tmp_path):
    ran = moderator("rehearse", windy, "--out", tmp_path / "out", "--json")
    assert ran.code == 0
    said = [entry for entry in record(tmp_path / "out") if entry["kind"] == "said"]
    assert said[0]["text"] == "It is 21 °C, and the desk says “Clear sky”."
    assert {source["source"] for source in said[0]["sources"]} == {SAMPLED}
    assert host.asked == []


def test_the_same_rehearsal_with_sources_gives_the_same_record(moderator, windy, tmp_path):
    for out in ("one", "two"):
        moderator("rehearse", windy, "--out", tmp_path / out, "--json")
    first, second = ((tmp_path / out / "as-run.jsonl").read_bytes() for out in ("one", "two"))
    assert first == second


def test_a_fault_can_silence_a_source_of_the_shows_own(moderator, windy, tmp_path):
    (tmp_path / "faults.yaml").write_text("- {fault: source, source: weather, at: 0s}\n")
    out = tmp_path / "out"
    moderator("rehearse", windy, "--faults", tmp_path / "faults.yaml", "--out", out, "--json")
    told = json.dumps(record(out))
    assert "no facts of weather come" in told


def test_a_fault_in_a_source_that_there_is_not_is_refused(moderator, windy, tmp_path):
    (tmp_path / "faults.yaml").write_text("- {fault: source, source: wether, at: 0s}\n")
    ran = moderator("rehearse", windy, "--faults", tmp_path / "faults.yaml")
    assert ran.code == 2
    assert "did you mean 'weather'?" in ran.err
