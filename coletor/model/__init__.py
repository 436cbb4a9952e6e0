"""Information models: the annex tables that forms, checks, wire and dictionary derive from."""

from coletor.model.errors import ModelError
from coletor.model.library import damaged, in_force, load_all, load_model, model_ids, offered
from coletor.model.lists import CodeList, CodeValue, load_list
from coletor.model.masks import masked
from coletor.model.schema import Condition, Element, FormHint, Group, Kind, Model

__all__ = [
    "CodeList",
    "CodeValue",
    "Condition",
    "Element",
    "FormHint",
    "Group",
    "Kind",
    "Model",
    "ModelError",
    "damaged",
    "in_force",
    "load_all",
    "load_list",
    "load_model",
    "masked",
    "model_ids",
    "offered",
]
