"""Which of the topics and candidates that a text names it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from questions.understanding.clean import is_han
from questions.understanding.names import POSSESSIVE
from questions.understanding.phrase import PLACING, UNEXPLAINED, Kind
from questions.understanding.scattered import Hit
from questions.understanding.views import View

INTRODUCED = 3
"""Behind `i am a`, so many words are about the writer, if nothing parts them from it."""
WANTED = 5
"""A word for what an answer is wanted for stands so many words behind its `for` at most."""
_ASKING = frozenset[str]({Kind.ASIDE, Kind.WHO, Kind.WHAT, Kind.SAY, Kind.STOP})
_JOINING = frozenset[str]({Kind.JOINER, Kind.LEAD})
_OF_ONESELF = UNEXPLAINED | PLACING | {Kind.STOP, Kind.FILLER}
_AIMED = frozenset[str]({Kind.AIM, Kind.USE})
_INTRODUCING = frozenset[str]({Kind.HERE, Kind.INTRO})
_DONE = ("ed", "ing", "own", "en")
MANY = 8
"""A text that names more topics than this names each for itself."""
_BETWEEN = frozenset[str]({Kind.ARTICLE, Kind.STOP, Kind.JOINER, Kind.LEAD})


def told(
    hits: Sequence[Hit],
    view: View,
    introduced: AbstractSet[int],
    pauses: Sequence[bool],
    before: AbstractSet[int],
) -> tuple[Hit, ...]:
    """Return the topics without what the writer is, what is taken back, and what only comes with.

    `before` are the words of clauses that come before a question which is whole without them.
    One topic alone is always what a text is about.
    """
    if len(hits) < 2:
        return tuple(hits)
    in_order = sorted(hits, key=lambda hit: min(hit.positions))
    about = [hit for hit in in_order if not hit.positions <= introduced] or in_order
    about = [hit for hit in about if not _points_back(hit, view)] or about
    turn = _turn(view, pauses)
    about = [hit for hit in about if min(hit.positions) >= turn] or about
    about = [hit for hit in about if not hit.positions <= before] or about
    if len(about) > 1 and Kind.INSTEAD in view.said:
        about = [hit for hit in about if not _is_taken_back(hit, about, view, pauses)] or about
    if 1 < len(about) <= MANY:
        about = [hit for hit in about if not any(_comes_with(hit, one, view) for one in about)]
    return tuple(about)


def _points_back(hit: Hit, view: View) -> bool:
    """Tell whether a topic's words point back to what was named before them: `let them in`."""
    return len(hit.positions) > 1 and any(
        Kind.PEOPLE in view.language.phrases.kinds([view.stems[at]]) for at in hit.positions
    )


def narrowest(hits: Collection[Hit]) -> tuple[str, ...]:
    """Return the topics in their order, without those of which a narrower one is named too."""
    if len(hits) < 2:
        return tuple([hit.target for hit in hits])
    in_order = sorted(hits, key=lambda hit: min(hit.positions))
    targets = dict.fromkeys([hit.target for hit in in_order])
    if len(targets) < 2:
        return tuple(targets)
    return tuple(
        target for target in targets if not any(other.startswith(f"{target}.") for other in targets)
    )


def _turn(view: View, pauses: Sequence[bool]) -> int:
    """Return where a text turns to what it asks: `X hates refugees, but does she back the ICC`."""
    if Kind.TURN not in view.said:
        return 0
    turns = [
        match.start
        for match in view.found
        if Kind.TURN in match.kinds and pauses[match.start] and view.kinds_at(match.end) & _ASKING
    ]
    return max(turns, default=0)


def purpose(view: View, pauses: Sequence[bool]) -> frozenset[int]:
    """Return the words that tell what an answer is wanted for: `[for my school newspaper]`."""
    if not view.said >= _AIMED:
        return frozenset()
    found = set[int]()
    for match in view.found:
        if Kind.AIM in match.kinds:
            end = min(match.end + WANTED, len(pauses))
            parted = (at for at in range(match.end, end) if pauses[at])
            within = range(match.end, next(parted, end))
            uses = [at for at in within if Kind.USE in view.kinds_at(at)]
            found.update(range(match.start, max(uses, default=match.start - 1) + 1))
    return frozenset(found)


def introduction(view: View, pauses: Sequence[bool]) -> frozenset[int]:
    """Return the words that tell who is writing: `i am a [law student]`, `[journalist] here`."""
    if view.said.isdisjoint(_INTRODUCING):
        return frozenset()
    found = set[int]()
    for at in range(len(pauses)):
        kinds = view.kinds_at(at)
        if Kind.HERE in kinds and at <= INTRODUCED and all(view.stems[:at]):
            found.update(range(at))
        if Kind.INTRO in kinds and Kind.INTRO not in view.kinds_at(at + 1):
            for after in range(at + 1, min(at + 1 + INTRODUCED, len(pauses))):
                if pauses[after] or view.kinds_at(after) - _OF_ONESELF:
                    break
                found.add(after)
    return frozenset(found)


def is_compound(
    hits: Sequence[Hit],
    rest: Collection[int],
    texts: tuple[str, ...],
    view: View,
    pauses: Sequence[bool],
) -> bool:
    """Tell whether an unexplained word makes something else of a topic: `climate finance`.

    Not where other words name the same priority too, nor where it says what was done or suffered
    (`lesbians thrown out`).
    """
    if not rest:
        return False
    priorities = Counter(hit.target.partition(".")[0] for hit in hits)
    return any(
        _is_made_another(at, rest, texts, pauses)
        for hit in hits
        if (len(hit.positions) == 1 or _is_at_an_end(hit, view, pauses))
        and priorities[hit.target.partition(".")[0]] == 1
        for at in hit.positions
    )


def _is_at_an_end(hit: Hit, view: View, pauses: Sequence[bool]) -> bool:
    """Tell whether one word ends a clause right behind a topic's two: `refugee law [exams]`."""
    first, end = min(hit.positions), max(hit.positions) + 2
    ends = end == len(pauses) or (end < len(pauses) and pauses[end])
    kinds = view.kinds_at(end - 1)
    return ends and end - first == 3 and bool(kinds) and Kind.DEED not in kinds


def _is_made_another(
    at: int, rest: Collection[int], texts: tuple[str, ...], pauses: Sequence[bool]
) -> bool:
    owned = texts[at + 1 : at + 2] == (POSSESSIVE,)
    after = at + 2 if owned else at + 1
    if after not in rest or pauses[after] or is_han(texts[after]):
        return False
    return owned or not texts[after].endswith(_DONE) or texts[after].endswith("eed")


def is_mixed(hits: Sequence[Hit], view: View, pauses: Sequence[bool]) -> bool:
    """Tell whether priorities are named that nothing joins: `peacekeepers who pay` `girls`.

    Then they may be words for one that is not among them.
    """
    if not 1 < len(hits) <= MANY:
        return False
    in_order = sorted(hits, key=lambda hit: min(hit.positions))
    return any(
        one.target.partition(".")[0] != other.target.partition(".")[0]
        and not _is_joined(one, other, view, pauses)
        for one, other in pairwise(in_order)
    )


def _is_joined(one: Hit, other: Hit, view: View, pauses: Sequence[bool]) -> bool:
    """Tell whether an `and`, a comma or nothing at all stands between two topics."""
    start, end = max(one.positions) + 1, min(other.positions)
    if start > end:
        return False
    return (
        any(pauses[at] for at in range(start, end + 1))
        or any(view.kinds_at(at) & _JOINING for at in range(start, end))
        or start == end
    )


def _is_taken_back(hit: Hit, hits: Sequence[Hit], view: View, pauses: Sequence[bool]) -> bool:
    """Tell whether a topic is one that is not meant: `not the veto, refugees`.

    One that an `and` joins to the next is no less meant than that.
    """
    if not refusals_before(hit, view):
        return False
    after = [other for other in hits if min(other.positions) > max(hit.positions)]
    between = range(max(hit.positions) + 1, min(after[0].positions)) if after else range(0)
    joined = any(Kind.JOINER in view.kinds_at(at) for at in between) and not any(
        Kind.TURN in view.kinds_at(at) for at in between
    )
    again = bool(after) and refusals_before(after[0], view) > 0
    return not joined or again or any(pauses[at] for at in between)


def refusals_before(hit: Hit, view: View) -> int:
    """Return how many words before a topic say that it is not meant: `not`, `enough about`."""
    before = min(hit.positions) - 1
    while before >= 0 and Kind.ARTICLE in view.kinds_at(before) and not _refuses(before, view):
        before -= 1
    first = before
    while first >= 0 and _refuses(first, view):
        first -= 1
    return before - first


def _refuses(at: int, view: View) -> bool:
    return Kind.INSTEAD in view.kinds_at(at)


def _comes_with(hit: Hit, other: Hit, view: View) -> bool:
    """Tell whether the other topic's ask speaks of this one: `gender experts` in `missions`.

    So do people, where one word comes with several: `peacekeepers abuse` `girls`. Two that an
    `and` alone parts are two. One word that is of both priorities comes with neither.
    """
    if hit.positions == other.positions:
        return False
    if hit.target.partition(".")[0] == other.target.partition(".")[0]:
        return False
    topics = view.language.topics
    said, spoken = topics.said(other.target), topics.spoken(other.target)
    stems = {view.stems[at] for at in hit.positions}
    said_with = len(stems) <= len(other.positions) > 1 and stems.issubset(spoken)
    if not (stems.issubset(said) or said_with):
        return False
    first, second = sorted((hit, other), key=lambda each: min(each.positions))
    between = range(max(first.positions) + 1, min(second.positions))
    if not all(view.stems[at] for at in between):
        return False  # a name stands between: each is asked of somebody else
    parted = any(Kind.JOINER in view.kinds_at(at) for at in between)
    return not (parted and all(view.kinds_at(at) & _BETWEEN for at in between))
