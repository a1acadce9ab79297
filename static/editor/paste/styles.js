/* How a pasted page looks: stylesheets, style attributes and old elements, as plain values.
   Word's own properties (mso-…) say what its HTML can't, so the text of a style is read, not what a browser makes of it. */
(() => {
  "use strict";

  const COMMENT = /\/\*[\s\S]*?\*\/|<!--|-->/g;
  const RULE = /([^{}]+)\{([^{}]*)\}/g;
  const LIST_LEVEL = /^@list\s+l(\d+):level(\d+)\b/;
  const BOLD = /^(?:bold|bolder|[6-9]00)$/;
  const NOT_BOLD = /^(?:normal|lighter|[1-5]00)$/;
  const FONT = /^(.*?)(\d[\w.%]*)(?:\/[\w.%]+)?\s+(.+)$/; // what comes before the size, the size, the family

  /** {"font-weight": "bold", …} of the text of a style. */
  function declarations(css) {
    const found = {};
    for (const declaration of css.split(";")) {
      const colon = declaration.indexOf(":");
      if (colon > 0) found[declaration.slice(0, colon).trim().toLowerCase()] = declaration.slice(colon + 1).replace(/!important/i, "").trim();
    }
    return withFont(found);
  }

  /** With `font: italic bold 12px Helvetica` taken apart. */
  function withFont(found) {
    const [, before, size, family] = FONT.exec(found.font || "") || [];
    if (family === undefined) return found;
    const weight = before.split(/\s+/).find((word) => BOLD.test(word)) || "normal";
    const slant = /italic|oblique/.test(before) ? "italic" : "normal";
    return { "font-weight": weight, "font-style": slant, "font-size": size, "font-family": family, ...found };
  }

  function matching(page, selector) {
    try {
      return page.querySelectorAll(selector);
    } catch {
      return []; // @page, @font-face, or something that only its own program reads
    }
  }

  /** What a page declares: `of(element)` gives its own declarations, `listLevel(list, level)` Word's of a list. */
  function read(page) {
    const declared = new Map();
    const levels = new Map();
    const css = [...page.querySelectorAll("style")].map((style) => style.textContent).join("\n").replace(COMMENT, "");
    const add = (element, found) => declared.set(element, { ...declared.get(element), ...found });
    for (const [, selector, body] of css.matchAll(RULE)) {
      const [, list, level] = LIST_LEVEL.exec(selector.trim()) || [];
      if (list !== undefined) levels.set(`${list}:${level}`, declarations(body));
      else matching(page, selector).forEach((element) => add(element, declarations(body)));
    }
    for (const element of page.querySelectorAll("[style]")) add(element, declarations(element.getAttribute("style")));
    return { of: (element) => declared.get(element) || {}, listLevel: (list, level) => levels.get(`${list}:${level}`) || {} };
  }

  const isNamed = (element, ...names) => names.includes(element.localName) || undefined;

  /** true, false, or undefined if the element leaves it as it is; so does `isItalic`. */
  function isBold(element, style) {
    const weight = style["font-weight"] || "";
    return BOLD.test(weight) || (NOT_BOLD.test(weight) ? false : isNamed(element, "b", "strong"));
  }

  function isItalic(element, style) {
    const slant = style["font-style"] || "";
    return /italic|oblique/.test(slant) || (slant === "normal" ? false : isNamed(element, "i", "em", "cite", "dfn", "var"));
  }

  /** "sup", "sub", or undefined if the element stands where the text around it stands. */
  function raised(element, style) {
    const align = style["vertical-align"] || "";
    const height = parseFloat(style["mso-text-raise"] || align);
    if (/^super/.test(align) || height > 0 || element.classList.contains("Superscript")) return "sup";
    if (/^sub/.test(align) || height < 0 || element.classList.contains("Subscript")) return "sub";
    return align !== "baseline" && isNamed(element, "sup", "sub") ? element.localName : undefined;
  }

  function isStruck(element, style) {
    const line = `${style["text-decoration"] || ""} ${style["text-decoration-line"] || ""}`;
    return /line-through/.test(line) || isNamed(element, "del", "s", "strike");
  }

  const isHidden = (element, style) =>
    style.display === "none" || style["mso-hide"] === "all" || style.visibility === "hidden" || element.hasAttribute("hidden");

  /** The first font of an element, "" if it names none. */
  function fontOf(element, style) {
    const family = style["mso-symbol-font-family"] || style["font-family"] || element.getAttribute("face") || "";
    return family.split(",")[0].replace(/["']/g, "").trim();
  }

  /** Whether spaces and line ends count, undefined if the element leaves it as it is. */
  function keepsSpaces(element, style) {
    const space = style["white-space"] || "";
    return /^(?:pre|break-spaces)/.test(space) || (/^(?:normal|nowrap)/.test(space) ? false : isNamed(element, "pre"));
  }

  CKEDITOR.plugins.add("pastestyles", { read, isBold, isItalic, raised, isStruck, isHidden, fontOf, keepsSpaces });
})();
