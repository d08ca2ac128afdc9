"""What the words of a text say, one by one: names, topics, phrases, and what is left over."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from questions.request import Intent
from questions.understanding.about import About, about
from questions.understanding.asking import kinds_asked, refuses
from questions.understanding.beginnings import begins, ends, takes_back
from questions.understanding.beyond import is_beyond_answers
from questions.understanding.clauses import asks_who_is_there
from questions.understanding.corrections import (
    TURNING,
    asks_of_all_but_one,
    meant,
)
from questions.understanding.facts import asks_for_a_fact
from questions.understanding.initials import disowned, initials
from questions.understanding.joined import merged
from questions.understanding.lexicon import Lexicon
from questions.understanding.measures import Text
from questions.understanding.mending import Mended, mend
from questions.understanding.namesakes import each_of_two, told_apart
from questions.understanding.newcomers import asked_after, newcomers, spoken_of, surroundings
from questions.understanding.phrase import Kind
from questions.understanding.residue import (
    is_topical,
    of_other_priorities,
    outweighs,
    rest_of,
    shared,
)
from questions.understanding.roster import Mention
from questions.understanding.scattered import Hit
from questions.understanding.strangers import Stranger, stranger
from questions.understanding.told import (
    is_compound,
    is_mixed,
    narrowest,
)
from questions.understanding.views import View, views
from questions.understanding.wordlike import does_work, is_name
from questions.understanding.writing import written_words

_NOTHING = frozenset[str]()
_ASKING = frozenset[str](
    {*Intent, Kind.WHO, Kind.ANSWER, Kind.NOT, Kind.ALL, Kind.CANDIDATES, Kind.PRIORITIES}
)

_GOING_ON = TURNING | {Kind.TOO, Kind.NOT}
"""Kinds of phrases without which a text goes on from nothing."""


class Reading(NamedTuple):
    """A text taken apart.

    `residue` are the words that carry meaning and are unexplained; `vague` says that others carry
    a little; `loose`, that some are of a topic's priority but not of the topic; `guessed`, that
    words had to be mended; `unsure`, that such a word adds nothing to what is asked for, or
    that a name alone is a word that does work in sentences;
    `compound`, that a word makes something else of a topic; `others` are the other priorities that
    all unexplained words are said of; `mixed`, that nothing joins the topics;
    `shared` are the priorities that its only word of meaning is said of; `domain`, that the text
    is at least about what candidates are asked; `leads` and `turns`, that it begins like one that
    goes on, or may go on, from the last answer; `but_one`, that it asks of all but one candidate;
    `of_a_fact`, that it asks for what is so, which is none of a candidate's views; `beyond`, that
    it asks for what no answer is, such as a thing done.
    """

    words: tuple[str, ...] = ()
    pauses: tuple[bool, ...] = ()
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
    others: tuple[str, ...] = ()
    mixed: bool = False
    shared: tuple[str, ...] = ()
    domain: bool = False
    stranger: Stranger | None = None
    refused: frozenset[str] = frozenset()
    but_one: bool = False
    of_a_fact: bool = False
    beyond: bool = False


class _Named(NamedTuple):
    """Whom a text names, whom everybody knows among them, and how each language sees the rest."""

    mentions: tuple[Mention, ...]
    famous: tuple[tuple[int, int], ...]
    seen: list[View]


def read(text: str, lexicon: Lexicon) -> Reading:
    """Take a text apart."""
    words, pauses = written_words(text, lexicon)
    if not words:
        return Reading()
    mended = mend(lexicon, words)
    texts = mended.words
    named, pauses = _initialed(text, _named(mended, pauses, lexicon), pauses, mended, lexicon)
    mentions, view = named.mentions, named.seen[0]
    topics = about(mended, pauses, mentions, named.seen, lexicon)
    hits = topics.named
    rest = rest_of(mended, mentions, hits, topics.beside, topics.strays, named.seen, lexicon)
    nobody = _nobody(mended, pauses, rest.residue, hits, named, lexicon)
    meant_by, refused = _meant(topics, mentions, view, pauses)
    kinds = kinds_asked(topics, mentions, meant_by, view, pauses)
    doubtful = [mention for mention in mentions if not mention.certain]
    if doubtful:
        meant_by, kinds = told_apart(meant_by, kinds, view)
    residue = rest.residue
    if named.famous and nobody is None and hits and not mentions:
        residue = _but_for(named.famous, residue)
    others = of_other_priorities(residue, hits, view) if residue else {}
    of_a_fact = not topics.numbers and asks_for_a_fact(
        Text(texts, pauses, mentions, hits, view), lexicon.slots
    )
    made_another = bool(residue or rest.deeds) and (
        is_compound(topics.hits, [*residue, *rest.deeds], texts, view, pauses)
        or bool(others)
        or (bool(mentions) and outweighs(residue, topics.narrowed, view, pauses))
    )
    left = tuple([texts[at] for at in residue]) if residue else ()
    fewer = len(meant_by) < len(mentions)
    if doubtful or nobody is not None:
        meant_by = _beside(nobody, meant_by, view)
    leads, turns = _goes_on(topics, view, pauses)
    return Reading(
        words=texts,
        pauses=pauses,
        mentions=meant_by,
        topics=narrowest(topics.narrowed + topics.numbers),
        kinds=kinds,
        residue=left,
        vague=bool(rest.vague),
        loose=rest.loose,
        guessed=mended.guessed,
        unsure=_is_unsure(mended, view),
        leads=leads,
        turns=turns or fewer or (Kind.INSTEAD in kinds and len(topics.narrowed) < len(topics.hits)),
        by_number=bool(topics.numbers),
        compound=made_another or of_a_fact,
        others=tuple(dict.fromkeys(others.values())) if len(others) == len(residue) else (),
        mixed=is_mixed(topics.narrowed, view, pauses) or topics.contradict(kinds),
        shared=() if hits else shared(rest, view),
        domain=bool(hits) or len(rest.vague) > len(residue) // 2 or is_topical(left, lexicon),
        stranger=nobody,
        refused=refused,
        but_one=asks_of_all_but_one(mentions, view),
        of_a_fact=of_a_fact,
        beyond=is_beyond_answers(mentions, hits, residue, view, pauses),
    )


def _meant(
    topics: About, mentions: tuple[Mention, ...], view: View, pauses: Sequence[bool]
) -> tuple[tuple[Mention, ...], frozenset[str]]:
    """Return whom a text means of those it names, and who of the last answer it refuses."""
    if topics.ahead and not topics.named and mentions:
        starts = [each.start for each in mentions]
        if asks_who_is_there(starts, view, pauses):
            return (), _NOTHING
    if view.said.isdisjoint(TURNING):
        return mentions, _NOTHING
    return meant(mentions, topics.hits, view, pauses)


def _is_unsure(mended: Mended, view: View) -> bool:
    """Tell whether a mended word adds nothing to what is asked for, or a name alone does work."""
    if len(mended.words) == 1 and does_work(mended.words[0], view):
        return True
    return bool(mended.unsure) and not all(view.kinds_at(at) & _ASKING for at in mended.unsure)


def _goes_on(topics: About, view: View, pauses: Sequence[bool]) -> tuple[bool, bool]:
    """Tell whether a text goes on from the last answer, and whether it may, by how it is begun."""
    if view.said.isdisjoint(_GOING_ON):
        return False, False
    return (
        refuses(view, pauses) or begins(view, Kind.LEAD, topics.before),
        ends(view, Kind.TOO) or begins(view, Kind.ASIDE, topics.before) or takes_back(view, pauses),
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


def _initialed(
    text: str, named: _Named, pauses: tuple[bool, ...], mended: Mended, lexicon: Lexicon
) -> tuple[_Named, tuple[bool, ...]]:
    """Take in whom initials name, and doubt whom they do not; the letters have no other meaning.

    What a dot parted from its initial is parted no more.
    """
    letters = initials(text, mended.words, pauses, named.mentions, named.seen[0], lexicon)
    if letters:
        mentions = tuple(sorted((*named.mentions, *letters), key=lambda each: each.start))
        seen = views(lexicon, mended.words, mentions, mended.strange)
        named = named._replace(mentions=mentions, seen=seen)
        parted = {each.end for each in letters}
        pauses = tuple([pause and at not in parted for at, pause in enumerate(pauses)])
    mentions = disowned(text, mended.words, named.mentions, lexicon)
    return named._replace(mentions=mentions), pauses


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
    famous = asked_after(named.famous, hits, mentions, view) if named.famous else ()
    nobodies = [mention for mention in mentions if not mention.people]
    if not (strange or famous or nobodies):
        return None
    around = surroundings(mended.words, pauses, mentions, residue, famous, hits, view, lexicon)
    nobody = stranger(strange, around)
    return None if nobody is None or _is_where_from(nobody, view) else nobody


def _but_for(famous: Sequence[tuple[int, int]], residue: Sequence[int]) -> Sequence[int]:
    """Leave unexplained words out that are of names which everybody knows."""
    known = {at for start, end in famous for at in range(start, end)}
    return [at for at in residue if at not in known]


def _is_where_from(nobody: Stranger, view: View) -> bool:
    """Tell whether unknown words only go on describing somebody: `the lady from [Bratislava]`."""
    return Kind.DESCRIBED in view.said and any(
        Kind.DESCRIBED in match.kinds and match.end == nobody.start for match in view.found
    )


def _is_of_another(name: Mention, famous: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a name is part of a longer one that everybody knows: `Will` of `Will Smith`."""
    return any(
        start <= name.start and name.end <= end and name.end - name.start < end - start
        for start, end in famous
    )


def _beside(
    nobody: Stranger | None, mentions: tuple[Mention, ...], view: View
) -> tuple[Mention, ...]:
    """Return who is named beside a name that is nobody's; or each of two who share one."""
    if nobody is None:
        return each_of_two(mentions, view)
    return tuple([each for each in mentions if not _is_part_of(nobody, each)])


def _is_part_of(nobody: Stranger, mention: Mention) -> bool:
    return nobody.start <= mention.start < nobody.end
