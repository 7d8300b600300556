import pytest

from moderator.voice.sentences import first_sentence


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("It is {weather.temperature}. Take a coat.", "It is {weather.temperature}."),
        ("The growth was 7.6 % in 2024. That is a lot.", "The growth was 7.6 % in 2024."),
        ("Really, is that so? I did not know.", "Really, is that so?"),
        ("She said “come in.” Then she left.", "She said “come in.”"),
        ("今年上半年经济增长百分之七点六。谢谢大家。", "今年上半年经济增长百分之七点六。"),
        ("Our speaker is Mr. Ji Pengfei. Welcome.", "Our speaker is Mr. Ji Pengfei."),
        ("Here is John F. Kennedy of Boston. Welcome.", "Here is John F. Kennedy of Boston."),
        ("Yes. It has grown every year. Steadily.", "Yes. It has grown every year."),
        ("[mark: nod] Good afternoon, all. Sit down.", "[mark: nod] Good afternoon, all."),
    ],
)  # fmt: skip
def test_the_first_sentence_is_cut_off(text, first):
    assert first_sentence(text) == (first, text.removeprefix(first).strip())


@pytest.mark.parametrize(
    "text",
    [
        "It is {weather.temperature}, as of {weather.as_of}.",
        "One sentence without an end",
        "Well … and so on",
        "See version 2.0 of it.",
    ],
)
def test_a_line_of_one_sentence_is_left_whole(text):
    assert first_sentence(text) == (text, "")
