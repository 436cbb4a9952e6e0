"""JSON Schema (draft 2020-12) of a model's contact document, derived from the model alone."""

from coletor.model.jsonschema.document import DRAFT, document_schema, render_schema

__all__ = ["DRAFT", "document_schema", "render_schema"]
