/* Pasting from other programs. What comes from another editor of ours is left to CKEditor and our other plugins. */
(() => {
  "use strict";

  const OURS = /\sdata-cke-widget-/;
  const LONGEST_WORDS = 80;
  const MOST_EXAMPLES = 3;

  /** Plain text with lists, as HTML; "" if it has none. */
  function listsOf(text) {
    const { plainLines, hasPlainList, kindOf, join } = CKEDITOR.plugins.get("pastelists");
    const { h } = CKEDITOR.plugins.get("toolkit");
    const lines = plainLines(text);
    if (!hasPlainList(lines)) return "";
    const root = h("div");
    const places = new Map();
    let last = null; // the paragraph or item that the next line goes on with
    for (const line of lines) {
      if (!line.text.trim()) last = null;
      else if (line.marker) last = root.appendChild(itemOf(line, kindOf(line.marker), places)).firstChild;
      else if (last) last.append(last.localName === "p" ? h("br") : " ", line.text.trim());
      else last = root.appendChild(h("p", {}, line.text.trim()));
    }
    join(root, places);
    return root.innerHTML;
  }

  function itemOf(line, kind, places) {
    const { h } = CKEDITOR.plugins.get("toolkit");
    const numbered = { type: /[ai]/i.test(kind.type) && kind.type, start: kind.number > 1 && kind.number };
    const list = h(kind.tag, kind.tag === "ol" ? numbered : {}, h("li", {}, line.text));
    places.set(list, { list: "", level: 0, indent: line.indent, type: kind.type, number: kind.number });
    return list;
  }

  /** One sentence for each kind of things that were not pasted as they were, with examples. */
  function sentences(dropped, lang) {
    const kinds = new Map();
    for (const [kind, words] of dropped) kinds.set(kind, [...(kinds.get(kind) || []), words]);
    return [...kinds].map(([kind, all]) => {
      const examples = [...new Set(all)].filter(Boolean).slice(0, MOST_EXAMPLES).map((words) => lang.quoted.replace("%1", () => shortened(words)));
      const more = new Set(all).size > MOST_EXAMPLES ? [lang.more] : [];
      return [lang[kind], [...examples, ...more].join(", ")].filter(Boolean).join(" ");
    });
  }

  const shortened = (words) => (words.length > LONGEST_WORDS ? `${words.slice(0, LONGEST_WORDS).trimEnd()}…` : words);

  /** What is still shown of the paste before. */
  const noticesOf = (editor) => (editor.pasteNotices = editor.pasteNotices || []);

  /** Stays until somebody closes it or pastes again. */
  function notify(editor, sentences) {
    if (!sentences.length) return;
    const items = sentences.map((sentence) => `<li>${CKEDITOR.tools.htmlEncode(sentence)}</li>`);
    const message = `${CKEDITOR.tools.htmlEncode(editor.lang.paste.intro)}<ul class="editor-dropped">${items.join("")}</ul>`;
    noticesOf(editor).push(editor.showNotification(message, "warning"));
  }

  /** Names citations that mean nothing here, or another work: they came from the bibliography of another site. */
  async function checkCitations(editor, html) {
    const { fetchResults, fill } = CKEDITOR.plugins.get("toolkit");
    const page = new DOMParser().parseFromString(html, "text/html");
    const { read } = CKEDITOR.plugins.get("citation");
    const pasted = [...page.querySelectorAll("sup.citation[data-source]")].flatMap((sup) => read(new CKEDITOR.dom.element(sup)));
    if (!pasted.length) return;
    const keys = [...new Set(pasted.map(({ key }) => key))];
    const answer = await fetchResults(editor.config.citationSearchUrl, { keys: keys.join(" ") }).catch(() => null);
    if (!answer) return; // saving will refuse a citation without its source
    const labels = new Map(answer.results.map(({ key, label }) => [key, label]));
    const lang = editor.lang.paste;
    const sentences = pasted.map(({ key, label }) => {
      if (!labels.has(key)) return fill(lang.unknownSource, label);
      return [key, labels.get(key)].includes(label) ? "" : fill(lang.otherSource, label, labels.get(key));
    });
    notify(editor, [...new Set(sentences)].filter(Boolean));
  }

  /** When the words are in the text. A paste of nothing but pictures without files inserts nothing, and has no end. */
  function offerAfter(editor, pictures) {
    if (pictures.length) setTimeout(() => editor.plugins.pictures.offer(editor, pictures));
  }

  function onPaste(editor, event) {
    const { data } = event;
    const { dataTransfer } = data;
    noticesOf(editor).splice(0).forEach((notice) => notice.hide());
    const isForeign = dataTransfer.getTransferType(editor) === CKEDITOR.DATA_TRANSFER_EXTERNAL;
    const html = dataTransfer.getData("text/html", true) || (data.type === "text" ? "" : data.dataValue);
    if (!isForeign || OURS.test(html)) return;
    const figures = editor.plugins.pictures;
    const files = html || !figures ? [] : figures.fromFiles(dataTransfer);
    if (files.length) {
      Object.assign(data, { dataValue: files.map(figures.figureFor).join(""), type: "html" });
      offerAfter(editor, files);
      return;
    }
    if (!html) {
      const isToStayPlain = editor._.nextPasteType === "text"; // Ctrl+Shift+V
      const lists = !isToStayPlain && listsOf(dataTransfer.getData("text/plain") || "");
      if (lists) Object.assign(data, { dataValue: lists, type: "html" });
      return;
    }
    const language = document.documentElement.lang || "en";
    const read = CKEDITOR.plugins.get("pastereader").read(html, { fonts: editor.config.symbolFonts, language });
    if (figures) figures.giveFiles(read.pictures, dataTransfer);
    const { place } = CKEDITOR.plugins.get("pictures") || {};
    const wordsAndFigures = read.pictures.length && place ? place(read.html, figures ? read.pictures : []) : read.html;
    Object.assign(data, { dataValue: wordsAndFigures, type: "html" });
    if (figures) offerAfter(editor, read.pictures);
    else read.dropped.push(...read.pictures.map(({ alt }) => ["picture", alt]));
    notify(editor, sentences(read.dropped, editor.lang.paste));
  }

  CKEDITOR.plugins.add("paste", {
    requires: "toolkit,citation,pastereader,clipboard,notification",
    lang: "en",
    init(editor) {
      editor.on("paste", (event) => onPaste(editor, event), null, null, 2); // CKEditor has read the clipboard by then
      editor.on("paste", ({ data }) => {
        if (data.dataTransfer.getTransferType(editor) === CKEDITOR.DATA_TRANSFER_EXTERNAL) checkCitations(editor, data.dataValue);
      }, null, null, 990);
    },
  });

  CKEDITOR.plugins.setLang("paste", "en", {
    intro: "Not everything was pasted as it was. Please check:",
    quoted: "“%1”",
    more: "and more",
    struck: "Struck-out text was left out:",
    hidden: "Hidden text was left out:",
    comment: "Comments were left out:",
    link: "Links to files, scripts or places in the other document are plain text now:",
    note: "Numbers of footnotes or sources are plain text now. Cite the sources with the citation button, then delete these:",
    formula: "Formulas could not be pasted. Write them where it says “[formula]”:",
    symbol: "Letters of a symbol font have no Unicode character. Replace each �:",
    unknownSource: "The citation “%1” has no source in this bibliography, so it can’t be saved. Add the source, or take the citation out.",
    otherSource: "The citation “%1” is “%2” in this bibliography. Check that it is the same work.",
    picture: "Pictures have no place here and were left out:",
    media: "Videos, drawings and other embedded parts can’t be pasted.",
  });
})();
