"""A contact of any model as a page that can be printed."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html
from strategies import contacts

from coletor.contact import walk
from coletor.contact.document import pattern_of
from coletor.contact.entry import display
from coletor.demonstration.samples import load_samples
from coletor.exchange.printing import page
from coletor.model import load_all, load_model
from coletor.terminology.library import Library


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return Library(tmp_path_factory.mktemp("tabelas"), demonstration=True)


@settings(max_examples=20, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(data=st.data(), model_id=st.sampled_from(sorted(load_all())))
def test_every_value_of_any_model_is_on_its_page(
    library: Library, data: st.DataObject, model_id: str
) -> None:
    model = load_model(model_id)
    document = data.draw(contacts(model))
    written = html.fromstring(page(model, document, library, "UBS")).text_content()
    words = " ".join(written.split())
    for path, value in walk(document):
        element = model.by_path.get(pattern_of(path))
        if element is not None:
            assert " ".join(display(element, value).split()) in words


def test_codes_have_their_names_and_nothing_is_marked_up(library: Library) -> None:
    model = load_model("cmd-2017")
    document = dict(load_samples(model, date(2026, 7, 14)).documents[0])
    document["individuo"] = {**document["individuo"], "nome": "<b>Ana & Filha</b>"}
    written = page(model, document, library, "UBS <1>")
    assert "Asma" in written
    assert "<b>Ana" not in written
    assert "UBS &lt;1&gt;" in written
    assert "Texto incompleto" not in written


def test_a_model_with_incomplete_text_says_so(library: Library) -> None:
    incomplete = [model for model in load_all().values() if model.completeness != "completo"]
    for model in incomplete:
        assert "Texto incompleto" in page(model, {"modelo": model.id}, library, "UBS")


def test_the_page_needs_nothing_from_elsewhere(library: Library) -> None:
    written = page(load_model("cmd-2017"), {"modelo": "cmd-2017"}, library, "UBS")
    tree = html.fromstring(written)
    assert not tree.xpath("//*[@src or @href]")
    assert "://" not in written
