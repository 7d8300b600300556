"""Asking at the desk where facts answer, and a language model that drafts from them."""

import shutil
import sys
from pathlib import Path

import pytest
from tests.knowledge.model_server import GOOD, Server

pytestmark = pytest.mark.real_time

TOWN = Path(__file__).parents[1] / "knowledge" / "town.yaml"
QUESTION = "How has tourism developed, and what does it bring in?"
SHOW = """\
show: The town
starts: 2025-09-10T14:00+08:00
robot: {{name: Kuafu}}
people: {{host: {{name: The Host}}}}
hosts: ["127.0.0.1:{listed}"]
facts: facts.yaml
acts:
  - act: One
    cues:
      - cue: "1"
        dialogue:
          with: host
          at_most: 2m
          deflect: ["I do not know."]
          model: {{endpoint: "http://127.0.0.1:{port}/v1", name: small}}
          answers:
            - {{id: who, ask: ["Who are you?"], say: I am Kuafu.}}
"""


@pytest.fixture
def server():
    with Server() as running:
        yield running


@pytest.fixture
def town(tmp_path, server):
    shutil.copy(TOWN, tmp_path / "facts.yaml")
    (tmp_path / "show.yaml").write_text(SHOW.format(port=server.port, listed=server.port))
    return tmp_path


def test_a_fact_is_told_with_its_source_where_nobody_wrote_an_answer(moderator, town):
    told = moderator("ask", town, "How long is the Linden Bridge?", "--json").json
    assert told["answer"].startswith("The length of the Linden Bridge is 1,240 m")
    assert (told["kind"], told["id"]) == ("facts", None)
    assert [each["fact"] for each in told["sources"]] == ["bridge.length"]
    assert told["sources"][0]["as_of"] == "1 September 2025"


def test_asked_live_a_model_drafts_what_no_fact_alone_answers(moderator, town, server):
    pytest.importorskip("pydantic_ai")
    told = moderator("ask", town, QUESTION, "--live", "--json").json
    assert (told["kind"], told["id"], told["answer"]) == ("model", None, GOOD)
    assert [each["fact"] for each in told["sources"]] == ["tourism.now"]


def test_a_draft_that_is_dropped_is_told_with_the_reason(moderator, town, server):
    pytest.importorskip("pydantic_ai")
    server.says = GOOD.replace("402", "420")
    ran = moderator("ask", town, QUESTION, "--live")
    assert "deflected" in ran.out
    assert "the draft was dropped: '420 million US dollars' is not in the facts" in ran.out


def test_where_all_is_sampled_no_model_is_asked(moderator, town, server):
    assert moderator("ask", town, QUESTION, "--json").json["kind"] == "deflected"
    assert server.asked == []


def test_a_rehearsal_never_asks_a_model(moderator, town, server, tmp_path):
    text = (town / "show.yaml").read_text()
    rehearsal = f"rehearsal: {{host: {{asks: [], unscripted: ['{QUESTION}']}}}}\n"
    (town / "show.yaml").write_text(text + rehearsal)
    ran = moderator("rehearse", town, "--out", tmp_path / "out", "--json")
    assert ran.json["ended"] == "finished"
    assert '"how":"deflected"' in (tmp_path / "out" / "as-run.jsonl").read_text()
    assert server.asked == []


def test_without_its_packages_one_notice_is_given_and_the_rest_goes_on(
    moderator, town, monkeypatch
):
    monkeypatch.setitem(sys.modules, "openai", None)
    ran = moderator("ask", town, QUESTION, "--live", "--json")
    assert ran.json["kind"] == "deflected"
    assert ran.err.count("pip install 'moderator[llm]'") == 1


def test_a_model_is_asked_at_a_listed_host_only(moderator, town, server):
    (town / "show.yaml").write_text(SHOW.format(port=server.port, listed=1))
    problems = moderator("check", town, "--json").json["problems"]
    assert [(each["code"], each["line"]) for each in problems] == [("host-not-listed", 15)]
