"""What a text leaves to the last answer: `and women?`, `what about her?`, `the others?`."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from questions.catalogue import Catalogue
from questions.request import COMPARE_LIMIT, Intent
from questions.understanding.phrase import ORDINAL, PLACING, UNEXPLAINED, Kind
from questions.understanding.reading import Reading
from questions.understanding.resolution import NO_CONTEXT, Context, Unclear

_OF_ALL = frozenset[str](
    {Kind.WHO, Intent.WHO_SUPPORTS, Intent.PRIORITY_ALL, Intent.LIST_CANDIDATES}
    | {Intent.LIST_QUESTIONS}
)
"""Kinds of phrases that ask of all candidates, whoever the last answer was about."""
_MERELY_THAT = frozenset[str](
    {Kind.THAT, Kind.STOP, Kind.FILLER, Kind.ARTICLE, Kind.GREETING, Kind.WHAT, Kind.CORRECTS}
    | PLACING
)
"""Kinds of phrases of a text that says no more than `tell me more`."""
_MERELY_ASKED = frozenset[str]({Kind.STOP, Kind.ARTICLE, Kind.LEAD}) | PLACING
_FEW, _SEVERAL = 3, 6
"""So many words are hardly more than a question word, or than `let us hear all of them`."""
_MERELY_NAMED = _MERELY_THAT - {Kind.THAT, Kind.WHAT} | {Kind.COMMON}
"""Kinds of phrases of a text that says no more than a name or a topic: `on refugees?`."""
_MERELY_ALL = (
    _MERELY_NAMED
    | {Intent.PRIORITY_ALL, Kind.LEAD, Kind.TOO, Kind.JOINER, Kind.PEOPLE}
    | {Kind.ALL, Kind.WHAT, Kind.SAY, Kind.PARTICLE}
)
"""Kinds of phrases of a text that says no more than `all of them?`."""
_WITHOUT_TOPIC = frozenset[str]({Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES})
"""Kinds of phrases that ask for a list which no topic narrows."""
_LEFT_OUT, _SILENT = frozenset[str]({Kind.WHAT, Kind.PERSON}), frozenset[str]({Intent.NOT_ANSWERED})
"""Kinds of phrases that ask what somebody has not answered."""
_WHAT_IN_ALL = frozenset[str]({Kind.WHAT, Kind.ALL, Intent.CANDIDATE_ALL})
"""Kinds of phrases that ask for all that somebody stands for."""
_JOINING = frozenset[str]({Kind.JOINER, Kind.LEAD})
_POINTING = frozenset[str]({Kind.PERSON, Kind.PEOPLE})
_SAYS = 3
"""So many words beside a name ask no more than what somebody says: `what does _ say`."""
_ON_THAT = frozenset[str]({Kind.PRIORITIES, Intent.PRIORITY_ALL})
"""Kinds of phrases with which `that` is a topic, whatever is asked of all: `everybody on that`."""
_LISTS = frozenset[str]({Intent.LIST_CANDIDATES, Intent.LIST_PRIORITIES, Intent.LIST_QUESTIONS})
_IN_ORDER = tuple(f"{ORDINAL}{place}" for place in range(1, COMPARE_LIMIT + 1))
"""The kinds of `the first one`, `the second one` and so on."""
_OF_NOBODY = frozenset[str](
    {Kind.CANDIDATES, Kind.QUESTIONS, Intent.LIST_QUESTIONS, Intent.LIST_PRIORITIES}
)
"""Kinds of phrases that ask about no candidate in particular."""


_WITH_SOMEBODY = frozenset[str]({Kind.PERSON, Kind.WHO})
"""Kinds of phrases by which one is compared with nobody in particular: `him with someone`."""

_REFERRING = frozenset[str]({Kind.OTHERS, Kind.ADDED, Intent.COMPARE})
"""Kinds of phrases that add candidates to those named."""


_ANOTHER = tuple(frozenset[str](kinds) for kinds in ({Kind.OTHERS}, {Kind.ASIDE, Kind.CORRECTS}))
"""Kinds of phrases by which somebody else of the same name is meant."""


class Referents(NamedTuple):
    """Whom and what a text is about, what it left to the last answer put in.

    `lost` is what the text points back to without there being anything to point at; `among` are
    the candidates, several, whom it may point at.
    """

    candidates: tuple[str, ...]
    topics: tuple[str, ...]
    lost: Unclear | None = None
    among: tuple[str, ...] = ()


def refer(
    reading: Reading, named: tuple[str, ...], context: Context, *, others_named: bool
) -> Referents:
    """Complete a text from the last answer, where it points back to it and only there.

    `others_named` says that the text names somebody besides, without its being clear whom.
    """
    kinds = reading.kinds
    if named and reading.topics and not others_named and kinds.isdisjoint(_REFERRING):
        return Referents(named, reading.topics)
    if Kind.DESCRIBED in kinds and not (named or others_named):
        return Referents((), reading.topics or context.topics, Unclear.CANDIDATE)
    if reading.refused and context is not NO_CONTEXT:
        left = tuple(each for each in context.candidates if each not in reading.refused)
        context = context._replace(candidates=left)
    if Kind.OTHERS in kinds or reading.but_one or _asks_everybody(reading, context):
        topics = reading.topics or context.topics
        whole = topics or (reading.but_one and not kinds.isdisjoint(_LISTS))
        whole = whole or Intent.NOT_ANSWERED in kinds or Kind.ANSWER in kinds
        return Referents(named, topics, None if whole else Unclear.TOPIC)
    goes_on = reading.leads or (reading.turns and context != NO_CONTEXT)
    goes_on |= context is not NO_CONTEXT and _is_bare(
        reading, named, context, others_named=others_named
    )
    goes_on |= Kind.THAT in kinds and _says_no_more(reading, _MERELY_THAT)
    goes_on |= context is not NO_CONTEXT and asks_again(reading)
    somebody = bool(named) or others_named
    alone = goes_on and context == NO_CONTEXT and kinds.isdisjoint(_OF_ALL)
    if alone and somebody != bool(reading.topics):
        lost = Unclear.TOPIC if somebody else Unclear.CANDIDATE
        return Referents(named, reading.topics, lost)
    if not (context.candidates or named or others_named) and _points_at_several(kinds):
        return Referents((), reading.topics or context.topics, Unclear.CANDIDATE)
    candidates = named if others_named else _candidates(reading, named, context, goes_on=goes_on)
    if candidates is None:
        topics = reading.topics or (() if reading.residue else context.topics)
        return Referents((), topics, Unclear.CANDIDATE, context.candidates)
    topics = reading.topics
    if (
        not topics
        and (others_named or not reading.residue)
        and _needs_topic(reading, candidates, goes_on=goes_on, somebody=somebody)
    ):
        topics = _placed(kinds, context.topics) or context.topics
        open_side = Kind.THAT in kinds or _takes_a_side(kinds, somebody=bool(candidates))
        if not topics and open_side and kinds.isdisjoint(_LISTS):
            return Referents(candidates, (), Unclear.TOPIC)
    return Referents(candidates, topics)


def asks_again(reading: Reading) -> bool:
    """Tell whether a text is no more than a question word or two: `why?`, `how so`."""
    return len(reading.words) <= _FEW and Kind.STOP in reading.kinds <= _MERELY_ASKED


def _is_bare(
    reading: Reading, named: tuple[str, ...], context: Context, *, others_named: bool
) -> bool:
    """Tell whether a text is a mere name, topic or `both of them` that the last answer completes.

    The name of somebody whom the last answer was about asks for all of theirs.
    """
    if context.candidates and not (named or others_named or reading.topics):
        pointed = not reading.kinds.isdisjoint(_POINTING)
        return pointed and _says_no_more(reading, _MERELY_NAMED | _JOINING | _POINTING)
    among = _JOINING if len(named) > 1 else frozenset[str]()
    if not _says_no_more(reading, _MERELY_NAMED | among):
        return False
    if named or others_named:
        return not reading.topics and bool(context.topics) and context.candidates != named
    return bool(reading.topics and context.candidates)


def _asks_everybody(reading: Reading, context: Context) -> bool:
    """Tell whether a text is no more than `all of them?`, of the last answer's topic."""
    if not context.topics or reading.topics or reading.mentions:
        return False
    everybody = len(reading.words) <= _SEVERAL and Intent.PRIORITY_ALL in reading.kinds
    return everybody and _says_no_more(reading, _MERELY_ALL)


def _says_no_more(reading: Reading, kinds: frozenset[str]) -> bool:
    """Tell whether a text has no phrases but of some kinds, and leaves nothing unexplained."""
    nobody = reading.stranger
    words = reading.words[nobody.start : nobody.end] if nobody is not None else ()
    told = reading.vague or not {*reading.residue}.issubset(words)
    return not told and reading.kinds - UNEXPLAINED <= kinds


def _points_at_several(kinds: frozenset[str]) -> bool:
    """Tell whether a text speaks of candidates as of some it has named: `those two`."""
    if Kind.PAIR in kinds or (Kind.THAT in kinds and not kinds.isdisjoint(_IN_ORDER)):
        return kinds.isdisjoint({Kind.PRIORITIES, Kind.QUESTIONS})
    return kinds >= {Intent.COMPARE, Kind.PEOPLE} and kinds.isdisjoint(_OF_NOBODY)


def within(context: Context, catalogue: Catalogue, topic_ids: Collection[str]) -> Context:
    """Keep of a context what the catalogue still holds; where that is nothing, there is none."""
    if context is NO_CONTEXT:
        return context
    kept = Context(
        tuple(each for each in context.candidates if each in catalogue.by_id),
        tuple(topic for topic in context.topics if topic in topic_ids),
    )
    return NO_CONTEXT if kept == NO_CONTEXT else kept


def _candidates(
    reading: Reading, named: tuple[str, ...], context: Context, *, goes_on: bool
) -> tuple[str, ...] | None:
    """Return whom a text is about; None where it says `she` and nobody is there."""
    kinds = reading.kinds
    compares = Intent.COMPARE in kinds
    if Kind.ADDED in kinds and named:
        return tuple(dict.fromkeys((*context.candidates, *named)))
    if compares and len(named) == 1:
        return tuple(dict.fromkeys((*context.candidates, *named)))
    if compares and kinds >= _WITH_SOMEBODY and len(context.candidates) == 1:
        return context.candidates
    silence_of_one = kinds >= {Intent.NOT_ANSWERED, Kind.PERSON} and Kind.WHO not in kinds
    if named or not (kinds.isdisjoint(_OF_ALL) or silence_of_one):
        return named
    if Kind.PRIORITIES not in kinds and (chosen := _placed(kinds, context.candidates)):
        return chosen
    if Kind.PERSON in kinds:
        return context.candidates if len(context.candidates) == 1 else None
    if Intent.NOT_ANSWERED in kinds and Kind.PEOPLE not in kinds:
        return ()
    of_nobody = not kinds.isdisjoint(_OF_NOBODY) or (
        Kind.PRIORITIES in kinds and not reading.by_number
    )
    of_nobody |= Kind.ALL in kinds and Intent.CANDIDATE_ALL not in kinds
    answered = Kind.THAT in kinds and not reading.topics
    if not of_nobody and (Kind.PEOPLE in kinds or goes_on or answered):
        nobody = Kind.PEOPLE in kinds and not (context.candidates or reading.topics)
        return None if nobody else context.candidates
    return ()


def _placed(kinds: frozenset[str], several: tuple[str, ...]) -> tuple[str, ...]:
    """Return those of the last answer's that a text names by their place: `just the first one`."""
    if Kind.THAT not in kinds or len(several) < 2:
        return ()
    return tuple(each for each, place in zip(several, _IN_ORDER, strict=False) if place in kinds)


def _needs_topic(
    reading: Reading, candidates: tuple[str, ...], *, goes_on: bool, somebody: bool
) -> bool:
    """Tell whether a text without a topic leaves it to the last answer."""
    kinds = reading.kinds
    of_that = Kind.THAT in kinds and not kinds.isdisjoint(_ON_THAT)
    if not of_that and (Kind.ALL in kinds or _asks_for_all(kinds)):
        return False
    if Kind.THAT not in kinds and not kinds.isdisjoint(_WITHOUT_TOPIC):
        return False
    if kinds >= _LEFT_OUT and not kinds.isdisjoint(_SILENT) and Kind.THAT not in kinds:
        return False
    unnamed = Intent.WHO_SUPPORTS in kinds or kinds.issuperset({Kind.WHO, Kind.SUPPORT})
    pointed = not kinds.isdisjoint({Kind.PERSON, Kind.PEOPLE})
    silent = Intent.NOT_ANSWERED in kinds and not (somebody or candidates)
    agrees = _takes_a_side(kinds, somebody=somebody or bool(candidates))
    takes_sides = pointed and not kinds.isdisjoint({Kind.SUPPORT, Kind.SAY, Intent.COMPARE})
    asked = Intent.LIST_QUESTIONS in kinds and Intent.NOT_ANSWERED not in kinds
    takes_sides |= pointed and asked
    pairs_up = Intent.COMPARE in kinds and len(reading.mentions) < len(candidates)
    spoken = sum([mention.end - mention.start for mention in reading.mentions])
    says = bool(spoken) and kinds.issuperset({Kind.WHAT, Kind.SAY})
    takes_sides |= says and len(reading.words) - spoken <= _SAYS
    goes_on |= not kinds.isdisjoint({Kind.THAT, Kind.ADDED})
    return goes_on or unnamed or pairs_up or takes_sides or agrees or silent


def _takes_a_side(kinds: frozenset[str], *, somebody: bool) -> bool:
    """Tell whether a text asks on which side somebody is, and not what they are for."""
    return somebody and Kind.SUPPORT in kinds and _WHAT_IN_ALL.isdisjoint(kinds)


def _asks_for_all(kinds: frozenset[str]) -> bool:
    """Tell whether a text asks for everything of those it points back to: `all of her answers`."""
    return Intent.CANDIDATE_ALL in kinds and Kind.THAT not in kinds


def another(reading: Reading, context: Context) -> Reading:
    """Take `the other García`, or `not that García`, for whom the last answer was not about."""
    if not context.candidates or not any(reading.kinds >= kinds for kinds in _ANOTHER):
        return reading
    known = frozenset(context.candidates)
    left = tuple(
        each._replace(people=each.people - known)
        if len(each.people) > 1 and not each.people.isdisjoint(known)
        else each
        for each in reading.mentions
    )
    if left == reading.mentions or not all(each.certain for each in left):
        return reading
    return reading._replace(mentions=left, kinds=reading.kinds - {Kind.OTHERS}, leads=True)
