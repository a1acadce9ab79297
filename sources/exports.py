"""Exports of references: of one source, an article, a search, or all."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.urls import register_converter

from sources.formats import to_ama_text, to_bibtex, to_csl_json, to_ris
from sources.models import Source

FORMATS = {
    "json": (to_csl_json, "application/vnd.citationstyles.csl+json"),
    "bib": (to_bibtex, "application/x-bibtex; charset=utf-8"),
    "ris": (to_ris, "application/x-research-info-systems; charset=utf-8"),
    "txt": (to_ama_text, "text/plain; charset=utf-8"),
}


class FormatConverter:
    """The endings an export's address may have."""

    regex = "|".join(FORMATS)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FormatConverter, "reference_format")


def export(sources: Iterable[Source], format: str, name: str) -> HttpResponse:
    write, content_type = FORMATS[format]
    response = HttpResponse(write([source.to_csl() for source in sources]), content_type=content_type)
    response.headers["Content-Disposition"] = f'inline; filename="{name}.{format}"'
    return response
