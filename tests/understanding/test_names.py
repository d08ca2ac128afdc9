from __future__ import annotations

import pytest

from questions.candidate import Candidate
from questions.understanding.names import Manners, Part, forms, romanised, unprefixed

MANNERS = Manners(
    frozenset({"de", "la", "van", "der", "al", "o"}), frozenset({"ambassador", "女士"})
)


def of(name: str, family: str | None = None, *aliases: str) -> dict[str, Part]:
    return dict(forms(Candidate("x", name, family, aliases), MANNERS))


def test_a_name_is_found_in_either_order_by_parts_and_by_initials() -> None:
    found = of("Ana María Soto", "Soto")
    assert found["anamariasoto"] is Part.WHOLE
    assert {"sotoana", "anasoto", "mariasoto", "sotoanamaria"} <= found.keys()
    assert found["asoto"] is found["amsoto"] is Part.INITIALED
    assert found["soto"] is Part.FAMILY
    assert found["ana"] is found["maria"] is Part.GIVEN


def test_an_initial_behind_a_given_name_tells_namesakes_apart() -> None:
    assert of("Severin Makoundou")["severinm"] is Part.INITIALED
    assert "annes" not in of("Anne Soto")


def test_particles_may_be_left_out() -> None:
    found = of("Lucía de la Cuesta", "de la Cuesta")
    assert found["delacuesta"] is found["cuesta"] is Part.FAMILY
    assert {"luciacuesta", "luciadelacuesta", "delacuestalucia"} <= found.keys()


def test_a_name_without_a_letter_has_no_form() -> None:
    assert of("!!") == of("", None, "  ", "!!") == {}
    assert of("Ana Soto", "!!", "", "🙂") == of("Ana Soto")


def test_each_half_of_a_double_family_name_is_a_form() -> None:
    found = of("Amara Okonjo-Bassey", "Okonjo-Bassey")
    assert found["okonjo"] is found["bassey"] is Part.FAMILY


def test_a_family_name_may_come_first() -> None:
    found = of("Shen Yulan", "Shen")
    assert found["shen"] is Part.FAMILY
    assert found["yulan"] is Part.GIVEN
    assert found["yulanshen"] is Part.FULL


def test_without_a_family_name_the_last_word_is_taken_for_it() -> None:
    assert of("Piet van der Meulen")["vandermeulen"] is Part.FAMILY
    assert of("Suharto") == {"suharto": Part.FAMILY}


def test_a_title_in_an_alias_is_no_part_of_the_name() -> None:
    assert (
        of("Amara Keïta", "Keïta", "Ambassador Keïta").keys() == of("Amara Keïta", "Keïta").keys()
    )


def test_a_nickname_is_found_whole_only() -> None:
    found = of("Ana Soto", "Soto", "The Iron Fist")
    assert found["theironfist"] is Part.WHOLE
    assert "iron" not in found


def test_a_chinese_name_is_found_whole_by_its_given_name_and_with_a_title() -> None:
    found = of("Shen Yulan", "Shen", "沈玉兰")
    assert found["沈玉兰"] is Part.WHOLE
    assert found["玉兰"] is Part.GIVEN
    assert found["沈女士"] is Part.FAMILY


@pytest.mark.parametrize("inflected", ["соколовская", "соколовской", "соколовскую"])
def test_cyrillic_endings_do_not_matter(inflected: str) -> None:
    assert romanised(inflected) == "sokolovsk"


@pytest.mark.parametrize("written", ["الراشد", "والراشد", "بالراشد"])
def test_arabic_prefixes_do_not_matter(written: str) -> None:
    assert unprefixed(written) == "راشد"
