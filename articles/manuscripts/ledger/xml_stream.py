"""XML as a stream of elements, by Python's own parser, without anything of the readers."""

from collections.abc import Callable
from xml.parsers import expat

Attributes = dict[str, str]


class NotXML(ValueError):
    """The part can't be parsed."""


def parse(
    data: bytes,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda _name: None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call back for each element, by its local name. Raises NotXML, also for a document type: Office writes none."""

    def refuse(*_details) -> None:
        raise NotXML("Office writes no document types.")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, attributes: start(
        _local(name), {_local(key): value for key, value in attributes.items()}
    )
    parser.EndElementHandler = lambda name: end(_local(name))
    parser.CharacterDataHandler = text
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError) as error:
        raise NotXML(str(error)) from error


def _local(name: str) -> str:
    return name.rpartition(" ")[2]
