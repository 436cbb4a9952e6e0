"""The manual holds together: every link, picture, field and rule leads somewhere."""

import re

import pytest
from PySide6.QtGui import QTextDocument

from coletor import resources
from coletor.messages import exists, identifiers
from coletor.model import Kind, load_all
from coletor.rules import Checker
from coletor.rules.catalogue import by_id, catalogue
from ui.help import paper
from ui.help.book import INDEX, screen_pages, split, written
from ui.help.fields import rules_at
from ui.help.pages import page_of
from ui.help.searching import search
from ui.help.topics import field_topic, rule_topic
from ui.keys import cap, keys
from ui.screens.registry import SCREENS
from ui.style.palette import theme as roles_of

_LINK = re.compile(r"(?<!\!)\[[^\]]+\]\(([^)\s]+)\)")
_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)\s]+)\)")
MODELS = load_all()


def lands(link: str, page) -> bool:
    if link.startswith(("http://", "https://")):
        return True
    name, anchor = split(link)
    target = page_of(name.removesuffix(".md")) if name else page
    if name in {entry.identifier for entry in SCREENS}:
        return True
    if target is None:
        return False
    return not anchor or anchor in {heading.anchor for heading in target.headings}


@pytest.mark.parametrize("page", written(), ids=lambda page: page.topic)
def test_every_link_and_picture_of_the_manual_resolves(page) -> None:
    assert not [link for link in _LINK.findall(page.markdown) if not lands(link, page)]
    for words, file in _PICTURE.findall(page.markdown):
        assert words, "a picture says what it shows"
        assert resources.path("manual", file).is_file(), file


def test_the_index_names_every_page() -> None:
    index = page_of(INDEX)
    named = {split(link)[0].removesuffix(".md") for link in _LINK.findall(index.markdown)}
    assert {page.topic for page in written()} == named | {INDEX}


def test_every_screen_s_page_is_there() -> None:
    for place in screen_pages().values():
        assert lands(place, None), place


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.id)
def test_every_field_has_a_page_with_the_annex_s_words(qapp, model) -> None:
    for element in model.leaves:
        page = page_of(field_topic(model, element.path))
        assert page is not None and page.title == element.label
        document = QTextDocument()
        document.setMarkdown(page.markdown)
        shown = " ".join(document.toPlainText().split())
        assert " ".join(element.concept.split()) in shown, element.path
        assert model.source in shown
        assert not [link for link in _LINK.findall(page.markdown) if not lands(link, page)]
        for value in element.values:
            assert value in shown


def test_every_rule_has_a_page_that_leads_to_the_chapter() -> None:
    for rule in catalogue():
        page = page_of(rule_topic(rule.id))
        assert page is not None and page.title == rule.title
        assert not [link for link in _LINK.findall(page.markdown) if not lands(link, page)]


def test_the_page_of_a_field_names_the_rules_that_speak_there() -> None:
    model = MODELS["cmd-2017"]
    from coletor.model.dictionary import describe

    checker = Checker(model)
    for element in model.leaves:
        if element.automatic or element.group_path or element.kind is Kind.TEXT:
            continue
        document: dict = {"modelo": model.id}
        here = document
        *way, last = element.path.split(".")
        for key in way:
            here = here.setdefault(key, {})
        here[last] = "§"
        said = {one.rule for one in checker.check(document) if one.path == element.path}
        told = {rule.id for rule in rules_at(element, describe(model, element))}
        assert said and said <= told | {"modelo-nao-cabe"}, element.path


def test_what_a_rule_says_now_comes_first() -> None:
    model = MODELS["cmd-2017"]
    topic = field_topic(model, model.by_role["cns_individuo"].path, "cns-digito")
    page = page_of(topic)
    assert [one.title for one in page.headings][1] == "O que o programa diz agora"
    assert by_id()["cns-digito"].title in page.markdown.partition("O que é")[0]


def test_unknown_topics_have_no_page() -> None:
    for topic in ("campo/cmd-2017/nada", "campo/nada", "campos/nada", "regra/nada", "nada/nada"):
        assert page_of(topic) is None


def test_searching_takes_words_in_any_order_and_without_accents() -> None:
    first = search("confirmacao sem")[0]
    assert "sem confirma" in first.excerpt.lower() or "sem confirma" in first.title.lower()
    assert search("chegou sei")[0].topic.startswith("13-perguntas-frequentes")
    assert search("   ") == search("xyzzy") == []
    here = search("senha", "06-seus-dados")
    assert here[0].topic.startswith("06-seus-dados") or "senha" in here[0].title.lower()


def test_fields_are_found_by_their_name() -> None:
    hits = search("modalidade assistencial")
    assert any(hit.topic.startswith("campo/") for hit in hits)


def test_a_page_is_dressed_in_both_themes(qapp) -> None:
    for page in written():
        for dark in (False, True):
            document = paper.Paper(page, roles_of(dark=dark), 500)
            heads = [b for b in paper.blocks(document) if b.blockFormat().headingLevel()]
            assert len(heads) == len(page.headings), page.topic


_NAME = r"(?:Enter|Del|PgUp|PgDn|F\d|[A-Z0-9+←→↑↓↵](?!\w))"
_KEY = re.compile(rf"(?<!\w)((?:(?:Ctrl|Alt|Shift) )+{_NAME}|F\d{{1,2}}(?!\w))")


def test_the_manual_names_only_keys_that_there_are() -> None:
    caps = {cap(one) for key in keys() for one in key.keys}
    for page in written():
        for key in _KEY.findall(page.markdown):
            shown = key.replace("Enter", "↵")
            assert shown in caps | {"Shift ↵"}, f"{page.topic}: {key} (messages/keys.toml)"


def test_every_text_of_the_help_is_used() -> None:
    sources = resources.root().parent / "ui"
    code = "\n".join(file.read_text(encoding="utf-8") for file in sources.rglob("*.py"))
    prefixes = tuple(set(re.findall(r'f"(help\.[a-z_.]*)\{', code)))
    ours = [name for name in identifiers() if name.startswith("help.")]
    used = set(re.findall(r"[\"'](help\.[\w.]+)[\"']", code))
    assert [n for n in ours if n not in used and not n.startswith(prefixes)] == []
    named = set(re.findall(r'"(help\.[a-z_]+(?:\.[a-z_]+)*)"', code))
    assert sorted(name for name in named if not exists(name)) == []


def test_every_picture_of_the_manual_is_shown() -> None:
    shown = {file for page in written() for _, file in _PICTURE.findall(page.markdown)}
    taken = resources.path("manual", "img").glob("*.png")
    assert {f"img/{file.name}" for file in taken} <= shown
