"""How Mandarin sounds: its marks, its clauses and its length."""

import pytest
from tests.voice import onset_detector

from moderator.voice.line import Line, VoiceSettings
from moderator.voice.mandarin import spoken_mandarin
from moderator.voice.mandarin_estimate import MARGIN, estimate_mandarin_ns
from moderator.voice.render import Renderer

TOLERANCE_S = 0.020
VOICES = ["cmn+f5", "cmn"]
RATE = 200

# Each has its mark after a pause, so that what follows can be heard to start.
MARKED = [
    "下午好。[mark: bow] 我叫夸父。",
    "谢谢。[mark: applaud] 请坐，我们马上继续。",
    "上半年增长7.6%。[mark: nod] 下半年会更好。",
    "请准备。[mark: one] 三。[mark: two] 二。[mark: three] 一。",
    "我们开始吧？[mark: palm] 三位嘉宾已经到了。",
]

LINES = [
    "我叫夸父，是乐聚机器人家族里的人形机器人。今天下午，我先打太极，再回答提问。",
    "2025年上半年，石景山区地区生产总值达到696.6亿元，同比增长7.6%。",
    "2021年到2024年，石景山区出口年均增长2.4%。2024年，出口占进出口总额的65%。",
    "它有394个双边和多边合作机制，覆盖180多个国家和地区，还有30个驻外代表处。",
    "这个问题问得好，还是请人来回答吧。",
    "女士们，先生们，欢迎来到关键产业链发布会，我是本场主持人。",
    "我们有一个简短的技术暂停，请大家留在座位上。",
    "现在是15:32，按计划，我们晚了3分钟。",
]


@pytest.fixture(scope="module")
def renderer(tmp_path_factory):
    with Renderer(tmp_path_factory.mktemp("voice")) as renderer:
        yield renderer


def rendered(renderer, text, voice="cmn+f5"):
    return renderer.render(Line(spoken_mandarin(text, {}), VoiceSettings(voice, RATE)))


@pytest.mark.parametrize("voice", VOICES)
@pytest.mark.parametrize("text", MARKED)
def test_a_mark_is_where_the_next_clause_is_heard_to_start(renderer, text, voice):
    sound = rendered(renderer, text, voice)
    onsets = onset_detector.onsets(sound.path)
    assert sound.marks
    for _, at_ns in sound.marks:
        assert min(abs(at_ns / 1e9 - onset) for onset in onsets) <= TOLERANCE_S


@pytest.mark.parametrize("text", LINES)
def test_every_pause_ends_with_a_clause(renderer, text):
    sound = rendered(renderer, text)
    for onset in onset_detector.onsets(sound.path, after_silence_s=0.15):
        assert min(abs(at_ns / 1e9 - onset) for at_ns, _ in sound.words) <= TOLERANCE_S


@pytest.mark.parametrize("text", LINES)
def test_a_guess_is_within_the_stated_margin_of_the_rendered_length(renderer, text):
    seconds = rendered(renderer, text).duration_ns / 1e9
    assert abs(estimate_mandarin_ns(text, RATE) / 1e9 / seconds - 1) <= MARGIN


def test_a_line_that_says_nothing_takes_no_time():
    assert estimate_mandarin_ns("[mark: bow] ……", RATE) == 0


def test_a_mark_changes_nothing_that_is_heard(renderer):
    plain = rendered(renderer, "下午好。我叫夸父。")
    marked = rendered(renderer, "下午好。[mark: bow]我叫夸父。")
    assert plain.path.read_bytes() == marked.path.read_bytes()


def test_a_name_in_pinyin_is_heard_as_its_characters_are(renderer):
    voice = VoiceSettings("cmn", RATE)
    in_characters = renderer.render(Line("首钢", voice))
    in_pinyin = renderer.render(Line(spoken_mandarin("首钢", {"首钢": "shou3gang1"}), voice))
    assert abs(in_characters.duration_ns - in_pinyin.duration_ns) < 50_000_000
