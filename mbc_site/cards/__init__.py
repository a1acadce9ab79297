"""Pictures that other programs show beside a shared link (Open Graph): one for each article and group, one for the site.

`card` is what such a picture says, `subjects` makes it of what a page is about, `drawing` draws it, `files` keeps it.
"""
