"""Backup and restore: one checksummed file for the database, pictures and originals.

Whichever database the site runs on, the file contains it as SQLite, which can be opened and checked anywhere
(docs/adr/0009-one-kind-of-backup.md).
"""
