"""The page that shows the pictures side by side."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; background: #f4f6f8; color: #17212b }
h2 { margin: 2.5rem 0 .5rem } h3 { margin: 1.5rem 0 .4rem; font-size: 1rem }
nav a { margin-right: .8rem } a { color: #1d5fa8 }
.row { display: grid; grid-template-columns: repeat(auto-fill, minmax(380px, 1fr)); gap: 12px }
figure { margin: 0 } img { width: 100%; border: 1px solid #d9dee4 }
figcaption { font-size: .8rem; color: #566473 }
"""


def write_index(target: Path, chapters: Sequence[tuple[str, Sequence[str]]]) -> Path:
    """Write index.html beside the pictures; it needs nothing from elsewhere.

    Args:
        target: the folder of the pictures.
        chapters: title of each run, and the names of its states.
    """
    parts = [
        '<!doctype html><html lang="pt-BR"><meta charset="utf-8">',
        f"<title>Coletor CMD: todas as telas</title><style>{_STYLE}</style>",
        "<h1>Coletor CMD: todas as telas</h1><nav>",
    ]
    names = [name for _, states in chapters for name in states]
    parts += [f'<a href="#{escape(name)}">{escape(name)}</a>' for name in names]
    parts.append("</nav>")
    for title, states in chapters:
        parts.append(f"<h2>{escape(title)}</h2>")
        for name in states:
            parts.append(f'<h3 id="{escape(name)}">{escape(name)}</h3><div class="row">')
            parts += [_figure(name, file.name) for file in _pictures(target, name)]
            parts.append("</div>")
    file = target / "index.html"
    file.write_text("\n".join([*parts, "</html>\n"]), encoding="utf-8")
    return file


def _pictures(target: Path, name: str) -> list[Path]:
    return sorted(
        [*target.glob(f"{name}-claro-*.png"), *target.glob(f"{name}-escuro-*.png")],
        key=lambda file: (len(file.name), file.name),
    )


def _figure(name: str, file: str) -> str:
    variant = escape(file.removeprefix(f"{name}-").removesuffix(".png"))
    source = escape(file)
    return (
        f'<figure><a href="{source}"><img loading="lazy" src="{source}" alt="{escape(name)}">'
        f"</a><figcaption>{variant}</figcaption></figure>"
    )
