"""The page of all keys, made from the list that the screens are held to."""

from coletor.messages import text
from ui.help.book import plain
from ui.keys import keys, place_title, places


def render() -> str:
    """Return the page in Markdown: a table for each place."""
    lines = [f"# {text('help.keys.title')}", "", text("help.keys.remark"), ""]
    for place in places():
        lines += [f"## {place_title(place)}", ""]
        lines += [f"| {text('help.keys.key')} | {text('help.keys.does')} |", "|---|---|"]
        lines += [f"| {plain(key.cap)} | {key.does} |" for key in keys() if key.place == place]
        lines.append("")
    return "\n".join(lines)
