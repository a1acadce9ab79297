"""What every form for visitors has in common. It works without cookies, sessions and JavaScript (ADR on public forms).

A form declares its fields and a `kind`, and its view is a few lines:

    class SuggestionForm(PublicForm):
        kind = "suggestion"
        name = forms.CharField(label=_("Name of the group"))

    @public_form("takes what visitors write")
    def suggest(request):
        form = SuggestionForm.of(request, at=timezone.now())
        if form.is_accepted():
            …
        return form.answer("support_groups/suggest.html", {…})

Its template includes `public_forms/_summary.html` above the form, `public_forms/_checks.html` inside it, and
`public_forms/_errors.html` beside each field. Whatever the reason of a refusal, the page has everything that was typed.
"""
