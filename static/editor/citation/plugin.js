/* A citation: <sup class="citation" data-source="keys" data-locator="one|for each">labels</sup>.
   The element itself holds everything, so undo, copy and paste cannot part it from its sources.
   While it is written it shows more: the place in the work, and what tells sources apart that look alike. What is stored
   stays in data-labels until it is written out again, so a text that is only opened is not changed.
   It has no number here: numbers exist only on the page. */
(() => {
  "use strict";

  const ALLOWED = "sup(!citation)[!data-source,data-locator,data-labels]";

  /** [{key, label, locator}] of keys, locators and labels as they are stored. */
  function parse(stored, places, text) {
    const keys = (stored || "").split(/\s+/).filter(Boolean);
    const locators = (places || "").split("|");
    const labels = keys.length > 1 ? text.split(/,\s+/) : [text];
    return keys.map((key, place) => ({
      key,
      label: labels.length === keys.length && labels[place].trim() ? labels[place].trim() : key,
      locator: (locators[place] || "").trim(),
    }));
  }

  /** The same of a <sup>. */
  function read(element) {
    const text = element.getAttribute("data-labels") ?? element.getText();
    return parse(element.getAttribute("data-source"), element.getAttribute("data-locator"), text);
  }

  /** What it shows: “Spiegel 2007, p. 4; Redig 2013”. */
  const shownText = (sources) => sources.map(({ label, locator }) => (locator ? `${label}, ${locator}` : label)).join(sources.some(({ locator }) => locator) ? "; " : ", ");

  function write(element, sources) {
    // "|" parts the locators of one citation, so it cannot be inside one.
    for (const source of sources) source.locator = source.locator.replace(/\|/g, "/").trim();
    const locators = sources.map(({ locator }) => locator);
    element.setAttribute("data-source", sources.map((source) => source.key).join(" "));
    if (locators.some(Boolean)) element.setAttribute("data-locator", locators.join("|"));
    else element.removeAttribute("data-locator");
    element.setAttribute("data-labels", sources.map((source) => source.label).join(", "));
    element.setText(shownText(sources));
  }

  /** Stored form -> editor form; an htmlParser element. */
  function upcast(sup) {
    if (sup.name !== "sup" || !sup.hasClass("citation") || !sup.attributes["data-source"]) return false;
    const decode = CKEDITOR.tools.htmlDecode;
    const written = document.createElement("template");
    written.innerHTML = sup.getHtml(); // inert: a template runs and fetches nothing
    const labels = sup.attributes["data-labels"] === undefined ? written.content.textContent : decode(sup.attributes["data-labels"]);
    const shown = shownText(parse(decode(sup.attributes["data-source"]), decode(sup.attributes["data-locator"] || ""), labels));
    sup.attributes["data-labels"] = CKEDITOR.tools.htmlEncodeAttr(labels);
    sup.setHtml(CKEDITOR.tools.htmlEncode(shown));
    return true;
  }

  /** Editor form -> stored form. */
  function downcast(element) {
    const { "data-source": source, "data-locator": locator, "data-labels": labels } = element.attributes;
    element.attributes = { class: "citation", "data-source": source };
    if (locator) element.attributes["data-locator"] = locator;
    if (labels !== undefined) element.setHtml(CKEDITOR.tools.htmlEncode(CKEDITOR.tools.htmlDecode(labels)));
  }

  /** Shows the labels that the bibliography has now, and which sources were retracted. What is stored stays. */
  async function refreshAll(editor) {
    const widgets = Object.values(editor.widgets.instances).filter(({ name }) => name === "citation");
    const keys = [...new Set(widgets.flatMap(({ element }) => read(element).map(({ key }) => key)))];
    if (!keys.length) return;
    const found = new Map();
    for (let start = 0; start < keys.length; start += 100) {
      const answer = await CKEDITOR.plugins.get("toolkit").fetchResults(editor.config.citationSearchUrl, { keys: keys.slice(start, start + 100).join(" ") }).catch(() => null);
      for (const result of answer?.results || []) found.set(result.key, result);
    }
    const wasDirty = editor.checkDirty();
    editor.fire("lockSnapshot");
    for (const widget of widgets) if (widget.wrapper?.getParent()) showCurrent(widget, found);
    editor.fire("unlockSnapshot");
    if (!wasDirty) editor.resetDirty();
  }

  /** After all marks of a paste or an undo are there. */
  function soon(editor) {
    clearTimeout(editor.citationTimer);
    editor.citationTimer = setTimeout(() => editor.status === "ready" && editor.mode === "wysiwyg" && refreshAll(editor), 150);
  }

  function showCurrent(widget, found) {
    const sources = read(widget.element).map((source) => ({ ...source, label: found.get(source.key)?.label || source.label }));
    const shown = shownText(sources);
    if (widget.element.getText() !== shown) widget.element.setText(shown);
    const warnings = sources.map(({ key }) => found.get(key)?.warning).filter(Boolean);
    widget.wrapper[warnings.length ? "addClass" : "removeClass"]("has-warning");
    widget.warning = warnings.join(" ");
    describe(widget, sources);
  }

  function describe(widget, sources = read(widget.element)) {
    const { lang, plugins } = widget.editor;
    const text = [plugins.toolkit.fill(lang.citation.spoken, shownText(sources)), widget.warning].filter(Boolean).join(". ");
    widget.wrapper.setAttributes({ "aria-label": text, title: text });
  }

  function caretAfter(editor, wrapper) {
    const range = editor.createRange();
    range.setStartAfter(wrapper);
    range.collapse(true);
    editor.focus();
    range.select();
  }

  /** Browsers put the caret into a citation at the end of a line: with End, or with a click below the text. A citation
      cannot be typed in, so what is typed there would be lost without a word. */
  function caretOutside(editor) {
    const selection = editor.getSelection();
    const range = selection && !selection.isFake && selection.getRanges()[0];
    if (!range || !range.collapsed) return;
    const wrapper = range.startContainer.getAscendant((node) => node.type === CKEDITOR.NODE_ELEMENT && node.hasClass("cke_widget_wrapper_citation"), true);
    if (!wrapper) return;
    range.moveToPosition(wrapper, range.checkBoundaryOfElement(wrapper, CKEDITOR.START) ? CKEDITOR.POSITION_BEFORE_START : CKEDITOR.POSITION_AFTER_END);
    range.select();
  }

  function insert(editor, sources) {
    const element = editor.document.createElement("sup");
    element.addClass("citation");
    write(element, sources);
    CKEDITOR.plugins.get("toolkit").caretBehindSelection(editor);
    const fragment = new CKEDITOR.dom.documentFragment(editor.document);
    fragment.append(editor.widgets.wrapElement(element, "citation"));
    const widget = editor.widgets.initOn(element, "citation");
    editor.widgets.finalizeCreation(fragment);
    caretAfter(editor, widget.wrapper);
  }

  /** The list of chosen sources, each with its place in the work and buttons to move and remove it. */
  function chosenList(editor, sources, onEmptied) {
    const lang = editor.lang.citation;
    const { h, fill } = CKEDITOR.plugins.get("toolkit");
    const list = h("ol", { class: "editor-chosen" });
    const heading = h("h3", {}, lang.chosen);
    const element = h("div", {}, heading, list);

    function act(source, name, change) {
      change(sources.indexOf(source));
      draw();
      const item = list.children[sources.indexOf(source)];
      const again = item && item.querySelector(`[data-act=${name}]:not(:disabled)`);
      if (again) again.focus();
      else if (item) item.querySelector("button:not(:disabled)").focus();
      else onEmptied();
    }

    function button(source, name, sign, text, disabled, change) {
      const label = fill(text, source.label);
      return h("button", { type: "button", "data-act": name, "aria-label": label, title: label, disabled, onclick: () => act(source, name, change) }, sign);
    }

    function move(from, to) {
      sources.splice(to, 0, ...sources.splice(from, 1));
    }

    function draw() {
      element.hidden = !sources.length;
      const several = sources.length > 1;
      list.replaceChildren(...sources.map((source, place) => h("li", {},
        h("div", { class: "editor-source" },
          h("strong", {}, source.label),
          source.warning && h("span", { class: "editor-warning" }, source.warning),
          h("span", { class: "editor-detail" }, source.reference || source.key)),
        h("label", {}, lang.locator, " ",
          h("input", { type: "text", value: source.locator, maxlength: "60", placeholder: lang.locatorExample, oninput: (event) => { source.locator = event.target.value; } })),
        h("div", { class: "editor-acts" },
          several && button(source, "up", "↑", lang.up, place === 0, (at) => move(at, at - 1)),
          several && button(source, "down", "↓", lang.down, place === sources.length - 1, (at) => move(at, at + 1)),
          button(source, "remove", "×", lang.remove, false, (at) => sources.splice(at, 1))))));
    }

    // The references arrive while somebody may be writing a page into the list: the caret stays where it is.
    function redraw() {
      const held = document.activeElement;
      const place = [...list.children].findIndex((item) => item.contains(held));
      draw();
      if (place === -1) return;
      const again = list.children[place]?.querySelector(held.dataset.act ? `[data-act=${held.dataset.act}]` : "input");
      again?.focus();
      if (held.matches("input")) again?.setSelectionRange(held.selectionStart, held.selectionEnd);
    }
    draw();
    return { element, draw: redraw };
  }

  /** What the search does not find, looked up by its identifier: seen first, then added and cited in one step. */
  function lookUp(editor, { onChoose, say }) {
    const lang = editor.lang.citation;
    const { h, fill, post } = CKEDITOR.plugins.get("toolkit");
    const element = h("div", { class: "editor-look-up", hidden: true });
    let current = null; // the question whose answer is wanted; an older one may still arrive

    function show(...children) {
      element.replaceChildren(...children.filter(Boolean));
      element.hidden = !children.length;
    }
    const button = (text, onclick, isMain) =>
      h("button", { type: "button", class: isMain ? "button default" : "button", onclick }, text);
    const reference = (source) => [
      source.warning && h("span", { class: "editor-warning" }, source.warning),
      h("span", { class: "editor-detail" }, source.reference),
    ];

    async function ask(url, parameters, onAnswer) {
      const own = (current = {});
      say(lang.lookingUp);
      element.querySelectorAll("button").forEach((button) => { button.disabled = true; });
      try {
        const answer = await post(url, parameters);
        if (own !== current) return;
        say(answer.sentence || "");
        if (answer.sentence) element.querySelectorAll("button").forEach((button) => { button.disabled = false; });
        else onAnswer(answer);
      } catch (error) {
        if (own !== current) return;
        say(editor.lang.toolkit.noAnswer);
        element.querySelectorAll("button").forEach((button) => { button.disabled = false; });
      }
    }

    function preview(answer) {
      if (answer.here) return here(answer.here);
      const add = () => ask(answer.accept, { answer: answer.answer }, ({ result }) => onChoose(result));
      show(
        h("h3", {}, lang.found),
        h("div", { class: "editor-source" }, ...reference(answer), ...answer.warnings.map((text) => h("p", { class: "help" }, text))),
        answer.alike.length > 0 && h("h3", {}, lang.alike),
        ...answer.alike.map((source) => h("div", { class: "editor-source" }, ...reference(source),
          button(fill(lang.citeThis, source.label), () => onChoose(source)))),
        answer.canAdd && button(answer.alike.length ? lang.addAnyway : lang.addAndCite, add, true),
      );
      return element.querySelector("button").focus();
    }

    function here(source) {
      show(
        h("h3", {}, lang.here),
        h("div", { class: "editor-source" }, ...reference(source)),
        button(fill(lang.citeThis, source.label), () => onChoose(source), true),
      );
      element.querySelector("button").focus();
    }

    function offer(answer, words) {
      current = null;
      const isNeeded = answer.lookUp && !answer.results.length;
      show(...(isNeeded ? [button(lang.lookUp, () => ask(answer.lookUp, { text: words }, preview), true)] : []));
    }
    return { element, offer };
  }

  function openCitation(editor, widget) {
    const toolkit = CKEDITOR.plugins.get("toolkit");
    const { h, fill } = toolkit;
    const lang = editor.lang.citation;
    const sources = widget ? read(widget.element) : [];

    function choose(result) {
      const known = sources.some((source) => source.key === result.key);
      if (!known) sources.push({ ...result, locator: "" });
      chosen.draw();
      box.say(fill(known ? lang.already : lang.added, result.label));
    }

    const box = toolkit.searchBox(editor, {
      url: editor.config.citationSearchUrl,
      addUrl: editor.config.citationAddUrl,
      onAnswer: (answer, words) => outside.offer(answer, words),
      texts: lang.search,
      option: (result) => [
        h("strong", {}, result.label),
        result.warning && h("span", { class: "editor-warning" }, result.warning),
        h("span", { class: "editor-detail" }, result.reference || result.title),
      ],
      onChoose: choose,
    });
    const outside = lookUp(editor, {
      say: box.say,
      onChoose: (result) => {
        box.clear();
        outside.offer({}, "");
        choose(result);
        box.input.focus();
      },
    });
    const chosen = chosenList(editor, sources, () => box.input.focus());

    toolkit.openDialog(editor, {
      title: widget ? lang.edit : lang.insert,
      content: [box.element, outside.element, chosen.element],
      submit: widget ? lang.save : lang.insertButton,
      others: widget ? [[lang.removeAll, () => toolkit.undoable(editor, () => editor.widgets.del(widget))]] : [],
      onSubmit: (close) => {
        if (!sources.length) {
          box.say(lang.chooseFirst);
          box.input.focus();
          return false;
        }
        close();
        toolkit.undoable(editor, () => {
          if (!widget) return insert(editor, sources);
          write(widget.element, sources);
          describe(widget);
          soon(editor);
          return caretAfter(editor, widget.wrapper);
        });
      },
    });

    if (sources.length) {
      toolkit.fetchResults(editor.config.citationSearchUrl, { keys: sources.map((source) => source.key).join(" ") })
        .then(({ results }) => {
          for (const source of sources) Object.assign(source, results.find((result) => result.key === source.key));
          chosen.draw();
        })
        .catch(() => {}); // the keys and labels of the text itself stay
    }
  }

  CKEDITOR.plugins.add("citation", {
    requires: "toolkit",
    lang: "en",
    read,
    init(editor) {
      editor.on("instanceReady", () => soon(editor));
      editor.widgets.add("citation", {
        inline: true,
        pathName: editor.lang.citation.name,
        allowedContent: ALLOWED,
        requiredContent: "sup(citation)[data-source]",
        upcast,
        insert: () => openCitation(editor, null),
        init() {
          this.on("edit", () => openCitation(editor, this));
          this.on("ready", () => {
            describe(this);
            if (editor.status === "ready") soon(editor);
          });
        },
        getLabel() {
          return this.wrapper.getAttribute("aria-label") || this.pathName;
        },
        downcast,
      });
      editor.on("contentDom", () => {
        const text = editor.editable();
        for (const name of ["keydown", "keyup", "mouseup"]) text.attachListener(text, name, () => caretOutside(editor), null, null, name === "keydown" ? 1 : 100);
      });
      editor.ui.addButton("Citation", {
        label: editor.lang.citation.button,
        command: "citation",
        toolbar: "insert,10",
        icon: `${this.path}icons/citation.svg`,
      });
      // As for a footnote in Word and Google Docs. Ctrl+Alt+C would be ć on a Polish keyboard.
      editor.setKeystroke(CKEDITOR.CTRL + CKEDITOR.ALT + 70, "citation");
    },
  });

  CKEDITOR.plugins.setLang("citation", "en", {
    name: "citation",
    button: "Citation",
    spoken: "Citation: %1",
    insert: "Cite a source",
    edit: "Change this citation",
    insertButton: "Insert citation",
    save: "Save citation",
    removeAll: "Remove citation",
    chosen: "Cited here",
    locator: "Page or place, if it matters",
    locatorExample: "p. 4",
    up: "Move %1 up",
    down: "Move %1 down",
    remove: "Remove %1",
    added: "%1 added.",
    already: "%1 is already cited here.",
    chooseFirst: "Choose a source first.",
    lookUp: "Look it up",
    lookingUp: "Looking it up at Crossref and PubMed…",
    found: "Found. It isn’t in the bibliography yet",
    here: "This source is already in the bibliography",
    alike: "These could be the same",
    citeThis: "Cite %1",
    addAndCite: "Add and cite",
    addAnyway: "It’s another source: add and cite it",
    search: {
      label: "Find a source",
      hint: "Author, title, journal or year. Or paste a DOI, a PubMed number or a web address.",
      one: "1 source found. Enter adds it.",
      many: "%1 sources found. Arrow keys choose, Enter adds.",
      none: "No source in the bibliography matches “%1”.",
      add: "Add a source",
    },
  });
})();
