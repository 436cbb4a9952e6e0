"""Looks at one thing after the other and stops at the first that fails.

Nothing beyond the configured address (and the configured proxy) is contacted, and no secret is
sent before everything below it was found in order.
"""

import ssl
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests
from lxml.etree import QName
from urllib3.exceptions import HTTPError

from coletor.contact import new_uuid
from coletor.network import reaching
from coletor.network.types import STEPS, Diagnosis, Outcome, Step, right, skipped, wrong
from coletor.webservice.answers import Failure, FailureKind, RefusalKind, Refused
from coletor.webservice.client import Webservice
from coletor.webservice.soap import NotXmlError, parse
from coletor.webservice.transport import Options, causes_of, classify

_TIMEOUT = 10.0
_SKEW = 300.0
_LARGEST = 2 * 1024 * 1024
_REDIRECTS = range(300, 400)
_NEEDS_LOGIN = 511
# OpenSSL: certificate not yet valid, certificate expired.
_DATES = (9, 10)

Asker = Callable[[], Webservice | None]


def diagnose(
    address: str | None,
    *,
    options: Options | None = None,
    service: Asker = lambda: None,
    on_step: Callable[[Step], None] = lambda _: None,
    timeout: float = _TIMEOUT,
) -> Diagnosis:
    """Look at everything between this computer and the service, up to the first failure.

    Args:
        address: the one configured, None where none was entered.
        options: proxy and certificates that the sender uses.
        service: gives the client to try the credentials with, None where that must not be done
            (sending is locked, or there are no credentials).
        on_step: told each step as it is done.
        timeout: longest wait of each step, in seconds.
    """
    steps: list[Step] = []
    for step in _steps(address, options or Options(), service, timeout):
        steps.append(step)
        on_step(step)
        if step.outcome is Outcome.WRONG:
            break
    done = {step.id for step in steps}
    steps += [skipped(step, "before") for step in STEPS if step not in done]
    return Diagnosis(tuple(steps))


def _steps(address: str | None, options: Options, service: Asker, timeout: float) -> Iterator[Step]:
    if not address:
        yield wrong("endereco", "no_address")
        return
    yield right("endereco", address=address)
    yield reaching.network(address)
    via = reaching.proxy_of(address, options.proxies)
    yield reaching.proxy(via, timeout)
    yield reaching.name(address, through_proxy=via is not None)
    yield reaching.connection(address, timeout, through_proxy=via is not None)
    yield from _over_http(address, options, via, timeout)
    yield _credentials(service)


def _over_http(address: str, options: Options, via: str | None, timeout: float) -> Iterator[Step]:
    """Ask for the service's description and look at what came back."""
    try:
        status, headers, content = _fetch(address, options, via, timeout)
    except (requests.RequestException, HTTPError) as error:
        yield _unanswered(error)
        return
    if address.startswith("https:"):
        yield right("certificado")
    else:
        yield skipped("certificado", "no_tls")
    yield _portal(status, headers, content)
    yield _clock(headers.get("Date"))
    yield _service(status, content)


def _fetch(
    address: str, options: Options, via: str | None, timeout: float
) -> tuple[int, dict[str, str], bytes]:
    with requests.Session() as session:
        session.trust_env = False
        session.verify = options.ca_file or True
        if via:
            session.proxies.update(options.proxies)
        with session.get(
            f"{address}?wsdl", timeout=timeout, allow_redirects=False, stream=True
        ) as answer:
            content = answer.raw.read(_LARGEST, decode_content=True)
            # Header names are of no fixed case.
            headers = {name.title(): value for name, value in answer.headers.items()}
            return answer.status_code, headers, content


def _unanswered(error: Exception) -> Step:
    failure = classify(error)
    if failure.kind is FailureKind.TLS:
        found = next(
            (one for one in causes_of(error) if isinstance(one, ssl.SSLCertVerificationError)), None
        )
        dates = found is not None and found.verify_code in _DATES
        return wrong("certificado", "certificate_date" if dates else "certificate")
    if failure.kind is FailureKind.PROXY:
        return wrong("proxy", "proxy_refused")
    return wrong("servico", "silent", reason=failure)


def _portal(status: int, headers: dict[str, str], content: bytes) -> Step:
    """Tell whether the answer is the service's, and not some page of the network."""
    kind = headers.get("Content-Type", "").lower()
    page = "html" in kind or content.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html"))
    if status in _REDIRECTS or status == _NEEDS_LOGIN or (page and status < 400):
        return wrong("portal", "captive")
    return right("portal")


def _clock(date: str | None) -> Step:
    """Compare this computer's clock with the server's."""
    try:
        theirs = parsedate_to_datetime(date) if date else None
    except ValueError:
        theirs = None
    if theirs is None:
        return skipped("relogio", "no_date")
    if theirs.tzinfo is None:
        theirs = theirs.replace(tzinfo=UTC)
    skew = (datetime.now(UTC) - theirs).total_seconds()
    if abs(skew) <= _SKEW:
        return right("relogio")
    shown = theirs.astimezone().strftime("%d/%m/%Y %H:%M")
    return wrong("relogio", "clock", minutes=round(abs(skew) / 60), right=shown)


def _service(status: int, content: bytes) -> Step:
    """Tell whether a SOAP service answered: its description, or a fault of its own."""
    try:
        root = QName(parse(content)).localname
    except NotXmlError:
        root = ""
    if (status == 200 and root == "definitions") or root == "Envelope":
        return right("servico")
    if status >= 500:
        return wrong("servico", "service_down", status=status)
    return wrong("servico", "not_service", status=status)


def _credentials(service: Asker) -> Step:
    """Ask for a contact that cannot exist: only the credentials decide the answer."""
    client = service()
    if client is None:
        return skipped("credenciais", "no_credentials")
    with client:
        try:
            answer = client.detalhar(new_uuid())
        except Failure as failure:
            return wrong("servico", "silent", reason=failure)
    if isinstance(answer, Refused) and answer.kind is RefusalKind.CREDENTIALS:
        return wrong("credenciais", "credentials")
    return right("credenciais")
