"""What happened on this site: one table of entries that only grows. It knows no app, and every app may write to it.

`recording` is the way in. The history page of a record (editing/history_views.py) and the page over all staff
(mbc_site/activity.py) read the same entries.
"""
