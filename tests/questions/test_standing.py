"""A standing is derived from records: what was put, what stands, who withdrew, and today."""

from __future__ import annotations

from datetime import date

import pytest

from questions.candidate import WITHDRAWN, Candidate, neutral_order
from questions.response import Reply
from questions.standing import Known, Putting, Record, Tally, derive, tally

TODAY = date(2026, 6, 1)
RUNNING = Candidate("c01", "Amara Okonkwo")
WITHDREW = Candidate("c01", "Amara Okonkwo", status=WITHDRAWN)


def put(due: date | None) -> Putting:
    return Putting("c01", "8.1.1", "e", date(2026, 5, 1), due_on=due)


@pytest.mark.parametrize(
    ("candidate", "putting", "record", "known"),
    [
        (RUNNING, None, None, Known.NOT_PUT),
        (RUNNING, put(None), None, Known.AWAITING),
        (RUNNING, put(TODAY), None, Known.AWAITING),
        (RUNNING, put(date(2026, 5, 31)), None, Known.OVERDUE),
        (RUNNING, put(TODAY), Record(Reply.ANSWERED), Known.ANSWERED),
        (RUNNING, None, Record(Reply.ANSWERED), Known.ANSWERED),
        (RUNNING, put(TODAY), Record(Reply.DECLINED), Known.DECLINED),
        (RUNNING, put(TODAY), Record(Reply.RETRACTED), Known.RETRACTED),
        (WITHDREW, put(date(2026, 5, 31)), None, Known.WITHDREW),
        (WITHDREW, None, None, Known.NOT_PUT),
        (WITHDREW, None, Record(Reply.ANSWERED), Known.ANSWERED),
    ],
)
def test_what_is_known_follows_from_the_records(
    candidate: Candidate, putting: Putting | None, record: Record | None, known: Known
) -> None:
    standing = derive(candidate, "8.1.1", putting=putting, record=record, today=TODAY)
    assert standing.known is known


def test_an_answer_without_a_putting_counts_as_unprompted_and_not_as_put() -> None:
    standings = [
        derive(RUNNING, "8.1.1", putting=None, record=Record(Reply.ANSWERED), today=TODAY),
        derive(RUNNING, "7.1.1", putting=put(TODAY), record=Record(Reply.ANSWERED), today=TODAY),
        derive(RUNNING, "6.1.1", putting=put(TODAY), record=Record(Reply.DECLINED), today=TODAY),
        derive(RUNNING, "5.1.1", putting=put(TODAY), record=None, today=TODAY),
        derive(RUNNING, "4.1.1", putting=None, record=None, today=TODAY),
    ]
    assert tally(standings) == Tally(put=3, answered=1, unprompted=1, declined=1)


def test_candidates_stand_in_one_order_whatever_the_accents_and_case() -> None:
    people = [
        Candidate("1", "Zoë Ábalos", "Ábalos"),
        Candidate("2", "Ana abad", "abad"),
        Candidate("3", "Prince"),
        Candidate("4", "Bo Ortiz", "Ortiz"),
    ]
    assert [each.id for each in neutral_order(people)] == ["2", "1", "4", "3"]
