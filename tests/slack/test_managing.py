"""Putting questions, candidates, people, App Home, teaching: all through their modals."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select

from bot.slack.service import SlackSettings
from storage.audit import read_entries
from storage.members import read_member
from storage.reports import read_reports, report_error
from storage.responses import read_puttings
from storage.tables import candidates
from storage.unresolved import most_asked
from tests.slack.conftest import Workspace, grant_role, member_of
from tests.slack.steps import LETTER, filled_anew, record


async def put_on_record(workspace: Workspace, candidate: str, question: str) -> date | None:
    place = (candidate, question)
    async with workspace.desk.database.reading() as connection:
        found = await read_puttings(connection, [place])
    return found[place].due_on if place in found else None


async def test_one_question_is_put_to_everybody_on_one_date(workspace: Workspace) -> None:
    ada = workspace.ada
    await ada.command("/hustings", "put")
    form = await ada.sees("Questions were put", containing="The fair way")
    typed = {"Which question": "5.1.1", "Put on": "2026-06-01", "Answer due by": "2026-07-01"}
    done = await ada.submit(form, typed)
    assert done.view is not None
    assert "3 of 3 are new or changed." in done.view.words
    for candidate in ("c01", "c02", "c03"):
        assert await put_on_record(workspace, candidate, "5.1.1") == date(2026, 7, 1)
    assert await put_on_record(workspace, "c04", "5.1.1") is None


async def test_a_due_date_before_the_putting_is_told_at_its_field(workspace: Workspace) -> None:
    ada = workspace.ada
    await ada.command("/hustings", "put")
    form = await ada.sees("Questions were put", containing="The fair way")
    typed = {"Which question": "5.1.1", "Put on": "2026-06-01", "Answer due by": "2026-05-01"}
    refused = await ada.submit(form, typed)
    assert refused.errors == {"due_on": "Is before put_on, 2026-06-01."}


async def test_a_mistaken_putting_is_taken_back_and_audited(workspace: Workspace) -> None:
    ada = workspace.ada
    await ada.command("/hustings", "put")
    form = await ada.sees("Questions were put", containing="The fair way")
    typed = {
        "Put to": "Amara Okonkwo",
        "Which question": "7.1.1",
        "What to do": "Take it back: it was never put",
    }
    done = await ada.submit(form, typed)
    assert done.view is not None
    assert "1 was on record, and is taken back." in done.view.words
    assert await put_on_record(workspace, "c01", "7.1.1") is None
    async with workspace.desk.database.reading() as connection:
        (entry, *_) = await read_entries(connection, "putting:c01:7.1.1", limit=1)
    assert (entry.actor, entry.deed.before is not None) == (member_of(ada), True)


async def test_what_was_put_to_several_is_taken_back_only_by_who_is_asked_and_says_yes(
    workspace: Workspace,
) -> None:
    ada = workspace.ada
    await ada.command("/hustings", "put")
    form = await ada.sees("Questions were put", containing="The fair way")
    put = {"Which question": "5.1.1", "Put on": "2026-06-01", "Answer due by": "2026-07-01"}
    shown = await ada.submit(form, put)
    assert shown.view is not None
    await ada.close(shown.view, whole=True)
    await ada.command("/hustings", "put")
    form = await ada.sees("Questions were put", containing="The fair way")
    wrong = {"Which question": "5.1.1", "What to do": "Take it back: it was never put"}
    asked = await ada.submit(form, wrong)
    assert asked.view is not None
    assert "This concerns *3 candidates*" in asked.view.words
    assert "question 5.1.1" in asked.view.words
    assert await put_on_record(workspace, "c01", "5.1.1") == date(2026, 7, 1)
    await ada.close(asked.view)
    again = await ada.sees("Questions were put", containing="The fair way")
    asked = await ada.submit(again)
    assert asked.view is not None
    done = await ada.submit(asked.view)
    assert done.view is not None
    assert "3 were on record, and are taken back." in done.view.words
    for candidate in ("c01", "c02", "c03"):
        assert await put_on_record(workspace, candidate, "5.1.1") is None


async def test_a_forged_yes_takes_nothing_back(workspace: Workspace) -> None:
    ada = workspace.ada
    await ada.command("/hustings", "put")
    form = await ada.sees("Questions were put", containing="The fair way")
    everything = {"Which question": "all", "What to do": "Take it back: it was never put"}
    asked = await ada.submit(form, everything)
    assert asked.view is not None
    for about in ("", "all", "c99:5.1.1", "c01:99.9.9"):
        refused = await ada.submit(asked.view, forged={"private_metadata": about})
        assert refused.view is not None
        assert refused.view.title == "For you alone"
        await ada.close(refused.view)
    await grant_role(workspace.desk, ada, "amnesty", set())
    await ada.submit(asked.view)
    await ada.sees("For you alone", containing="role staff")
    assert await put_on_record(workspace, "c01", "8.1.1") is not None


async def test_candidates_treated_unlike_each_other_are_listed(workspace: Workspace) -> None:
    await workspace.ada.command("/hustings", "coverage", channel=workspace.review)
    told = await workspace.ada.reads("Candidates not treated alike", workspace.review)
    assert "7.1.1" in told.words
    assert "put to others, not to Tomás Rivera" in told.words
    await workspace.ada.press(told, "coverage:candidate:c01")
    grid = await workspace.ada.sees("Who was asked what", containing="8.1.1 ✓")
    assert "7.1.1 …" in grid.words
    assert "… asked, no answer yet" in grid.words


async def test_coverage_counts_what_each_candidate_was_asked_and_answered(
    workspace: Workspace,
) -> None:
    await workspace.ada.command("/hustings", "coverage", channel=workspace.review)
    told = await workspace.ada.reads("Who was asked what", workspace.review)
    assert "*8* Death penalty" in told.words
    nothing = "*5:* – · *6:* – · "
    for name, counts in (
        ("Amara Okonkwo", "*7:* 0 of 1 · *8:* 1 of 1"),
        ("Ingrid Østergaard", "*7:* 0 of 1 · *8:* 0 of 1, 1 declined"),
        ("Tomás Rivera", "*7:* – · *8:* 1 of 1"),
    ):
        row = told.words.partition(f"*{name}*")[2]
        assert f"{nothing}{counts}\n" in row.partition("Question by question")[0]
    assert "*4:* 1 unasked" in told.words


async def test_a_candidate_is_added_and_withdraws_with_a_source(workspace: Workspace) -> None:
    ada = workspace.ada
    await ada.command("/hustings", "candidate")
    form = await ada.sees("Candidate", containing="Full name")
    added = {"Full name": "Nana Mensah", "Family name": "Mensah", "Other names": "Nana M.\n娜娜"}
    assert (await ada.submit(form, added)).errors == {}
    await ada.dm("what has Nana Mensah said?")
    await ada.reads("Nana Mensah")
    await ada.command("/hustings", "candidate")
    form = await ada.sees("Candidate", containing="Change whom?")
    await ada.choose(form, "Change whom?", "Nana Mensah")
    form = await filled_anew(workspace, ada)
    refused = await ada.submit(form, {"Status": "withdrawn"})
    assert list(refused.errors.values()) == ["Is missing; a withdrawal needs its source."]
    assert refused.view is not None
    done = await ada.submit(refused.view, {"Source of the status": "https://example.org/out"})
    assert done.errors == {}
    async with workspace.desk.database.reading() as connection:
        (row,) = await connection.execute(select(candidates).where(candidates.c.id == "mensah"))
    assert (row.status, row.aliases) == ("withdrawn", ["Nana M.", "娜娜"])


async def test_only_an_admin_grants_roles_and_not_away_their_own(workspace: Workspace) -> None:
    await workspace.ada.command("/hustings", "people")
    assert "role admin" in (await workspace.ada.sees("For you alone")).words
    cleo = workspace.cleo
    await cleo.command("/hustings", "people")
    form = await cleo.sees("People and roles", containing="Roles")
    await cleo.choose(form, "Who", cleo.id)
    form = await filled_anew(workspace, cleo)
    refused = await cleo.submit(form, {"Roles": ["staff"]})
    assert list(refused.errors.values()) == ["Another admin has to take your admin role away."]


async def test_a_guest_is_called_one_before_anything_is_granted(workspace: Workspace) -> None:
    cleo = workspace.cleo
    guest = await workspace.slack.person("Gus", guest=True)
    await cleo.command("/hustings", "people")
    form = await cleo.sees("People and roles", containing="Roles")
    await cleo.choose(form, "Who", guest.id)
    form = await cleo.sees("People and roles", containing="A guest of this workspace.")
    typed = {"Organisation": "Human Rights Watch", "Roles": ["staff", "reviewer"]}
    done = await cleo.submit(form, typed)
    assert done.errors == {}
    async with workspace.desk.database.reading() as connection:
        member = await read_member(connection, member_of(guest))
    assert (member.organisation, sorted(member.roles)) == ("hrw", ["reviewer", "staff"])


async def test_home_shows_what_is_somebodys_to_do(workspace: Workspace) -> None:
    await record(workspace.ada, typed=LETTER)
    async with workspace.desk.database.writing() as connection:
        await report_error(connection, "c01", "8.1.1", revision=1, note="Wrong <year> & date")
    await workspace.ada.open_home()
    home = await workspace.ada.sees_home("Your drafts")
    for shown in ("Tomás Rivera", "Overdue answers", "Ingrid Østergaard", "Who was asked what"):
        assert shown in home.words
    assert "Wrong &lt;year&gt; &amp; date" in home.words
    await workspace.ada.press(home, "Done")
    await workspace.ada.sees_home("No errors are reported.")
    async with workspace.desk.database.reading() as connection:
        assert await read_reports(connection, 5) == []


async def test_home_tells_a_stranger_nothing_but_what_is_public(workspace: Workspace) -> None:
    await record(workspace.ada, typed=LETTER)
    await workspace.guest.open_home()
    home = await workspace.guest.sees_home("You have no role here yet")
    assert "Your drafts" not in home.words
    assert LETTER["Their words"] not in home.words


async def test_what_was_not_understood_is_taught_from_home(workspace: Workspace) -> None:
    ada = workspace.ada
    await workspace.guest.dm("the big sleepover of justice")
    await workspace.guest.reads("")
    await ada.open_home()
    home = await ada.sees_home("sleepover")
    await ada.press(home, "Teach me")
    form = await ada.sees("Teach me words", containing="What it means")
    await ada.submit(
        form, {"What people say": "death penalty", "What it means": "7 Refugees and migrants"}
    )
    refused = await ada.sees("Teach me words", containing=":warning:", timeout=60)
    assert refused.values["text"]["text"]["value"] == "death penalty"
    await ada.submit(refused, {"What people say": "big sleepover"})
    await ada.sees("Teach me words", containing="is understood from now on", timeout=60)
    async with workspace.desk.database.reading() as connection:
        assert await most_asked(connection, 5) == []
    await workspace.guest.dm("big sleepover")
    await workspace.guest.reads("7 Refugees and migrants")


async def test_overdue_answers_are_listed_in_the_review_channel_once_a_week(
    workspace: Workspace,
) -> None:
    told = await workspace.slack.message(workspace.review, "1 answer is overdue")
    assert "Ingrid Østergaard" in told.words
    assert "7.1.1 (due 1 June 2026)" in told.words


def test_the_tokens_are_in_no_text_form_of_the_settings() -> None:
    settings = SlackSettings("xoxb-secret", "xapp-secret", "signing-secret")
    assert "secret" not in repr(settings)
