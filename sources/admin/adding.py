"""A source by its identifier: looked up, looked at, and only then added. As a page and for the citation dialog."""

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
from sources.adding.proposals import Proposal, of_answer, propose
from sources.admin.citation_search import as_result
from sources.forms import LookUpForm
from sources.lookup import LookUpFailed
from sources.models import CachedLookup, Source


class AddingViews:
    """Mixed into the source admin. Nothing is saved before the second step, and that asks no service again."""

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
        """Where to go on after the second step; None if nobody has chosen yet."""
        answer, choice = _answer(request), request.POST.get("choice", "")
        if choice.startswith("use-"):
            source = self.get_object(request, choice.removeprefix("use-"))
            return source and _to(source)
        if not answer or (choice != "add" and of_answer(answer).alike):
            messages.error(request, _("Choose first: use the one that is here, or add another one."))
            return None
        source, is_new = self._accept(request, answer)
        if source is None:
            return None
        told = _("Added: {}") if is_new else _("This source is here already, so nothing was added: {}")
        messages.success(request, format_html(told, source.reference))
        return _to(source)

    def _accept(self, request, answer: CachedLookup) -> tuple[Source | None, bool]:
        """The source of an answer and whether it was just made: a second click finds what the first one made."""
        proposal = of_answer(answer)
        if proposal.here or proposal.problems:
            return proposal.here, False
        try:
            with self.create_revision(request):
                source = lookup_cache.add_source(answer)
                self.log_addition(request, source, _("Added from %s.") % answer.service)
        except IntegrityError:
            return of_answer(answer).here, False
        return source, True

    def propose_view(self, request):
        """For the dialog: what an identifier leads to, or the sentence that says why to nothing."""
        if not self.has_add_permission(request):
            return JsonResponse({"sentence": _("You may not add sources.")}, status=403)
        form = LookUpForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"sentence": " ".join(form.errors.get("text", []))})
        found = _looked_up(form.cleaned_data["text"])
        if "sentence" in found:
            return JsonResponse({"sentence": found["sentence"]})
        return JsonResponse(_described(found["proposal"]))

    def accept_view(self, request):
        """For the dialog: the source of a proposal, new or found, as the search would answer it."""
        if not self.has_add_permission(request):
            return JsonResponse({"sentence": _("You may not add sources.")}, status=403)
        answer = _answer(request)
        source = self._accept(request, answer)[0] if answer else None
        if source is None:
            return JsonResponse({"sentence": _("This could not be added. Look it up again, please.")})
        return JsonResponse({"result": as_result(source)})


def _answer(request) -> CachedLookup | None:
    key = request.POST.get("answer", "")
    return CachedLookup.objects.filter(pk=int(key)).first() if is_key(key) else None


def _to(source: Source) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:sources_source_change", args=[source.pk]))


def _looked_up(text: str) -> dict:
    """The proposal, or the sentence of a failure with an address where the form is filled in as far as known."""
    found = identifiers.find(text)
    number = max((sum(one.kind == kind for one in found) for kind in ("doi", "pmid")), default=0)
    several = {"several": number if number > 1 else 0}
    try:
        return several | {"proposal": propose(text, at=now())}
    except LookUpFailed as failure:
        known = {one.kind: one.value for one in reversed(found)}
        if text.startswith(("http://", "https://")) and len(text.split()) == 1:
            known["url"] = text
        if known.keys() == {"isbn"}:
            known["csl_type"] = Source.Kind.BOOK.value
        empty_form = f"{reverse('admin:sources_source_add')}?{urlencode(known)}"
        return several | {"sentence": failure.sentence, "empty_form": empty_form}


def _described(proposal: Proposal) -> dict:
    if proposal.here:
        return {"here": as_result(proposal.here)}
    grave = proposal.status.needs_a_decision
    return {
        "answer": proposal.answer.pk,
        "accept": reverse("admin:sources_source_accept"),
        "reference": proposal.reference_text,
        "warnings": [*proposal.answer.warnings, *proposal.problems],
        "warning": str(proposal.status.for_staff) if grave else "",
        "canAdd": not proposal.problems,
        "alike": [as_result(source) for source in proposal.alike],
    }
