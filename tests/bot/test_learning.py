"""What was not understood becomes an alias, in force without a restart, and misleads nothing."""

from __future__ import annotations

import gc
from collections.abc import AsyncIterator
from pathlib import Path
from weakref import ref

import pytest

from bot import talk
from bot.actions.learn import read_unresolved, teach_alias, teach_name, teach_phrase
from bot.desk import Desk
from bot.turn import Chat
from bot.words import read_words
from questions.errors import HustingsError, InvalidInput, UnknownCandidate, UnknownTopic
from questions.request import Intent, Request
from questions.understanding.phrase import Kind, Phrase
from questions.understanding.resolution import Behaviour, Resolution
from questions.understanding.resolve import resolve
from storage.database import Database
from tests.samples import stock


@pytest.fixture
async def desk(sqlite_url: str, tmp_path: Path) -> AsyncIterator[Desk]:
    database = Database(sqlite_url)
    await stock(database, tmp_path)
    yield Desk(database)
    await database.close()


async def say(desk: Desk, said: str) -> str:
    """Say something, let its effects be done, and return the first line of the card."""
    turn = await talk.say(desk, read_words(), Chat(id=1), said)
    async with desk.database.writing() as connection:
        for effect in turn.effects:
            await effect(connection)
    return "".join(run.text for run in turn.card.blocks[0].runs)


async def look_again(desk: Desk) -> None:
    """Let half a second pass, as far as the desk can tell."""
    desk._looked -= 1


async def test_a_text_becomes_an_alias_and_is_understood_at_once(desk: Desk) -> None:
    await say(desk, "flumper crinkles")
    assert [each.text for each in await read_unresolved(desk.database, 10)] == ["flumper crinkles"]
    await teach_alias(desk.database, "8", "en", "flumper crinkles", actor="test")
    await look_again(desk)
    assert await say(desk, "flumper crinkles") == "8 Death penalty"
    assert await read_unresolved(desk.database, 10) == []


async def test_a_catalogue_that_was_followed_by_another_is_let_go(desk: Desk) -> None:
    await say(desk, "flumper crinkles")
    former = ref(await desk.catalogue())
    await teach_alias(desk.database, "8", "en", "flumper crinkles", actor="test")
    await look_again(desk)
    await say(desk, "flumper crinkles")
    gc.collect()
    assert former() is None


async def test_a_candidate_gets_another_name(desk: Desk) -> None:
    await teach_name(desk.database, "c01", "Mama Flumper", actor="test")
    await look_again(desk)
    assert await say(desk, "mama flumper death penalty") == "Amara Okonkwo"


async def test_a_phrase_asks_for_something_from_now_on(desk: Desk) -> None:
    catalogue = await desk.catalogue()
    assert resolve("gimme flumpers", catalogue).behaviour is not Behaviour.ANSWER
    phrase = Phrase("list_candidates", "en", "gimme flumpers")
    asked = await teach_phrase(desk.database, phrase, actor="test")
    assert asked == Resolution(Behaviour.ANSWER, Request(Intent.LIST_CANDIDATES))
    await look_again(desk)
    assert await say(desk, "gimme flumpers") == (
        "Candidates for Secretary-General of the United Nations"
    )


@pytest.mark.parametrize(
    ("target", "text", "error"),
    [
        ("8", "refugees", InvalidInput),
        ("8", "okonkwo", InvalidInput),
        ("8", "the", InvalidInput),
        ("8", "", InvalidInput),
        ("8", "x" * 100, InvalidInput),
        ("99", "flumper", UnknownTopic),
    ],
)
async def test_words_that_mean_something_or_nothing_already_are_refused(
    desk: Desk, target: str, text: str, error: type[HustingsError]
) -> None:
    with pytest.raises(error):
        await teach_alias(desk.database, target, "en", text, actor="test")


async def test_a_phrase_that_would_mislead_is_refused_with_what_it_misleads(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="refugees"):
        await teach_phrase(desk.database, Phrase(Kind.EXCEPT, "en", "refugees"), actor="test")


@pytest.mark.parametrize(
    ("phrase", "why"),
    [
        (Phrase(Intent.LIST_CANDIDATES, "en", "list the candidates"), "list_candidates already"),
        (Phrase(Kind.GREETING, "en", "hello"), "understood as greeting already"),
        (Phrase(Intent.LIST_CANDIDATES, "zh", "flumper"), "nothing would change"),
        (Phrase(Intent.WHO_SUPPORTS, "en", "who is for abolition"), "understood already"),
    ],
)
async def test_a_phrase_that_changes_nothing_or_hides_what_it_says_is_refused(
    desk: Desk, phrase: Phrase, why: str
) -> None:
    with pytest.raises(InvalidInput, match=why):
        await teach_phrase(desk.database, phrase, actor="test")


async def test_what_a_phrase_does_only_beside_other_words_is_not_asked_by_itself(
    desk: Desk,
) -> None:
    phrase = Phrase(Kind.PLACE, "en", "Narnia")
    assert await teach_phrase(desk.database, phrase, actor="test") is None


async def test_a_language_in_which_nothing_is_understood_is_refused_with_the_others_named(
    desk: Desk,
) -> None:
    known = "“xx” is no language known here; there are ar, en, es, fr, ru, zh"
    with pytest.raises(InvalidInput, match=known):
        await teach_alias(desk.database, "8", "xx", "flumper crinkles", actor="test")
    with pytest.raises(InvalidInput, match=known):
        await teach_phrase(desk.database, Phrase(Kind.FILLER, "xx", "flumper"), actor="test")


async def test_an_unknown_candidate_gets_no_name(desk: Desk) -> None:
    with pytest.raises(UnknownCandidate):
        await teach_name(desk.database, "c99", "Flumper", actor="test")


async def test_a_name_that_is_somebodys_is_refused(desk: Desk) -> None:
    with pytest.raises(InvalidInput):
        await teach_name(desk.database, "c01", "Rivera", actor="test")


@pytest.mark.parametrize("text", ["", "   ", "🙂", "!!", "x" * 300])
async def test_a_name_or_a_phrase_without_a_word_is_refused(desk: Desk, text: str) -> None:
    with pytest.raises(InvalidInput):
        await teach_name(desk.database, "c01", text, actor="test")
    with pytest.raises(InvalidInput):
        await teach_phrase(desk.database, Phrase(Kind.FILLER, "en", text), actor="test")
