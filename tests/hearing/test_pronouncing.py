import pytest

from moderator.hearing.pronouncing import pronunciations

DICTIONARY = {"free": "F R IY", "ski": "S K IY", "fixed": "F IH K S T", "asset": "AE S EH T"}


def ways(word):
    return pronunciations(word, DICTIONARY.get)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Shijingshan", "SH IH JH IH NG SH AA N"),
        ("Kuafu", "K W AA F UW"),
        ("Taozhu", "T AW JH UW"),
        ("Zhongguancun", "JH UH NG G W AA N T S UH N"),
        ("Haidian", "HH AY D Y EH N"),
    ],
)
def test_chinese_names_are_read_syllable_by_syllable(name, said):
    assert ways(name)[0] == said


def test_initialisms_are_spelt_and_read_too():
    assert ways("CCOIC") == ("S IY S IY OW AY S IY", "K OY K")


def test_compounds_are_said_as_their_words():
    assert ways("freeski")[0] == "F R IY S K IY"
    assert ways("fixed-asset")[0] == "F IH K S T AE S EH T"


def test_an_s_is_said_as_it_sounds_after_the_word():
    assert ways("Shijingshan's")[0].endswith("AA N Z")
    assert ways("Brisk's")[0].endswith("K S")
    assert ways("Blanch's")[0].endswith("CH IH Z")


def test_any_word_of_letters_has_a_pronunciation():
    for word in ("Xceleration", "Kuavo", "Llanfairpwll", "rhythm", "q"):
        assert ways(word)


def test_what_has_no_letters_has_none():
    assert ways("--") == ()
