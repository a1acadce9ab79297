/* The words of a pasted page: bold, italic, raised, linked or in another language, as the elements around them say. */
(() => {
  "use strict";

  const SPACES = "[style*='mso-tab-count'], [style*='mso-spacerun'], .Apple-tab-span, .Apple-converted-space";
  const WORD_PROCESSOR = /mso-|docs-internal-guid|lst-kix|\bTextRun\b|name=["']?generator/i; // they mark languages by guessing

  /** An element with the attributes that have a value. */
  function make(page, tag, attributes = {}, ...children) {
    const element = page.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) if (value) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  const compact = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();

  class Words {
    /** `language` is that of the text pasted into, `fonts` the tables of symbol fonts. */
    constructor(page, html, { styles, dropped, fonts, language }) {
      Object.assign(this, { page, styles, dropped, fonts, language, knowsLanguages: !WORD_PROCESSOR.test(html) });
    }

    /** How the words inside an element look. */
    stateIn(element, state) {
      const looks = CKEDITOR.plugins.get("pastestyles");
      const style = this.styles.of(element);
      return {
        ...state,
        isBold: looks.isBold(element, style) ?? state.isBold,
        isItalic: looks.isItalic(element, style) ?? state.isItalic,
        keepsSpaces: looks.keepsSpaces(element, style) ?? state.keepsSpaces,
        raised: looks.raised(element, style) || state.raised,
        font: looks.fontOf(element, style) || state.font,
        isSpace: element.matches(SPACES) || state.isSpace,
        isSmall: element.localName === "small" || state.isSmall,
        isInItem: element.matches("li, td, th") || state.isInItem,
        isStrongAnyway: element.localName === "th" || state.isStrongAnyway,
        title: (element.localName === "abbr" && element.title) || state.title,
        lang: this.languageOf(element) || state.lang,
        href: element.localName === "a" ? this.addressOf(element) : state.href,
      };
    }

    languageOf(element) {
      const isOther = element.lang.split("-")[0] !== this.language.split("-")[0];
      return this.knowsLanguages && element.localName === "span" && isOther ? element.lang : "";
    }

    addressOf(link) {
      const href = link.getAttribute("href");
      const address = href ? CKEDITOR.plugins.get("pastelinks").addressOf(href) : "";
      const words = compact(link.textContent);
      if (href && words && !address) this.dropped.push(["link", words]);
      return address;
    }

    add(data, state, into) {
      const lines = state.isSpace ? [" "] : state.keepsSpaces ? data.split(/\r\n?|\n/) : [data];
      lines.forEach((line, place) => {
        if (place) into.append(make(this.page, "br"));
        const words = CKEDITOR.plugins.get("pastesymbols").decoded(line, state.font, this.fonts, this.dropped);
        if (words) into.append(this.dressed(words, state));
      });
    }

    dressed(words, state) {
      const around = [
        [state.raised, state.raised],
        [state.isSmall, "small"],
        [state.isItalic, "em"],
        [state.isBold && !state.isStrongAnyway, "strong"],
        [state.title, "abbr", { title: state.title }],
        [state.lang, "span", { lang: state.lang }],
        [state.href, "a", { href: state.href }],
      ];
      return around.reduce((inner, [isWanted, tag, attributes]) => (isWanted ? make(this.page, tag, attributes, inner) : inner), words);
    }
  }

  CKEDITOR.plugins.add("pastewords", { requires: "pastestyles,pastesymbols,pastelinks", make, compact, Words });
})();
