"""The search of the whole site: articles, groups, sources and pages about the site in one ranked list."""
