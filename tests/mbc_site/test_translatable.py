"""Every sentence for people in the code can be translated."""

import ast
from pathlib import Path

from django.conf import settings

PACKAGES = ("articles", "editing", "mbc_site", "sources", "support_groups", "web")
ARGUMENTS = {
    *("help_text", "verbose_name", "verbose_name_plural", "label", "violation_error_message", "description"),
    *("short_description", "empty_label", "message", "title"),
}
CALLS = {
    *(
        "ValidationError",
        "message_user",
        "success",
        "warning",
        "error",
        "info",
        "Http404",
        "PermissionDenied",
    ),
    *("HttpResponseBadRequest", "HttpResponseNotFound"),
}
LOGS = ("log", "logger")
AS_PUBLISHED = {"Retracted Publication"}  # a word of PubMed's, not ours


def bare_sentences(code: str) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call):
            named = [keyword.value for keyword in node.keywords if keyword.arg in ARGUMENTS]
            found += [value for value in [*named, *_positional(node)] if _is_sentence(value)]
    return [ast.unparse(value) for value in found]


def _positional(call: ast.Call) -> list[ast.expr]:
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return call.args if name in CALLS and not ast.unparse(call.func).startswith(LOGS) else []


def _is_sentence(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(_is_sentence(part) for part in node.values)
    text = node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
    return " " in text.strip() and any(map(str.isalpha, text)) and text not in AS_PUBLISHED


def test_every_sentence_for_people_can_be_translated():
    files = [
        file
        for package in PACKAGES
        for file in Path(settings.BASE_DIR, package).rglob("*.py")
        if "migrations" not in file.parts
    ]

    assert len(files) > 300
    assert {str(file): bare for file in files if (bare := bare_sentences(file.read_text()))} == {}


def test_a_bare_sentence_is_noticed():
    code = 'ValidationError("Not a date."); Field(help_text=f"At most {most} of them"); log.error("It failed"); f(_("Fine so"))'

    assert bare_sentences(code) == ["'Not a date.'", "f'At most {most} of them'"]
