"""What the operator reads of the cues that run."""

from moderator.console.screen_cues import running
from moderator.values.hall_sound import HallSound

TALK = '- {cue: "1", talk: {by: ji, title: Stars, allotted: 10m}}'


async def test_a_talk_tells_what_is_left_what_was_given_and_what_the_gate_hears(on_stage):
    show = await on_stage(TALK)

    def row():
        [line] = running(show.parts, show.conductor)
        return line.plain.partition("Stars")[2].strip()

    await show.go()
    await show.until("talk_started")
    assert row() == "10:00 left"
    await show.order("give_time", "1", words="2m")
    assert row() == "12:00 left · 2:00 given"
    show.parts.gate.tell(HallSound.SPEECH)
    await show.after(780)
    assert row() == "1:00 OVER · 2:00 given · speech"
