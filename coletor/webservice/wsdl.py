"""The reference WSDL: document/literal over SOAP 1.2, as the sister services have it."""

from lxml import etree
from lxml.etree import _Element

from coletor.webservice.names import Operation, Wire

W = "http://schemas.xmlsoap.org/wsdl/"
S12 = "http://schemas.xmlsoap.org/wsdl/soap12/"
XS = "http://www.w3.org/2001/XMLSchema"
HTTP = "http://schemas.xmlsoap.org/soap/http"

# The training webservice puts its own address here when it serves the file.
PLACEHOLDER = "http://127.0.0.1:0/"


def wsdl(wire: Wire, service_xsd: str, fault_xsd: str) -> _Element:
    """Return the WSDL.

    Args:
        wire: the names.
        service_xsd: file name of the schema of requests and responses.
        fault_xsd: file name of the schema of faults.
    """
    service = wire.spaces["servico"]
    root = etree.Element(
        f"{{{W}}}definitions",
        {"name": wire.service, "targetNamespace": service},
        nsmap={
            "wsdl": W,
            "soap12": S12,
            "xs": XS,
            "s": service,
            "f": wire.spaces["falha"],
        },
    )
    _w(root, "documentation").text = wire.label
    _types(root, {service: service_xsd, wire.spaces["falha"]: fault_xsd})
    _messages(root, wire)
    _port_type(root, wire)
    _binding(root, wire)
    _service(root, wire)
    return root


def _w(parent: _Element, tag: str, /, **attributes: str) -> _Element:
    return etree.SubElement(parent, f"{{{W}}}{tag}", attributes)


def _soap(parent: _Element, tag: str, /, **attributes: str) -> None:
    etree.SubElement(parent, f"{{{S12}}}{tag}", attributes)


def _types(root: _Element, files: dict[str, str]) -> None:
    schema = etree.SubElement(_w(root, "types"), f"{{{XS}}}schema")
    for namespace, file in files.items():
        etree.SubElement(
            schema, f"{{{XS}}}import", {"namespace": namespace, "schemaLocation": file}
        )


def _messages(root: _Element, wire: Wire) -> None:
    for operation in wire.operations.values():
        for element in (operation.request, operation.response):
            message = _w(root, "message", name=element)
            _w(message, "part", name="parameters", element=f"s:{element}")
    header = _w(root, "message", name=wire.operator["elemento"])
    _w(header, "part", name="operador", element=f"s:{wire.operator['elemento']}")
    fault = _w(root, "message", name=wire.fault["elemento"])
    _w(fault, "part", name="falha", element=f"f:{wire.fault['elemento']}")


def _port_type(root: _Element, wire: Wire) -> None:
    port = _w(root, "portType", name=f"{wire.service}PortType")
    fault = wire.fault["elemento"]
    for names in wire.operations.values():
        operation = _w(port, "operation", name=names.name)
        _w(operation, "input", message=f"s:{names.request}")
        _w(operation, "output", message=f"s:{names.response}")
        _w(operation, "fault", name=fault, message=f"s:{fault}")


def _binding(root: _Element, wire: Wire) -> None:
    binding = _w(root, "binding", name=f"{wire.service}Soap12", type=f"s:{wire.service}PortType")
    _soap(binding, "binding", style="document", transport=HTTP)
    for names in wire.operations.values():
        _bound_operation(binding, names, wire)


def _bound_operation(binding: _Element, names: Operation, wire: Wire) -> None:
    operation = _w(binding, "operation", name=names.name)
    _soap(operation, "operation", soapAction="", soapActionRequired="false", style="document")
    request = _w(operation, "input")
    operator = wire.operator["elemento"]
    _soap(request, "header", message=f"s:{operator}", part="operador", use="literal")
    _soap(request, "body", use="literal")
    _soap(_w(operation, "output"), "body", use="literal")
    fault = wire.fault["elemento"]
    _soap(_w(operation, "fault", name=fault), "fault", name=fault, use="literal")


def _service(root: _Element, wire: Wire) -> None:
    service = _w(root, "service", name=wire.service)
    _w(service, "documentation").text = wire.label
    port = _w(service, "port", name=f"{wire.service}Port", binding=f"s:{wire.service}Soap12")
    _soap(port, "address", location=PLACEHOLDER + wire.location.removeprefix("/"))
