"""HSDS 3.0 (Human Services Data Specification, Open Referral): written, and read from JSON or from tables."""
