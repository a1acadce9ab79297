"""Back up and restore: one checksummed file for database, pictures and originals, the same for both databases.

Whatever database the site runs on, the file holds it as SQLite, which can be opened and checked anywhere
(docs/adr/0009-one-kind-of-backup.md).
"""
