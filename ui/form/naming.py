"""What is always said of a model where it is shown: its name, where it goes, what it lacks."""

from coletor.messages import text
from coletor.model import Model

_COMPLETE = "completo"


def model_words(model: Model) -> str:
    """Return the model's short name and its annex."""
    return text("form.screen.model", model=model.short_name, annex=model.annex)


def marks_of(model: Model) -> list[str]:
    """Return the model's name, that it stays here, and that its published text is incomplete."""
    found = [model_words(model) if model.is_sent() else model.annex]
    if not model.is_sent():
        found.append(text("form.screen.stays"))
    if is_incomplete(model):
        found.append(text("form.screen.incomplete"))
    return found


def is_incomplete(model: Model) -> bool:
    """Tell whether the published text of the model lost rows."""
    return model.completeness != _COMPLETE
