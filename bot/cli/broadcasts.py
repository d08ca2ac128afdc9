"""`hustings broadcast …`: compose, approve, send and follow a broadcast from a shell."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeAlias, TypeVar

import typer

from bot.actions import broadcasts
from bot.cli.progress import followed, lines_of, title_of, words_of
from bot.cli.serving import serve
from bot.cli.store import on_store, operator, settings
from bot.role import Role
from bot.settings import HOW_TO_CONNECT
from migrations.schema import require_newest
from questions.broadcast import Ambiguity, Audience, Broadcast, Draft, Link, State
from questions.errors import InvalidFile, InvalidInput, NotConfigured
from storage.database import Database

Result = TypeVar("Result")

app = typer.Typer(no_args_is_help=True, help="Send updates to supporters, and follow them.")

Number: TypeAlias = Annotated[int, typer.Argument(help="The broadcast's number, such as 12.")]
Texts: TypeAlias = Annotated[
    list[Path], typer.Argument(help="Text files; NAME.fr.txt is French, NAME.txt the fallback.")
]
Links: TypeAlias = Annotated[
    list[str] | None, typer.Option("--link", help="A button: LABEL=https://… Up to three.")
]


@app.command()
def draft(
    files: Texts,
    *,
    link: Links = None,
    fallback: Annotated[str, typer.Option(help="The language of NAME.txt.")] = "en",
    priority: Annotated[
        list[str] | None, typer.Option(help="Only to followers of this priority. Repeatable.")
    ] = None,
    candidate: Annotated[
        list[str] | None, typer.Option(help="Only to followers of this candidate. Repeatable.")
    ] = None,
    language: Annotated[
        list[str] | None, typer.Option(help="Only to people of this language. Repeatable.")
    ] = None,
    corrects: Annotated[
        int | None, typer.Option(help="Only to those who got this earlier broadcast.")
    ] = None,
    at: Annotated[
        datetime | None, typer.Option(help="When to start, in UTC. Default: when told to.")
    ] = None,
    expires: Annotated[
        datetime | None, typer.Option(help="From when on it must not start, in UTC.")
    ] = None,
    if_unsure: Annotated[
        Ambiguity, typer.Option(help="What to do with what may have arrived.")
    ] = Ambiguity.RESEND,
) -> None:
    """Keep a draft, and say how many would get it; nothing is sent."""
    composed = Draft(
        texts=_texts(files, fallback),
        fallback=fallback,
        links=_links(link),
        audience=Audience(tuple(priority or ()), tuple(candidate or ()), tuple(language or ())),
        start_at=_utc(at),
        expires_at=_utc(expires),
        ambiguity=if_unsure,
        of=corrects,
    )

    async def keep(database: Database) -> tuple[Broadcast, int]:
        made = await broadcasts.compose(database, composed, actor=operator())
        return made, await broadcasts.count_recipients(database, composed)

    made, recipients = _on_store(keep)
    typer.echo(f"{made.subject} is a draft, for {recipients:,} people as of now.")
    typer.echo(f"Next: hustings broadcast approve {made.id}, by somebody else", err=True)


@app.command("edit")
def edit(
    number: Number,
    files: Texts,
    *,
    link: Links = None,
    fallback: Annotated[str, typer.Option(help="The language of NAME.txt.")] = "en",
) -> None:
    """Change a draft's words, or draft new ones for what was sent already."""
    texts, links = _texts(files, fallback), _links(link)

    async def change(database: Database) -> Broadcast:
        before, _ = await broadcasts.read(database, number)
        # What is not given stays as it is: nobody's words or buttons vanish unsaid.
        every = {**before.draft.texts, **texts}
        kept = links or before.draft.links
        words = Draft(texts=every, fallback=fallback, links=kept)
        if before.state in (State.DONE, State.CANCELLED):
            return await broadcasts.edit_sent(database, number, words, actor=operator())
        terms = before.draft
        again = Draft(
            *(every, fallback, kept, terms.audience, terms.start_at),
            *(terms.expires_at, terms.ambiguity, terms.of),
        )
        return await broadcasts.rewrite(database, number, again, actor=operator())

    _say(_on_store(change))


@app.command()
def link() -> None:
    """Say what to send to the bot from your own chat, so that tests can be sent there."""
    parameter = _on_store(lambda database: broadcasts.make_link(database, actor=operator()))
    typer.echo(f"/start {parameter}")
    typer.echo("Send this to the bot on Telegram, within 15 minutes.", err=True)


@app.command("test")
def send_test(
    number: Number,
    *,
    language: Annotated[str, typer.Option(help="Which of its languages.")] = "en",
) -> None:
    """Let it go to your own chat, as it will look."""
    test = _on_store(
        lambda database: broadcasts.send_test(database, number, language, actor=operator())
    )
    typer.echo(f"{test.subject} will send B-{number} in {language} to your own Telegram chat.")
    _say_who_sends()


@app.command()
def approve(number: Number) -> None:
    """Approve a draft that somebody else wrote."""

    async def agree(database: Database, *, by_another: bool) -> Broadcast:
        read, _ = await broadcasts.read(database, number)
        return await broadcasts.approve(
            *(database, number), version=read.version, actor=operator(), by_another=by_another
        )

    needed = settings().broadcast_approval
    _say(_on_store(lambda database: agree(database, by_another=needed)))


@app.command()
def start(
    number: Number,
    *,
    at: Annotated[
        datetime | None, typer.Option(help="When, in UTC. Default: its time, or now.")
    ] = None,
) -> None:
    """Let an approved broadcast start, at its time or now."""
    needed = settings().broadcast_approval
    _say(
        _on_store(
            lambda database: broadcasts.start(
                *(database, number), actor=operator(), at=_utc(at), needs_approval=needed
            )
        )
    )
    _say_who_sends()


@app.command()
def pause(number: Number) -> None:
    """Send no more of it, until it is resumed."""
    _say(_on_store(lambda database: broadcasts.pause(database, number, actor=operator())))


@app.command()
def resume(number: Number) -> None:
    """Go on with what was paused."""
    _say(_on_store(lambda database: broadcasts.resume(database, number, actor=operator())))


@app.command()
def cancel(number: Number) -> None:
    """Send no more of it, for good."""
    _say(_on_store(lambda database: broadcasts.cancel(database, number, actor=operator())))


@app.command("retry-failed")
def retry_failed(
    number: Number,
    *,
    held: Annotated[
        bool, typer.Option("--held", help="Also what may have arrived: it may arrive twice.")
    ] = False,
) -> None:
    """Try again what failed."""
    again = _on_store(
        lambda database: broadcasts.retry_failed(database, number, actor=operator(), held=held)
    )
    typer.echo(f"{again:,} are tried again.")


@app.command()
def delete(number: Number) -> None:
    """Delete a broadcast wherever it arrived (Telegram: within 48 hours), at once."""
    _say(_on_store(lambda database: broadcasts.delete_sent(database, number, actor=operator())))
    _say_who_sends()


@app.command("list")
def list_(
    limit: Annotated[int, typer.Option(help="How many to list.")] = 20,
) -> None:
    """List broadcasts, the latest first."""
    for each in _on_store(lambda database: broadcasts.read_latest(database, limit)):
        began = f"{each.started_at:%Y-%m-%d %H:%M}" if each.started_at else "not started"
        typer.echo(f"{each.id}\t{each.kind}\t{each.state}\t{began}\t{title_of(each)}")


@app.command()
def show(
    number: Number,
    *,
    follow: Annotated[
        bool, typer.Option("--follow", help="Show a progress bar until it is over.")
    ] = False,
) -> None:
    """Show a broadcast and how far it is."""
    broadcast, counts = _on_store(lambda database: followed(database, number, follow=follow))
    typer.echo(f"{broadcast.subject} {broadcast.kind}, {broadcast.state}: {title_of(broadcast)}")
    typer.echo(f"written by {broadcast.author}, approved by {broadcast.approver or 'nobody'}")
    if broadcast.reason:
        typer.echo(broadcast.reason)
    for line in words_of(broadcast):
        typer.echo(line)
    for name, number_of in lines_of(counts):
        typer.echo(f"{name}\t{number_of:,}")


@app.command()
def work() -> None:
    """Send what is running, as one more process on the same store, until stopped."""
    configured = settings()
    if not configured.telegram_bot_token:
        raise NotConfigured(HOW_TO_CONNECT)
    serve(configured, Role.WORKER)


def _texts(files: list[Path], fallback: str) -> dict[str, str]:
    """Read texts; the language stands between the dots of NAME.fr.txt."""
    texts: dict[str, str] = {}
    for file in files:
        language = Path(file.stem).suffix.removeprefix(".") or fallback
        if language in texts:
            raise InvalidFile(str(file), "", f"is a second text in {language}")
        try:
            texts[language] = file.read_text(encoding="utf-8").strip()
        except OSError as error:
            raise InvalidFile(str(file), "", error.strerror or "cannot be read") from error
        except UnicodeDecodeError as error:
            raise InvalidFile(str(file), f"byte {error.start}", "is not UTF-8") from error
    return texts


def _links(given: list[str] | None) -> tuple[Link, ...]:
    links = []
    for each in given or ():
        label, equals, url = each.partition("=")
        if not equals:
            raise InvalidInput(f"a button is LABEL=https://…, not {each!r}")
        links.append(Link(label.strip(), url.strip()))
    return tuple(links)


def _utc(given: datetime | None) -> datetime | None:
    return given and given.replace(tzinfo=UTC)


def _say(broadcast: Broadcast) -> None:
    state = "a draft" if broadcast.state is State.DRAFT else broadcast.state
    typer.echo(f"{broadcast.subject} is {state}.")


def _say_who_sends() -> None:
    """Say what a shell itself does not do, nor know of."""
    typer.echo(
        "It is sent as soon as `hustings run` or `hustings broadcast work` runs on this store.",
        err=True,
    )


def _on_store(work: Callable[[Database], Coroutine[Any, Any, Result]]) -> Result:
    async def ready(database: Database) -> Result:
        await require_newest(database)
        return await work(database)

    return on_store(ready)
