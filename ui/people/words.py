"""What the screens of a register say: values with the names of codes, how many there are."""

from coletor.messages import text
from coletor.model import Kind
from coletor.registers import Field
from ui.form.names import Names, term_text
from ui.people.reading import BIN, DIFFERING, PAGE, Page
from ui.screens.registry import SCREENS
from ui.widgets.wording import figure


def shown(field: Field, value: str, names: Names) -> str:
    """Return a kept value in words.

    Args:
        field: the field it is of.
        value: the value; empty for none.
        names: the names of codes.
    """
    if field.kind is not Kind.TERM or not value:
        return field.display(value)
    line = names.line(field.shape.table or "", value)
    return term_text(line, 0) if line is not None else value


def total_words(register_id: str, page: Page) -> str:
    """Return how many entries there are, and how many of them are in view; none is not counted.

    Args:
        register_id: the register.
        page: the beginning of what is in view.
    """
    found = page.total if page.wanted.which == BIN else page.found
    if found < page.total:
        more = "+" if page.wanted.which == DIFFERING and found >= PAGE else ""
        return text("people.shown", count=f"{figure(found)}{more}", total=figure(page.total))
    if not page.total:
        return ""
    what = "what_one" if page.total == 1 else "what"
    named = text(f"people.{register_id}.{what}")
    return text("people.total", count=figure(page.total), what=named)


def icon_of(register_id: str) -> str:
    """Return the icon of a register: the one its screen has in the navigation."""
    return next(entry.icon for entry in SCREENS if entry.identifier == register_id)
