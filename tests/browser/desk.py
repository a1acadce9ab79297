"""What the tests of whole days at a desk share: the looks of the admin, the keys, and what must hold on every page."""

from tests.browser import axe

LOOKS = [(1300, "light"), (820, "dark")]  # width of the window, color scheme
NAMES_OF_LOOKS = [f"{width} {scheme}" for width, scheme in LOOKS]


def amiss(page) -> list[str]:
    """What axe says, and whether the page is wider than its window."""
    found = axe.violations(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        found.append(f"{page.url} is wider than the window")
    return found


def press(page, role: str, name: str) -> None:
    """Goes to a button or link, presses Enter and waits for the page that it leads to."""
    page.get_by_role(role, name=name, exact=True).first.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_in(page, *texts: str) -> None:
    """Into the field with the caret and those after it, then Enter."""
    for text in texts[:-1]:
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.keyboard.type(texts[-1])
    page.keyboard.press("Enter")


def type_into(page, label: str, text: str) -> None:
    page.get_by_role("textbox", name=label).first.focus()
    page.keyboard.type(text)
