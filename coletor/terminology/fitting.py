"""Tells whether a procedure fits what the form already knows, and why not."""

from coletor.messages import text
from coletor.terminology.types import Procedure, Situation

_CBO_NOT_CHECKED = "021"
"""Attribute of the table: the procedure does not depend on the occupation."""


def why_not(procedure: Procedure, situation: Situation) -> list[str]:
    """Return, in Portuguese, what keeps a procedure from fitting; empty when it fits.

    Args:
        procedure: what SIGTAP says of it.
        situation: what the form already knows.
    """
    checks = (_sex, _age, _occupation, _diagnosis)
    return [reason for check in checks if (reason := check(procedure, situation))]


def _sex(procedure: Procedure, situation: Situation) -> str:
    if procedure.sex in {"M", "F"} and situation.sex in {"M", "F"} - {procedure.sex}:
        return text(f"terminology.outside.sex_{procedure.sex.lower()}")
    return ""


def _age(procedure: Procedure, situation: Situation) -> str:
    age = situation.age_months
    if age is None:
        return ""
    if procedure.age_min is not None and age < procedure.age_min:
        return text("terminology.outside.too_young", age=_words(procedure.age_min))
    if procedure.age_max is not None and age > procedure.age_max:
        return text("terminology.outside.too_old", age=_words(procedure.age_max))
    return ""


def _occupation(procedure: Procedure, situation: Situation) -> str:
    free = not procedure.occupations or _CBO_NOT_CHECKED in procedure.details
    if free or not situation.cbo or situation.cbo in procedure.occupations:
        return ""
    return text("terminology.outside.cbo", cbo=situation.cbo)


def _diagnosis(procedure: Procedure, situation: Situation) -> str:
    if not procedure.cids or not situation.cids or situation.cids & procedure.cids.keys():
        return ""
    return text("terminology.outside.cid")


def _words(months: int) -> str:
    """Return an age as people say it: "11 meses", "12 anos", "60 anos e 11 meses"."""
    years, rest = divmod(months, 12)
    pieces = []
    if years:
        pieces.append(text(f"terminology.age.year{'s' if years > 1 else ''}", count=years))
    if rest or not years:
        pieces.append(text(f"terminology.age.month{'' if rest == 1 else 's'}", count=rest))
    joiner = f" {text('terminology.age.and')} "
    return joiner.join(pieces)
