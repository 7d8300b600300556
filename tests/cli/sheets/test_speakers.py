from moderator.cli.sheets.speakers import hosting, speaking

TALK = """
- {cue: "1", wait: 50s, continue: auto_follow}
- cue: "2"
  talk:
    by: ji
    at: lectern
    title: From Fantasy to Reality
    walk_on: 20s
    allotted: 12m
    warn: {2m: amber, 30s: red}
    overtime: {0s: look, 30s: gesture, 1m30s: remind, 2m: hand_over}
    remind: Thank you.
"""


def test_a_speaker_reads_when_where_and_how_long(planned):
    [speaker] = speaking(planned(TALK))
    assert (speaker.name, speaker.office, speaker.say) == (
        "Ji Pengfei",
        "General Manager",
        "Jee Pung-fay",
    )
    assert speaker.spot == "lectern, 40° to the robot's left"
    assert (speaker.called, speaker.begins, speaker.ends) == ("23:59", "00:00", "00:12")
    assert (speaker.allotted, speaker.walk_on) == ("12 minutes", "20 seconds")


def test_a_speaker_reads_what_they_will_see_and_what_the_robot_will_do(planned):
    [speaker] = speaking(planned(TALK))
    assert speaker.warned == (("amber", "2 minutes", "00:10"), ("red", "30 seconds", "00:11"))
    assert speaker.over == (
        ("at once", "the robot looks at you"),
        ("after 30 seconds", "it turns to you and opens its hand"),
        ("after 1 minute 30 seconds", "at your next pause it says: “Thank you.”"),
        ("after 2 minutes", "the operator ends your talk"),
    )


def test_a_speaker_reads_how_they_are_introduced(planned):
    lines = "    introduce: Now {speaker.name}, {speaker.office}.\n    welcome: Please come up.\n"
    show = planned(TALK.rstrip() + "\n" + lines)
    [speaker] = speaking(show)
    assert speaker.introduced == ("Now Ji Pengfei, General Manager.", "Please come up.")


def test_whoever_asks_reads_what_is_sure_to_be_answered(planned):
    [host] = hosting(
        planned("""
- cue: "5"
  dialogue:
    with: host
    at_most: 6m
    max_answers: 4
    opening: Ask me.
    deflect: ["I do not know."]
    answers:
      - {id: who, ask: ["Who are you?", "What is your name?"], say: I am Kuafu.}
""")
    )
    assert (host.name, host.begins, host.at_most, host.answers) == (
        "Anna Berg",
        "23:59",
        "6 minutes",
        4,
    )
    assert (host.opening, host.closing, host.questions) == ("Ask me.", "", ("Who are you?",))


def test_in_a_mandarin_show_they_read_how_they_are_called_in_it(planned):
    cue = '- {cue: "1", talk: {by: ji, allotted: 5m, title: 科幻, introduce: usual}}'
    [speaker] = speaking(planned(cue, title="开放论坛"))
    assert (speaker.name, speaker.say, speaker.office) == ("姬", "ji1", "总经理")
    assert "姬" in speaker.introduced[0]
