"""What the admin of every app shares. It imports no app, and has no tables of its own.

A model that staff edit needs one line to get a history, buttons that save first, readable pages for those who may only
view, pickers, and the guard against stale saves:

    @admin.register(Recipe)
    class RecipeAdmin(HistoryAdmin):

and one for its inline rows:

    class IngredientInline(RowInline, admin.TabularInline):

An app that imports files subclasses `staged_import.models` and `staged_import.views`; its own templates hold only what
differs. A model with a slug is `KeepsFormerAddresses`, and its admin is `SluggedAdmin`. `text` decodes every uploaded file.

A model without a history has `SaveFirstAdmin` instead. `tests/editing/test_stale_save.py` fails for a model without one.
"""
