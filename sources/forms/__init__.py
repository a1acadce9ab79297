"""The forms by which staff add, import and edit sources."""

from sources.forms.adding import LookUpForm
from sources.forms.importing import ImportForm
from sources.forms.notices import AcknowledgeForm
from sources.forms.source import SourceForm
