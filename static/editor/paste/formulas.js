/* Formulas as text, as far as text can say them: 1.5 × 10<sup>9</sup>, (a+b)/c, √x. For any other, "[formula]" is pasted
   and the editor says so. Word writes OMML (ECMA-376, part 1, 22.1) into a comment, web pages and LibreOffice MathML. */
(() => {
  "use strict";

  const SELF_CLOSED = /<(m:[A-Za-z]+)\b([^<>]*)\/>/g;
  const PROPERTIES = /^m:\w*pr$|^annotation/;
  const TRANSPARENT = new Set(
    ("body m:omathpara m:omath m:r m:t m:e m:num m:den m:sup m:sub m:deg m:box math semantics mrow mi mn mo mtext ms mstyle " +
      "mpadded span i b em strong").split(" "),
  );

  class Unwritable extends Error {}

  const WORD = /^(?:\p{L}+|[\p{N}.,]+)$/u;
  const LETTER = /^(?:\p{L}|[\p{N}.,]+)$/u;
  const ENDS_A_FACTOR = /[\p{L}\p{N})>]$/u;
  const STARTS_A_FACTOR = /^[\p{L}\p{N}(√]/u;

  const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  const withoutIndex = (html) => html.replace(/<(su[bp])>.*?<\/\1>$/, "");
  const grouped = (html, single) => (single.test(withoutIndex(html)) ? html : `(${html})`);
  const isFraction = (node) => node.localName === "m:f" || node.localName === "mfrac";

  /** The parts one after the other. A fraction beside a factor gets brackets: (a/b)x is not a/bx. */
  function inRow(node) {
    const nodes = [...node.childNodes];
    const parts = nodes.map(said);
    return parts.map((part, place) => {
      const isBesideFactor = ENDS_A_FACTOR.test(parts.slice(0, place).join("")) || STARTS_A_FACTOR.test(parts.slice(place + 1).join(""));
      return isFraction(nodes[place]) && isBesideFactor ? `(${part})` : part;
    }).join("");
  }

  const inside = (node) => inRow(node).trim();

  /** A part of OMML by its name, or the part of MathML at a place. */
  function part(node, which) {
    const found = typeof which === "number" ? node.children[which] : [...node.children].find((child) => child.localName === which);
    if (!found) throw new Unwritable();
    return typeof which === "number" ? said(found) : inside(found);
  }

  const raised = (base, above) => `${grouped(base, LETTER)}<sup>${above}</sup>`;
  const lowered = (base, below) => `${base}<sub>${below}</sub>`;
  const fraction = (above, below) => `${grouped(above, WORD)}/${grouped(below, WORD)}`;
  const root = (under, degree) => {
    if (degree) throw new Unwritable();
    return `√${grouped(under, LETTER)}`;
  };

  function omathFraction(node) {
    const type = node.querySelector("m\\:type");
    if (type && type.getAttribute("m:val") === "noBar") throw new Unwritable();
    return fraction(part(node, "m:num"), part(node, "m:den"));
  }

  function delimited(node) {
    const sign = (name, usual) => {
      const found = node.querySelector(`:scope > m\\:dpr ${name}`);
      return escaped(found ? found.getAttribute("m:val") || "" : usual);
    };
    const parts = [...node.children].filter((child) => child.localName === "m:e").map(inside);
    return sign("m\\:begchr", "(") + parts.join(sign("m\\:sepchr", "|")) + sign("m\\:endchr", ")");
  }

  const SAID = {
    "m:ssup": (node) => raised(part(node, "m:e"), part(node, "m:sup")),
    "m:ssub": (node) => lowered(part(node, "m:e"), part(node, "m:sub")),
    "m:ssubsup": (node) => raised(lowered(part(node, "m:e"), part(node, "m:sub")), part(node, "m:sup")),
    "m:f": omathFraction,
    "m:rad": (node) => root(part(node, "m:e"), part(node, "m:deg")),
    "m:d": delimited,
    msup: (node) => raised(part(node, 0), part(node, 1)),
    msub: (node) => lowered(part(node, 0), part(node, 1)),
    msubsup: (node) => raised(lowered(part(node, 0), part(node, 1)), part(node, 2)),
    mfrac: (node) => fraction(part(node, 0), part(node, 1)),
    msqrt: (node) => root(inside(node)),
    mspace: () => " ",
  };

  function said(node) {
    if (node.nodeType === Node.TEXT_NODE) return escaped(node.data.replace(/\s+/g, " "));
    if (node.nodeType !== Node.ELEMENT_NODE || PROPERTIES.test(node.localName)) return "";
    if (Object.hasOwn(SAID, node.localName)) return SAID[node.localName](node);
    if (TRANSPARENT.has(node.localName)) return inRow(node);
    throw new Unwritable();
  }

  function replace(node, formula, page, dropped) {
    const holder = page.createElement("span");
    try {
      holder.innerHTML = inside(formula);
    } catch (error) {
      if (!(error instanceof Unwritable)) throw error;
    }
    if (!holder.textContent.trim()) {
      dropped.push(["formula", formula.textContent.replace(/\s+/g, " ").trim()]);
      holder.textContent = "[formula]";
    }
    node.replaceWith(holder);
  }

  /** The picture behind a formula, for programs that can't read it. */
  function removePicture(comment) {
    const isEnd = (node) => node.nodeType === Node.COMMENT_NODE && /endif/.test(node.data);
    let next = comment.nextSibling;
    if (!next || next.nodeType !== Node.COMMENT_NODE || !/!msEquation/.test(next.data)) return;
    while (next && !isEnd(next)) {
      const following = next.nextSibling;
      next.remove();
      next = following;
    }
  }

  function readComments(page, dropped) {
    const walker = page.createTreeWalker(page.body, NodeFilter.SHOW_COMMENT);
    const comments = [];
    while (walker.nextNode()) if (/<(?:m:oMath|math\b)/.test(walker.currentNode.data)) comments.push(walker.currentNode);
    for (const comment of comments) {
      const xml = comment.data.replace(/^\[if[^\]]*\]>|<!\[endif\]$/g, "").replace(SELF_CLOSED, "<$1$2></$1>");
      removePicture(comment);
      replace(comment, new DOMParser().parseFromString(xml, "text/html").body, page, dropped);
    }
  }

  /** Puts text in the place of each formula. */
  function read(page, dropped) {
    readComments(page, dropped);
    page.querySelectorAll(".katex-html, .MathJax_Preview").forEach((drawing) => drawing.remove());
    const formulas = page.querySelectorAll("math, m\\:omathpara, m\\:omath");
    [...formulas].filter((formula) => !formula.parentElement.closest("m\\:omathpara")).forEach((formula) => replace(formula, formula, page, dropped));
  }

  CKEDITOR.plugins.add("pasteformulas", { read });
})();
