"""What the browser keeps of unsaved texts."""

from django.urls import reverse

KEPT = """() => Object.entries(localStorage).filter(([key]) => key.startsWith("unsaved "))"""


def change_page(live_server, thing) -> str:
    name = f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change"
    return live_server.url + reverse(name, args=[thing.pk])


def wait_until_kept(page, words):
    for _ in range(40):
        texts = [text for _key, text in page.evaluate(KEPT)]
        if any(words in text for text in texts):
            return texts
        page.wait_for_timeout(250)
    raise AssertionError(f"“{words}” is not kept: {texts}")
