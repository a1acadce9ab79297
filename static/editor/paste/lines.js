/* One line of pasted text, a paragraph, heading, item or cell: its spaces, its neighbors, its line breaks. */
(() => {
  "use strict";

  const MERGED = "strong, em, sup:not(.citation), sub, a, span, small";
  const SHOWN = "img, sup.citation";

  /** Words that a program wrote in several pieces become one: `<strong>a</strong><strong>b</strong>`. */
  function mergeNeighbors(line) {
    for (const element of [...line.querySelectorAll(MERGED)]) {
      const before = element.previousSibling;
      if (!before || before.nodeType !== Node.ELEMENT_NODE || !before.cloneNode().isEqualNode(element.cloneNode())) continue;
      before.append(...element.childNodes);
      element.remove();
    }
  }

  /** The space beside an emphasized word is not emphasized. */
  function moveSpacesOut(line) {
    for (const element of [...line.querySelectorAll(MERGED)].reverse()) {
      const [first, last] = [element.firstChild, element.lastChild];
      if (first?.nodeType === Node.TEXT_NODE && /^[ \t\r\n]/.test(first.data)) {
        first.data = first.data.replace(/^[ \t\r\n]+/, "");
        element.before(" ");
      }
      if (last?.nodeType === Node.TEXT_NODE && /[ \t\r\n]$/.test(last.data)) {
        last.data = last.data.replace(/[ \t\r\n]+$/, "");
        element.after(" ");
      }
      if (!element.textContent && !isShown(element) && !element.querySelector("br")) element.remove();
    }
    line.normalize();
  }

  function trimEnd(texts) {
    for (const text of texts.reverse()) {
      text.data = text.data.trimEnd();
      if (text.data) break;
    }
  }

  /** One space where there were several, none at the start or the end of a line. */
  function collapseSpaces(line) {
    const walker = line.ownerDocument.createTreeWalker(line, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    let isAfterSpace = true;
    let texts = []; // since the last break, citation or picture
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.TEXT_NODE) {
        const words = node.data.replace(/[ \t\r\n]+/g, " ");
        node.data = isAfterSpace ? words.replace(texts.length ? /^ +/ : /^[ \u00a0]+/, "") : words;
        if (node.data) isAfterSpace = / $/.test(node.data);
        texts.push(node);
      } else if (node.matches(`br, ${SHOWN}`)) {
        isAfterSpace = node.localName === "br";
        if (isAfterSpace) trimEnd(texts);
        texts = [];
      }
    }
    trimEnd(texts);
  }

  /** A paragraph with blank lines in it becomes several. */
  function splitAtBlankLines(line) {
    const parts = [[]];
    for (const node of [...line.childNodes]) {
      const isSecondBreak = node.localName === "br" && parts.at(-1).at(-1)?.localName === "br";
      if (isSecondBreak) parts.push([]);
      else parts.at(-1).push(node);
    }
    const paragraphs = parts.map((nodes) => {
      const paragraph = line.cloneNode();
      paragraph.append(...nodes);
      return paragraph;
    });
    line.replaceWith(...paragraphs);
    return paragraphs;
  }

  function trimBreaks(line) {
    for (const end of ["firstChild", "lastChild"]) {
      while (line[end] && (line[end].localName === "br" || (!line[end].textContent.trim() && !isShown(line[end])))) line[end].remove();
    }
  }

  const isShown = (node) => node.nodeType === Node.ELEMENT_NODE && (node.matches(SHOWN) || Boolean(node.querySelector(SHOWN)));

  function tidyWords(line) {
    mergeNeighbors(line);
    line.normalize();
    moveSpacesOut(line);
    collapseSpaces(line);
    trimBreaks(line);
  }

  /** A paragraph with nothing in it goes, one with blank lines is parted; anything else stays one line. */
  function tidy(line) {
    const lines = line.localName === "p" && line.parentNode ? splitAtBlankLines(line) : [line];
    for (const one of lines) {
      tidyWords(one);
      if (one.parentNode && one.matches("p, h2") && !one.textContent.trim() && !isShown(one)) one.remove();
    }
  }

  CKEDITOR.plugins.add("pastelines", { tidy });
})();
