"""A file of groups into the directory, in steps that can each be interrupted and continued.

`receive` keeps the file, `stage` reads it with the settings somebody chose, `compare_some` decides which rows are
new, changed, the same or possibly the same, and, once the import is confirmed, `save_some` turns rows into groups.
Each row records what became of it, so no step does anything twice.
"""

from support_groups.exchange.importing.row_comparison import compare_some
from support_groups.exchange.importing.saving import save_some
from support_groups.exchange.importing.staging import receive, stage
