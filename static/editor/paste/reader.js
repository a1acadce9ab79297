/* The clipboard of another program as plain HTML: headings, paragraphs, lists, tables, emphasis, links, and what only
   our own texts hold. A new tree is built from what is understood; nothing of the old one is copied.
   The page that is read is inert: nothing in it runs, and nothing is fetched. */
(() => {
  "use strict";

  const KEY = /^[a-z][a-z0-9-]{0,59}$/;
  const WORDLESS = "script, style, title, meta, link, template, noscript, xml, colgroup, hr, [type=hidden]";
  const MEDIA = "svg, iframe, object, embed, applet, video, audio, canvas";
  const BLOCKS =
    "p, div, h1, h2, h3, h4, h5, h6, ul, ol, menu, li, table, caption, thead, tbody, tfoot, tr, td, th, blockquote, pre, section, main, " +
    "article, header, footer, nav, aside, address, center, form, fieldset, legend, details, summary, hgroup, dialog, dl, dt, dd, figure, figcaption";
  const LETTER = /^[^\w\s]{1,4}$/u; // an emoji, or ≥ drawn as a picture
  const [CHECKED, UNCHECKED] = ["☑ ", "☐ "];

  const isElement = (node) => node.nodeType === Node.ELEMENT_NODE;
  const isBlock = (node) => isElement(node) && node.matches(BLOCKS);
  const holdsBlocks = (element) => [...element.children].some(isBlock);

  /** A citation, callout or figure as we store it. */
  function isOwn(element) {
    if (element.matches("sup.citation")) return (element.getAttribute("data-source") || "").split(/\s+/).every((key) => KEY.test(key));
    if (!element.matches("figure.figure[data-image]")) return element.matches("aside.callout[data-kind]");
    const caption = element.querySelector("figcaption");
    return element.textContent.trim() === (caption ? caption.textContent.trim() : "");
  }

  const isDot = (image) => ["width", "height"].some((side) => /^[0-2](?:px)?$/.test(image.getAttribute(side) || ""));

  /** What was selected: between Word's marks of a fragment, if they stand in one element, else the whole page. */
  function selected(page) {
    const marks = {};
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
    while (walker.nextNode()) marks[walker.currentNode.data.trim()] = walker.currentNode;
    const { StartFragment: start, EndFragment: end } = marks;
    if (!start || !end || start.parentElement !== end.parentElement) return page.body;
    while (start.previousSibling) start.previousSibling.remove();
    while (end.nextSibling) end.nextSibling.remove();
    return start.parentElement.matches("div, table, tbody, tr, ul, ol") ? page.body : start.parentElement;
  }

  class Reader {
    constructor(html, options) {
      const { pastestyles, pastelists, pastenotes, pasteformulas, pastewords, pasteheadings } = CKEDITOR.plugins.registered;
      this.page = new DOMParser().parseFromString(/<body\b/i.test(html) ? html : `<body>${html}`, "text/html");
      this.start = selected(this.page);
      this.dropped = [];
      this.pictures = new Map(); // <img> -> {src, alt}
      this.styles = pastestyles.read(this.page);
      pastenotes.removeComments(this.page, this.styles, this.dropped);
      pasteformulas.read(this.page, this.dropped);
      pastenotes.unlinkCitations(this.page, isOwn, this.dropped);
      pastenotes.unlinkMarks(this.page, this.dropped);
      this.lists = new pastelists.Lists(this.page, this.styles);
      this.headings = new pasteheadings.Headings(this.page, html, this.styles);
      this.words = new pastewords.Words(this.page, html, { ...options, styles: this.styles, dropped: this.dropped });
      this.make = (tag, attributes, ...children) => pastewords.make(this.page, tag, attributes, ...children);
      this.compact = pastewords.compact;
    }

    /** {html, dropped: [[kind, words], …], pictures: [{src, alt}, …]}; each picture is a bare <img> in the HTML. */
    read() {
      const root = this.make("div");
      const state = this.ancestors(this.start).reduce((outer, element) => this.words.stateIn(element, outer), { font: "" });
      this.walk(this.start, state, root);
      const [, before, after] = /^(\s*)[^]*?(\s*)$/.exec(root.textContent);
      this.tidy(root);
      if (!holdsBlocks(root)) {
        root.prepend(before && " "); // words in the middle of a sentence
        root.append(after && " ");
      }
      this.headings.finish(this.make);
      const pictures = [...root.querySelectorAll("img")].map((image) => this.pictures.get(image));
      return { html: root.innerHTML, dropped: this.dropped, pictures };
    }

    ancestors(element) {
      return element === this.page.body ? [] : [...this.ancestors(element.parentElement), element];
    }

    walk(parent, state, into) {
      for (const node of [...parent.childNodes]) {
        if (node.nodeType === Node.TEXT_NODE) this.words.add(node.data, state, into);
        else if (isElement(node)) this.element(node, state, into);
      }
    }

    element(element, state, into) {
      if (!this.isLeftOut(element)) this.drawer(element).call(this, element, this.words.stateIn(element, state), into);
    }

    /** Whether an element is not pasted. What had words is reported. */
    isLeftOut(element) {
      if (element.matches(WORDLESS)) return true;
      const kind = this.reasonAgainst(element, this.styles.of(element));
      const words = this.compact(element.textContent);
      if (kind && (words || kind === "media")) this.dropped.push([kind, words]);
      return Boolean(kind);
    }

    reasonAgainst(element, style) {
      const { isStruck, isHidden } = CKEDITOR.plugins.get("pastestyles");
      if (element.matches(MEDIA)) return "media";
      if (isStruck(element, style)) return "struck";
      return isHidden(element, style) ? "hidden" : "";
    }

    drawer(element) {
      if (isOwn(element)) return { sup: this.citation, aside: this.callout, figure: this.figure }[element.localName];
      if (this.headings.levelOf(element)) return this.heading;
      if (this.lists.placeOf(element)) return this.placedItem;
      const drawers = {
        br: this.break, img: this.picture, input: this.box, table: this.table, caption: this.walk,
        ul: this.list, ol: this.list, menu: this.list, blockquote: this.container, li: this.container,
      };
      return drawers[element.localName] || (isBlock(element) ? this.block : this.walk);
    }

    break(element, _state, into) {
      if (!element.classList.contains("Apple-interchange-newline")) into.append(this.make("br"));
    }

    /** Where it was, and what is known of it. One that draws a letter is that letter; a dot counts visits. */
    picture(image, state, into) {
      const letter = image.alt.trim();
      const isBox = image.getAttribute("aria-roledescription") === "checkbox"; // Google's, before the item's paragraph
      if (isBox) (image.nextElementSibling || image.parentElement).prepend(letter === "checked" ? CHECKED : UNCHECKED);
      else if (LETTER.test(letter)) this.words.add(letter, state, into);
      else if (!isDot(image)) {
        const made = into.appendChild(this.make("img"));
        this.pictures.set(made, { src: image.getAttribute("src") || "", alt: this.compact(image.alt) });
      }
    }

    box(input, state, into) {
      const isBox = ["checkbox", "radio"].includes(input.type);
      this.words.add(isBox ? (input.checked ? CHECKED : UNCHECKED) : input.getAttribute("value") || "", state, into);
    }

    citation(sup, _state, into) {
      const attributes = { class: "citation", "data-source": sup.dataset.source, "data-locator": sup.dataset.locator };
      into.append(this.make("sup", attributes, this.compact(sup.textContent)));
    }

    callout(aside, state, into) {
      const box = this.container(aside, state, into);
      box.className = "callout";
      for (const name of ["data-kind", "data-text"]) if (aside.hasAttribute(name)) box.setAttribute(name, aside.getAttribute(name));
      if (aside.querySelector(":scope > .callout-title")) box.firstElementChild.className = "callout-title";
    }

    figure(element, state, into) {
      const figure = this.make("figure", { class: "figure", "data-image": element.dataset.image });
      const caption = element.querySelector("figcaption");
      if (caption) this.walk(caption, state, figure.appendChild(this.make("figcaption")));
      into.append(figure);
    }

    /** A paragraph; around blocks, only what is inside. */
    block(element, state, into) {
      const paragraph = this.make("p");
      this.walk(element, state, paragraph);
      if (!holdsBlocks(paragraph)) {
        into.append(paragraph);
        return;
      }
      this.tidy(paragraph);
      into.append(...paragraph.childNodes);
    }

    container(element, state, into) {
      const box = into.appendChild(this.make(element.localName));
      this.walk(element, state, box);
      this.tidy(box);
      return box;
    }

    /** One line of words. An item or a cell has no headings, so there it is a paragraph. */
    heading(element, state, into) {
      if (state.isInItem) {
        this.block(element, state, into);
        return;
      }
      const { marker } = this.lists.placeOf(element) || {};
      const heading = this.make("h2", {}, marker ? `${marker} ` : "");
      this.walk(element, { ...state, isStrongAnyway: true }, heading);
      heading.querySelectorAll(BLOCKS).forEach((block) => block.replaceWith(...block.childNodes, " "));
      into.append(heading);
      this.headings.add(heading, this.headings.levelOf(element));
    }

    /** Where the numbers of a list jump, the next one begins: only the first of a list can be kept. */
    list(element, state, into) {
      const numbers = this.lists.numbersOf(element);
      const made = [this.lists.copy(element, numbers.values().next().value)];
      let next = 0;
      for (const child of element.childNodes) {
        const number = numbers.get(child);
        if (next && number && number !== next && element.localName === "ol") made.push(this.lists.copy(element, number));
        if (number) next = number + 1;
        const last = made.at(-1).lastElementChild || into;
        if (isElement(child)) this.element(child, state, child.matches("[data-aria-level]") ? into : number === undefined ? last : made.at(-1));
        else if (child.nodeType === Node.TEXT_NODE && child.data.trim()) this.words.add(child.data, state, last);
      }
      into.append(...made.filter((list) => list.childElementCount));
    }

    /** An item that says itself how deep it is. */
    placedItem(element, state, into) {
      const list = into.appendChild(this.lists.make(element));
      const item = list.appendChild(this.make("li"));
      this.walk(element, { ...state, isInItem: true }, item);
      this.tidy(item);
    }

    table(element, state, into) {
      const rows = [...element.rows].filter((row) => !this.isLeftOut(row));
      const isLayout = element.matches("[role=presentation], [role=none]") || (rows.length === 1 && rows[0].cells.length === 1);
      const captions = [...element.children].filter((child) => child.localName === "caption" && child.textContent.trim());
      if (isLayout || !rows.length) {
        captions.forEach((caption) => this.block(caption, state, into));
        const cells = rows.flatMap((row) => [...row.cells]).filter((cell) => !this.isLeftOut(cell));
        cells.forEach((cell) => this.block(cell, { ...this.words.stateIn(cell, state), isInItem: state.isInItem }, into));
        return;
      }
      const table = this.make("table");
      for (const caption of captions) {
        this.element(caption, state, table.createCaption());
        table.caption.append(" ");
      }
      if (table.caption) this.tidy(table.caption);
      const sections = { thead: this.make("thead"), tbody: this.make("tbody") };
      for (const row of rows) this.row(row, state, sections[row.parentNode.localName] || sections.tbody);
      table.append(...Object.values(sections).filter((section) => section.childElementCount));
      into.append(table);
    }

    row(element, state, section) {
      const row = section.appendChild(this.make("tr"));
      for (const cell of element.cells) {
        const isLeftOut = this.isLeftOut(cell);
        if (isLeftOut && this.reasonAgainst(cell, this.styles.of(cell)) === "hidden") continue;
        const isHead = cell.localName === "th" || section.localName === "thead";
        const spans = { colspan: cell.colSpan > 1 && cell.colSpan, rowspan: cell.rowSpan > 1 && cell.rowSpan, scope: isHead && cell.scope };
        const own = row.appendChild(this.make(isHead ? "th" : "td", spans));
        if (isLeftOut) continue; // the cells behind it stay in their columns
        this.walk(cell, { ...this.words.stateIn(cell, state), isStrongAnyway: isHead }, own);
        this.tidy(own);
      }
    }

    /** Bare words between blocks become paragraphs, and an item or a cell with one paragraph has bare words. */
    tidy(container) {
      const { tidy } = CKEDITOR.plugins.get("pastelines");
      if (holdsBlocks(container)) {
        this.wrapBareWords(container);
        container.querySelectorAll(":scope > p, :scope > h2").forEach(tidy);
      } else tidy(container);
      this.lists.join(container);
      const [first, ...others] = container.children;
      const isAlone = first && first.localName === "p" && others.every((other) => other.matches("ul, ol"));
      if (isAlone && container.matches("li, td, th")) first.replaceWith(...first.childNodes);
    }

    wrapBareWords(container) {
      let paragraph = null;
      for (const node of [...container.childNodes]) {
        if (isBlock(node)) paragraph = null;
        else {
          if (!paragraph) node.before((paragraph = this.make("p")));
          paragraph.append(node);
        }
      }
    }
  }

  CKEDITOR.plugins.add("pastereader", {
    requires: "pastestyles,pastelists,pastenotes,pasteformulas,pastewords,pasteheadings,pastelines",
    /** `options` are {fonts, language}: the tables of symbol fonts, and the language of the text pasted into. */
    read: (html, options) => new Reader(html, options).read(),
  });
})();
