import pytest

from moderator.hearing.grammar import grammar


def test_what_was_said_is_the_question_as_it_was_written():
    made = grammar(["What is CCOIC?", "How's the GDP?"])
    assert made.question("what is ccoic") == "What is CCOIC?"
    assert made.question("how's the gdp") == "How's the GDP?"


@pytest.mark.parametrize("lead", ["and", "tell us", "please"])
def test_a_word_before_a_question_is_no_part_of_it(lead):
    assert grammar(["Who are you?"]).question(f"{lead} who are you") == "Who are you?"


def test_whom_one_question_calls_by_name_may_be_called_before_all():
    made = grammar(["Kuafu, who are you?", "Who is late?"])
    assert made.question("so kuafu who is late") == "Who is late?"
    assert "kuafu" in made.jsgf.split("<question> =")[0]


@pytest.mark.parametrize("said", ["", "who are", "what is the gdp", "and", "robot who are you"])
def test_what_is_no_question_of_the_shows_is_none(said):
    assert grammar(["Who are you?"]).question(said) == ""


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Since 2020?", "since twenty twenty"),
        ("Since 2020?", "since two thousand and twenty"),
        ("All 24 forms?", "all twenty four forms"),
        ("Is it 6.5%?", "is it six point five percent"),
    ],
)
def test_figures_are_said_in_words(written, said):
    made = grammar([written])
    assert made.question(said) == written
    assert said in made.jsgf


def test_a_question_with_many_figures_has_few_ways_to_be_said():
    assert len(grammar([" ".join(str(year) for year in range(1900, 1950))]).questions) <= 16


def test_a_question_in_another_script_is_left_out():
    made = grammar(["石景山的GDP是多少？", "Who are you?", "?"])
    assert list(made.questions.values()) == ["Who are you?"]


def test_accents_are_none_of_the_words():
    assert grammar(["Where is the café?"]).question("where is the cafe") == "Where is the café?"


def test_words_keep_their_capitals_for_who_pronounces_them():
    assert grammar(["What is CCOIC?"]).written["ccoic"] == "CCOIC"
