"""The models that ship with the program, and which one a new contact takes."""

from datetime import date
from functools import cache

from coletor import resources
from coletor.errors import ColetorError
from coletor.model.loader import read_model
from coletor.model.schema import Model


@cache
def load_all() -> dict[str, Model]:
    """Return every model of ``resources/models`` by id.

    Raises:
        ModelError: a model file is malformed.
    """
    files = sorted(resources.path("models").glob("*.toml"))
    return {model.id: model for model in map(read_model, files)}


def load_model(model_id: str) -> Model:
    """Return one model by id.

    Raises:
        ColetorError: there is no such model.
    """
    models = load_all()
    if model_id not in models:
        raise ColetorError("model.unknown", id=model_id, known=", ".join(models))
    return models[model_id]


def offered(day: date) -> list[Model]:
    """Return the models that a new document of a day may take, those that are sent first.

    Args:
        day: date of admission.
    """
    valid = [
        model
        for model in load_all().values()
        if (model.valid_from is None or model.valid_from <= day)
        and (model.valid_to is None or day <= model.valid_to)
    ]
    return sorted(valid, key=lambda model: (not model.is_sent(), model.annex))


def in_force(day: date, destination: str = "cmd") -> Model:
    """Return the model that a contact admitted on a day takes.

    Args:
        day: date of admission.
        destination: ``cmd`` for contacts that are sent, ``local`` for clinical documents.

    Raises:
        ColetorError: no model was in force on that day.
    """
    candidates = [
        model
        for model in load_all().values()
        if model.destination == destination
        and (model.valid_from is None or model.valid_from <= day)
        and (model.valid_to is None or day <= model.valid_to)
    ]
    if not candidates:
        raise ColetorError("model.none_in_force", day=day.strftime("%d/%m/%Y"))
    return max(candidates, key=lambda model: model.valid_from or date.min)
