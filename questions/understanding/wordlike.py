"""Names that are ordinary words as well: `Hope`, `Will`, `Still`."""

from __future__ import annotations

from collections.abc import Sequence

from questions.request import Intent
from questions.understanding.clean import is_han
from questions.understanding.language import Language
from questions.understanding.lexicon import Lexicon
from questions.understanding.names import Part
from questions.understanding.phrase import PLACING, UNEXPLAINED, Kind
from questions.understanding.roster import Mention
from questions.understanding.views import View

_DESCRIBING_WORDS = frozenset[str]({Kind.COMMON, Kind.FILLER})
_WORKING = frozenset[str]({Kind.STOP, Kind.SAY, Kind.ANSWER, Kind.SUPPORT})
_DESCRIBING = 3
"""So many ordinary words at most stand between an article and what they describe."""
_TURN_OF_PHRASE, _TWO = 3, 2
"""So many words or more make a turn of phrase, in which a word is no name; two ordinary ones."""
_ORDINARY = frozenset[str]({Kind.COMMON})
_BEHIND_NAMES = frozenset[str](
    {Kind.STOP, Kind.JOINER, Kind.LEAD, Kind.SAY, Kind.ANSWER, Kind.SUPPORT, Kind.NOT}
)
_POINTING = frozenset[str]({Kind.PERSON, Kind.PEOPLE})
_NAMELIKE = frozenset[str](
    {Kind.COMMON, Kind.DEED, Kind.USE, Kind.OFF, Kind.TITLE, Kind.PARTICLE, Kind.ELSEWHERE}
)
_MEANING = frozenset[str]({Kind.COMMON, Kind.DEED, Kind.USE, Kind.OFF})
"""Kinds of ordinary words that may be names as well."""
_DESCRIBED = _MEANING | {Kind.VAGUE}
_OF_ALL = frozenset[str]({Kind.WHO, Intent.WHO_SUPPORTS})
"""Kinds of phrases that ask of all candidates, so that a word among them is hardly one's name."""
_BEHIND_ONE_OF_SEVERAL = frozenset[str]({Kind.STOP, Kind.JOINER, Kind.LEAD})
_IDLE = frozenset[str]({Kind.STOP, Kind.AUX})
_LEADING = frozenset[str]({Kind.AUX, Kind.JOINER, Intent.COMPARE})
"""Kinds of phrases behind which names are listed: `compare`, `do`."""
_DONE_BY_ONE = frozenset[str]({Kind.SUPPORT, Kind.SAY, Kind.ANSWER})


def does_work(word: str, view: View) -> bool:
    """Tell whether a word holds sentences together, whatever it means besides: `still`, `will`."""
    return bool(view.language.kinds(word) - _NAMELIKE)


def is_name(
    name: Mention,
    names: Sequence[Mention],
    words: Sequence[str],
    pauses: Sequence[bool],
    view: View,
    lexicon: Lexicon,
) -> bool:
    """Judge a name, one of a text's `names`, that may be an ordinary word: `Hope`, `Will`, `Rose`.

    It is one where a name would stand; elsewhere a word that only means something is one, but
    for behind an article, and a word that does work in sentences or is a topic is none. Where a
    text asks who, nothing but a place among names makes a word one. Said twice in a row, it is one
    the first time only: `is Grace grace`.
    """
    word, before = words[name.start], words[name.start - 1] if name.start else ""
    after = words[name.end] if name.end < len(words) and not pauses[name.end] else ""
    alone = name.end - name.start == 1 and name.part < Part.INITIALED and not is_han(word)
    if (alone and word == before and not does_work(word, view)) or _is_known(name, view):
        return False
    ordinary = name.end - name.start == 1 and lexicon.is_ordinary(word)
    if ordinary and name.part is Part.INITIALED:
        return False
    if not (alone and ordinary):
        return not _is_an_article_and_word(name, words, pauses, view, lexicon)
    topic = view.language.topics.target(view.language.stems([word]))
    placed = topic is None or not name.start or name.start in lexicon.slots.find(words)
    if (
        (name.part is Part.FAMILY and _is_listed(name, names, pauses, view))
        or _is_set_apart(name, pauses)
        or (len(words) == 1 and does_work(word, view))
        or (placed and _is_one_of_several(name, names, words, pauses, view))
    ):
        return True
    if _does_something_else(name, names, words, pauses, view, lexicon):
        return False
    if lexicon.slots.encloses(name.start, name.end, words):
        return not _is_there(name.start, words, view)
    if Kind.TIE in view.language.kinds(after) or _POINTING & view.language.kinds(before):
        return False
    kinds = view.language.kinds(word)
    if kinds & _DESCRIBED and _is_described(name.start, words, view.language):
        return False
    if before in lexicon.manners.titles or name.start in lexicon.slots.find(words):
        return True
    if Kind.ELSEWHERE in kinds and _is_said_of_things(before, after, view.language):
        return False
    beside = [before, after] if name.part is Part.GIVEN else [before]
    if kinds & _MEANING and any(_MEANING & view.language.kinds(word) for word in beside):
        return False
    namelike = kinds <= _NAMELIKE and not topic and view.said.isdisjoint(_OF_ALL)
    return namelike and Kind.ARTICLE not in view.language.kinds(before)


def _is_known(name: Mention, view: View) -> bool:
    """Tell whether a given name is of somebody whom the writer knows: `my neighbour [Samuel]`."""
    if name.part is not Part.GIVEN or Kind.WRITER not in view.said:
        return False
    return all(Kind.WRITER in view.kinds_at(name.start - before) for before in (1, 2))


def _is_there(at: int, words: Sequence[str], view: View) -> bool:
    """Tell whether a word is of what there is: `there is [hope] for refugees`."""
    if at < 2 or Kind.AUX in view.language.kinds(words[at - 1]):
        return False
    before = view.language.kinds(words[at - 2])
    return Kind.ARTICLE in before and Kind.WHAT not in before


def _does_something_else(
    name: Mention,
    names: Sequence[Mention],
    words: Sequence[str],
    pauses: Sequence[bool],
    view: View,
    lexicon: Lexicon,
) -> bool:
    """Tell whether a word is at work in its sentence: as a verb, an adverb, part of a phrase."""
    after = words[name.end] if name.end < len(words) and not pauses[name.end] else ""
    led = lexicon.slots.leads_to(name.start, words)
    return (
        (Kind.ARTICLE in view.language.kinds(after) and not led)
        or _is_an_adverb(name, names, words, pauses, view)
        or _is_asked_of_all(name, words, pauses, view, lexicon)
        or _is_in_a_phrase(name.start, words, view.language)
    )


def _is_an_article_and_word(
    name: Mention, words: Sequence[str], pauses: Sequence[bool], view: View, lexicon: Lexicon
) -> bool:
    """Tell whether what may be an initial is an article before an ordinary word: `a court`."""
    if name.end - name.start != 2 or pauses[name.start + 1]:
        return False
    article = Kind.ARTICLE in view.language.kinds(words[name.start])
    return article and lexicon.is_ordinary(words[name.start + 1])


def _is_set_apart(name: Mention, pauses: Sequence[bool]) -> bool:
    """Tell whether a comma parts a name at the beginning or the end from all the rest."""
    if name.start == 0:
        return name.end < len(pauses) and pauses[name.end]
    return name.end == len(pauses) and pauses[name.start]


def _is_listed(name: Mention, names: Sequence[Mention], pauses: Sequence[bool], view: View) -> bool:
    """Tell whether nothing but names, commas and an `and` stands about a word: `[Court] or Rivera`.

    So it is between commas, behind `compare` or `do`, and at a text's end.
    """
    ends = name.end == len(pauses) or pauses[name.end]
    begins = not name.start or pauses[name.start]
    joined_before = Kind.JOINER in view.kinds_at(name.start - 1) and name.start > 0
    joined_behind = not ends and Kind.JOINER in view.kinds_at(name.end)
    before = any(each.end == name.start - joined_before for each in names)
    behind = any(each.start == name.end + joined_behind for each in names)
    if joined_before and ends and Intent.COMPARE in view.said:
        return True
    if joined_behind and behind:
        return begins or bool(view.kinds_at(name.start - 1) & _LEADING)
    return before and ends and ((begins and behind) or joined_before)


def _is_said_of_things(before: str, after: str, language: Language) -> bool:
    """Tell whether a word for something that is not here stands where it means just that."""
    if Kind.ARTICLE in language.kinds(before):
        return True
    return bool(after) and not language.kinds(after) & _BEHIND_NAMES


def _is_one_of_several(
    name: Mention,
    names: Sequence[Mention],
    words: Sequence[str],
    pauses: Sequence[bool],
    view: View,
) -> bool:
    """Tell whether an `and` stands between a word and another name: `[Still] and Rivera`."""
    kinds = view.language.kinds
    listed = not does_work(words[name.start], view)
    for other in names:
        if listed and other.start == name.end and pauses[other.start]:
            return True
        if listed and other.end == name.start and pauses[name.start]:
            return name.end == len(words) or pauses[name.end]
        if other.start == name.end + 1 and Kind.JOINER in view.kinds_at(name.end):
            return not pauses[name.end + 1]
        if other.end == name.start - 1 and Kind.JOINER in view.kinds_at(other.end):
            after = words[name.end] if name.end < len(words) else ""
            own = kinds(after)
            ends = not after or pauses[name.end]
            return ends or bool(own & _BEHIND_ONE_OF_SEVERAL and Kind.NOT not in own)
    return False


def _is_an_adverb(
    name: Mention,
    names: Sequence[Mention],
    words: Sequence[str],
    pauses: Sequence[bool],
    view: View,
) -> bool:
    """Tell whether a word only says how another candidate does what: `does Rivera [still] back`."""
    if pauses[name.start] or not any(
        other.end == name.start and not _asks(other, words, view) for other in names
    ):
        return False
    after = view.language.kinds(words[name.end]) if name.end < len(words) else frozenset[str]()
    return does_work(words[name.start], view) or bool(after & _DONE_BY_ONE)


def _asks(name: Mention, words: Sequence[str], view: View) -> bool:
    """Tell whether a text begins with a word that asks what the next does: `[Will] Grace back`."""
    return name.start == 0 and Kind.AUX in view.language.kinds(words[0])


def _is_asked_of_all(
    name: Mention, words: Sequence[str], pauses: Sequence[bool], view: View, lexicon: Lexicon
) -> bool:
    """Tell whether a word's clause asks who before it comes to it: `who is [still] silent`.

    It may yet be a name where the clause ends, as in `who is Still`, or behind `asked`.
    """
    if view.said.isdisjoint(_OF_ALL):
        return False
    start = max([at for at in range(name.start + 1) if pauses[at]], default=0)
    asking = [at for at in range(start, name.start) if view.kinds_at(at) & _OF_ALL]
    if not asking:
        return False
    if name.end == len(words) or pauses[name.end]:
        between = range(asking[-1] + 1, name.start)
        return not all(view.kinds_at(at) <= {Kind.STOP, *PLACING} for at in between)
    idle = view.language.kinds(words[name.start - 1]) & _IDLE
    return bool(
        does_work(words[name.start], view) or idle or not lexicon.slots.leads_to(name.start, words)
    )


def _is_in_a_phrase(at: int, words: Sequence[str], language: Language) -> bool:
    """Tell whether a word is in a longer turn of phrase or topic: `who is best on`, `in May`."""
    stems = language.stems(words)
    return any(
        match.start <= at < match.end
        and (
            match.end - match.start >= _TWO
            if match.kinds == _ORDINARY
            else match.end - match.start >= _TURN_OF_PHRASE and not match.kinds <= UNEXPLAINED
        )
        for match in language.phrases.find(stems)
    ) or any(at in hit.positions and at + 1 in hit.positions for hit in language.topics.find(stems))


def _is_described(at: int, words: Sequence[str], language: Language) -> bool:
    """Tell whether an article and ordinary words stand before a word: `a new research grant`."""
    for before in range(at - 1, max(at - 1 - _DESCRIBING, 0), -1):
        kinds = language.kinds(words[before])
        if not (kinds & _DESCRIBING_WORDS and kinds.isdisjoint(_WORKING)):
            return False
        if Kind.ARTICLE in language.kinds(words[before - 1]):
            return Kind.COMMON in language.kinds(words[at - 1])
    return False
