import pytest

from moderator.journal.captions.alignment import heard_words


def told(text, spoken):
    """Each word as written, with the spoken word at whose time it stands."""
    words = spoken.split()
    times = [300 * number for number in range(len(words))]
    heard = heard_words(text, spoken, times, 300 * len(words))
    return [(word.text, words[word.at_ms // 300]) for word in heard]


def test_words_that_are_spoken_as_written_have_their_own_times():
    assert told("Good afternoon, all.", "Good afternoon, all.") == [
        ("Good", "Good"), ("afternoon,", "afternoon,"), ("all.", "all."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "spoken", "at"),
    [
        (
            "It reached 69.66 billion yuan, +7.6 % a year.",
            "It reached sixty-nine point six six billion yuan, up seven point six per cent a year.",
            {"69.66": "sixty-nine", "billion": "billion", "+7.6 %": "up", "year.": "year."},
        ),
        (
            "Here is Ji Pengfei, General Manager (“Tongli”).",
            "Here is Jee Pung-fay, General Manager, Tongli.",
            {"Ji": "Jee", "Pengfei,": "Pung-fay,", "(“Tongli”).": "Tongli."},
        ),
        (
            "On 10 September 2025, $960 million came in.",
            "On the tenth of September twenty twenty-five, nine hundred and sixty million came in.",
            {"10": "the", "2025,": "twenty", "$960": "nine", "came": "came"},
        ),
        (
            "The Convention/Exhibition Society.",
            "The Convention and Exhibition Society.",
            {"Convention/": "Convention", "Exhibition": "Exhibition"},
        ),
        ("CCOIC has 30 offices.", "C C O I C has thirty offices.", {"CCOIC": "C", "30": "thirty"}),
    ],
)  # fmt: skip
def test_what_is_spoken_otherwise_begins_where_it_is_heard(text, spoken, at):
    assert at.items() <= dict(told(text, spoken)).items()


def test_of_mandarin_each_phrase_begins_at_its_time_and_signs_go_with_what_they_belong_to():
    spoken = "女士们， 先生们： 上半年达到六百九十六点六亿元。"
    heard = heard_words("女士们，“先生们”：上半年达到696.6亿元。", spoken, [100, 900, 1800], 5000)
    assert [word.text for word in heard[:6]] == ["女", "士", "们，", "“先", "生", "们”："]
    assert [word.at_ms for word in heard if word.known] == [100, 900, 1800]
    figure = next(word for word in heard if word.text == "696.6")
    assert 2900 <= figure.at_ms <= 3600


def test_times_never_go_back_and_no_word_is_lost_or_made_up():
    for text in ("", "—", "“—” 5 % !", "a-b/c (d) 1:9 …", "《科幻》 show 2025年", "x" * 500):
        heard = heard_words(text, "the spoken words of it", [0, 100, 200, 300, 400], 1000)
        times = [word.at_ms for word in heard]
        assert times == sorted(times)
        letters = "".join(filter(str.isalnum, text))
        assert "".join(filter(str.isalnum, "".join(word.text for word in heard))) == letters


@pytest.mark.parametrize("times", [[], [0], list(range(50))])
def test_a_line_whose_times_do_not_fit_is_shared_out(times):
    heard = heard_words("One two three four.", "One two three four.", times, 2000)
    assert [word.at_ms for word in heard] == [0, 500, 1000, 1500]
    assert not any(word.known for word in heard)


def test_what_is_not_spoken_at_all_stands_where_what_is_beside_it_is_heard():
    assert told("Thank you all all.", "Thank you all.")[-2:] == [("all", "all."), ("all.", "all.")]
    assert told("Well, thank you.", "thank you.")[0] == ("Well,", "thank")
