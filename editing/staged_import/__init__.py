"""A file of many records, imported in steps that staff can see: read into rows, compared, decided on, saved."""
