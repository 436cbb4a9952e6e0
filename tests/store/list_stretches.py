"""Some hundreds of rows of the list, and which of them a filter wants."""

import json
import random

from coletor.store import Filter, Sort
from coletor.store.derivation import ListRow
from coletor.store.list_days import days_of

ORDERS = [sort for sort in Sort if sort is not Sort.TYPED]
"""What a person may order by."""
NAMES = ("ana", "beto", "carla", "davi", None)
WORDS = ("aceito", "rejeitado", "rascunho")
MONTHS = ("202605", "202606", None)
CODES = ("0301010072", "0301010064", "0301060061")


def row(number: int) -> ListRow:
    dice = random.Random(number)
    month = dice.choice(MONTHS)
    patient = dice.choice(NAMES)
    codes = dice.sample(CODES, dice.randrange(3))
    return ListRow(
        uuid=f"u{number:04}",
        model="cmd-2017",
        competencia=month,
        admission=f"{month[:4]}-{month[4:]}-{dice.randrange(1, 29):02}" if month else None,
        outcome=None,
        establishment=None,
        patient=patient,
        patient_key=patient,
        cns=str(dice.randrange(70, 90)) if dice.random() < 0.8 else None,
        birth=None,
        modality=dice.choice(("01", "07", None)),
        procedure=codes[0] if codes else None,
        server="nada",
        server_version=0,
        pending="nenhuma",
        pending_kind=None,
        management="desconhecido",
        draft_id=None,
        word=dice.choice(WORDS),
        changed_at=f"2026-07-{dice.randrange(1, 9):02}",
        operator_id=1,
        typed_at=f"2026-06-{dice.randrange(1, 29):02}T15:00:00.000Z",
        procedures=json.dumps(codes) if number % 7 else None,
    )


ROWS = [row(number) for number in range(260)]


def fits(one: ListRow, wanted: Filter) -> bool:
    beginning, months = wanted.beginning(), wanted.months()
    if beginning:
        column = one.patient_key if beginning[0] is Sort.PATIENT else one.cns
        if not (column or "").startswith(beginning[1]):
            return False
    codes = json.loads(one.procedures) if one.procedures else [one.procedure]
    return (
        wanted.word in (None, one.word)
        and wanted.modality in (None, one.modality)
        and wanted.operator_id in (None, one.operator_id)
        and wanted.procedure in (None, *codes)
        and within(wanted.attended, one.admission)
        and within(wanted.typed, one.typed_at)
        and (months is None or months[0] <= (one.competencia or "") <= months[1])
    )


def within(period: str | None, said: str | None) -> bool:
    if period is None:
        return True
    first, last = days_of(period)
    return said is not None and str(first) <= said[:10] <= str(last)


MAY = "2026-05-03/2026-05-20"
