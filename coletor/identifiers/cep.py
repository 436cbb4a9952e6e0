"""CEP: 8 digits. No free national table exists: only the form and the range of the state."""

from coletor.identifiers import digits

# First and last five digits of each state's ranges (Correios, faixas de CEP por UF).
_RANGES = (
    ("SP", 1000, 19999), ("RJ", 20000, 28999), ("ES", 29000, 29999), ("MG", 30000, 39999),
    ("BA", 40000, 48999), ("SE", 49000, 49999), ("PE", 50000, 56999), ("AL", 57000, 57999),
    ("PB", 58000, 58999), ("RN", 59000, 59999), ("CE", 60000, 63999), ("PI", 64000, 64999),
    ("MA", 65000, 65999), ("PA", 66000, 68899), ("AP", 68900, 68999), ("AM", 69000, 69299),
    ("RR", 69300, 69399), ("AM", 69400, 69899), ("AC", 69900, 69999), ("DF", 70000, 72799),
    ("GO", 72800, 72999), ("DF", 73000, 73699), ("GO", 73700, 76799), ("RO", 76800, 76999),
    ("TO", 77000, 77999), ("MT", 78000, 78899), ("MS", 79000, 79999), ("PR", 80000, 87999),
    ("SC", 88000, 89999), ("RS", 90000, 99999),
)  # fmt: skip


def is_valid(text: str) -> bool:
    """Tell whether a text is 8 digits (whether the CEP exists cannot be known offline)."""
    return digits.has_form(text, 8)


def state(code: str) -> str | None:
    """Return the two letters of the state whose range holds a CEP, or None.

    Args:
        code: 8 digits.
    """
    prefix = int(code[:5])
    return next((uf for uf, first, last in _RANGES if first <= prefix <= last), None)


def normalise(text: str) -> str:
    """Return what a person typed without its mask (``00000-000``)."""
    return digits.unmask(text)
