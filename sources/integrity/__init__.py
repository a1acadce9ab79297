"""What services report about a work after it was published: retracted, corrected, doubted, reinstated.

Pure functions. `assess` sums up the reports; looking up, storing and notifying is done elsewhere.
"""

from sources.integrity.crossref import from_crossref, is_notice
from sources.integrity.notices import Assessment, IntegrityState, NoticeKind, NoticeReport, assess
from sources.integrity.pubmed import from_medline, is_notice_record
from sources.integrity.retraction_watch import NotRetractionWatch, from_retraction_watch
