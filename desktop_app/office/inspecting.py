"""What the office knows of itself and its lists when a file is looked through before it is posted."""

from __future__ import annotations

from collections.abc import Iterator

from db.models import Publicity, PublicityItem, Round
from desktop_app.office import office_settings, papers, project_lists, rounds
from desktop_app.rules.typed_values import NotRead, read_telephones
from desktop_app.shapes.inspection import NOTICE, OfficeFacts
from desktop_app.shapes.project_lists import ListKind


def office_facts() -> OfficeFacts:
    """The names that a file may bear, the contacts that may stand in it, and the lists of the current round."""
    profile, round_id = office_settings.profile(), rounds.current_round_id()
    head = papers.letterhead(Round.get_by_id(round_id)) if round_id else None
    schools = dict.fromkeys((profile.school, ""))
    names = (f"{school}{desk}" for school in schools for desk in (profile.desk, profile.department, ""))
    contacts = (*_numbers(profile.telephone), profile.mailbox)
    if head:
        contacts = (*contacts, *_numbers(head.telephone), head.mailbox)
    return OfficeFacts(
        names=tuple(filter(None, names)),
        contacts=tuple(dict.fromkeys(filter(None, contacts))),
        lists=tuple(_lists(round_id)) if round_id else (),
    )


def _lists(round_id: int) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The lists as they stand, and every public list as it was posted, the newest first."""
    for kind in ListKind:
        yield kind, project_lists.numbers(round_id, kind)
    for row in Publicity.select().where(Publicity.round == round_id).order_by(Publicity.id.desc()):
        yield NOTICE, tuple(item.application.number for item in row.items.order_by(PublicityItem.position))


def _numbers(telephones: str) -> tuple[str, ...]:
    """The numbers of one field, and the field as it stands."""
    try:
        read = read_telephones(telephones)
    except NotRead:
        return (telephones,)
    return (telephones, *read.office.split("、"), *read.mobiles)
