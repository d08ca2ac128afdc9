"""Answer a text or a press, the same on every platform: one in, one card out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from bot import metrics
from bot.actions import follow, report
from bot.actions.answer import answer, to_begin_with
from bot.desk import Desk
from bot.presses import Follow, Following, Forget, Home, Invite, Press, Report, Serve
from bot.set_phrases import asks_for_origin
from bot.turn import Chat, Turn
from bot.views import browse, going_on, personal
from bot.views.answers import answer_card, shown_too
from bot.views.unclear import refused, unclear
from bot.words import Words
from questions.errors import HustingsError, StoreUnreachable
from questions.request import COMPARE_LIMIT, Intent, Request
from questions.understanding.choices import settled
from questions.understanding.context import asks_again, within
from questions.understanding.hearing import read_as_heard
from questions.understanding.lexicon import lexicon_of
from questions.understanding.resolution import (
    NO_CONTEXT,
    Behaviour,
    Context,
    Resolution,
    Unclear,
)
from storage import supporters, unresolved


async def say(desk: Desk, words: Words, chat: Chat, said: str) -> Turn:
    """Answer what somebody typed, or ask one question back."""
    about = await desk.last_answer(chat.id)
    if asks_for_origin(said) and (last := await _last_request(desk, about)) is not None:
        metrics.answers.labels(Behaviour.ANSWER.value).inc()
        return await _why(desk, words, last)
    resolution = await desk.understood(said, about)
    metrics.answers.labels(resolution.behaviour.value).inc()
    if resolution.behaviour is Behaviour.ANSWER and resolution.request is not None:
        if await _asks_why(desk, said, about, resolution.request):
            return await _why(desk, words, resolution.request)
        turn = await settle(desk, words, resolution)
        return await _gone_on(desk, words, said, about, resolution.request, turn)
    turn = await settle(desk, words, resolution)
    if desk.counts_unresolved and resolution.aside is None:
        count = partial(unresolved.count, said=said, behaviour=resolution.behaviour.value)
        turn = replace(turn, effects=(*turn.effects, count))
    return turn


async def _last_request(desk: Desk, about: Context) -> Request | None:
    """Return what asks for all that the last answer was about, if that is on record still."""
    catalogue = await desk.indexed()
    about = within(about, catalogue, lexicon_of(catalogue).topic_ids)
    if about == NO_CONTEXT or len(about.candidates) > COMPARE_LIMIT:
        return None
    return settled(Request(Intent.PRIORITY_ALL, about.candidates, about.topics))


async def _asks_why(desk: Desk, said: str, about: Context, request: Request) -> bool:
    """Tell whether a text only asks after the last answer: `why?`, `how so`."""
    if about == NO_CONTEXT or Context(request.candidates, request.topics) != about:
        return False
    return asks_again(read_as_heard(said, lexicon_of(await desk.indexed())))


async def _why(desk: Desk, words: Words, request: Request) -> Turn:
    card = going_on.why(words, await answer(desk, request))
    return Turn(card, about=Context(request.candidates, request.topics))


async def _gone_on(
    desk: Desk, words: Words, said: str, about: Context, request: Request, turn: Turn
) -> Turn:
    """Say so where a text that asks something by itself was taken to go on from the last answer."""
    if {*about.candidates, *about.topics}.isdisjoint((*request.candidates, *request.topics)):
        return turn
    by_itself = await desk.understood(said, NO_CONTEXT)
    if by_itself.behaviour is not Behaviour.ANSWER or by_itself.request in (None, request):
        return turn
    catalogue = await desk.catalogue()
    card = going_on.gone_on(words, catalogue, request, by_itself.request, turn.card)
    return replace(turn, card=card)


async def settle(desk: Desk, words: Words, resolution: Resolution) -> Turn:
    """Answer what was understood, or ask one question back.

    What is said next goes on from what was understood of this, answered or not; of several
    questions, from none.
    """
    if resolution.behaviour is Behaviour.ANSWER and resolution.request is not None:
        turn = await ask(desk, words, resolution.request)
        if not resolution.shown_too:
            return turn
        catalogue = await desk.catalogue()
        return replace(turn, card=shown_too(words, catalogue, resolution.shown_too, turn.card))
    card = unclear(words, await desk.catalogue(), resolution)
    known = None if resolution.unclear is Unclear.QUESTION else resolution.request
    return Turn(card, about=Context(known.candidates, known.topics) if known else NO_CONTEXT)


async def ask(desk: Desk, words: Words, request: Request) -> Turn:
    """Answer a request, and let what this chat says next go on from it."""
    card = answer_card(words, await answer(desk, request))
    return Turn(card, about=Context(request.candidates, request.topics))


async def press(desk: Desk, words: Words, chat: Chat, pressed: Press) -> Turn:
    """Do what a button or a deep link says; say plainly where it cannot be done (any more)."""
    try:
        return await _press(desk, words, chat, pressed)
    except StoreUnreachable:
        raise
    except HustingsError as error:
        return Turn(refused(words, await desk.catalogue(), error))


async def _press(desk: Desk, words: Words, chat: Chat, pressed: Press) -> Turn:
    catalogue = await desk.catalogue()
    match pressed:
        case Request():
            return await ask(desk, words, pressed)
        case Home():
            return Turn(personal.home(words, catalogue, await to_begin_with(desk), desk.run_by))
        case Serve(question_id):
            return await serve(desk, words, question_id)
        case Invite(question_id):
            return Turn(browse.invite(words, catalogue, catalogue.question(question_id)))
        case Follow():
            before = await follow.read_followed(desk, chat)
            after, effects = await follow.change(desk, before, chat, pressed)
            done = personal.followed_remark(words, catalogue, before, pressed)
            card = personal.following(words, catalogue, after, done=done)
            return Turn(card, effects, remark=done if pressed.on else None)
        case Following():
            followed = await follow.read_followed(desk, chat)
            return Turn(personal.following(words, catalogue, followed))
        case Report():
            effect = await report.report(desk, pressed)
            return Turn(personal.reported(words, pressed, report.reference(pressed)), (effect,))
        case Forget(confirmed=False):
            return Turn(personal.forget_first(words))
        case Forget() if chat.id is None:
            return Turn(personal.forgotten(words))
        case Forget():
            return Turn(personal.forgotten(words), (partial(supporters.forget, chat_id=chat.id),))


async def serve(desk: Desk, words: Words, question_id: str) -> Turn:
    """Serve one question, and let what this chat says next go on from it."""
    catalogue = await desk.catalogue()
    question = catalogue.question(question_id)
    (overview,) = await desk.overviews(catalogue, (question,))
    card = browse.serve(words, catalogue, question, overview)
    return Turn(card, about=Context(topics=(question_id,)))


async def add_to_report(desk: Desk, words: Words, reported: Report, note: str) -> Turn:
    """Keep what somebody replied to the thanks for their report."""
    effect = await report.report(desk, reported, note)
    return Turn(personal.noted(words, reported, report.reference(reported)), (effect,))
