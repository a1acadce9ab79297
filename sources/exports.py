"""Exports of references: of one source, an article, a search, or all."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import register_converter

from sources.formats import ama_text_parts, bibtex_parts, csl_json_parts, ris_parts
from sources.models import Source

FORMATS = {
    "json": (csl_json_parts, "application/vnd.citationstyles.csl+json"),
    "bib": (bibtex_parts, "application/x-bibtex; charset=utf-8"),
    "ris": (ris_parts, "application/x-research-info-systems; charset=utf-8"),
    "txt": (ama_text_parts, "text/plain; charset=utf-8"),
}
AT_ONCE = 500  # sources fetched together
SENT_TOGETHER = 100


class FormatConverter:
    """The endings an export's address may have."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormatConverter, "reference_format")


def export(sources: Iterable[Source], format: str, name: str) -> HttpResponse:
    """Of a few sources: one page's."""
    write, content_type = FORMATS[format]
    text = "".join(write(source.to_csl() for source in sources))
    return _named(HttpResponse(text, content_type=content_type), f"{name}.{format}")


def stream(sources: QuerySet[Source], format: str, name: str) -> StreamingHttpResponse:
    """Of any number of sources, in the memory that some hundreds of them take."""
    write, content_type = FORMATS[format]
    parts = write(source.to_csl() for source in sources.iterator(chunk_size=AT_ONCE))
    return _named(StreamingHttpResponse(_blocks(parts), content_type=content_type), f"{name}.{format}")


def _blocks(parts: Iterator[str]) -> Iterator[str]:
    """Some of them together: a server takes its time for each piece that it sends."""
    while block := "".join(islice(parts, SENT_TOGETHER)):
        yield block


def _named(response, file_name: str):
    response.headers["Content-Disposition"] = f'inline; filename="{file_name}"'
    return response
