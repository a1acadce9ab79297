"""What staff may type, upload and decide about sources, and what they are told when they may not."""

from sources.forms.adding import LookUpForm
from sources.forms.importing import ImportForm
from sources.forms.notices import AcknowledgeForm
from sources.forms.source import SourceForm

__all__ = ["AcknowledgeForm", "ImportForm", "LookUpForm", "SourceForm"]
