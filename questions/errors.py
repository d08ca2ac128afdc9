"""Everything that Hustings refuses, as one tree; a docstring is what is said by default."""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence


class HustingsError(Exception):
    """Something went wrong."""

    def __init__(self, message: str | None = None) -> None:
        """Keep `message`, or the class's docstring where none is given."""
        super().__init__(message or inspect.cleandoc(type(self).__doc__ or ""))


class InvalidInput(HustingsError):
    """What was given is not of the form asked for."""


class Unfit(InvalidInput):
    """What was typed cannot be kept as it is."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Keep what is to be mended, by field."""
        self.faults = faults
        super().__init__("; ".join(f"{field}: {reason}" for field, reason in faults.items()))


class UnfitDraft(Unfit):
    """What was composed cannot be sent as it is."""

    def __init__(self, faults: Mapping[str, str]) -> None:
        """Keep the faults by field; the message has a line for each."""
        super().__init__(faults)
        self.args = ("\n".join(faults.values()),)


class InvalidFile(InvalidInput):
    """A file does not say what it should; `place` tells where, `reason` what to mend."""

    def __init__(self, file: str, place: str, reason: str) -> None:
        """Name the file, the place in it (row and field, or key path) and the reason."""
        self.file, self.place, self.reason = file, place, reason
        super().__init__(f"{file}: {place}: {reason}" if place else f"{file}: {reason}")


class InvalidFiles(InvalidFile):
    """Files do not say what they should; `faults` are all that was found, the message shows 20."""

    SHOWN = 20

    def __init__(self, faults: Sequence[InvalidFile]) -> None:
        """Keep the faults, which are at least one; file, place and reason are the first one's."""
        self.faults = tuple(faults)
        super().__init__(faults[0].file, faults[0].place, faults[0].reason)
        lines = [str(fault) for fault in self.faults[: self.SHOWN]]
        if len(self.faults) > self.SHOWN:
            lines.append(f"and {len(self.faults) - self.SHOWN} more")
        self.args = ("\n".join(lines),)


class InvalidAction(InvalidInput):
    """This button does not belong to me."""


class NotPossible(HustingsError):
    """This cannot be done as things stand."""


class NotLinked(NotPossible):
    """Link your Telegram chat first: test messages go there."""


class DoneBefore(HustingsError):
    """This was done already."""


class UnknownBroadcast(HustingsError):
    """There is no such broadcast."""


class UnknownCandidate(HustingsError):
    """There is no such candidate."""


class UnknownTopic(HustingsError):
    """There is no such priority, ask or question."""


class NotAllowed(HustingsError):
    """You do not have the role that this needs."""

    def __init__(self, role: str | None = None) -> None:
        """Name the role that is missing."""
        self.role = role
        super().__init__(f"This needs the role {role}." if role else None)


class OwnWork(HustingsError):
    """Somebody other than its author has to review this."""


class OwnOrganisation(HustingsError):
    """Somebody of another organisation has to review this."""


class AlreadyDecided(HustingsError):
    """This was decided already."""


class TakenBack(HustingsError):
    """Its author took this back: it is a draft again, and theirs."""


class BehindTheRecord(HustingsError):
    """Another revision was published since this one was written: compare them, and revise this."""


class NotEditable(HustingsError):
    """This was submitted and cannot be changed any more."""


class OnRecord(HustingsError):
    """This question is answered on record already: say what a new revision changes."""


class SaidTwice(HustingsError):
    """This seems to be recorded already, or to be being recorded."""


class NothingChanged(HustingsError):
    """This says what is on record already."""


class UnknownResponse(HustingsError):
    """There is no such response."""


class EditionChanged(HustingsError):
    """An edition's wording never changes in place: give the new wording a new edition id."""


class NotConfigured(HustingsError):
    """A setting is missing or wrong."""


class StoreUnreachable(HustingsError):
    """The store cannot be reached."""


class StoreNotReady(HustingsError):
    """The store's schema is not the one this version needs. Run `hustings migrate`."""
