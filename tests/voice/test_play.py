import array
import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
import wave
from pathlib import Path

import pytest

from moderator.errors import CannotStart, ModeratorError
from moderator.values.sound import Sound
from moderator.voice import play_process
from moderator.voice.gain import Gain
from moderator.voice.play import NullPlayer, Order
from moderator.voice.play_live import ProcessPlayer

RATE = 22_050


@pytest.fixture
def sound(tmp_path):
    """Three tenths of a second."""
    return _sound(tmp_path / "short.wav", 0.3)


def _sound(path, length_s):
    frames = round(length_s * RATE)
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, RATE, frames, "NONE", ""))
        file.writeframes(array.array("h", [1000] * frames).tobytes())
    return Sound(path, frames * 1_000_000_000 // RATE)


async def test_a_rehearsal_takes_exactly_as_long_as_the_sound():
    loop = asyncio.get_running_loop()
    start = loop.time()
    assert await NullPlayer().play(Order(Sound(Path("absent.wav"), 1_234_567_891))).wait()
    assert loop.time() == start + 1_234_567_891 / 1e9


async def test_a_silenced_sound_ends_where_it_was_silenced():
    loop = asyncio.get_running_loop()
    playing = NullPlayer().play(Order(Sound(Path("absent.wav"), 10_000_000_000)))
    loop.call_later(2, playing.kill)
    start = loop.time()
    assert await asyncio.gather(playing.wait(), playing.wait()) == [False, False]
    assert loop.time() == start + 2
    playing.kill()
    assert not await playing.wait()


async def test_who_stops_waiting_does_not_stop_the_sound():
    playing = NullPlayer().play(Order(Sound(Path("absent.wav"), 10_000_000_000)))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1):
            await playing.wait()
    assert await playing.wait()


async def test_a_rehearsal_that_closes_ends_its_sounds():
    player = NullPlayer()
    playing = player.play(Order(Sound(Path("absent.wav"), 10_000_000_000)))
    await player.close()
    assert not await playing.wait()


@pytest.fixture
async def player():
    player = ProcessPlayer("NULL")
    yield player
    await player.close()


def _children():
    return Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()


@pytest.mark.real_time
async def test_a_sound_takes_its_time(player, sound):
    loop = asyncio.get_running_loop()
    await player.prepare()
    start = loop.time()
    assert await player.play(Order(sound)).wait()
    assert 0.25 < loop.time() - start < 1


@pytest.mark.real_time
async def test_a_sound_is_played_without_preparing_too(player, sound):
    assert await player.play(Order(sound, level=0.5)).wait()


@pytest.mark.real_time
async def test_sounds_play_beside_each_other(player, sound):
    await player.prepare()
    both = [player.play(Order(sound)), player.play(Order(sound))]
    assert await asyncio.gather(*(each.wait() for each in both)) == [True, True]


@pytest.mark.real_time
async def test_a_killed_sound_ends_at_once(player, tmp_path):
    loop = asyncio.get_running_loop()
    await player.prepare()
    playing = player.play(Order(_sound(tmp_path / "long.wav", 60)))
    start = loop.time()
    playing.kill()
    assert not await playing.wait()
    assert loop.time() - start < 1
    playing.kill()


@pytest.mark.real_time
async def test_silencing_a_sound_leaves_nobody_to_warn_of(player, tmp_path, caplog):
    for _ in range(5):
        playing = player.play(Order(_sound(tmp_path / "long.wav", 60)))
        await asyncio.sleep(0.1)
        playing.kill()
        assert not await playing.wait()
    assert caplog.records == []


@pytest.mark.real_time
async def test_a_sound_that_is_killed_before_its_process_is_up_never_starts(player, sound):
    playing = player.play(Order(sound))
    playing.kill()
    assert not await playing.wait()


@pytest.mark.real_time
async def test_closing_leaves_no_process(player, tmp_path):
    before = _children()
    await player.prepare()
    playing = player.play(Order(_sound(tmp_path / "long.wav", 60)))
    await player.prepare()
    assert len(_children()) == len(before) + 2
    await player.close()
    assert not await playing.wait()
    assert _children() == before


@pytest.mark.real_time
async def test_a_process_that_dies_is_told_to_who_waits(player, tmp_path):
    await player.prepare()
    process = player._spare.result()
    playing = player.play(Order(_sound(tmp_path / "long.wav", 60)))
    process.kill()
    with pytest.raises(ModeratorError, match=r"long\.wav: the playing process ended"):
        await playing.wait()


@pytest.mark.real_time
async def test_a_file_that_is_none_is_told_to_who_waits(player, tmp_path):
    playing = player.play(Order(Sound(tmp_path / "absent.wav", 1_000_000_000)))
    with pytest.raises(ModeratorError, match=r"absent\.wav: the sound cannot be played"):
        await playing.wait()


@pytest.mark.real_time
async def test_no_sound_device_says_what_to_do():
    player = ProcessPlayer("WINMM")
    with pytest.raises(CannotStart) as failure:
        await player.prepare()
    assert "no sound device opens (tried WINMM)" in failure.value.message
    assert failure.value.hint
    await player.close()


@pytest.mark.real_time
async def test_a_waiting_process_that_died_is_replaced_when_somebody_looks(player, sound):
    await player.prepare()
    dead = player._spare.result()
    dead.kill()
    await dead._process.wait()
    await player.look()
    assert player.trouble == ""
    assert player._spare.result().alive
    assert await player.play(Order(sound)).wait()


@pytest.mark.real_time
async def test_a_device_that_is_gone_is_known_once_somebody_looked_and_until_it_is_back(player):
    await player.prepare()
    dead = player._spare.result()
    player._backend = "WINMM"
    dead.kill()
    await dead._process.wait()
    for _ in range(2):
        await player.look()
        assert player.trouble == "no sound device opens (tried WINMM)"
    player._backend = "NULL"
    await player.look()
    assert player.trouble == ""


@pytest.mark.real_time
async def test_nobody_opens_a_device_to_look_beside_a_sound(player, tmp_path):
    await player.prepare()
    player._backend = "WINMM"
    playing = player.play(Order(_sound(tmp_path / "long.wav", 60)))
    while not player._spare:  # noqa: ASYNC110 -- there is nothing to wait on
        await asyncio.sleep(0.01)
    await asyncio.wait([player._spare])
    await player.look()
    assert player.trouble == ""
    playing.kill()
    await playing.wait()
    await player.look()
    assert player.trouble == "no sound device opens (tried WINMM)"


@pytest.mark.real_time
async def test_a_player_that_nobody_made_ready_is_left_alone(player):
    before = _children()
    await player.look()
    assert _children() == before


@pytest.fixture
def process():
    """A playing process as anybody would speak to it: lines in, lines out."""
    process = subprocess.Popen(
        [sys.executable, "-m", "moderator.voice.play_process", "--backend", "NULL"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        bufsize=0,
    )
    with process:
        assert _heard(process) == "ready"
        yield process
        process.kill()


def _order(process, sound):
    order = {"path": str(sound.path), "level": 1.0, "fade_in_s": 0.0, "loop": False, "at": None}
    process.stdin.write(json.dumps(order).encode() + b"\n")


def _heard(process):
    return json.loads(process.stdout.readline())["now"]


def test_a_sound_does_not_outlive_who_plays_it(process, tmp_path):
    _order(process, _sound(tmp_path / "long.wav", 60))
    assert _heard(process) == "playing"
    process.stdin.close()
    assert process.wait(5) == 1


def test_an_interrupt_from_the_terminal_does_not_cut_a_sound(process, sound):
    process.send_signal(signal.SIGINT)
    _order(process, sound)
    assert [_heard(process), _heard(process)] == ["playing", "ended"]


def _file(*blocks):
    yield array.array("h")
    for block in blocks:
        yield array.array("h", block)


def test_the_level_scales_what_the_device_is_given(monkeypatch):
    monkeypatch.setattr(play_process, "_tell", lambda *_, at=0: None)
    file = _file([1000, -1000, 30_000, -30_001])
    next(file)
    samples = play_process._to_device(file, Gain(48_000, 2, 0.5), None, threading.Event())
    next(samples)
    assert samples.send(2).tolist() == [500, -500, 15_000, -15_000]


def test_a_sound_has_ended_when_the_devices_buffer_has_been_heard(monkeypatch):
    monkeypatch.setattr(play_process, "_tell", lambda *_, at=0: None)
    heard = threading.Event()
    file = _file([1, 2])
    next(file)
    samples = play_process._to_device(file, Gain(48_000, 2, 1.0), None, heard)
    next(samples)
    assert samples.send(480).tolist() == [1, 2]
    ended = []
    for _ in range(4):
        assert not any(samples.send(480))
        ended.append(heard.is_set())
    assert ended == [False, False, False, True]


@pytest.mark.real_time
async def test_a_sound_that_is_ordered_ahead_begins_at_its_time(player, sound):
    loop = asyncio.get_running_loop()
    await player.prepare()
    at_s = loop.time() + 0.3
    playing = player.play(Order(sound), at_s)
    assert await playing.wait()
    assert playing.begun_s == pytest.approx(at_s, abs=0.02)
    assert loop.time() >= at_s + 0.25


@pytest.mark.real_time
async def test_sounds_in_a_row_have_a_process_each_that_waits(player, sound):
    await player.prepare(in_a_row=3)
    loop = asyncio.get_running_loop()
    begins = [loop.time() + 0.25 + n / 20 for n in range(3)]
    playing = [player.play(Order(sound), at_s) for at_s in begins]
    assert await asyncio.gather(*(each.wait() for each in playing)) == [True] * 3
    assert [each.begun_s for each in playing] == pytest.approx(begins, abs=0.02)


@pytest.mark.real_time
async def test_a_sound_that_comes_to_its_end_leaves_nobody_to_warn_of(player, sound, caplog):
    for _ in range(5):
        assert await player.play(Order(sound)).wait()
    assert caplog.records == []


@pytest.mark.real_time
async def test_a_sound_that_loops_plays_on_until_it_is_killed(player, sound):
    playing = player.play(Order(sound, fade_in_s=0.1, loop=True))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1.5):
            await playing.wait()
    playing.set_level(0.2, 0.1)
    playing.kill()
    assert not await playing.wait()


def test_a_loop_has_no_gap():
    files = [_file([1, 2], [3, 4]), _file([1, 2], [3, 4]), _file([1, 2], [3, 4])]
    for file in files:
        next(file)
    again = play_process._again_and_again(files[0], iter(files[1:]).__next__)
    next(again)
    assert [again.send(2).tolist() for _ in range(3)] == [[1, 2, 3, 4]] * 3


def test_a_file_without_a_frame_does_not_loop_for_ever():
    def empty():
        file = _file()
        next(file)
        return file

    again = play_process._again_and_again(empty(), empty)
    next(again)
    with pytest.raises(StopIteration):
        again.send(2)


def test_a_device_that_asks_late_now_and_then_does_not_move_a_sound():
    clock = play_process._Clock()
    late_s = [0.0, 0.004, 0.001, 0.007, 0.0, 0.003]
    begins = [clock.begins_s(5.0 + n / 100 + late, 480) for n, late in enumerate(late_s)]
    buffered = play_process.BUFFER_S
    assert begins == pytest.approx([5.0 + n / 100 + buffered for n in range(6)])


def test_a_sound_begins_on_its_very_sample(monkeypatch):
    now = iter([5.0, 5.01, 5.02, 5.03, 5.04])
    monkeypatch.setattr(play_process.time, "monotonic", now.__next__)
    told = []
    monkeypatch.setattr(play_process, "_tell", lambda now, at: told.append((now, at)))
    file = _file([7, 7])
    next(file)
    at_s = 5.0 + play_process.BUFFER_S + 0.01 + 100 / play_process.RATE
    samples = play_process._to_device(file, Gain(48_000, 2, 1.0), at_s, threading.Event())
    next(samples)
    assert not any(samples.send(480))
    assert samples.send(480).tolist() == [0] * 200 + [7, 7]
    assert told == [("playing", pytest.approx(at_s))]
