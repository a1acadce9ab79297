"""An organization as a coordinator edits it."""

from support_groups.forms.concurrency import GuardedForm
from support_groups.forms.rows import ClosureForm


class OrganizationForm(GuardedForm):
    row_forms = {"schedule_exceptions": ClosureForm}
    changing = "updated_at"
