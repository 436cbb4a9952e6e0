"""The one adapter that holds the wire: names, envelopes, faults, the HTTP session.

Nothing is imported until it is used (``webservice.Webservice(...)`` after
``from coletor import webservice``): requests and lxml would slow the first screen down.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coletor.webservice.answers import (
        Accepted,
        Answer,
        Credentials,
        Detailed,
        Failure,
        FailureKind,
        Mensagem,
        Page,
        RefusalKind,
        Refused,
        Summary,
    )
    from coletor.webservice.client import Webservice
    from coletor.webservice.codes import explain, is_known, locate
    from coletor.webservice.compare import Difference, compare_wsdl
    from coletor.webservice.decoding import decode
    from coletor.webservice.encoding import Encoded, encode
    from coletor.webservice.lock import require_open
    from coletor.webservice.names import Wire, load_wire
    from coletor.webservice.transport import Options

__all__ = [
    "Accepted",
    "Answer",
    "Credentials",
    "Detailed",
    "Difference",
    "Encoded",
    "Failure",
    "FailureKind",
    "Mensagem",
    "Options",
    "Page",
    "RefusalKind",
    "Refused",
    "Summary",
    "Webservice",
    "Wire",
    "compare_wsdl",
    "decode",
    "encode",
    "explain",
    "is_known",
    "load_wire",
    "locate",
    "require_open",
]

_ROOMS = {
    "answers": (
        "Accepted",
        "Answer",
        "Credentials",
        "Detailed",
        "Failure",
        "FailureKind",
        "Mensagem",
        "Page",
        "RefusalKind",
        "Refused",
        "Summary",
    ),
    "client": ("Webservice",),
    "codes": ("explain", "is_known", "locate"),
    "compare": ("Difference", "compare_wsdl"),
    "decoding": ("decode",),
    "encoding": ("Encoded", "encode"),
    "lock": ("require_open",),
    "names": ("Wire", "load_wire"),
    "transport": ("Options",),
}


def __getattr__(name: str) -> object:
    for module, names in _ROOMS.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{module}"), name)
    raise AttributeError(name)
