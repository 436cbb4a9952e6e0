"""Where a person went in the manual, to go back and forward."""


class History:
    """Pages in the order in which they were opened, each with how far it was scrolled."""

    def __init__(self) -> None:
        self._places: list[tuple[str, int]] = []
        self._at = -1

    @property
    def here(self) -> str:
        """The topic in view, empty before the first."""
        return self._places[self._at][0] if self._places else ""

    def has(self, by: int) -> bool:
        """Tell whether there is a page so many steps away."""
        return 0 <= self._at + by < len(self._places)

    def keep(self, scroll: int) -> None:
        """Remember how far the page in view is scrolled."""
        if self._places:
            self._places[self._at] = (self.here, scroll)

    def go(self, topic: str) -> None:
        """Note that a page was opened; what lay ahead is forgotten."""
        if topic == self.here:
            return
        self._places[self._at + 1 :] = [(topic, 0)]
        self._at += 1

    def travel(self, by: int) -> tuple[str, int] | None:
        """Go back or forward; return the topic and its scrolling, None at the end."""
        if not self.has(by):
            return None
        self._at += by
        return self._places[self._at]
