"""Adding sources: importing files, proposals from look-ups, duplicates, and answers kept from services."""
