"""Composing in Slack: the modal, whom it goes to, its faults; nothing typed is lost."""

from __future__ import annotations

from sqlalchemy import update

from bot.actions import broadcasts
from questions.broadcast import Ambiguity, Audience, Draft, Link
from storage import supporters
from storage.tables import broadcasts as table
from tests.broadcasts.sending import add_supporters
from tests.emulators.telegram import TelegramEmulator
from tests.slack.conftest import Organizers
from tests.slack.organizing import NEWS, NEWS_TEXT, TITLE, compose, open_form, start


async def test_the_global_shortcut_opens_the_modal(organizers: Organizers) -> None:
    await organizers.dora.shortcut("broadcast")
    opened = await organizers.dora.sees(TITLE, containing="Who gets it.")
    assert opened.callback_id == "compose"


async def test_the_number_of_recipients_follows_whom_it_goes_to(organizers: Organizers) -> None:
    database = organizers.workspace.desk.database
    await add_supporters(database, 4)
    chats = await add_supporters(database, 3, first=5, language="fr")
    async with database.writing() as connection:
        await supporters.follow(connection, chats[0], "priority", "8", language="fr")
        await supporters.follow(connection, 1_000_001, "candidate", "c01", language="en")
    dora = organizers.dora
    form = await open_form(dora)
    assert "*7 people*" in form.words
    await dora.choose(form, "Followers of priorities", ["8"])
    form = await dora.sees(TITLE, containing="*1 person*")
    await dora.choose(form, "Followers of candidates", ["Amara Okonkwo"])
    form = await dora.sees(TITLE, containing="*2 people*")
    await dora.choose(form, "Readers of languages", ["fr"])
    form = await dora.sees(TITLE, containing="*1 person*")
    await dora.submit(form, NEWS)
    card = await organizers.card("followers of 8 ")
    assert "Amara Okonkwo, readers of French" in card.words
    expected = Audience(("8",), ("c01",), ("fr",))
    assert (await organizers.draft()).draft.audience == expected


async def test_a_correction_goes_to_those_who_got_what_it_corrects(
    organizers: Organizers, telegram: TelegramEmulator
) -> None:
    telegram.crowd(2)
    await add_supporters(organizers.workspace.desk.database, 2)
    await start(organizers)
    await organizers.card("B-1 · update · done")
    await add_supporters(organizers.workspace.desk.database, 4, first=70)
    form = await open_form(organizers.dora)
    assert "*6 people*" in form.words
    await organizers.dora.choose(form, "Corrects an earlier broadcast", "1")
    form = await organizers.dora.sees(TITLE, containing="*2 people*")
    await organizers.dora.submit(form, NEWS)
    await organizers.card("exactly those who got B-1")
    assert (await organizers.draft(2)).draft.of == 1


async def test_faults_are_told_at_their_fields_and_nothing_typed_is_lost(
    organizers: Organizers,
) -> None:
    dora = organizers.dora
    form = await open_form(dora)
    await dora.press(form, "Add a language")
    form = await dora.sees(TITLE, containing="Another language")
    typed = NEWS | {"language.1": "en", "text.1.0": "Again", "start_day": "2099-12-01"}
    refused = await dora.submit(form, typed)
    assert refused.errors == {
        "language.1": "There is a text in this language already.",
        "start_time": "Choose a time, too, or neither.",
    }
    assert refused.view is not None
    wrong = {
        "language.1": "fr",
        "url.0": "example.org",
        "start_time": "10:00",
        "expiry_day": "2099-11-30",
        "expiry_time": "10:00",
    }
    refused = await dora.submit(refused.view, wrong)
    assert refused.errors == {
        "label.0": "The button to example.org has no label.",
        "url.0": "The button “” needs an address that begins with https://.",
        "expiry_day": "It would expire before it starts.",
    }
    assert refused.view is not None
    right = {"label.0": "Read", "url.0": "https://example.org", "expiry_day": "2099-12-02"}
    done = await dora.submit(refused.view, right | {"ambiguity": "hold"})
    assert done.errors == {}
    draft = (await organizers.draft()).draft
    assert (draft.texts, draft.fallback) == ({"en": NEWS["text.0.0"], "fr": "Again"}, "en")
    assert (draft.links, draft.ambiguity) == (
        (Link("Read", "https://example.org"),),
        Ambiguity.HOLD,
    )
    assert f"{draft.start_at:%d %H:%M} {draft.expires_at:%d %H:%M}" == "01 10:00 02 10:00"


async def test_times_that_are_past_are_told_at_their_fields(organizers: Organizers) -> None:
    past = {
        "start_day": "2026-01-02",
        "start_time": "10:00",
        "expiry_day": "2026-01-03",
        "expiry_time": "10:00",
    }
    refused = await compose(organizers.dora, past)
    assert refused.errors == {
        "start_day": "It would start at 2026-01-02 10:00 UTC, which is past.",
        "expiry_day": "It would expire at 2026-01-03 10:00 UTC, which is past.",
    }
    assert refused.view is not None
    coming = {"start_day": "2099-01-02", "expiry_day": "2099-01-03"}
    assert (await organizers.dora.submit(refused.view, coming)).errors == {}
    kept = (await organizers.draft()).draft
    assert (kept.texts, kept.start_at.year) == (NEWS_TEXT, 2099)


async def test_a_text_longer_than_a_field_is_edited_without_loss(organizers: Organizers) -> None:
    database = organizers.workspace.desk.database
    long = " \n".join(["eleven word"] * 280)
    await broadcasts.compose(database, Draft({"en": long}), actor="operator:ann")
    await organizers.dora.press(await organizers.card("B-1 · update · draft"), "Edit")
    form = await organizers.dora.sees("Change the words", containing="Who gets it.")
    assert (await organizers.dora.submit(form)).errors == {}
    kept = await organizers.draft()
    assert (kept.version, kept.draft.texts["en"]) == (2, long)


async def test_what_a_draft_names_and_there_is_no_more_is_not_dropped_by_an_edit(
    organizers: Organizers,
) -> None:
    database = organizers.workspace.desk.database
    audience = Audience(("8",), ("c01",))
    await broadcasts.compose(database, Draft(NEWS_TEXT, audience=audience), actor="operator:ann")
    async with database.writing() as connection:
        gone = {"priorities": ["99"], "candidates": ["nobody"], "languages": []}
        await connection.execute(update(table).values(audience=gone))
    await organizers.dora.press(await organizers.card("followers of 99 and nobody"), "Edit")
    form = await organizers.dora.sees("Change the words", containing="Who gets it.")
    refused_ = await organizers.dora.submit(form)
    assert refused_.view is not None
    assert "no such priority" in refused_.view.words
    assert (await organizers.draft()).version == 1


async def test_an_edit_of_what_somebody_else_has_edited_loses_neither(
    organizers: Organizers,
) -> None:
    await compose(organizers.dora)
    card = await organizers.card("B-1 · update · draft")
    await organizers.ed.press(card, "Edit")
    late = await organizers.ed.sees("Change the words", containing="Who gets it.")
    await organizers.dora.press(card, "Edit")
    form = await organizers.dora.sees("Change the words", containing="Who gets it.")
    await organizers.dora.submit(form, {"text.0.0": "Dora's words"})
    refused = await organizers.ed.submit(late, {"text.0.0": "Ed's words"})
    assert refused.view is not None
    assert "changed since you read it" in refused.view.words
    await organizers.ed.close(refused.view)
    assert "Ed's words" in str((await organizers.ed.sees("Change the words")).values)
    assert (await organizers.draft()).draft.texts == {"en": "Dora's words"}


async def test_a_submission_delivered_again_keeps_one_draft(organizers: Organizers) -> None:
    done = await compose(organizers.dora)
    slack = organizers.workspace.slack
    again = await slack.acknowledged(await slack.replay(done.delivery))
    assert again.ack is not None
    assert "nothing was saved twice" in str(again.ack)
    found = await broadcasts.read_latest(organizers.workspace.desk.database)
    assert [each.id for each in found] == [1]


async def test_no_text_of_a_broadcast_pings_anybody(organizers: Organizers) -> None:
    await compose(organizers.dora, {"text.0.0": "<!here> <@U00000002> *bold*"})
    card = await organizers.card("B-1 · update · draft")
    assert card.pings == [f"<@{organizers.dora.id}>"]
