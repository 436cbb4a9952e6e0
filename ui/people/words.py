"""Values of an entry as a person reads them, the names of codes included."""

from coletor.model import Kind
from coletor.registers import Field
from ui.form.names import Names, term_text


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
