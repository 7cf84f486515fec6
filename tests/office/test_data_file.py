from typing import Any

from db.opening import FILE_NAME
from desktop_app.office.data_file import data_facts, data_problems


def test_the_data_file_is_told_and_proved(office: Any) -> None:
    empty = data_facts()
    office.round()
    office.organization()
    facts = data_facts()
    assert (facts.file, facts.schema) == (office.folder / FILE_NAME, empty.schema)
    assert facts.size_bytes == (office.folder / FILE_NAME).stat().st_size > 0
    assert facts.records - empty.records == 3  # the round, which one is current, the organisation
    assert data_problems() == ()
