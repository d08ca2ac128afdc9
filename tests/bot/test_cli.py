"""The command line: results on standard output, the rest on standard error, from any folder."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.actions.resolve_lines import resolve_lines
from bot.actions.setup import BUNDLED_AGENDA, read_agenda
from questions.catalogue import Catalogue
from questions.errors import InvalidFile
from tests.processes import run
from tests.samples import SAMPLE

ROOT = Path(__file__).parents[2]
Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def hustings(tmp_path: Path) -> Run:
    """The command in an empty folder, with nothing set but what a test sets."""

    def hustings(
        *words: str, said: str = "", installed: bool = False, **settings: str
    ) -> subprocess.CompletedProcess[str]:
        return run(
            *words,
            said=said,
            folder=tmp_path,
            settings={"TELEGRAM_BOT_TOKEN": "", **settings},
            installed=installed,
        )

    return hustings


@pytest.fixture
def store(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


def test_the_demo_answers_line_by_line_marks_itself_and_ends_with_0(hustings: Run) -> None:
    ran = hustings(
        "demo",
        said="where does Okonkwo stand on the death penalty?\n\nnonsense xyzzy\n",
        installed=True,
    )
    assert ran.returncode == 0
    assert ran.stderr == ""
    assert "Amara Okonkwo" in ran.stdout
    assert ran.stdout.count("Fictional example") == 2


def test_the_demo_never_touches_the_configured_store(hustings: Run, store: str) -> None:
    hustings("demo", said="help\n", DATABASE_URL=store)
    assert not Path(store.removeprefix("sqlite:///")).exists()


def test_buttons_of_the_demo_are_pressed_by_number(hustings: Run) -> None:
    ran = hustings("demo", said="/questions 8\n1\n99\nhelp\n")
    assert "Question 8.1.1" in ran.stdout
    assert "Question 1.1.1" in ran.stdout
    assert "There is no button 99 here" in ran.stdout
    assert "/questions" in ran.stdout


def test_without_a_platform_run_says_in_two_lines_how_to_connect_one(hustings: Run) -> None:
    ran = hustings("run")
    assert ran.returncode == 2
    assert ran.stdout == ""
    assert len(ran.stderr.strip().splitlines()) == 2
    assert "@BotFather" in ran.stderr
    assert "TELEGRAM_BOT_TOKEN=" in ran.stderr


def test_make_run_goes_on_as_a_demo(hustings: Run) -> None:
    ran = hustings("run", "--or-demo", said="list the candidates\n")
    assert ran.returncode == 0
    assert "@BotFather" in ran.stderr
    assert "Fictional example" in ran.stdout


def test_a_store_is_prepared_filled_and_written_back(
    hustings: Run, store: str, tmp_path: Path
) -> None:
    assert "bundled agenda was loaded" in hustings("migrate", DATABASE_URL=store).stdout
    assert "The store is ready." in hustings("migrate", DATABASE_URL=store).stdout
    (tmp_path / "sample.json").write_text(json.dumps(SAMPLE))
    first = hustings("import", "sample.json", "--publish", DATABASE_URL=store)
    assert "4 new" in first.stdout
    exported = hustings("export", DATABASE_URL=store)
    assert len(json.loads(exported.stdout)["responses"]) == 4
    (tmp_path / "again.json").write_text(exported.stdout)
    again = hustings("import", "again.json", "--publish", DATABASE_URL=store)
    assert "new, 0 changed" in again.stdout
    assert not re.search(r"[1-9]\d* (new|changed)", again.stdout)


def test_a_bad_file_names_its_place_and_ends_with_2(
    hustings: Run, store: str, tmp_path: Path
) -> None:
    hustings("migrate", DATABASE_URL=store)
    bad = {"responses": [{**SAMPLE["responses"][0], "candidate": "c99", "said_on": "someday"}]}
    (tmp_path / "bad.json").write_text(json.dumps(bad))
    ran = hustings("import", "bad.json", DATABASE_URL=store)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert "bad.json: responses.0.said_on" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize("words", [["import", "x.json"], ["export"], ["resolve"]])
def test_a_store_not_yet_prepared_says_which_command_mends_it(
    hustings: Run, store: str, tmp_path: Path, words: list[str]
) -> None:
    (tmp_path / "x.json").write_text("{}")
    ran = hustings(*words, DATABASE_URL=store)
    assert ran.returncode == 2
    assert "hustings migrate" in ran.stderr


def test_another_agenda_is_loaded_and_a_bad_one_changes_nothing(
    hustings: Run, store: str, tmp_path: Path
) -> None:
    hustings("migrate", DATABASE_URL=store)
    bundled = ROOT / "questions" / "agendas" / "un-sg-2016.toml"
    same = hustings("agenda", "load", str(bundled), DATABASE_URL=store)
    assert "nothing changed" in same.stdout
    (tmp_path / "mine.toml").write_text(bundled.read_text("utf-8").replace("un-sg-2016", "mine"))
    assert "is loaded" in hustings("agenda", "load", "mine.toml", DATABASE_URL=store).stdout
    (tmp_path / "bad.toml").write_text('id = "bad"\n')
    refused = hustings("agenda", "load", "bad.toml", DATABASE_URL=store)
    assert refused.returncode == 2
    assert "bad.toml: title" in refused.stderr


def test_resolve_reads_and_writes_json_lines(hustings: Run, store: str, tmp_path: Path) -> None:
    hustings("migrate", DATABASE_URL=store)
    (tmp_path / "sample.json").write_text(json.dumps(SAMPLE))
    hustings("import", "sample.json", DATABASE_URL=store)
    asked = [
        {"id": "a", "query": "okonkwo on the death penalty"},
        {"id": "b", "query": "and Rivera?", "context": {"candidates": ["c01"], "priorities": [8]}},
    ]
    said = "\n".join(map(json.dumps, asked))
    ran = hustings("resolve", said=said, DATABASE_URL=store)
    first, second = map(json.loads, ran.stdout.splitlines())
    assert first.pop("ms") >= 0
    assert first == {
        "id": "a",
        "behaviour": "answer",
        "intent": "stance",
        "candidates": ["c01"],
        "priorities": [8],
        "questions": first["questions"],
    }
    assert (second["candidates"], second["priorities"]) == (["c02"], [8])


def test_a_line_that_is_no_query_is_named(hustings: Run, store: str) -> None:
    hustings("migrate", DATABASE_URL=store)
    ran = hustings("resolve", said='{"id": 1, "query": "x"}\nnonsense\n', DATABASE_URL=store)
    assert ran.returncode == 2
    assert "line 2" in ran.stderr


def test_the_transcript_in_the_readme_is_true(hustings: Run) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    shown = re.search(r"<!-- transcript.*?-->\n```text\n(.*?)```", readme, re.DOTALL)
    assert shown is not None
    typed = [line.removeprefix("> ") for line in shown[1].splitlines() if line.startswith("> ")]
    assert typed
    ran = hustings("demo", said="\n".join(typed) + "\n")
    assert ran.stdout.strip() == shown[1].strip()


def test_every_setting_is_explained_where_it_is_looked_for() -> None:
    read = set(re.findall(r'"([A-Z_]{6,})"', (ROOT / "bot" / "settings.py").read_text("utf-8")))
    settings = read - {"WARNING"}
    assert "TELEGRAM_BOT_TOKEN" in settings
    for place in (".env.example", "README.md"):
        text = (ROOT / place).read_text("utf-8")
        assert [name for name in sorted(settings) if name not in text] == []


def test_words_are_taught_from_the_command_line(hustings: Run, store: str) -> None:
    hustings("migrate", DATABASE_URL=store)
    taught = hustings("teach", "alias", "8", "en", "flumper crinkles", DATABASE_URL=store)
    assert "Understood from now on" in taught.stdout
    said = '{"id": 1, "query": "flumper crinkles"}'
    assert '"priorities": [8]' in hustings("resolve", said=said, DATABASE_URL=store).stdout
    refused = hustings("teach", "alias", "7", "en", "flumper crinkles", DATABASE_URL=store)
    assert refused.returncode == 2
    assert "alias of 8 already" in refused.stderr
    assert hustings("unresolved", DATABASE_URL=store).stdout == ""
    asked = ("teach", "phrase", "list_candidates", "en", "gimme flumpers")
    assert hustings(*asked, DATABASE_URL=store).stdout == (
        "“gimme flumpers” is read as list_candidates from now on, by every process.\n"
        "By itself it is answered, as list_candidates. Beside other words it counts, too.\n"
    )


@pytest.mark.parametrize("words", [["migrate"], ["export"], ["run"]])
def test_a_file_that_cannot_be_opened_is_said_plainly(hustings: Run, words: list[str]) -> None:
    elsewhere = {"DATABASE_URL": "sqlite:////no/such/folder/x.db", "TELEGRAM_BOT_TOKEN": "1:x"}
    ran = hustings(*words, **elsewhere)
    assert ran.returncode == 2
    assert "The store cannot be reached: unable to open database file" in ran.stderr
    assert "Traceback" not in ran.stderr


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ('{"query": "women"}', "line 1: id: is missing"),
        ('{"id": 1}', "line 1: query: is missing"),
        ('{"id": [], "query": "women"}', "line 1: id: must be text or a whole number"),
        ('{"id": 1, "query": 5}', "line 1: query: must be text"),
        ("women", "line 1: is not JSON"),
        ("[]", "line 1: must be an object with keys"),
        (
            '{"id": 1, "query": "women", "context": {"priorities": ["six"]}}',
            "line 1: context.priorities.0: must be a whole number",
        ),
    ],
)
def test_a_line_that_is_no_query_is_refused_in_plain_words(line: str, why: str) -> None:
    edition = read_agenda(BUNDLED_AGENDA).edition
    with pytest.raises(InvalidFile, match=re.escape(f"standard input: {why}") + "$"):
        next(resolve_lines(Catalogue(1, edition, ()), [line]))


def test_roles_that_nobody_has_cannot_be_taken_away(hustings: Run, store: str) -> None:
    hustings("migrate", DATABASE_URL=store)
    nobody = hustings("people", "revoke", "slack:T1:U1", DATABASE_URL=store)
    assert (nobody.returncode, nobody.stdout) == (2, "")
    assert nobody.stderr == "slack:T1:U1 has no role here: nothing changed.\n"
    hustings("people", "grant", "slack:T1:U1", "staff", DATABASE_URL=store)
    taken = hustings("people", "revoke", "slack:T1:U1", DATABASE_URL=store)
    assert (taken.returncode, taken.stdout) == (0, "slack:T1:U1: no role\n")


def test_the_audit_of_what_there_is_not_is_refused(hustings: Run, store: str) -> None:
    hustings("migrate", DATABASE_URL=store)
    assert hustings("audit", DATABASE_URL=store).returncode == 0
    refused = hustings("audit", "R-99", DATABASE_URL=store)
    assert (refused.returncode, refused.stderr) == (2, "Nothing was ever done to R-99.\n")
