"""The models that ship with the program, and which one a new contact takes."""

from datetime import date
from functools import cache

from coletor import resources
from coletor.errors import ColetorError
from coletor.model.errors import ModelError
from coletor.model.loader import read_model
from coletor.model.schema import Model


@cache
def model_ids() -> tuple[str, ...]:
    """Return the ids of the models of ``resources/models``: the names of their files."""
    return tuple(sorted(file.stem for file in resources.path("models").glob("*.toml")))


@cache
def _load(model_id: str) -> Model:
    return read_model(resources.path("models", f"{model_id}.toml"))


def load_all() -> dict[str, Model]:
    """Return every model whose file is whole, by id; `damaged` says which are not."""
    return {model_id: model for model_id, model in _all().items() if isinstance(model, Model)}


def damaged() -> list[ModelError]:
    """Return what is wrong with the model files that cannot be used."""
    return [error for error in _all().values() if isinstance(error, ModelError)]


def _all() -> dict[str, Model | ModelError]:
    found: dict[str, Model | ModelError] = {}
    for model_id in model_ids():
        try:
            found[model_id] = _load(model_id)
        except ModelError as error:
            found[model_id] = error
    return found


def load_model(model_id: str) -> Model:
    """Return one model by id.

    Raises:
        ColetorError: there is no such model.
        ModelError: its file is malformed; those of other models do not matter.
    """
    known = model_ids()
    if model_id not in known:
        raise ColetorError("model.unknown", id=model_id, known=", ".join(known))
    return _load(model_id)


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
        for error in damaged():  # it may be the one that was asked for
            raise error
        raise ColetorError("model.none_in_force", day=day.strftime("%d/%m/%Y"))
    return max(candidates, key=lambda model: model.valid_from or date.min)
