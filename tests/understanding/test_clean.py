from __future__ import annotations

import pytest

from questions.understanding.clean import HEAD, TAIL, clean, split, words


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Łukasz Ødegård Işık", "lukasz odegard isik"),
        ("Ｉｂáñｅｚ", "ibanez"),
        ("o’farrelly oʼfarrelly", "o'farrelly o'farrelly"),
        ("re\u200bfu\u200fgees", "refugees"),
        ("\ud800okonkwo\udfff", "okonkwo"),
        ("е\u0301ль ёлка", "ель елка"),
        ("Йод и\u0306од", "йод йод"),
        ("الإعدامُ", "الاعدام"),
        ("الأولوية ٨ ۸", "الاولويه 8 8"),
        ("<b>Sundari</b> on", " sundari  on"),
    ],
)
def test_texts_are_compared_without_case_accents_and_format(written: str, compared: str) -> None:
    assert clean(written) == compared


def test_native_scripts_stay_native() -> None:
    assert clean("死刑 смерть 김민준") == "死刑 смерть 김민준"


def test_of_a_long_text_head_and_tail_are_kept() -> None:
    cleaned = clean("start " + "x" * 5000 + " end")
    assert cleaned.startswith("start")
    assert cleaned.endswith("end")
    assert len(cleaned) <= HEAD + TAIL + 1


def test_chinese_characters_are_words_of_one_each_and_dotted_numbers_stay_whole() -> None:
    assert split("问8.1.1死刑?") == ("问", "8.1.1", "死", "刑")


def test_a_comma_parts_words_and_a_hyphen_does_not() -> None:
    assert words("ana, al-rashid's").pauses == (False, True, False, False)


def test_an_underscore_is_no_letter() -> None:
    assert split("so_far") == ("so", "far")
