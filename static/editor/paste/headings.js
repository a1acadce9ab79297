/* Which paragraphs of a pasted page are headings, and of what level. */
(() => {
  "use strict";

  const COCOA = /Cocoa HTML Writer/;
  const LARGER = 1.15; // than most of the text
  const LONGEST = 120;

  const sizeOf = (element, styles) => parseFloat(styles.of(element)["font-size"]) || 0;

  /** Apple's programs write headings as larger paragraphs: size -> level, the largest first. */
  function levelsBySize(page, styles) {
    const letters = new Map();
    for (const line of page.querySelectorAll("p, li")) {
      const size = sizeOf(line, styles);
      letters.set(size, (letters.get(size) || 0) + line.textContent.trim().length);
    }
    const usual = [...letters].sort(([, one], [, other]) => other - one)[0]?.[0];
    const larger = [...letters.keys()].filter((size) => size > usual * LARGER).sort((one, other) => other - one);
    return new Map(larger.map((size, place) => [size, place + 1]));
  }

  class Headings {
    constructor(page, html, styles) {
      this.styles = styles;
      this.bySize = COCOA.test(html) ? levelsBySize(page, styles) : new Map();
      this.found = []; // [element, level]
    }

    /** 1 to 6 for a heading, 0 for anything else. */
    levelOf(element) {
      if (/^h[1-6]$/.test(element.localName)) return Number(element.localName[1]);
      if (element.getAttribute("role") === "heading") return Number(element.getAttribute("aria-level")) || 2;
      if (element.localName !== "p") return 0;
      if (element.matches(".MsoTitle, .title")) return 1;
      const isShort = element.textContent.trim().length <= LONGEST;
      return Number(this.styles.of(element)["mso-outline-level"]) || (isShort && this.bySize.get(sizeOf(element, this.styles))) || 0;
    }

    add(heading, level) {
      this.found.push([heading, level]);
    }

    /** Level 1 is for the title of a page. Where it is used, the levels become those from 2 on, in their order. */
    finish(make) {
      const levels = [...new Set(this.found.map(([, level]) => level))].sort();
      for (const [heading, level] of this.found) {
        const own = Math.min(4, levels[0] === 1 ? levels.indexOf(level) + 2 : level);
        heading.replaceWith(make(`h${own}`, {}, ...heading.childNodes));
      }
    }
  }

  CKEDITOR.plugins.add("pasteheadings", { Headings });
})();
