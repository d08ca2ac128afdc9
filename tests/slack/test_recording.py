"""Recording what a candidate answered: a minute's work, and nothing typed is lost."""

from __future__ import annotations

from storage.queues import read_drafts
from tests.slack.conftest import Workspace, member_of
from tests.slack.steps import (
    LETTER,
    SUBMIT,
    choose_place,
    filled_anew,
    open_form,
    published,
    record,
    submission,
)


async def drafts(workspace: Workspace) -> list[tuple[str, str]]:
    async with workspace.desk.database.reading() as connection:
        found = await read_drafts(connection, member_of(workspace.ada), limit=50)
    return [(each.candidate_id, each.question_id) for each in found]


async def test_a_response_is_recorded_and_submitted_from_one_modal(workspace: Workspace) -> None:
    done = await record(workspace.ada)
    assert done.errors == {}
    assert done.view is not None
    assert "submitted for review" in done.view.words
    card = await submission(workspace)
    assert "Tomás Rivera" in card.words
    assert "Amnesty International" in card.words
    assert card.labels == ["Approve", "Request changes", "Reject"]
    assert await published(workspace.desk.database, "c02", "7.1.1") is None


async def test_faults_are_told_at_their_fields_and_nothing_typed_is_lost(
    workspace: Workspace,
) -> None:
    ada = workspace.ada
    form = await choose_place(ada, await open_form(ada), "Lin Wei", "7.1.1")
    refused = await ada.submit(
        form, {"Their words": "Yes.", "Said on": "2999-01-01", "Address": "ftp://example.org"}
    )
    told = {field.partition("~")[0]: reason for field, reason in refused.errors.items()}
    assert told == {
        "said_on": "Lies in the future.",
        "source.0.url": "Must be a whole web address: https://….",
    }
    assert refused.view is not None
    done = await ada.submit(refused.view, {"Said on": "2026-05-20", "Address": "https://a.example"})
    assert done.errors == {}
    assert await drafts(workspace) == [("c04", "7.1.1")]


async def test_a_response_without_words_or_source_is_sent_back_to_its_fields(
    workspace: Workspace,
) -> None:
    form = await choose_place(workspace.ada, await open_form(workspace.ada), "Lin Wei", "7.1.1")
    refused = await workspace.ada.submit(form, {"Said on": "2026-05-20"})
    assert {field.partition("~")[0] for field in refused.errors} == {"quote.0", "source.0.url"}
    assert await drafts(workspace) == []


async def test_a_decline_needs_no_words(workspace: Workspace) -> None:
    typed = {"What did they do?": "They declined to answer", **LETTER, **SUBMIT}
    del typed["Their words"]
    await record(workspace.ada, typed=typed)
    assert "They declined to answer" in (await submission(workspace, "R-")).words


async def test_one_letter_answers_question_after_question(workspace: Workspace) -> None:
    ada = workspace.ada
    following = {"And then": "Save, and go on to the next question of this letter"}
    done = await record(ada, "Lin Wei", "7.1.1", LETTER | following)
    assert done.view is not None
    assert "*7.2.1*" in done.view.words
    done = await ada.submit(done.view, {"Their words": "A fair share for everybody."})
    assert done.view is not None
    assert "*7.3.1*" in done.view.words
    assert await drafts(workspace) == [("c04", "7.1.1"), ("c04", "7.2.1")]
    async with workspace.desk.database.reading() as connection:
        first, second = await read_drafts(connection, member_of(ada), limit=2)
    assert second.content.statement.sources == first.content.statement.sources
    assert second.content.statement.said_on == first.content.statement.said_on


async def test_what_is_on_record_is_offered_as_a_new_revision(workspace: Workspace) -> None:
    ada = workspace.ada
    form = await choose_place(ada, await open_form(ada), "Amara Okonkwo", "8.1.1")
    assert "This is on record" in form.words
    refused = await ada.submit(form, LETTER | SUBMIT)
    assert refused.view is not None
    assert "answered on record already" in refused.view.words
    assert refused.view.values["quote.0~0"]["quote.0"]["value"] == LETTER["Their words"]
    await ada.press(refused.view, "Fill in what stands")
    filled = await filled_anew(workspace, ada)
    quote = next(field for field in filled.values if field.startswith("quote.0"))
    assert filled.values[quote]["quote.0"]["value"] == "I will work for abolition everywhere."
    fixed = {"Their words": "I shall work for abolition everywhere."}
    await ada.submit(filled, fixed | SUBMIT | {"What does this change?": "Typo fixed"})
    card = await submission(workspace, "typo fixed")
    assert "~will~*shall*" in card.words.replace("\u200b", "")


async def test_saving_what_stands_already_changes_nothing(workspace: Workspace) -> None:
    ada = workspace.ada
    form = await choose_place(ada, await open_form(ada), "Amara Okonkwo", "8.1.1")
    await ada.press(form, "Fill in what stands")
    filled = await filled_anew(workspace, ada)
    refused = await ada.submit(filled, {"What does this change?": "Correction"})
    assert list(refused.errors.values()) == ["This says what is on record already."]


async def test_the_same_words_twice_are_asked_about(workspace: Workspace) -> None:
    ada = workspace.ada
    await record(ada, "Lin Wei", "7.1.1", LETTER)
    asked = await record(ada, "Lin Wei", "7.2.1", LETTER)
    assert asked.view is not None
    assert "The same words are recorded as R-" in asked.view.words
    assert await drafts(workspace) == [("c04", "7.1.1")]
    anyway = {"This seems to be there already": ["I have looked: record it all the same"]}
    await ada.submit(asked.view, anyway)
    assert await drafts(workspace) == [("c04", "7.1.1"), ("c04", "7.2.1")]


async def test_two_people_recording_the_same_are_told_of_each_other(workspace: Workspace) -> None:
    await record(workspace.ada, "Lin Wei", "7.1.1", LETTER)
    form = await open_form(workspace.ben)
    form = await choose_place(workspace.ben, form, "Lin Wei", "7.1.1")
    assert f"<@{workspace.ada.id}> has it as draft" in form.words
    asked = await workspace.ben.submit(form, LETTER | {"Their words": "Something else."})
    assert asked.view is not None
    assert "somebody has it as a draft" in asked.view.words


async def test_a_draft_is_edited_until_it_is_submitted(workspace: Workspace) -> None:
    ada = workspace.ada
    await record(ada, typed=LETTER)
    await ada.open_home()
    home = await ada.sees_home("first record · draft")
    await ada.press(home, "Edit")
    form = await ada.sees("Edit your draft", containing="Their words")
    await ada.submit(form, {"Their words": "I will abolish it here, too."} | SUBMIT)
    card = await submission(workspace, "I will abolish it here, too.")
    assert "R-" in card.words
    forged = await ada.press(home, "Edit", forged={"value": "999"})
    assert forged.acked
    assert "There is no such response" in (await ada.sees("For you alone")).words


async def test_a_private_letter_needs_a_file_in_place_of_an_address(workspace: Workspace) -> None:
    ada = workspace.ada
    letter = {
        "Their words": "Between us: yes.",
        "Said on": "2026-05-20",
        "Source": "Private letter",
        "Publisher": "Amnesty's archive",
        "Place in it": "Box 12",
    }
    refused = await record(ada, "Lin Wei", "7.1.1", letter)
    assert list(refused.errors.values()) == [
        "A private letter without an address needs a copy: add a file."
    ]


async def test_a_message_is_recorded_with_a_link_to_it(workspace: Workspace) -> None:
    said = await workspace.ben.says("“We will ratify it.” — L. Wei & co", workspace.review)
    await workspace.ada.message_shortcut("record_message", said)
    form = await workspace.ada.sees("Record a response", containing="Their words")
    held = {key.partition("~")[0]: value for key, value in form.values.items()}
    assert held["quote.0"]["quote.0"]["value"] == "“We will ratify it.” — L. Wei & co"
    assert held["source.0.url"]["source.0.url"]["value"].startswith("https://")


async def test_who_has_no_role_opens_nothing_and_records_nothing(workspace: Workspace) -> None:
    await workspace.guest.command("/hustings", "record")
    told = await workspace.guest.sees("For you alone")
    assert "role staff" in told.words


async def test_a_role_taken_away_while_the_modal_is_open_ends_what_it_may_do(
    workspace: Workspace,
) -> None:
    ada = workspace.ada
    form = await choose_place(ada, await open_form(ada), "Lin Wei", "7.1.1")
    await workspace.cleo.command("/hustings", "people")
    people = await workspace.cleo.sees("People and roles", containing="Roles")
    await workspace.cleo.choose(people, "Who", ada.id)
    people = await workspace.cleo.sees(
        "People and roles", containing="Amnesty International: staff"
    )
    await workspace.cleo.submit(people, {"Roles": []})
    refused = await ada.submit(form, LETTER)
    assert refused.view is not None
    assert "role staff" in refused.view.words
    assert await drafts(workspace) == []


async def test_a_draft_is_the_authors_own_however_its_id_is_forged(workspace: Workspace) -> None:
    ada, ben = workspace.ada, workspace.ben
    await record(ada, typed=LETTER)
    async with workspace.desk.database.reading() as connection:
        (draft,) = await read_drafts(connection, member_of(ada), limit=1)
    await record(ben, "Lin Wei", "7.1.1", LETTER)
    await ben.open_home()
    home = await ben.sees_home("first record · draft")
    await ben.press(home, "Edit", forged={"value": str(draft.id)})
    assert "role" in (await ben.sees("For you alone")).words
    async with workspace.desk.database.reading() as connection:
        assert await read_drafts(connection, member_of(ada), limit=5) == [draft]


async def test_a_changed_reading_needs_no_name_of_its_own(workspace: Workspace) -> None:
    ada = workspace.ada
    form = await choose_place(ada, await open_form(ada), "Amara Okonkwo", "8.1.1")
    await ada.press(form, "Fill in what stands")
    filled = await filled_anew(workspace, ada)
    done = await ada.submit(filled, {"Our reading": "Unclear"} | SUBMIT)
    assert done.errors == {}
    card = await submission(workspace, "new reading")
    assert "Commits to what is asked → unclear" in card.words or "→ unclear" in card.words


async def test_what_was_retracted_comes_on_record_again_as_an_answer_of_its_own(
    workspace: Workspace,
) -> None:
    ada = workspace.ada
    form = await choose_place(ada, await open_form(ada), "Amara Okonkwo", "8.1.1")
    await ada.press(form, "Retract it…")
    asked = await ada.sees("Retract a response", containing="Supporters read this")
    await ada.submit(asked, {"Reason": "It was never said."})
    card = await submission(workspace, "What stands now, and would be gone")
    assert "I will work for abolition everywhere." in card.words
    await workspace.ben.press(card, "Approve")
    await submission(workspace, "\n:white_check_mark: Approved by")
    form = await choose_place(ada, await open_form(ada), "Amara Okonkwo", "8.1.1")
    assert "was retracted" in form.words
    assert "Retract it…" not in form.labels
    done = await ada.submit(form, LETTER | SUBMIT)
    assert done.errors == {}
    await submission(workspace, LETTER["Their words"])


async def test_a_second_retraction_waits_for_the_first(workspace: Workspace) -> None:
    ada = workspace.ada
    for reason in ("It was never said.", "It was never said, I say."):
        form = await choose_place(ada, await open_form(ada), "Amara Okonkwo", "8.1.1")
        await ada.press(form, "Retract it…")
        asked = await ada.sees("Retract a response", containing="Supporters read this")
        done = await ada.submit(asked, {"Reason": reason})
        if done.view is not None:
            await ada.close(done.view, whole=True)
    assert "is about the same" in next(iter(done.errors.values()))


async def test_a_refusal_to_answer_has_no_reading(workspace: Workspace) -> None:
    typed = LETTER | {
        "What did they do?": "They declined to answer",
        "Our reading": "Opposes what is asked",
    }
    refused = await record(workspace.ada, typed=typed)
    assert [field.partition("~")[0] for field in refused.errors] == ["stance"]


async def test_links_and_names_in_a_message_are_recorded_as_they_are_read(
    workspace: Workspace,
) -> None:
    said = await workspace.ben.says(
        "We will <https://x.example|ratify> it &amp; more: <https://y.example>", workspace.review
    )
    await workspace.ada.message_shortcut("record_message", said)
    form = await workspace.ada.sees("Record a response", containing="supporters cannot open")
    held = {key.partition("~")[0]: value for key, value in form.values.items()}
    quote = held["quote.0"]["quote.0"]["value"]
    assert quote == "We will ratify it & more: https://y.example"
