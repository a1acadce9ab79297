/* A callout: <aside class="callout" data-kind="…"><p class="callout-title">…</p>blocks</aside>.
   Inside the editor the blocks stand in a <div>, because only one element can be edited as a whole;
   it is never stored.
   A shared text is a widget of its own: <aside class="callout" data-kind="shared" data-text="key"><p>its title</p></aside>.
   Its content is edited elsewhere and filled in when the page is read. */
(() => {
  "use strict";

  // The kinds come from articles/markup/callouts.py: [{code, label, hint}].
  const kindsOf = (editor) => editor.config.calloutKinds;
  const labelOf = (editor, code) => kindsOf(editor).find((kind) => kind.code === code).label;
  const nameOf = (editor, code) => `${editor.lang.callout.name}: ${labelOf(editor, code)}`;

  function title(lang, from) {
    const { parserElement } = CKEDITOR.plugins.get("toolkit");
    const element = parserElement("p", { class: "callout-title", "data-label": lang.title });
    if (from) from.children.slice().forEach((child) => element.add(child));
    return element;
  }

  const isShared = (aside) => aside.attributes["data-kind"] === "shared" && !!aside.attributes["data-text"];

  /** Stored form -> editor form; htmlParser elements. */
  function upcast(editor, aside) {
    if (aside.name !== "aside" || !aside.hasClass("callout") || isShared(aside)) return false;
    const { parserElement } = CKEDITOR.plugins.get("toolkit");
    const children = aside.children.filter((child) => child.type !== CKEDITOR.NODE_TEXT || child.value.trim());
    const first = children[0];
    const hasTitle = first && first.name === "p" && first.hasClass("callout-title");
    const blocks = hasTitle ? children.slice(1) : children;
    aside.children.slice().forEach((child) => child.remove());
    const body = parserElement("div", { class: "callout-body" }, ...(blocks.length ? blocks : [parserElement("p", {})]));
    aside.add(title(editor.lang.callout, hasTitle && first));
    aside.add(body);
    const codes = kindsOf(editor).map((kind) => kind.code);
    if (!codes.includes(aside.attributes["data-kind"])) aside.attributes["data-kind"] = codes[0];
    return true;
  }

  /** Editor form -> stored form. An empty title is left out: the page then writes the kind's own. */
  function downcast() {
    const { parserElement } = CKEDITOR.plugins.get("toolkit");
    const stored = parserElement("aside", { class: "callout", "data-kind": this.element.getAttribute("data-kind") });
    if (this.editables.title.getText().replace(/[\u200b\s]/g, "")) {
      const heading = parserElement("p", { class: "callout-title" });
      heading.setHtml(this.editables.title.getData());
      stored.add(heading);
    }
    const body = new CKEDITOR.htmlParser.fragment.fromHtml(this.editables.body.getData());
    body.children.slice().forEach((child) => stored.add(child));
    return stored;
  }

  function setKind(widget, code) {
    widget.element.setAttributes({ "data-kind": code, "data-label": labelOf(widget.editor, code) });
    widget.wrapper.setAttribute("aria-label", nameOf(widget.editor, code));
  }

  function openCallout(editor, widget) {
    const toolkit = CKEDITOR.plugins.get("toolkit");
    const { h } = toolkit;
    const lang = editor.lang.callout;
    const kinds = kindsOf(editor);
    const current = widget ? widget.element.getAttribute("data-kind") : kinds[0].code;
    const group = CKEDITOR.tools.getNextId();
    const radios = kinds.map(({ code, label, hint }) => h("label", {},
      h("input", { type: "radio", name: group, value: code, checked: code === current, autofocus: code === current }), " ",
      h("span", {}, h("strong", {}, label), " ", h("span", { class: "editor-detail" }, hint))));
    const choice = h("fieldset", { class: "editor-kinds" }, h("legend", {}, lang.kind), ...radios);
    if (!widget) offerShared(editor, choice, group);

    toolkit.openDialog(editor, {
      title: widget ? lang.edit : lang.insert,
      content: [choice],
      submit: widget ? lang.save : lang.insertButton,
      others: widget ? [[lang.unwrap, () => toolkit.undoable(editor, () => unwrap(editor, widget))]] : [],
      onSubmit: (close) => {
        const { value: kind, dataset } = choice.querySelector("input:checked");
        close();
        toolkit.undoable(editor, () => {
          if (dataset.text) return toolkit.caretBehind(editor, toolkit.insertBlock(editor, "sharedtext", sharedHtml(dataset.text, dataset.title)));
          if (widget) {
            setKind(widget, kind);
            return widget.focus();
          }
          const html = `<aside class="callout" data-kind="${kind}"><p class="callout-title"></p><div class="callout-body"><p></p></div></aside>`;
          const made = toolkit.insertBlock(editor, "callout", html);
          return toolkit.caretInto(editor, made.editables.body);
        });
      },
    });
  }

  const sharedHtml = (key, title) => {
    const attribute = CKEDITOR.tools.htmlEncodeAttr;
    return `<aside class="callout" data-kind="shared" data-text="${attribute(key)}"><p>${CKEDITOR.tools.htmlEncode(title)}</p></aside>`;
  };

  /** Lists the shared texts below the kinds. If the request fails, the kinds still work. */
  async function offerShared(editor, choice, group, current) {
    const { h, fetchResults } = CKEDITOR.plugins.get("toolkit");
    const lang = editor.lang.callout;
    const { results } = await fetchResults(editor.config.sharedTextsUrl, {}).catch(() => ({ results: [] }));
    choice.append(...results.map(({ key, title }) => h("label", {},
      h("input", { type: "radio", name: group, value: "shared", "data-text": key, "data-title": title, checked: key === current, autofocus: key === current }), " ",
      h("span", {}, h("strong", {}, title), " ", h("span", { class: "editor-detail" }, lang.sharedHint)))));
  }

  /** Chooses another shared text for this place. Its content is edited under Shared texts. */
  function openShared(editor, widget) {
    const toolkit = CKEDITOR.plugins.get("toolkit");
    const lang = editor.lang.callout;
    const choice = toolkit.h("fieldset", { class: "editor-kinds" }, toolkit.h("legend", {}, lang.whichShared));
    offerShared(editor, choice, CKEDITOR.tools.getNextId(), widget.element.getAttribute("data-text"));
    toolkit.openDialog(editor, {
      title: lang.editShared,
      content: [choice, toolkit.h("p", {}, toolkit.h("a", { href: editor.config.sharedTextsListUrl, target: "_blank" }, lang.writeShared))],
      submit: lang.save,
      onSubmit: (close) => {
        const chosen = choice.querySelector("input:checked");
        close();
        if (chosen) toolkit.undoable(editor, () => nameShared(widget, chosen.dataset.text, chosen.dataset.title));
        widget.focus();
      },
    });
  }

  function nameShared(widget, key, title) {
    widget.element.setAttribute("data-text", key);
    widget.element.findOne("p").setText(title);
    widget.wrapper.setAttribute("aria-label", widget.getLabel());
  }

  /** The box goes, its text stays. */
  function unwrap(editor, widget) {
    const text = widget.editables.title.getText().trim();
    const html = (text ? `<p>${CKEDITOR.tools.htmlEncode(text)}</p>` : "") + widget.editables.body.getData();
    widget.focus();
    editor.insertHtml(html);
  }

  /** Enter leaves the title for the body, and the body from an empty last paragraph. */
  function onEnter(editor, event) {
    const widget = editor.widgets.widgetHoldingFocusedEditable;
    if (event.data.keyCode !== 13 || !widget || widget.name !== "callout") return;
    const toolkit = CKEDITOR.plugins.get("toolkit");
    const { title: heading, body } = widget.editables;
    if (widget.focusedEditable.equals(heading)) {
      event.cancel();
      toolkit.caretInto(editor, body);
      return;
    }
    const range = editor.getSelection().getRanges()[0];
    const block = range && range.collapsed && range.startPath().block;
    const last = body.getLast((node) => node.type === CKEDITOR.NODE_ELEMENT);
    const isEmpty = block && !block.getText().replace(/[\u200b\s]/g, "") && !block.findOne("[data-cke-widget-wrapper]");
    if (!isEmpty || !block.is("p") || !block.equals(last) || body.getChildCount() < 2) return;
    event.cancel();
    toolkit.undoable(editor, () => {
      block.remove();
      toolkit.writeAfter(editor, widget);
    });
  }

  CKEDITOR.plugins.add("callout", {
    requires: "toolkit",
    lang: "en",
    init(editor) {
      const lang = editor.lang.callout;
      editor.widgets.add("callout", {
        pathName: lang.name,
        // The button belongs to this widget, so what the other one needs is allowed here, too.
        allowedContent: "aside(!callout)[!data-kind,data-text]; p(callout-title)",
        requiredContent: "aside(callout)[data-kind]",
        editables: {
          title: { selector: ".callout-title", pathName: lang.title, allowedContent: "span[lang,dir]" },
          // Whatever a text may hold, but no callout in a callout.
          body: { selector: ".callout-body", pathName: lang.name, disallowedContent: "aside" },
        },
        upcast: (element) => upcast(editor, element),
        downcast,
        insert: () => openCallout(editor, null),
        init() {
          this.element.findOne(".callout-title").setAttribute("data-label", lang.title);
          this.on("edit", () => openCallout(editor, this));
          this.on("ready", () => setKind(this, this.element.getAttribute("data-kind")));
        },
        getLabel() {
          return nameOf(editor, this.element.getAttribute("data-kind"));
        },
      });
      editor.widgets.add("sharedtext", {
        pathName: lang.shared,
        requiredContent: "aside(callout)[data-kind]",
        upcast: (element) => element.name === "aside" && element.hasClass("callout") && isShared(element),
        downcast() {
          const { parserElement } = CKEDITOR.plugins.get("toolkit");
          const attributes = { class: "callout", "data-kind": "shared", "data-text": this.element.getAttribute("data-text") };
          const label = parserElement("p", {});
          label.add(new CKEDITOR.htmlParser.text(CKEDITOR.tools.htmlEncode(this.element.getText().trim())));
          return parserElement("aside", attributes, label);
        },
        init() {
          this.element.setAttribute("data-label", lang.shared);
          this.on("edit", () => openShared(editor, this));
        },
        getLabel() {
          return `${lang.shared}: ${this.element.getText().trim()}`;
        },
      });
      editor.ui.addButton("Callout", {
        label: `${lang.name}: ${kindsOf(editor).map((kind) => kind.label.toLowerCase()).join(", ")}`,
        command: "callout",
        toolbar: "insert,20",
        icon: `${this.path}icons/callout.svg`,
      });
      editor.on("key", (event) => onEnter(editor, event), null, null, 0);
    },
  });

  CKEDITOR.plugins.setLang("callout", "en", {
    name: "Callout",
    insert: "Insert a callout",
    edit: "Change this callout",
    insertButton: "Insert callout",
    save: "Save callout",
    unwrap: "Remove the box, keep the text",
    kind: "What kind?",
    title: "Title, if it needs its own",
    shared: "Shared text",
    sharedHint: "The same in every article. You can edit it under Shared texts.",
    editShared: "Show another shared text here",
    whichShared: "Which one?",
    writeShared: "Open the list of shared texts to edit one",
  });
})();
