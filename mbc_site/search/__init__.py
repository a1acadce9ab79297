"""The search of the whole site: articles, groups, sources and pages about the site in one ranked list (ADR 32).

texts, passages, records   what of a page is searched: what it shows everybody
filling                    with shared texts and the organization's numbers as they read now
words, stems, weights      a text as tokens, the same for both databases
engines                    SQLite's FTS5 and PostgreSQL's tsvector as indexes of tokens
watched, triggers          what is to be indexed anew; no way of writing can forget it
indexing, before_commit    the index follows in the same transaction
query, matching, searching what was typed, how much it counts, a page of results
synonyms, spelling         other words for the same, one wrong letter
snippets, suggesting       a quotation with the words marked; what somebody may be typing
"""

from mbc_site.search.searching import search
from mbc_site.search.suggesting import suggest
