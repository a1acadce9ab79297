"""Take the pictures of docs/editing.md from a demonstration: `python -m tools.guide_pictures [ADDRESS] [NAME …]`.

The site at ADDRESS (http://127.0.0.1:8000) runs on a database that was just filled by `load_demo --logins`: taking the
pictures changes it. Needs Playwright and /usr/bin/chromium, as the browser tests do, and the Pillow of the site.
Each picture is 1300 pixels wide, light, and shown at half of that or a little more.
"""

import sys
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect, sync_playwright

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
WIDTH = 1300  # pixels
WINDOW = 900  # CSS pixels: a form has its columns, and letters are still readable at half the width
COLORS = 64
LARGEST = 120 * 1024  # bytes
ARTICLE = "Scans, and the waiting"
MANUSCRIPT = b"""# Sleeping when it hurts

Pain is often worse at night. Two pillows under the knees can help.

Photo: Jane Doe/Example Pictures

## What to ask

Ask whether a medicine can be taken later in the day.

Medically reviewed by Jane Doe, MD
"""
GROUPS = b"""name,organization,stage_fit,description,town,region,schedule,contact_name,contact_phone
Paper Boat,Long Bench Neighbors (invented),mbc,We fold and talk.,Dayton,OH,Fridays 7:30 to 9,Lee,937-555-0117
Blue Kettle,Long Bench Neighbors (invented),mbc,Tea and talk.,Akron,OH,second Tuesday 6 to 7:30 pm,Pat,330-555-0142
"""


def start_page(page: Page) -> Locator:
    page.goto("/admin/")
    return page.locator("body")


def standing(page: Page) -> Locator:
    """A changed article, of which an edition waits."""
    if "/publish/" not in page.url:
        publishing(page)
    page.get_by_label("Medical update").check()
    page.get_by_label("What should readers know about it?").fill(
        "We say that you can bring somebody with you."
    )
    page.get_by_label("Public from: date").fill(str(date.today() + timedelta(days=8)))
    page.get_by_label("Public from: time").fill("09:00")
    page.locator(".submit-row input.default").click()
    _open_article(page)
    return page.locator("body")


def citation(page: Page) -> Locator:
    _open_article(page)
    page.evaluate("document.querySelector('.field-body').scrollIntoView()")
    _caret_at_end(page)
    page.locator("#cke_id_body .cke_button__citation").click()
    page.keyboard.type("fatigue")
    page.get_by_role("option").first.click()
    page.keyboard.type("bone")
    expect(page.get_by_role("option").first).to_be_visible()
    return page.locator("body")


def publishing(page: Page) -> Locator:
    _open_article(page)
    _caret_at_end(page)
    page.keyboard.type(" You can bring somebody with you.")
    page.wait_for_timeout(5000)  # as somebody who looks at what she wrote
    page.get_by_role("button", name="Publish…").click()
    page.get_by_text("What changes for readers").wait_for()
    return page.locator("body")


def report(page: Page) -> Locator:
    page.goto("/admin/articles/article/import/")
    _upload(page, "sleeping.md", MANUSCRIPT)
    page.locator("#report").wait_for()
    _editor(page)
    return _at_the_top(page.locator("#report"))


def shared_preview(page: Page) -> Locator:
    _open_article(page)
    page.goto(page.url.replace("/change/", "/share/"))
    page.get_by_label("For whom").fill("Jane Doe, patient advocate")
    page.get_by_role("button", name="Make a link").click()
    page.get_by_text("The link is made").wait_for()
    return page.locator("body")


def schedule(page: Page) -> Locator:
    page.goto("/admin/support_groups/group/add/")
    page.locator("#id_zone").select_option("America/New_York")
    page.get_by_label("In words").first.click()
    page.keyboard.type("1st and 3rd Tuesday, 1-2:30 pm")
    pattern = page.locator("#meeting_patterns-0")
    pattern.locator(".dates li").first.wait_for()
    return _at_the_top(pattern)


def calling(page: Page) -> Locator:
    page.goto("/admin/support_groups/group/calling/")
    return _at_the_top(page.locator(".call").first)


def group_import(page: Page) -> Locator:
    page.goto("/admin/support_groups/group/import/")
    _upload(page, "groups.csv", GROUPS)
    page.get_by_role("button", name="Show the preview").click()
    page.locator(".rows").wait_for()
    return page.locator("body")


def colleague(page: Page) -> Locator:
    page.goto("/admin/auth/user/add/")
    page.get_by_label("Name", exact=True).fill("Jane Doe")
    page.get_by_label("Email", exact=True).fill("jane@example.org")
    page.get_by_label("Editor:").check()
    return page.locator("body")


PICTURES: dict[
    str, tuple[Callable[[Page], Locator], int]
] = {  # the name of the file; the most CSS pixels of height
    "editor": (citation, 720),
    "publish": (publishing, 640),
    "standing": (standing, 720),
    "report": (report, 640),
    "share": (shared_preview, 500),
    "schedule": (schedule, 360),
    "calling": (calling, 720),
    "import-groups": (group_import, 720),
    "colleague": (colleague, 720),
    "start": (start_page, 720),
}


def _log_in(page: Page) -> None:
    page.goto("/admin/")
    page.get_by_label("Email or user name").fill("admin")
    page.get_by_label("Password").fill("demonstration")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="What would you like to work on?").wait_for()


def _open_article(page: Page) -> None:
    page.goto("/admin/articles/article/")
    page.get_by_role("link", name=ARTICLE).click()
    _editor(page)


def _editor(page: Page) -> Locator:
    text = page.frame_locator("#cke_id_body iframe").locator("body")
    expect(text).to_have_attribute("contenteditable", "true")
    return text


def _at_the_top(part: Locator) -> Locator:
    part.evaluate("part => scrollTo(0, part.getBoundingClientRect().top + scrollY - 20)")
    return part


def _caret_at_end(page: Page) -> None:
    """Behind the first paragraph."""
    page.evaluate(
        """() => {
            const editor = CKEDITOR.instances.id_body, range = editor.createRange();
            editor.focus();
            range.moveToElementEditEnd(editor.editable().findOne("p"));
            range.select();
        }"""
    )


def _upload(page: Page, name: str, content: bytes) -> None:
    file = {"name": name, "mimeType": "text/plain", "buffer": content}
    page.locator("input[type=file]").set_input_files(file)
    page.locator(".submit-row input.default").click()
    page.wait_for_load_state()


def _take(page: Page, part: Locator, height: int) -> bytes:
    """The part of the page, or the window from where it is scrolled to, as a PNG of few colors."""
    box = part.bounding_box()
    is_window = part.evaluate("part => part === document.body")
    clip = {"x": 0, "y": 0 if is_window else max(0, box["y"] - 12), "width": WINDOW}
    clip["height"] = height if is_window else min(height, box["height"] + 24)
    taken = Image.open(BytesIO(page.screenshot(clip=clip, full_page=False))).convert("RGB")
    written = BytesIO()
    taken.resize((WIDTH, round(taken.height * WIDTH / taken.width)), Image.Resampling.LANCZOS).quantize(
        COLORS
    ).save(written, "PNG", optimize=True)
    return written.getvalue()


def main(address: str = "http://127.0.0.1:8000", *names: str) -> None:
    expect.set_options(timeout=30_000)  # milliseconds, as for everything else
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(
            base_url=address,
            color_scheme="light",
            device_scale_factor=WIDTH / WINDOW,
            viewport={"width": WINDOW, "height": 720},
        )
        _log_in(page)
        for name in names or PICTURES:
            arrange, height = PICTURES[name]
            picture = _take(page, arrange(page), height)
            if len(picture) > LARGEST:
                sys.exit(f"{name}.png has {len(picture) // 1024} KB. Make it less high, or use fewer colors.")
            (FOLDER / f"{name}.png").write_bytes(picture)
            print(f"{name}.png: {len(picture) // 1024} KB")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
