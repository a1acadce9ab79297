/* What our plugins share: a dialog, a search box with a list of results, the way out of a block.
   Whatever comes from the bibliography is put on the page as text, never as HTML. */
(() => {
  "use strict";

  /** An element. Attributes named on… are listeners; children are elements or text; nothing is parsed. */
  function h(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else if (value !== false && value != null) element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter((child) => child != null && child !== false));
    return element;
  }

  const fill = (text, ...values) => text.replace(/%(\d)/g, (_, place) => values[place - 1]);

  /**
   * The browser's own modal dialog: it keeps the focus inside, closes on Escape and follows the admin's
   * theme. `onSubmit` may return false to stay open. Returns a function that closes it.
   */
  function openDialog(editor, { title, content, submit, others = [], cancel, onSubmit, onClose }) {
    const lang = editor.lang.toolkit;
    const selection = editor.getSelection();
    // Not as ranges: CKEditor takes its own invisible letters out of the text when the editor loses the focus.
    const caret = selection && !selection.isFake ? selection.createBookmarks2(true) : null;
    const heading = CKEDITOR.tools.getNextId();

    function close() {
      dialog.close();
      dialog.remove();
      editor.focusManager.unlock();
      editor.focus();
      if (caret) editor.getSelection().selectBookmarks(caret);
      if (onClose) onClose();
    }
    const button = (text, onclick) => h("button", { type: "button", class: "button", onclick }, text);
    const dialog = h(
      "dialog",
      { class: "editor-dialog", "aria-labelledby": heading, oncancel: (event) => { event.preventDefault(); close(); } },
      h(
        "form",
        {
          method: "dialog",
          onsubmit: (event) => {
            event.preventDefault();
            if (onSubmit && onSubmit(close) !== false && dialog.isConnected) close();
          },
        },
        h("h2", { id: heading }, title),
        ...content,
        h(
          "div",
          { class: "editor-dialog-buttons" },
          submit && h("button", { type: "submit", class: "button default" }, submit),
          ...others.map(([text, act]) => button(text, () => { close(); act(); })),
          button(cancel || lang.cancel, close),
        ),
      ),
    );
    editor.focusManager.lock();
    document.body.append(dialog);
    dialog.showModal();
    return close;
  }

  async function fetchResults(url, parameters, signal) {
    const response = await fetch(`${url}?${new URLSearchParams(parameters)}`, { signal });
    if (!response.ok) throw new Error(response.status);
    return response.json();
  }

  /** A POST in the name of the form that the dialog lies over. */
  async function post(url, parameters) {
    const { value } = document.querySelector("[name=csrfmiddlewaretoken]");
    const response = await fetch(url, { method: "POST", headers: { "X-CSRFToken": value }, body: new URLSearchParams(parameters) });
    if (!response.ok && response.status !== 403) throw new Error(response.status);
    return response.json();
  }

  /** Django's own "add another" window, for a record that is chosen as soon as it is saved. */
  function openAddWindow(url, parameters, onAdded) {
    const added = window.open(`${url}?${new URLSearchParams({ _popup: 1, ...parameters })}`, "editor_add", "width=960,height=800,resizable=yes,scrollbars=yes");
    if (!added) return false;
    const others = window.dismissAddRelatedObjectPopup;
    window.dismissAddRelatedObjectPopup = function (closing, pk, ...rest) {
      if (closing !== added) return others && others.call(this, closing, pk, ...rest);
      window.dismissAddRelatedObjectPopup = others;
      added.close();
      return onAdded(pk);
    };
    return true;
  }

  /**
   * A combobox over a search address that answers {"results": […]}.
   * `texts`: label, hint, one, many, none, add. `option(result)` gives the children of one option.
   * `onAnswer(answer, words)` gets every answer, and ({}, "") as soon as the answer is out of date.
   */
  function searchBox(editor, { url, addUrl, texts, option, onChoose, onAnswer, atOnce }) {
    const lang = editor.lang.toolkit;
    const [inputId, listId] = [CKEDITOR.tools.getNextId(), CKEDITOR.tools.getNextId()];
    let results = [];
    let active = -1;
    let waiting = null; // the timer of a search that has not started
    let request = null; // the one on its way
    let identifiers = {};
    let chooseOnlyMatch = false;

    const notify = onAnswer || (() => {});

    const list = h("ul", { role: "listbox", id: listId, class: "editor-results", "aria-label": texts.label, hidden: true });
    const status = h("p", { role: "status", class: "editor-status" });
    const input = h("input", {
      type: "text", id: inputId, role: "combobox", autocomplete: "off", spellcheck: "false", class: "vTextField",
      "aria-autocomplete": "list", "aria-controls": listId, "aria-expanded": "false", "aria-describedby": `${inputId}_hint`,
      oninput: () => { clearTimeout(waiting); chooseOnlyMatch = false; notify({}, ""); waiting = setTimeout(search, 250); },
      onkeydown: onKey,
    });

    function onKey(event) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step && results.length) {
        event.preventDefault();
        activate((active + step + results.length) % results.length);
      } else if (event.key === "Enter" && (waiting || request)) {
        event.preventDefault();
        chooseOnlyMatch = true;
        if (waiting) search();
      } else if (event.key === "Enter" && (active >= 0 || input.value.trim())) {
        event.preventDefault();
        if (active >= 0) choose(active);
      }
    }

    function activate(place) {
      active = place;
      [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === place)));
      const item = list.children[place];
      if (item) {
        input.setAttribute("aria-activedescendant", item.id);
        item.scrollIntoView({ block: "nearest" });
      } else input.removeAttribute("aria-activedescendant");
    }

    function show(matches) {
      results = matches;
      list.replaceChildren(
        ...matches.map((result, place) =>
          h("li", {
            role: "option", id: `${listId}_${place}`, "aria-selected": "false",
            onmousedown: (event) => event.preventDefault(), // the focus stays in the box
            onclick: () => choose(place),
          }, ...option(result))),
      );
      list.hidden = !matches.length;
      input.setAttribute("aria-expanded", String(!!matches.length));
      activate(matches.length ? 0 : -1);
    }

    async function search() {
      clearTimeout(waiting);
      waiting = null;
      if (request) request.abort();
      const words = input.value.trim();
      if (!words && !atOnce) {
        request = null;
        show([]);
        status.textContent = "";
        return;
      }
      const own = (request = new AbortController());
      try {
        const answer = await fetchResults(url, { q: words }, own.signal);
        if (request !== own) return;
        request = null;
        identifiers = answer.identifiers || {};
        show(answer.results);
        const count = answer.results.length;
        status.textContent = !count ? fill(texts.none, words) : count === 1 ? texts.one : fill(texts.many, count);
        notify(answer, words);
        if (chooseOnlyMatch && count === 1) choose(0);
      } catch (error) {
        if (request !== own) return;
        request = null;
        show([]);
        status.textContent = lang.noAnswer;
      }
    }

    function choose(place) {
      const result = results[place];
      input.value = "";
      show([]);
      notify({}, "");
      onChoose(result);
    }

    async function chooseAdded(pk) {
      const { results: [result] } = await fetchResults(url, { pk });
      if (result) {
        show([]);
        input.value = "";
        notify({}, "");
        onChoose(result);
      }
      input.focus();
    }

    const add = h("button", {
      type: "button", class: "editor-add",
      onclick: () => { if (!openAddWindow(addUrl, identifiers, chooseAdded)) status.textContent = lang.blocked; },
    }, texts.add);
    const element = h("div", { class: "editor-search" },
      h("label", { for: inputId }, texts.label),
      h("p", { id: `${inputId}_hint`, class: "help" }, texts.hint),
      input, list, h("div", { class: "editor-below" }, status, add));
    if (atOnce) search();
    const clear = () => { input.value = ""; show([]); };
    return { element, input, clear, say: (text) => { status.textContent = text; } };
  }

  const isElement = (node) => node.type === CKEDITOR.NODE_ELEMENT;

  /** A new paragraph behind a block, with the caret in it. */
  function writeAfter(editor, widget) {
    const paragraph = editor.document.createElement("p");
    paragraph.appendBogus();
    paragraph.insertAfter(widget.wrapper);
    const range = editor.createRange();
    range.moveToElementEditStart(paragraph);
    editor.focus();
    range.select();
  }

  /** The caret behind a block: in the next paragraph, or in a new one if something else follows. */
  function caretBehind(editor, widget) {
    const next = widget.wrapper?.getNext(isElement);
    const range = editor.createRange();
    if (!next?.is("p") || !range.moveToElementEditStart(next)) return writeAfter(editor, widget);
    editor.focus();
    return range.select();
  }

  /** What is inserted comes behind the selection and takes the place of nothing: neither of words nor of a block. */
  function caretBehindSelection(editor) {
    const { focused } = editor.widgets;
    const range = editor.getSelection()?.getRanges()[0];
    if (focused && !focused.inline) return caretBehind(editor, focused);
    if (!range || range.collapsed) return undefined;
    const cell = range.getEnclosedNode()?.getAscendant({ td: 1, th: 1 }, true);
    if (focused) range.moveToPosition(focused.wrapper, CKEDITOR.POSITION_AFTER_END);
    else if (cell) range.moveToElementEditEnd(cell);
    else range.collapse(false);
    // A triple click selects up to the start of the next paragraph.
    const last = !focused && !cell && range.checkStartOfBlock() && range.startPath().block?.getPrevious(isElement);
    if (last) range.moveToElementEditEnd(last);
    return range.select();
  }

  /** One undo step. */
  function undoable(editor, change) {
    editor.fire("saveSnapshot");
    change();
    editor.fire("saveSnapshot");
  }

  /** Puts a block widget where the caret is, and a paragraph behind it if the text would end with it. */
  function insertBlock(editor, name, html) {
    caretBehindSelection(editor);
    const element = CKEDITOR.dom.element.createFromHtml(html, editor.document);
    const wrapper = editor.widgets.wrapElement(element, name);
    const fragment = new CKEDITOR.dom.documentFragment(editor.document);
    fragment.append(wrapper);
    const widget = editor.widgets.initOn(element, name);
    editor.widgets.finalizeCreation(fragment);
    if (!widget.wrapper.getNext(isElement)) {
      const paragraph = editor.document.createElement("p");
      paragraph.appendBogus();
      paragraph.insertAfter(widget.wrapper);
    }
    return widget;
  }

  function caretInto(editor, editable) {
    const range = editor.createRange();
    range.moveToElementEditStart(editable);
    editable.focus();
    range.select();
  }

  /** An element of the tree in which CKEditor reads and writes HTML. */
  const parserElement = (name, attributes, ...children) => {
    const element = new CKEDITOR.htmlParser.element(name, attributes);
    children.forEach((child) => child && element.add(child));
    return element;
  };

  const LOOK = ["data-theme", "data-size"]; // that theme.js writes on <html>

  /** The sheet, menus and lists are documents of their own: each gets the colors and the size chosen for this one. */
  function handOnLook() {
    for (const frame of document.querySelectorAll(".cke_wysiwyg_frame, .cke_panel_frame")) {
      const root = frame.contentDocument?.documentElement;
      for (const name of root ? LOOK : []) {
        const chosen = document.documentElement.getAttribute(name);
        if (chosen === null) root.removeAttribute(name);
        else root.setAttribute(name, chosen);
      }
    }
  }
  new MutationObserver(handOnLook).observe(document.documentElement, { attributes: true, attributeFilter: LOOK });

  CKEDITOR.plugins.add("toolkit", {
    requires: "widget",
    lang: "en",
    h, fill, openDialog, fetchResults, post, searchBox, writeAfter, caretBehind, caretBehindSelection, undoable, insertBlock, caretInto, parserElement,
    onLoad() {
      // Ctrl+A inside a caption or a callout selects what is in it. Where a text began or ended with a block,
      // CKEditor went on to select the whole text, and the next letter replaced it.
      const { widgetselection } = CKEDITOR.plugins;
      const addFillers = widgetselection.addFillers;
      widgetselection.addFillers = function (editable) {
        return !editable.editor.widgets.widgetHoldingFocusedEditable && addFillers.call(this, editable);
      };
    },
    afterInit(editor) {
      for (const name of ["instanceReady", "contentDom", "panelShow", "menuShow"]) editor.on(name, handOnLook);
      editor.on("contentDom", () => {
        const label = document.querySelector(`label[for="${editor.name}"]`);
        if (label) editor.editable().setAttribute("aria-label", label.textContent.replace(/:\s*$/, "").trim());
      });
      // Browsers write a no-break space for one typed beside bold words or a citation. Nobody meant it.
      editor.dataProcessor.htmlFilter.addRules({
        text: (text) => text.replace(/([^\s\u00a0;])(?:\u00a0|&nbsp;)$/, "$1 ").replace(/^(?:\u00a0|&nbsp;)(?=[^\s\u00a0&])/, " "),
      });
      // From inside a block, Escape selects the block as a whole: arrows, Delete, Enter and Shift+Enter follow.
      editor.on("key", (event) => {
        const widget = editor.widgets.widgetHoldingFocusedEditable;
        if (event.data.keyCode !== 27 || !widget) return;
        widget.focus();
        event.cancel();
      }, null, null, 0);
    },
  });

  CKEDITOR.plugins.setLang("toolkit", "en", {
    cancel: "Cancel",
    noAnswer: "The search didn’t answer. Check in another tab that you’re still logged in.",
    blocked: "The browser blocked the window. Allow windows for this site and try again.",
  });
})();
