"""The captions of both forums against what is heard of their lines."""

import pytest
from tests.voice import onset_detector

from moderator.cli.wiring import prepare
from moderator.journal.captions.alignment import heard_words
from moderator.show.load import load
from moderator.voice.render import Renderer

WITHIN_MS = 80
AFTER_SILENCE_S = 0.20
SHOWS = ("scripts/open-cooperation-forum", "scripts/open-cooperation-forum-zh")


def words_of(line):
    times = [at_ns // 1_000_000 for at_ns, _ in line.sound.words]
    duration_ms = line.sound.duration_ns // 1_000_000
    return heard_words(line.written, line.spoken, times, duration_ms)


@pytest.mark.proof
@pytest.mark.parametrize("show", SHOWS)
def test_after_each_silence_a_word_of_the_caption_begins_within_80_ms(show):
    prepared = prepare(load(show, "simulator"), Renderer())
    offs = []
    with prepared.renderer:
        for line in prepared.ready.values():
            times = [word.at_ms for word in words_of(line)]
            onsets = onset_detector.onsets(line.sound.path, after_silence_s=AFTER_SILENCE_S)
            offs += [min(abs(at_ms - onset * 1000) for at_ms in times) for onset in onsets]
    print(f"{show}: {len(prepared.ready)} lines, {len(offs)} onsets, worst {max(offs):.0f} ms")
    assert len(offs) > len(prepared.ready)
    assert max(offs) <= WITHIN_MS
