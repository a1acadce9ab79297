"""What a retraction means for articles: which sentences rest on it, and who has to know."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models import Article, Citation, Edition
from sources.models import Notice, Source


@dataclass(frozen=True)
class Reliance:
    """An article that rests on a source, with the sentences that do."""

    article: Article
    is_public: bool
    sentences: tuple[str, ...]


def publishing_problems(article: Article) -> list[str]:
    """Why this working copy cannot be published: each sentence that cites a retracted source unknowingly."""
    problem = _(
        "%(source)s was retracted. It is cited here: “%(sentence)s” Cite another source, or say on the source’s page why it may stay."
    )
    rows = article.citations.of_working_copies().of_undecided_sources().select_related("source")
    return [problem % {"source": row.source.label, "sentence": row.sentence[:300]} for row in rows]


def reliances(source: Source) -> list[Reliance]:
    """The articles that cite this source, in what visitors read or in the working copy, the public ones first."""
    current = set(Edition.objects.current().values_list("pk", flat=True))
    found: dict[Article, tuple[list[str], list[str]]] = {}
    for row in Citation.objects.of_source(source).select_related("article"):
        if row.edition_id is None or row.edition_id in current:
            public, working = found.setdefault(row.article, ([], []))
            (working if row.edition_id is None else public).append(row.sentence)
    listed = [
        Reliance(article, bool(public), tuple(dict.fromkeys(public or working)))
        for article, (public, working) in found.items()
    ]
    return sorted(listed, key=lambda one: (not one.is_public, one.article.title))


def letter(notices: list[Notice]) -> tuple[str, str]:
    """Subject and text of the e-mail to editors about new notices."""
    number = len({notice.source_id for notice in notices})
    subject = ngettext(
        "Please look: %(number)d source was retracted, doubted or corrected",
        "Please look: %(number)d sources were retracted, doubted or corrected",
        number,
    ) % {"number": number}
    return subject, "\n\n".join(_paragraph(notice) for notice in notices)


def _paragraph(notice: Notice) -> str:
    lines = [f"{notice.get_kind_display().capitalize()}: {notice.source.reference_text}", notice.url]
    found = reliances(notice.source)
    for one in found:
        where = _("in the public article “%s”:") if one.is_public else _("in the draft of “%s”:")
        lines += ["  " + where % one.article.title, *(f"    – {sentence}" for sentence in one.sentences)]
    if not found:
        lines.append("  " + _("No article cites it at the moment."))
    return "\n".join(line for line in lines if line)
