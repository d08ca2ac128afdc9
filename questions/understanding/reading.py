"""What the words of a text say, one by one: names, topics, phrases, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from questions.request import Intent
from questions.understanding.beginnings import POLITE, begins, said, takes_back
from questions.understanding.clauses import before_a_question, leading_up, of_the_writer
from questions.understanding.corrections import (
    TURNING,
    asks_of_all_but_one,
    corrected_topics,
    each_of_two,
    meant,
    reaction,
)
from questions.understanding.lexicon import Lexicon
from questions.understanding.mending import Mended, mend
from questions.understanding.newcomers import asked_after, newcomers, spoken_of, surroundings
from questions.understanding.numbers import IN_WORDS, numbered
from questions.understanding.phrase import Kind
from questions.understanding.residue import (
    is_of_another_topic,
    is_topical,
    outweighs,
    rest_of,
    shared,
)
from questions.understanding.roster import Mention, merged
from questions.understanding.strangers import Stranger, stranger
from questions.understanding.told import (
    introduction,
    is_compound,
    is_mixed,
    narrowest,
    purpose,
    refusals_before,
    told,
)
from questions.understanding.topics import Hit
from questions.understanding.views import View, topic_hits, views
from questions.understanding.wordlike import does_work, is_name
from questions.understanding.writing import written_words

_SET_APART, _REFUSED = frozenset[str]({Kind.EXCEPT}), frozenset[str]({Kind.NOT})
_NOTHING = frozenset[str]()
_NONE_OF_THIS = frozenset[str]({Kind.OFF, Kind.ELSEWHERE})
_ASKING = frozenset[str](
    {*Intent, Kind.WHO, Kind.ANSWER, Kind.NOT, Kind.ALL, Kind.CANDIDATES, Kind.PRIORITIES}
)


class Reading(NamedTuple):
    """A text taken apart.

    `residue` are the words that carry meaning and are unexplained; `vague` says that others carry
    a little; `loose`, that some are of a topic's priority but not of the topic; `guessed`, that
    words had to be mended; `unsure`, that such a word adds nothing to what is asked for, or
    that a name alone is a word that does work in sentences;
    `compound`, that a word makes something else of a topic; `mixed`, that nothing joins the topics;
    `shared` are the priorities that its only word of meaning is said of; `domain`, that the text
    is at least about what candidates are asked; `leads` and `turns`, that it begins like one that
    goes on, or may go on, from the last answer; `but_one`, that it asks of all but one candidate.
    """

    words: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    topics: tuple[str, ...] = ()
    kinds: frozenset[str] = frozenset()
    residue: tuple[str, ...] = ()
    vague: bool = False
    loose: bool = False
    guessed: bool = False
    unsure: bool = False
    leads: bool = False
    turns: bool = False
    by_number: bool = False
    compound: bool = False
    mixed: bool = False
    shared: tuple[str, ...] = ()
    domain: bool = False
    stranger: Stranger | None = None
    refused: frozenset[str] = frozenset()
    but_one: bool = False


class _Named(NamedTuple):
    """Whom a text names, whom everybody knows among them, and how each language sees the rest."""

    mentions: tuple[Mention, ...]
    famous: tuple[tuple[int, int], ...]
    seen: list[View]


class _Told(NamedTuple):
    """What a text is about: by name, the narrowest of that, by number, and numbers of nothing.

    `aside` is what is no part of the question, `apart` the clauses of it about the writer, and
    `ahead` such words as lead up to it; `before` are so many that only react to the answer before.
    """

    hits: tuple[Hit, ...]
    about: tuple[Hit, ...]
    numbers: tuple[Hit, ...]
    strays: tuple[int, ...]
    aside: frozenset[int]
    apart: frozenset[int]
    ahead: frozenset[int]
    before: int


def read(text: str, lexicon: Lexicon) -> Reading:
    """Take a text apart."""
    written = written_words(text, lexicon)
    if not written:
        return Reading()
    pauses = [word.paused for word in written]
    mended = mend(lexicon, [word.text for word in written])
    texts = mended.words
    named = _named(mended, pauses, lexicon)
    mentions, view = named.mentions, named.seen[0]
    topics = _told(mended, pauses, named, lexicon)
    hits = (*topics.hits, *topics.numbers)
    beside = topics.aside | topics.ahead
    rest = rest_of(mended, mentions, hits, beside, topics.strays, named.seen, lexicon)
    nobody = _nobody(mended, pauses, rest.residue, hits, named, lexicon)
    turning = not view.said.isdisjoint(TURNING)
    meant_by, refused = (
        meant(mentions, topics.hits, view, pauses) if turning else (mentions, _NOTHING)
    )
    apart = bool(mentions or hits) and _sets_apart(meant_by, hits, view)
    apart |= len(topics.hits) == 1 and refusals_before(topics.hits[0], view) > 1
    refuses = _refuses(view, pauses)
    kinds = said(view, pauses, mentions, meant_by, topics.before) if turning else view.said
    if topics.apart or beside:
        kinds = _asked(kinds, topics, view, named=bool(mentions or hits))
    if apart or refuses:
        kinds = (kinds | _SET_APART if apart else kinds) - (_REFUSED if refuses else _NOTHING)
    residue = rest.residue
    if named.famous and nobody is None and hits and not mentions:
        known = {at for start, end in named.famous for at in range(start, end)}
        residue = [at for at in residue if at not in known]
    doubtful = bool(residue or rest.deeds) and (
        is_compound(topics.hits, [*residue, *rest.deeds], texts, pauses)
        or any(is_of_another_topic(at, hits, view) for at in residue)
        or (bool(mentions) and outweighs(residue, topics.about, view, pauses))
    )
    left = tuple([texts[at] for at in residue]) if residue else ()
    return Reading(
        words=texts,
        mentions=each_of_two(meant_by, view)
        if nobody is None
        else tuple([each for each in meant_by if not _is_part_of(nobody, each)]),
        topics=narrowest((*topics.about, *topics.numbers)),
        kinds=kinds,
        residue=left,
        vague=bool(rest.vague),
        loose=rest.loose,
        guessed=mended.guessed,
        unsure=(
            bool(mended.unsure) and not all(view.kinds_at(at) & _ASKING for at in mended.unsure)
        )
        or (len(texts) == 1 and does_work(texts[0], view)),
        leads=refuses or (turning and begins(view, Kind.LEAD, topics.before)),
        turns=(turning and (begins(view, Kind.ASIDE, topics.before) or takes_back(view, pauses)))
        or Kind.TOO in view.kinds_at(len(texts) - 1)
        or len(meant_by) < len(mentions)
        or (Kind.INSTEAD in kinds and len(topics.about) < len(topics.hits)),
        by_number=bool(topics.numbers),
        compound=doubtful,
        mixed=is_mixed(topics.about, view, pauses),
        shared=() if hits else shared(rest, view),
        domain=bool(hits) or len(rest.vague) > len(residue) // 2 or is_topical(left, lexicon),
        stranger=nobody,
        refused=refused,
        but_one=Kind.EXCEPT in view.said and asks_of_all_but_one(mentions, view),
    )


def _named(mended: Mended, pauses: Sequence[bool], lexicon: Lexicon) -> _Named:
    """Find whom a text names, and read the rest of it in each language."""
    texts = mended.words
    seen = views(lexicon, texts, mended.mentions, mended.strange)
    famous = lexicon.famous.find(texts)
    names = [
        name
        for name in mended.mentions
        if is_name(name, mended.mentions, texts, pauses, seen[0], lexicon)
        and not (famous and _is_of_another(name, famous))
    ]
    if len(names) < len(mended.mentions):
        seen = views(lexicon, texts, names, mended.strange)
    mentions = merged(names, pauses)
    if mended.strange:
        mentions = lexicon.roster.completed(mentions, texts, mended.strange)
    return _Named(mentions, spoken_of(famous, mentions, seen[0]) if famous else (), seen)


def _told(mended: Mended, pauses: Sequence[bool], named: _Named, lexicon: Lexicon) -> _Told:
    """Find what a text is about, without what the writer tells of themselves."""
    texts, view, mentions = mended.words, named.seen[0], named.mentions
    covered = sum([mention.end - mention.start for mention in mentions])
    in_words = not view.said.isdisjoint(IN_WORDS)
    numbers, strays = numbered(
        texts, view.kinds, lexicon.topic_ids, view.language.kinds, covered, in_words=in_words
    )
    aim = purpose(view, pauses)
    hits = tuple([hit for hit in topic_hits(named.seen) if not (aim and hit.positions <= aim)])
    starts = [mention.start for mention in mentions]
    apart = of_the_writer(hits, starts, view, pauses)
    aside = aim | introduction(view, pauses) | apart
    ahead = leading_up(hits, starts, mended.strange, view, pauses)
    earlier = before_a_question(hits, starts, view, pauses)
    if view.said.isdisjoint(TURNING):
        about = told(hits, view, aside, pauses, earlier)
        return _Told(hits, about, numbers, strays, aside, apart, ahead, 0)
    before = reaction(mentions, (*hits, *numbers), mended.strange, view, pauses)
    about = told(corrected_topics(hits, view, pauses), view, aside, pauses, earlier)
    return _Told(hits, about, numbers, strays, aside | before, apart, ahead, len(before))


def _nobody(
    mended: Mended,
    pauses: Sequence[bool],
    residue: Sequence[int],
    hits: Sequence[Hit],
    named: _Named,
    lexicon: Lexicon,
) -> Stranger | None:
    """Find the name of somebody who is no candidate."""
    mentions, view = named.mentions, named.seen[0]
    strange = newcomers(residue, mended, mentions, view, lexicon) if residue else []
    famous = asked_after(named.famous, hits, mentions, view)
    if not (strange or famous) and all(mention.people for mention in mentions):
        return None
    around = surroundings(mended.words, pauses, mentions, residue, famous, hits, view, lexicon)
    return stranger(strange, around)


def _refuses(view: View, pauses: Sequence[bool]) -> bool:
    """Tell whether a text begins by turning something down, and then asks: `no, the others`."""
    return (
        len(pauses) > 1
        and pauses[1]
        and Kind.NOT in view.kinds_at(0)
        and not all(view.kinds_at(at) & POLITE for at in range(1, len(pauses)))
    )


def _asked(kinds: frozenset[str], topics: _Told, view: View, *, named: bool) -> frozenset[str]:
    """Leave out kinds of phrases that stand only where nothing is asked."""
    if topics.apart:
        kinds &= _NOTHING.union(*(own for at, own in view.kinds.items() if at not in topics.apart))
    beside = topics.aside | topics.ahead
    if beside and named and not kinds.isdisjoint(_NONE_OF_THIS):
        kinds -= {kind for kind in _NONE_OF_THIS if _is_beside(kind, beside, view)}
    return kinds


def _is_beside(kind: str, beside: frozenset[int], view: View) -> bool:
    """Tell whether phrases of a kind stand only where nothing is asked."""
    places = (at for at, own in view.kinds.items() if kind in own)
    return all(at in beside for at in places)


def _is_of_another(name: Mention, famous: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a name is part of a longer one that everybody knows: `Will` of `Will Smith`."""
    return any(
        start <= name.start and name.end <= end and name.end - name.start < end - start
        for start, end in famous
    )


def _is_part_of(nobody: Stranger, mention: Mention) -> bool:
    return nobody.start <= mention.start < nobody.end


def _sets_apart(mentions: Sequence[Mention], hits: Sequence[Hit], view: View) -> bool:
    """Tell whether a text is about some candidates only, in a way that no request can carry.

    It may leave somebody out (`Rivera, not Okonkwo`) or choose by a topic (`women candidates`).
    """
    if Kind.CANDIDATES in view.said:
        chosen = [match.start - 1 for match in view.found if Kind.CANDIDATES in match.kinds]
        if any(at in hit.positions for at in chosen for hit in hits):
            return True
    return len(mentions) > 1 and any(
        other.end == mention.start - 1 and Kind.NOT in view.kinds_at(other.end)
        for other, mention in pairwise(mentions)
    )
