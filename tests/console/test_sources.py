"""A live show asks its sources before it is ready, and goes on when they fall silent."""

import pytest
from tests.knowledge.sources import host as hosts

pytestmark = [pytest.mark.real_time, pytest.mark.slow]

HEAD = """
hosts: ["{host}"]
sources:
  weather:
    http: "http://{host}/now"
    source: the weather desk
    every: 200ms
    values:
      temperature: {{at: current.temperature_2m, quantity: "{{}} °C", round: 0, sample: 21}}
"""
CUE = '- {cue: "1", speak: "It is {weather.temperature}."}'


@pytest.fixture
def host():
    with hosts.host() as opened:
        yield opened


def test_a_line_says_what_a_host_said_and_its_silence_is_told_once(console, host):
    show = console(CUE, head=HEAD.format(host=host.name))
    host.answer = hosts.body(b"", 404)
    warned = show.until("warning")
    assert "the source weather: does not answer: 127.0.0.1 answered 404" in warned["what"]
    show.type(" ")
    said = show.until("said")
    assert said["text"] == "It is 24 °C."
    assert said["sources"][0]["source"] == "the weather desk"
    show.until("cue_ended", "1")
    host.answer = hosts.well()
    assert show.until("notice")["text"] == "the source weather answers again"
    show.type("q")
    assert show.ended() == 0
    told = [entry["what"] for entry in show.record("warning")]
    assert len([what for what in told if "the source weather" in what]) == 1


def test_a_show_whose_host_was_never_there_is_ready_and_says_what_is_missing(console, host):
    host.close()
    show = console(CUE, head=HEAD.format(host=host.name), wait=False)
    show.until("unready")
    show.until_state("standby")
    show.type(" ")
    refused = show.until("go_refused")
    assert "sources: weather has not answered" in refused["reason"]
