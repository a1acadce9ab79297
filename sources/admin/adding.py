"""A source by its identifier: look it up, check it, then add it. As a page and for the citation dialog."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError
from django.http import HttpResponseRedirect, JsonResponse
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.timezone import now
from django.utils.translation import gettext as _

from editing.addresses import post_only
from editing.keys import is_key
from sources import identifiers
from sources.adding import lookup_cache
from sources.adding.proposals import Proposal, of_record, propose
from sources.admin.citation_search import as_result
from sources.forms import LookUpForm
from sources.lookup import LookUpFailed
from sources.models import CachedLookup, Source


class AddingViews:
    """Mixed into the source admin. Nothing is saved before the second step, which looks nothing up again."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path("look-up/", view(self.look_up_view), name="sources_source_look_up"),
            path("propose/", view(post_only(self.propose_view)), name="sources_source_propose"),
            path("accept/", view(post_only(self.accept_view)), name="sources_source_accept"),
            *super().get_urls(),
        ]

    def look_up_view(self, request):
        if not self.has_add_permission(request):
            raise PermissionDenied
        if "answer" in request.POST and (response := self._decided(request)):
            return response
        posted = request.POST if request.method == "POST" else None
        form = LookUpForm(posted, initial={"text": request.GET.get("text", "")[:2000]})
        context = self.admin_site.each_context(request) | {
            "title": _("Add a source by its identifier"),
            "opts": self.opts,
            "form": form,
        }
        if form.is_valid():
            context |= _looked_up(form.cleaned_data["text"])
        return TemplateResponse(request, "admin/sources/source/look_up.html", context)

    def _decided(self, request):
        """The next page after the second step; None if nobody has chosen yet."""
        record, choice = _record(request), request.POST.get("choice", "")
        if choice.startswith("use-"):
            source = self.get_object(request, choice.removeprefix("use-"))
            return source and _to(source)
        if not record or (choice != "add" and of_record(record).alike):
            messages.error(request, _("Choose one: use the source that is already here, or add another."))
            return None
        source, is_new = self._accept(request, record)
        if source is None:
            return None
        message = _("Added: {}") if is_new else _("This source is already here, so nothing was added: {}")
        messages.success(request, format_html(message, source.reference))
        return _to(source)

    def _accept(self, request, record: CachedLookup) -> tuple[Source | None, bool]:
        """The source of a record, and whether it is new: a second click finds what the first one made."""
        proposal = of_record(record)
        if proposal.existing or proposal.problems:
            return proposal.existing, False
        try:
            with self.create_revision(request):
                source = lookup_cache.add_source(record)
                self.log_addition(request, source, _("Added from %s.") % record.service)
        except IntegrityError:
            return of_record(record).existing, False
        return source, True

    def propose_view(self, request):
        """For the dialog: what an identifier leads to, or a sentence that says why it leads nowhere."""
        if not self.has_add_permission(request):
            return JsonResponse({"sentence": _("You don’t have permission to add sources.")}, status=403)
        form = LookUpForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"sentence": " ".join(form.errors.get("text", []))})
        result = _looked_up(form.cleaned_data["text"])
        if "sentence" in result:
            return JsonResponse({"sentence": result["sentence"]})
        return JsonResponse(_as_json(result["proposal"]))

    def accept_view(self, request):
        """For the dialog: the source of a proposal, new or found, as the search gives it."""
        if not self.has_add_permission(request):
            return JsonResponse({"sentence": _("You don’t have permission to add sources.")}, status=403)
        record = _record(request)
        source = self._accept(request, record)[0] if record else None
        if source is None:
            return JsonResponse({"sentence": _("This could not be added. Look it up again.")})
        return JsonResponse({"result": as_result(source)})


def _record(request) -> CachedLookup | None:
    key = request.POST.get("answer", "")
    return CachedLookup.objects.filter(pk=int(key)).first() if is_key(key) else None


def _to(source: Source) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:sources_source_change", args=[source.pk]))


def _looked_up(text: str) -> dict:
    """The proposal, or the sentence of a failure and the address of a form filled in as far as possible."""
    pasted = identifiers.find(text)
    number = max((sum(one.kind == kind for one in pasted) for kind in ("doi", "pmid")), default=0)
    several = {"several": number if number > 1 else 0}
    try:
        return several | {"proposal": propose(text, at=now())}
    except LookUpFailed as failure:
        return several | {"sentence": failure.sentence, "empty_form": _form_address(text, pasted)}


def _form_address(text: str, pasted: list[identifiers.Identifier]) -> str:
    fields = {identifier.kind: identifier.value for identifier in reversed(pasted)}
    if text.startswith(("http://", "https://")) and len(text.split()) == 1:
        fields["url"] = text
    if fields.keys() == {"isbn"}:
        fields["csl_type"] = Source.Kind.BOOK.value
    return f"{reverse('admin:sources_source_add')}?{urlencode(fields)}"


def _as_json(proposal: Proposal) -> dict:
    if proposal.existing:
        return {"here": as_result(proposal.existing)}
    grave = proposal.assessment.needs_a_decision
    return {
        "answer": proposal.record.pk,
        "accept": reverse("admin:sources_source_accept"),
        "reference": proposal.reference_text,
        "warnings": [*proposal.record.warnings, *proposal.problems],
        "warning": str(proposal.assessment.for_staff) if grave else "",
        "canAdd": not proposal.problems,
        "alike": [as_result(source) for source in proposal.alike],
    }
