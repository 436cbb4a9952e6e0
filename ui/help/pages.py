"""Any page of the manual by its topic: written, or made from the model files."""

from functools import cache

from ui.help import fields, keypage, rulepages
from ui.help.book import KEYS, Page, written
from ui.help.topics import FIELD, FIELDS, RULE, SAYING


@cache
def page_of(topic: str) -> Page | None:
    """Return the page of a topic without its anchor, None where there is none."""
    for page in written():
        if page.topic == topic:
            return page
    kind, _, rest = topic.partition("/")
    if kind == KEYS and not rest:
        return Page(topic, keypage.render())
    if kind == FIELD:
        model, _, place = rest.partition("/")
        path, _, rule = place.partition(SAYING)
        return _made(topic, fields.render(model, path, rule))
    if kind == FIELDS:
        return _made(topic, fields.render_all(rest))
    return _made(topic, rulepages.render(rest)) if kind == RULE else None


def _made(topic: str, markdown: str) -> Page | None:
    return Page(topic, markdown) if markdown else None
