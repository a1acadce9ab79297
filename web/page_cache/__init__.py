"""Public pages kept ready to send, in front of Django's request cycle, and never older than their content (ADR 24).

Knows no app: each app declares which of its tables visitors see (`shown_tables`) and which pages may be kept.
"""
