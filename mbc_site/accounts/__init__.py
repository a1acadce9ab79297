"""Accounts of staff: their jobs, invitations and passwords, and who may give what to whom."""
