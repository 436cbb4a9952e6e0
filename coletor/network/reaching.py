"""The steps below HTTP: a way out of this computer, the proxy, the name, the connection."""

import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from coletor.network.types import Step, right, skipped, wrong
from coletor.webservice.lock import is_training_address

# Addresses kept for documentation. A datagram socket that is "connected" sends nothing: the
# system only says whether it knows a way.
_NOWHERE = ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1"))
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Place:
    """A host and port to reach."""

    host: str
    port: int

    @classmethod
    def of(cls, address: str) -> "Place":
        """Return where an http or https address points."""
        parts = urlsplit(address)
        return cls(parts.hostname or "", parts.port or _PORTS[parts.scheme])


def proxy_of(address: str, proxies: Mapping[str, str]) -> str | None:
    """Return the proxy that leads to an address; this computer itself needs none."""
    if is_training_address(address):
        return None
    return proxies.get(urlsplit(address).scheme) or None


def network(address: str) -> Step:
    """Tell whether this computer has any way out; nothing is sent."""
    if is_training_address(address):
        return skipped("rede", "this_computer")
    if any(_knows_a_way(family, host) for family, host in _NOWHERE):
        return right("rede")
    return wrong("rede", "no_network")


def _knows_a_way(family: socket.AddressFamily, host: str) -> bool:
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((host, 9))
    except OSError:
        return False
    return True


def proxy(address: str | None, timeout: float) -> Step:
    """Tell whether the configured proxy takes connections."""
    if address is None:
        return skipped("proxy", "no_proxy")
    place = Place.of(address)
    try:
        with socket.create_connection((place.host, place.port), timeout):
            return right("proxy", host=place.host)
    except socket.gaierror:
        return wrong("proxy", "proxy_name", host=place.host)
    except OSError:
        return wrong("proxy", "proxy", host=place.host, port=place.port)


def name(address: str, *, through_proxy: bool) -> Step:
    """Tell whether the service's name is found."""
    if through_proxy:
        return skipped("nome", "through_proxy")
    place = Place.of(address)
    try:
        socket.getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (socket.gaierror, UnicodeError):
        return wrong("nome", "dns", host=place.host)
    return right("nome", host=place.host)


def connection(address: str, timeout: float, *, through_proxy: bool) -> Step:
    """Tell whether the service's computer takes connections."""
    if through_proxy:
        return skipped("conexao", "through_proxy")
    place = Place.of(address)
    try:
        with socket.create_connection((place.host, place.port), timeout):
            return right("conexao", host=place.host, port=place.port)
    except TimeoutError:
        return wrong("conexao", "connection_timeout", host=place.host, port=place.port)
    except OSError:
        return wrong("conexao", "connection", host=place.host, port=place.port)
