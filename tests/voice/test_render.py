import asyncio
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from moderator.errors import CannotWrite, NoSpeechEngine, SpeechFailed
from moderator.voice import render, speech_engine
from moderator.voice.line import Line, VoiceSettings
from moderator.voice.render import Renderer
from moderator.voice.worker_process import WorkerDied, WorkerProcess

LINE = Line("Good afternoon. [mark: bow] Before we talk.")
LINES = [Line(f"This is line {word}.") for word in ("one", "two", "three", "four", "five")]


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "voice"


@pytest.fixture
def renderer(folder):
    with Renderer(folder) as renderer:
        yield renderer


@pytest.fixture
def fresh_search():
    speech_engine.find_engine.cache_clear()
    yield
    speech_engine.find_engine.cache_clear()


def _only(folder, ending):
    (path,) = folder.glob(f"*{ending}")
    return path


def test_a_rendered_line_is_a_sound_with_its_words_and_marks(renderer):
    sound = renderer.render(LINE)
    assert sound.text == "Good afternoon. Before we talk."
    assert [word for _, word in sound.words] == ["Good", "afternoon", "Before", "we", "talk"]
    assert sound.marks == (("bow", sound.words[2][0]),)
    assert 2 < sound.duration_ns / 1e9 < 3
    assert sound.path.read_bytes()[:4] == b"RIFF"


def test_a_line_is_shown_as_it_is_written_and_that_changes_no_sound(renderer):
    spoken, written = renderer.render(LINE), renderer.render(Line(LINE.text, written="Good day!"))
    assert (written.text, written.path) == ("Good day!", spoken.path)


def test_all_that_a_sound_depends_on_makes_another_sound(renderer):
    settings = [
        VoiceSettings(),
        VoiceSettings(voice="en-gb"),
        VoiceSettings(rate_wpm=120),
        VoiceSettings(pitch=70),
    ]
    sounds = [renderer.render(Line(LINE.text, each)).path.read_bytes() for each in settings]
    assert len(set(sounds)) == len(settings)


def test_what_is_rendered_starts_no_process(folder, monkeypatch):
    with Renderer(folder) as first:
        sounds = first.render_all(LINES)
    monkeypatch.setattr(render, "WorkerProcess", None)
    with Renderer(folder) as second:
        assert second.render_all(LINES) == sounds
        assert [second.render(line) for line in LINES] == sounds
        assert second.cached(LINES[0]) == sounds[0]


def test_what_is_rendered_loads_nothing_heavy(renderer, folder):
    renderer.render(LINE)
    script = f"""
import sys
from pathlib import Path
from moderator.voice.line import Line
from moderator.voice.render import Renderer
with Renderer(Path({str(folder)!r})) as renderer:
    renderer.render(Line({LINE.text!r}))
print(sorted({{"pyttsx3", "numpy", "ctypes", "espeakng_loader", "miniaudio"}} & set(sys.modules)))
"""
    told = subprocess.check_output([sys.executable, "-c", script], text=True)
    assert told == "[]\n"


def test_many_lines_keep_their_order_and_tell_how_far_it_is(renderer):
    told = []
    renderer.render(LINES[1])
    sounds = renderer.render_all([*LINES, LINES[0]], lambda done, all_: told.append((done, all_)))
    assert [sound.text for sound in sounds] == [line.text for line in [*LINES, LINES[0]]]
    assert told == [(1, 5), (2, 5), (3, 5), (4, 5), (5, 5)]


def test_many_lines_sound_as_each_alone(renderer, tmp_path):
    together = [sound.path.read_bytes() for sound in renderer.render_all(LINES)]
    with Renderer(tmp_path / "other") as other:
        alone = [other.render(line).path.read_bytes() for line in LINES[::-1]]
    assert together == alone[::-1]


def test_of_many_lines_the_first_that_fails_is_named(renderer):
    lines = [*LINES, Line("…", written="No words."), Line("Hello.", VoiceSettings("nobody"))]
    with pytest.raises(SpeechFailed, match="cannot be rendered"):
        renderer.render_all(lines)


def test_threads_may_call_at_once(renderer):
    with ThreadPoolExecutor(8) as pool:
        sounds = list(pool.map(renderer.render, LINES * 4))
    assert sounds == [renderer.render(line) for line in LINES] * 4


@pytest.mark.real_time
async def test_it_can_be_called_from_a_running_loop(renderer):
    sounds = await asyncio.gather(*(asyncio.to_thread(renderer.render, line) for line in LINES))
    assert [sound.text for sound in sounds] == [line.text for line in LINES]


def test_two_at_once_may_render_the_same_line(folder):
    together = threading.Barrier(2)

    def one(_):
        with Renderer(folder) as renderer:
            together.wait(10)
            return renderer.render(LINE)

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(one, range(2))
    assert first == second
    assert [path.suffix for path in sorted(folder.iterdir())] == [".json", ".wav"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (Line("Hello.", VoiceSettings("nobody")), "there is no voice 'nobody'"),
        (Line(""), "there are no words in it"),
        (Line("…"), "there is nothing in it that can be said"),
    ],
)
def test_a_line_that_cannot_be_rendered_is_named_and_leaves_nothing(renderer, folder, line, why):
    with pytest.raises(SpeechFailed) as failure:
        renderer.render(line)
    assert failure.value.message == f"the line {line.text!r} cannot be rendered: {why}"
    assert failure.value.hint
    assert list(folder.iterdir()) == []


def test_a_process_that_died_between_lines_is_replaced(renderer):
    renderer.render(LINES[0])
    (worker,) = renderer._idle
    os.kill(worker.pid, signal.SIGKILL)
    assert renderer.render(LINES[1]).duration_ns > 0


def test_a_process_that_dies_in_the_middle_of_a_line_is_replaced(renderer, monkeypatch):
    killed = []

    class Killed(WorkerProcess):
        def _receive(self, within_s):
            if hasattr(self, "_up") and not killed:
                killed.append(self.pid)
                os.kill(self.pid, signal.SIGKILL)
            self._up = True
            return super()._receive(within_s)

    monkeypatch.setattr(render, "WorkerProcess", Killed)
    assert renderer.render(LINE).duration_ns > 0
    assert len(killed) == 1
    assert not Path(f"/proc/{killed[0]}").exists()


def test_a_process_that_dies_twice_of_a_line_fails_the_line(renderer, monkeypatch):
    class Killed(WorkerProcess):
        def render(self, *_):
            raise WorkerDied("the process ended")

    monkeypatch.setattr(render, "WorkerProcess", Killed)
    with pytest.raises(SpeechFailed, match="the rendering process died: the process ended"):
        renderer.render(LINE)


def test_a_look_has_a_process_wait_for_the_next_line(renderer):
    for _ in range(2):
        renderer.look()
        assert len(renderer._idle) == 1
    (worker,) = renderer._idle
    os.kill(worker.pid, signal.SIGKILL)
    worker._process.wait()
    renderer.look()
    (other,) = renderer._idle
    assert other.pid != worker.pid
    assert renderer.trouble == ""


def test_a_look_says_that_no_process_starts_and_that_one_does_again(renderer, monkeypatch):
    class Dead(WorkerProcess):
        def _receive(self, _within_s):
            raise WorkerDied("the process ended")

    with monkeypatch.context() as patched:
        patched.setattr(render, "WorkerProcess", Dead)
        renderer.look()
    assert renderer.trouble == "the rendering process does not start: the process ended"
    renderer.look()
    assert renderer.trouble == ""


def test_a_look_beside_lines_that_are_rendered_starts_nothing(renderer):
    for _ in range(2):
        renderer._free.acquire()
    renderer.look()
    assert renderer._idle == []


def test_no_process_is_left_when_it_is_closed(folder):
    with Renderer(folder) as renderer:
        renderer.render_all(LINES)
        pids = [worker.pid for worker in renderer._idle]
    assert pids
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def _cut(path):
    path.write_bytes(path.read_bytes()[:-100])


def _empty(path):
    path.write_bytes(b"")


def _flip(path):
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


@pytest.mark.parametrize("damage", [_cut, _empty, _flip, Path.unlink])
@pytest.mark.parametrize("ending", [".wav", ".json"])
def test_a_damaged_entry_is_rendered_again(renderer, folder, damage, ending):
    sound = renderer.render(LINE)
    whole = sound.path.read_bytes()
    damage(_only(folder, ending))
    assert renderer.cached(LINE) is None
    assert renderer.render(LINE) == sound
    assert sound.path.read_bytes() == whole


def test_an_entry_cut_short_with_its_time_unchanged_is_rendered_again(renderer, folder):
    renderer.render(LINE)
    wav = _only(folder, ".wav")
    stat = wav.stat()
    _cut(wav)
    os.utime(wav, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert renderer.cached(LINE) is None


def test_an_entry_with_another_mark_time_is_rendered_again(renderer, folder):
    renderer.render(LINE)
    entry = _only(folder, ".json")
    text = entry.read_text()
    entry.write_text(text.replace('["bow", 1', '["bow", 2'))
    assert entry.read_text() != text
    assert renderer.cached(LINE) is None


def test_an_entry_that_was_copied_elsewhere_is_still_good(renderer, folder, tmp_path):
    renderer.render(LINE)
    shutil.copytree(folder, tmp_path / "copy", copy_function=shutil.copyfile)
    with Renderer(tmp_path / "copy") as other:
        assert other.cached(LINE).words == renderer.cached(LINE).words


def test_an_older_format_is_rendered_again(renderer, monkeypatch):
    renderer.render(LINE)
    monkeypatch.setattr("moderator.voice.cache.FORMAT", 0)
    assert renderer.cached(LINE) is None


def test_a_cache_that_cannot_be_written_says_so_and_what_to_do(tmp_path):
    (tmp_path / "file").touch()
    with Renderer(tmp_path / "file" / "voice") as renderer, pytest.raises(CannotWrite) as failure:
        renderer.render(LINE)
    assert str(tmp_path / "file" / "voice") in failure.value.message
    assert "XDG_CACHE_HOME" in failure.value.hint
    assert failure.value.exit_code == 2


def test_a_cache_that_is_only_read_is_good_for_what_it_holds(folder, monkeypatch):
    with Renderer(folder) as renderer:
        sound = renderer.render(LINE)
    monkeypatch.setattr("tempfile.mkstemp", None)
    with Renderer(folder) as renderer:
        assert renderer.render(LINE) == sound


def test_the_cache_is_the_users_own(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with Renderer() as renderer:
        assert renderer.render(LINE).path.parent == tmp_path / "moderator" / "voice"


def test_no_speech_engine_says_how_to_install_one(folder, monkeypatch, fresh_search):
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    with pytest.raises(NoSpeechEngine) as failure:
        Renderer(folder).render(LINE)
    assert "pip install espeakng-loader" in failure.value.hint
    assert failure.value.exit_code == 2


def test_no_system_engine_says_how_to_install_one(folder, monkeypatch, fresh_search):
    monkeypatch.setattr(speech_engine, "_library_folders", list)
    with pytest.raises(NoSpeechEngine) as failure:
        Renderer(folder, engine="system")
    assert "apt install libespeak-ng1" in failure.value.hint


def test_a_speech_engine_that_does_not_load_is_none(folder, tmp_path, monkeypatch, fresh_search):
    (tmp_path / "libespeak-ng.so.1").write_bytes(b"not a library")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))
    with Renderer(folder, engine="system") as renderer, pytest.raises(NoSpeechEngine) as failure:
        renderer.render(LINE)
    assert "does not load" in failure.value.message


def test_the_system_engine_is_used_where_asked(folder, monkeypatch, fresh_search):
    bundled = speech_engine.find_engine("bundled")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(bundled.library.parent))
    monkeypatch.setenv("ESPEAK_DATA_PATH", str(bundled.data))
    with Renderer(folder, engine="system") as system, Renderer(folder) as own:
        one, other = system.render(LINE), own.render(LINE)
    assert one.path != other.path
    assert one.path.read_bytes() == other.path.read_bytes()
