"""An organization as a coordinator edits it."""

from support_groups.forms.concurrency import GuardedForm
from support_groups.forms.rows import ClosureForm


class OrganisationForm(GuardedForm):
    row_forms = {"dated_changes": ClosureForm}
    changing = "updated_at"
