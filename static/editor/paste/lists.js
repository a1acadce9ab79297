/* Lists of programs that write each item alone and say how deep it is: Word, Word Online, Google Docs, plain text. */
(() => {
  "use strict";

  const WORD_LIST = /\bl(\d+)\s+level(\d+)/;
  const GOOGLE_LIST = /\blst-kix_(\w+)-(\d)\b/;
  const NUMBER = /^[([]?(?:\d+[.-])*(\d+|[a-z]{1,6})[.)\]]*$/i;
  const WORD_TYPES = { "alpha-lower": "a", "alpha-upper": "A", "roman-lower": "i", "roman-upper": "I" };
  const CSS_TYPES = { "lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A", "lower-roman": "i", "upper-roman": "I" };
  const ROMAN_VALUES = { i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 };
  const LINE = /^([ \t]*)([-–*•·▪◦‣●○]|o(?=\t)|\d{1,3}[.)]|[a-z][.)])[ \t\u00a0]+(?=\S)(.*)$/i;
  const LONGEST_MARKER = 12;

  const compact = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();

  function romanValue(word) {
    const values = [...word.toLowerCase()].map((letter) => ROMAN_VALUES[letter]);
    return values.reduce((sum, value, place) => sum + (value < (values[place + 1] || 0) ? -value : value), 0);
  }

  /** "1", "a", "A", "i" or "I": the kind of number a word is. One letter is roman behind a roman number, or if it is i. */
  function typeOf(word, before) {
    if (/^\d/.test(word)) return "1";
    const mayBeRoman = /^[ivxlcdm]+$/i.test(word) && (before ? /i/i.test(before) : word.length > 1 || /i/i.test(word));
    const type = mayBeRoman ? "i" : "a";
    return word === word.toLowerCase() ? type : type.toUpperCase();
  }

  function valueOf(word, type) {
    if (type === "1") return Number(word);
    return /i/i.test(type) ? romanValue(word) : word.toLowerCase().charCodeAt(0) - 96;
  }

  /** {tag, type, number} of what stands before an item. `format` is Word's name for the kind of number, `before` the
      type of the item before. */
  function kindOf(marker, format, before) {
    const [, word] = NUMBER.exec(marker) || [];
    const isNumber = word !== undefined && (/\d/.test(word) || /[.)\]]$/.test(marker));
    if (format === "bullet" || format === "image" || !isNumber) return { tag: "ul", type: "", number: 0 };
    const type = WORD_TYPES[format] || typeOf(word, before);
    return { tag: "ol", type, number: valueOf(word, type) };
  }

  function ignoredMarker(paragraph, styles) {
    const spans = [...paragraph.querySelectorAll("span")].filter((span) => /ignore/i.test(styles.of(span)["mso-list"] || ""));
    if (!spans.length) return null;
    return { words: compact(spans[0].textContent), remove: () => spans.forEach((span) => span.remove()) };
  }

  /** In Word's "filtered" HTML a marker is what stands before a gap of letters of 7 points. */
  function gapMarker(paragraph, styles) {
    const isGap = (span) => /^7(?:\.0)?pt/.test(styles.of(span).font || "") && !compact(span.textContent);
    const gap = [...paragraph.querySelectorAll("span")].find(isGap);
    if (!gap) return null;
    const range = paragraph.ownerDocument.createRange();
    range.setStart(paragraph, 0);
    range.setEndAfter(gap);
    const words = compact(range.toString());
    return words && words.length <= LONGEST_MARKER ? { words, remove: () => range.deleteContents() } : null;
  }

  /** Word's list paragraphs: element -> {list, level, indent, marker, format}. The markers are taken out of the text. */
  function wordItems(page, styles) {
    const items = new Map();
    for (const paragraph of page.querySelectorAll("p, h1, h2, h3, h4, h5, h6, div")) {
      const style = styles.of(paragraph);
      const [, list = "", level = 0] = WORD_LIST.exec(style["mso-list"] || "") || [];
      const mayBeItem = list || /^MsoList/i.test(paragraph.className);
      const marker = mayBeItem && (ignoredMarker(paragraph, styles) || gapMarker(paragraph, styles));
      if (!list && !marker) continue;
      if (marker) marker.remove();
      items.set(paragraph, {
        list,
        level: Number(level),
        indent: parseFloat(style["margin-left"]) || 0,
        marker: marker ? marker.words : "",
        format: styles.listLevel(list, level)["mso-level-number-format"],
      });
    }
    return items;
  }

  /** Where an item of Word Online belongs, which is in a list of its own, and its kind. */
  function onlinePlace(item, styles) {
    const list = item.closest("ol");
    const number = list ? Number(item.getAttribute("data-aria-posinset")) || list.start : 0;
    const kind = { tag: list ? "ol" : "ul", type: list ? listType(list, styles) || "1" : "", number };
    return { list: item.getAttribute("data-listid") || "", level: Number(item.getAttribute("data-aria-level")), indent: 0, ...kind };
  }

  /** The kind of number of a list of HTML, "" for the usual one. */
  function listType(list, styles) {
    const item = list.querySelector(":scope > li");
    const css = styles.of(list)["list-style-type"] || (item && styles.of(item)["list-style-type"]);
    return list.getAttribute("type") || CSS_TYPES[css] || "";
  }

  /** Where a list of Google's "Web page" belongs: its class says how deep it is. */
  function googlePlace(list) {
    const [, id, level] = GOOGLE_LIST.exec(list.className) || [];
    return id === undefined ? null : { list: id, level: Number(level) + 1, indent: 0, type: "", number: list.start || 0 };
  }

  const isDeeper = (one, other) => one.level > other.level || (!one.level && !other.level && one.indent > other.indent);

  /** Whether the items of `next` go on where `list` ends. */
  function goesOn(list, next, places) {
    const [before, own] = [places.get(list), places.get(next)];
    if (list.localName !== next.localName || before.list !== own.list) return false;
    if (list.localName === "ul") return true;
    return before.type === own.type && (!own.number || own.number === before.number + list.childElementCount);
  }

  /** Joins the lists of a container that have a place, into lists inside lists. Anything between two ends the first. */
  function join(container, places) {
    let open = []; // the outermost first
    for (const node of [...container.childNodes]) {
      const place = places.get(node);
      if (!place) {
        if (node.nodeType === Node.ELEMENT_NODE || node.textContent.trim()) open = [];
        continue;
      }
      while (open.length && isDeeper(places.get(open.at(-1)), place)) open.pop();
      const last = open.at(-1);
      if (last && !isDeeper(place, places.get(last))) {
        if (goesOn(last, node, places)) {
          last.append(...node.childNodes);
          node.remove();
          continue;
        }
        open.pop();
      }
      if (open.length) open.at(-1).lastElementChild.append(node);
      open.push(node);
    }
  }

  /** Lines of plain text: {indent, marker, text} for items, {text} for others. */
  function plainLines(text) {
    return text.replace(/\r\n?/g, "\n").split("\n").map((line) => {
      const [, indent, marker, words] = LINE.exec(line) || [];
      return marker === undefined ? { text: line } : { indent: indent.replace(/\t/g, "    ").length, marker, text: words };
    });
  }

  /** Whether two lines in a row are items of one list; "1990. Then" alone is a sentence. */
  function hasPlainList(lines) {
    const filled = lines.filter((line) => line.text.trim());
    return filled.some((line, place) => place && line.marker && filled[place - 1].marker && follows(filled[place - 1], line));
  }

  function follows(before, line) {
    const [one, other] = [kindOf(before.marker), kindOf(line.marker)];
    return line.indent !== before.indent || (one.tag === other.tag && (one.tag === "ul" || other.number === one.number + 1));
  }

  function setNumber(list, type, start) {
    if (/^[aAiI]$/.test(type)) list.setAttribute("type", type);
    if (start > 1) list.setAttribute("start", start);
  }

  /** The lists of one pasted page, old ones and new ones. */
  class Lists {
    constructor(page, styles) {
      Object.assign(this, { page, styles, items: wordItems(page, styles), places: new Map(), types: new Map() });
    }

    /** Where an item that says itself how deep it is belongs; undefined for any other element. */
    placeOf(element) {
      return element.matches("li[data-aria-level]") ? onlinePlace(element, this.styles) : this.items.get(element);
    }

    /** A new list for one such item; `join` will put it into the one it belongs to. */
    make(element) {
      const place = this.placeOf(element);
      const before = `${place.list} ${place.level}`;
      const kind = place.tag ? place : kindOf(place.marker, place.format, this.types.get(before));
      this.types.set(before, kind.type);
      const list = this.page.createElement(kind.tag);
      setNumber(list, kind.type, kind.number);
      this.places.set(list, { ...place, ...kind });
      return list;
    }

    /** A new list like the old one, whose first item has this number. */
    copy(old, number) {
      const list = this.page.createElement(old.localName === "ol" ? "ol" : "ul");
      if (old.matches("ul.ask")) list.className = "ask";
      if (list.localName === "ol") setNumber(list, listType(old, this.styles), number);
      const place = googlePlace(old);
      if (place) this.places.set(list, place);
      return list;
    }

    /** The number of each item of a list of HTML. */
    numbersOf(list) {
      const items = [...list.children].filter((child) => child.localName === "li");
      let next = list.reversed && !list.hasAttribute("start") ? items.length : list.start || 1;
      return new Map(items.map((item) => {
        const number = item.hasAttribute("value") ? item.value : next;
        next = number + (list.reversed ? -1 : 1);
        return [item, number];
      }));
    }

    join(container) {
      join(container, this.places);
    }
  }

  CKEDITOR.plugins.add("pastelists", { Lists, kindOf, join, plainLines, hasPlainList });
})();
