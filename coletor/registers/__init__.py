"""The registers of people: patients and professionals, kept only in the encrypted store."""

from coletor.registers.definition import (
    PATIENTS,
    PROFESSIONALS,
    REGISTERS,
    Definition,
    Field,
    definition,
    described,
)
from coletor.registers.entries import Change, Difference, Entry, Problem, RegisterError
from coletor.registers.observing import observe
from coletor.registers.register import Register

__all__ = [
    "PATIENTS",
    "PROFESSIONALS",
    "REGISTERS",
    "Change",
    "Definition",
    "Difference",
    "Entry",
    "Field",
    "Problem",
    "Register",
    "RegisterError",
    "definition",
    "described",
    "observe",
]
