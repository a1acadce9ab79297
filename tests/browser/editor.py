"""The editor of a form, as a person uses it: with a mouse and keys."""

from django.urls import reverse
from playwright.sync_api import expect

from articles.editor import as_written

IS_IN_GROUP = "button => button.closest('.cke_toolbar').contains(document.activeElement)"
START = 20_000  # milliseconds: the first editor of a run fetches sixty files


class Editor:
    """The editor of one form, as a person uses it; `data()` is what it would save."""

    def __init__(self, page, host, field="body"):
        self.page, self.host, self.field = page, host, field

    def open(self, record):
        name = f"admin:{record._meta.app_label}_{record._meta.model_name}_change"
        self.page.goto(self.host + reverse(name, args=[record.pk]))
        return self.wait()

    def wait(self):
        expect(self.text).to_have_attribute("contenteditable", "true", timeout=START)
        return self

    @property
    def text(self):
        """The text being written."""
        return self.page.frame_locator(f"#cke_id_{self.field} iframe.cke_wysiwyg_frame").locator("body")

    @property
    def dialog(self):
        return self.page.get_by_role("dialog")

    def data(self):
        return self.page.evaluate("(field) => CKEDITOR.instances[`id_${field}`].getData()", self.field)

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)

    def write(self, text):
        self.page.keyboard.type(text)

    def caret_at_end(self, selector="p"):
        """Puts the caret behind the last letter of an element of the text."""
        self.page.evaluate(
            """([selector, field]) => {
                const editor = CKEDITOR.instances[`id_${field}`], range = editor.createRange();
                editor.focus();
                range.moveToElementEditEnd(editor.editable().findOne(selector));
                range.select();
            }""",
            [selector, self.field],
        )
        return self

    def click_into(self, selector):
        """Clicks into the title, body or caption of a block, and waits for the editor to notice."""
        self.text.locator(selector).click()
        focused = "ancestor-or-self::*[contains(@class, 'cke_widget_editable_focused')]"
        expect(self.text.locator(selector).locator(f"xpath={focused}")).to_have_count(1)

    def button(self, name):
        return self.page.locator(f"#cke_id_{self.field} .cke_button__{name.lower()}")

    def use(self, name):
        """Presses a button by keyboard: Tab leads to the next group of buttons, an arrow to the next button."""
        button, tries = self.button(name), 0
        self.press("Alt+F10")
        while not button.evaluate("button => button === document.activeElement"):
            is_in_group = self.page.evaluate(IS_IN_GROUP, button.element_handle())
            self.press("ArrowRight" if is_in_group else "Tab")
            tries += 1
            assert tries < 30, f"{name} can’t be reached by keyboard"
        self.press("Enter")

    def format(self, name):
        """Chooses a kind of paragraph from the first list of the buttons, by keyboard."""
        self.press("Alt+F10", "Enter")
        choices = self.page.frame_locator(".cke_panel_frame").get_by_role("option")
        expect(choices.first).to_be_focused()
        self.press(*["ArrowDown"] * choices.all_inner_texts().index(name))
        expect(choices.filter(has_text=name)).to_be_focused()
        self.press("Enter")

    def paste(self, html="", text=""):
        """Pastes what another program put on the clipboard, as HTML, plain text or both."""
        self.page.evaluate(
            """([html, text, field]) => {
                const data = new DataTransfer();
                if (html) data.setData("text/html", html);
                if (text) data.setData("text/plain", text);
                const editor = CKEDITOR.instances[`id_${field}`], range = editor.getSelection().getRanges()[0];
                const target = range.startContainer.$;
                (target.nodeType === 1 ? target : target.parentElement).dispatchEvent(
                    new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
            }""",
            [html, text, self.field],
        )

    def pasted(self, html="", text=""):
        """Pastes into an empty text; what would be stored of it."""
        self.page.evaluate(
            """(field) => new Promise((done) => {
                const editor = CKEDITOR.instances[`id_${field}`];
                editor.setData("<p>&nbsp;</p>", { callback: () => {
                    const range = editor.createRange();
                    editor.focus();
                    range.moveToElementEditEnd(editor.editable());
                    range.select();
                    done();
                } });
            })""",
            self.field,
        )
        self.paste(html, text)
        return as_written(self.data())

    def copy(self):
        """CKEditor copies a selected block by way of a hidden element, which is gone a moment later."""
        self.press("Control+c")
        expect(self.text.locator("#cke_copybin")).to_have_count(0)

    def source_mode(self):
        """Into the source and, called again, out of it."""
        source = self.page.locator("textarea.cke_source")
        was_open = source.is_visible()
        self.button("source").click()
        expect(source).to_be_visible(visible=not was_open)
        return self if not was_open else self.wait()

    def save(self):
        """Saves and stays on the form."""
        self.page.locator("input[name=_continue]").first.click()
        self.page.wait_for_load_state()
        return self.wait()
