"""`hustings …`: results go to standard output, everything else to standard error."""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress

from bot.actions.exchange import ImportSummary, export_to, import_files
from bot.actions.learn import read_unresolved, teach_alias, teach_name, teach_phrase
from bot.actions.resolve_lines import resolve_lines
from bot.actions.setup import prepare, read_agenda
from bot.cli import broadcasts, keeping, staff
from bot.cli.serving import serve
from bot.cli.store import on_store, operator, settings
from bot.console import converse
from bot.desk import Desk
from bot.role import Role
from bot.settings import HOW_TO_CONNECT
from bot.words import read_words
from migrations.schema import require_newest
from questions.catalogue import Catalogue
from questions.errors import HustingsError, InvalidInput
from questions.request import Intent
from questions.understanding.phrase import KINDS, Phrase
from questions.understanding.resolution import Behaviour, Resolution
from storage.agenda import load_agenda
from storage.database import Database
from storage.reports import ErrorReport, read_reports
from storage.unresolved import Unresolved

Result = TypeVar("Result")

ROSTER = Path(__file__).parents[1] / "demo" / "roster.json"

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
agenda = typer.Typer(no_args_is_help=True, help="Load another coalition's agenda.")
app.add_typer(agenda, name="agenda")
teach = typer.Typer(no_args_is_help=True, help="Teach the bot words that people use.")
app.add_typer(teach, name="teach")
keeping.register(app)
staff.register(app)
app.add_typer(broadcasts.app, name="broadcast")


def main() -> None:
    """Run a command; what Hustings refuses is said in plain words, with status 2."""
    try:
        app()
    except HustingsError as error:
        tell(str(error))
        sys.exit(2)


def tell(said: str) -> None:
    """Say something that is not a result."""
    typer.echo(said, err=True)


@app.command()
def run(
    *,
    or_demo: Annotated[
        bool, typer.Option(help="Go on as a demo where no platform is configured.")
    ] = False,
    role: Annotated[
        Role, typer.Option(help="What this process does, where several share a store.")
    ] = Role.ALL,
) -> None:
    """Serve the platforms that are configured until stopped."""
    configured = settings()
    if or_demo and not configured.connected:
        tell(HOW_TO_CONNECT)
        demo()
        return
    serve(configured, role)


@app.command()
def demo() -> None:
    """Talk to a fictional roster on the console, in a store of its own."""
    with tempfile.TemporaryDirectory(prefix="hustings-demo-") as folder:
        try:
            asyncio.run(_demo(Database(f"sqlite:///{Path(folder) / 'demo.db'}")))
        except KeyboardInterrupt:
            tell("")


async def _demo(database: Database) -> None:
    try:
        await prepare(database)
        await import_files(database, [ROSTER], operator="demo", publish=True)
        await converse(Desk(database), read_words(), sys.stdin, sys.stdout)
    finally:
        await database.close()


@app.command()
def migrate() -> None:
    """Bring the store to the newest schema, and load the bundled agenda where there is none."""
    loaded = on_store(prepare)
    typer.echo("The store is ready." + (" The bundled agenda was loaded." if loaded else ""))


@agenda.command("load")
def agenda_load(
    file: Annotated[Path, typer.Argument(help="The edition's TOML; languages lie beside it.")],
) -> None:
    """Load an agenda and make it the current one."""
    loaded = read_agenda(file)

    async def load(database: Database) -> bool:
        await require_newest(database)
        async with database.writing() as connection:
            return await load_agenda(connection, loaded, actor=operator())

    changed = on_store(load)
    said = "is loaded" if changed else "was loaded already; nothing changed"
    typer.echo(f"The edition {loaded.edition.id} {said}.")


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(help="A JSON bundle, or CSV files of one.")],
    *,
    publish: Annotated[
        bool, typer.Option(help="Publish the responses, as an operator's import.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option(help="Tell no follower: for what was published elsewhere long ago.")
    ] = False,
) -> None:
    """Bring candidates, aliases, puttings and responses in: all of it, or nothing."""

    async def bring_in(database: Database) -> ImportSummary:
        await require_newest(database)
        with _progress() as progress:
            return await import_files(
                *(database, files),
                operator=operator(),
                publish=publish,
                quiet=quiet,
                progress=progress,
            )

    typer.echo(str(on_store(bring_in)))


@app.command()
def export(
    target: Annotated[
        Path | None, typer.Argument(help="A .json file, or a folder for CSV. Default: print JSON.")
    ] = None,
) -> None:
    """Write everything published, in the shape that `import` reads."""

    async def write(database: Database) -> None:
        await require_newest(database)
        await export_to(database, target)

    on_store(write)


@app.command("resolve")
def resolve_() -> None:
    """Say what queries are understood to ask: JSON Lines in, JSON Lines out."""

    async def read(database: Database) -> Catalogue:
        await require_newest(database)
        return await Desk(database).catalogue()

    catalogue = on_store(read)
    for line in resolve_lines(catalogue, sys.stdin):
        typer.echo(line)


@app.command("unresolved")
def unresolved_(
    limit: Annotated[int, typer.Option(help="How many texts to list.")] = 50,
) -> None:
    """List what was not understood, most asked first: text only, nobody with it."""

    async def read(database: Database) -> list[Unresolved]:
        await require_newest(database)
        return await read_unresolved(database, limit)

    for each in on_store(read):
        typer.echo(f"{each.times}\t{each.last_on}\t{each.behaviour}\t{each.text}")


@app.command("reports")
def reports_(
    limit: Annotated[int, typer.Option(help="How many reports to list.")] = 50,
) -> None:
    """List the errors that supporters reported, the latest first: nobody with them."""

    async def read(database: Database) -> list[ErrorReport]:
        await require_newest(database)
        async with database.reading() as connection:
            return await read_reports(connection, limit)

    for each in on_store(read):
        revision = f"revision {each.revision}" if each.revision else "nothing on record"
        place = f"{each.question_id}\t{each.candidate_id}\t{revision}"
        typer.echo(f"{each.reported_at:%Y-%m-%d}\t{place}\t{each.note or ''}")


@teach.command("alias")
def teach_alias_(
    target: Annotated[str, typer.Argument(help="A priority 8, ask 8.1 or question 8.1.1.")],
    language: Annotated[str, typer.Argument(help="The words' language, such as en.")],
    text: Annotated[str, typer.Argument(help="What people say.")],
) -> None:
    """Let people say something else for a priority, an ask or a question."""
    _teach(lambda database: teach_alias(database, target, language, text, actor=operator()))


@teach.command("name")
def teach_name_(
    candidate: Annotated[str, typer.Argument(help="A candidate's id.")],
    text: Annotated[str, typer.Argument(help="What people call them.")],
) -> None:
    """Let people call a candidate by another name."""
    _teach(lambda database: teach_name(database, candidate, text, actor=operator()))


@teach.command("phrase")
def teach_phrase_(
    kind: Annotated[str, typer.Argument(help="An intent, or a kind such as stop or common.")],
    language: Annotated[str, typer.Argument(help="The phrase's language, such as en.")],
    text: Annotated[str, typer.Argument(help="The phrase.")],
) -> None:
    """Let a phrase ask for something, or mean nothing."""
    if kind not in {*KINDS, *Intent}:
        raise InvalidInput(f"no such kind of phrase; there are {', '.join([*Intent, *KINDS])}")
    phrase = Phrase(kind, language, text)
    asked = _taught(lambda database: teach_phrase(database, phrase, actor=operator()))
    typer.echo(f"“{text}” is read as {kind} from now on, by every process.")
    typer.echo(f"{_by_itself(asked)} Beside other words it counts, too.")


def _by_itself(asked: Resolution | None) -> str:
    intent = asked.request.intent.value if asked and asked.request else None
    if asked is None or asked.behaviour is Behaviour.OUT_OF_SCOPE or intent is None:
        return "By itself it asks for nothing."
    if asked.behaviour is Behaviour.ANSWER:
        return f"By itself it is answered, as {intent}."
    return f"By itself it is asked back about, as {intent}."


def _teach(lesson: Callable[[Database], Coroutine[Any, Any, None]]) -> None:
    _taught(lesson)
    typer.echo("Understood from now on, by every process.")


def _taught(lesson: Callable[[Database], Coroutine[Any, Any, Result]]) -> Result:
    async def learn(database: Database) -> Result:
        await require_newest(database)
        return await lesson(database)

    return on_store(learn)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show how far a long work is, on standard error, where that is a terminal."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("importing", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
