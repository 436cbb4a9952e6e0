"""What the rules need to know of the establishment."""

from collections.abc import Collection
from typing import Protocol


class ProfileView(Protocol):
    """What this establishment reports by other ways, so that nothing is reported twice."""

    @property
    def basic_care_elsewhere(self) -> bool:
        """Tell whether basic care paid by the SUS goes through e-SUS APS / Sisab (Art. 93, I)."""

    @property
    def insured_elsewhere(self) -> bool:
        """Tell whether care paid by private health plans goes through TISS (Art. 93, II)."""

    @property
    def single_ceps(self) -> Collection[str]:
        """Return the CEPs that are the only one of their município: ordinary, not "unknown"."""
