"""Lines that are rendered on the spot, and what is told of those that cannot be."""

from moderator.errors import SourceSilent, SpeechFailed
from moderator.knowledge.knowledge import LIVE

LINE = '- {cue: "1", speak: "It is {clock.time}.", on_failure: skip}'


def _fails(error):
    def fail(*_):
        raise error

    return fail


async def test_a_line_whose_source_is_silent_fails_for_its_source(on_stage, monkeypatch):
    silent = dict.fromkeys(LIVE, _fails(SourceSilent("nobody answers what time it is")))
    monkeypatch.setattr("moderator.cli.wiring.live_facts", lambda *_: silent)
    show = await on_stage(LINE)
    await show.go()
    ended = await show.until("cue_ended", within_s=60)
    assert ended.data["code"] == "source"
    assert ended.data["why"] == "nobody answers what time it is"
    assert show.robot.told == ["activate"]


async def test_a_line_that_cannot_be_rendered_fails_for_its_speech(on_stage, monkeypatch):
    show = await on_stage(LINE)
    fail = _fails(SpeechFailed("the speech engine does not answer"))
    monkeypatch.setattr(show.parts.speaker._renderer, "render", fail)
    await show.go()
    ended = await show.until("cue_ended", within_s=60)
    assert ended.data["code"] == "speech"
    assert ended.data["why"] == "the speech engine does not answer"
