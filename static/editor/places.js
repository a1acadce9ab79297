/* Leads from a list beside a text to the words that an entry is about:
     <a href="#id_body" data-passage="read more" data-nth="1">…</a>
   The hash is the id of the field, `data-nth` counts the same words before it. In the editor, in its source and in plain
   fields the words are selected and scrolled to. Without a script the link leads to the field. */
(() => {
  "use strict";

  const SKIPPED = "sup.citation, .cke_widget_drag_handler_container, [data-cke-hidden-sel]";
  const BLOCK = /^(?:P|H[1-6]|UL|OL|LI|TABLE|CAPTION|T[RDH]|BLOCKQUOTE|FIGURE|FIGCAPTION|ASIDE|DIV|BR)$/;
  const SPACE = /[\s\u00a0]/;
  const UNSEEN = /[\u200b\ufeff\u00ad]/;
  const SHORTEST = 12; // of a beginning that is looked for if the whole isn't there any more

  /** The words with single spaces, and for each letter of them where it stands: [node, offset]. */
  function readable(pieces) {
    let text = "";
    const places = [];
    for (const [node, data] of pieces) {
      for (let offset = 0; offset < data.length; offset += 1) {
        const isSpace = SPACE.test(data[offset]);
        if (UNSEEN.test(data[offset]) || (isSpace && (!text || text.endsWith(" ")))) continue;
        text += isSpace ? " " : data[offset];
        places.push([node, offset]);
      }
    }
    return { text, places };
  }

  /** Text nodes in order; a block or a citation begins a new word only where a space is, a block always does. */
  function* piecesOf(parent) {
    for (const node of parent.childNodes) {
      if (node.nodeType === Node.TEXT_NODE) yield [node, node.data];
      else if (node.nodeType === Node.ELEMENT_NODE && !node.matches(SKIPPED)) {
        const isBlock = BLOCK.test(node.tagName);
        if (isBlock) yield [node, " "];
        yield* piecesOf(node);
        if (isBlock) yield [node, " "];
      }
    }
  }

  /** [start, end] of the passage in the text, or of as much of its beginning as is still there; null if nothing is. */
  function search(text, passage, nth = 0) {
    const words = passage.replace(/[\s\u00a0]+/g, " ").replace(/[\u200b\ufeff\u00ad]/g, "").trim();
    for (let length = words.length; words && length >= Math.min(SHORTEST, words.length); length = Math.floor(length * 0.7)) {
      const part = words.slice(0, length).trimEnd();
      let start = text.indexOf(part);
      for (let more = nth; more > 0 && start >= 0 && text.includes(part, start + 1); more -= 1) start = text.indexOf(part, start + 1);
      if (start >= 0) return [start, start + part.length];
    }
    return null;
  }

  function selectInEditor(editor, passage, nth) {
    const { text, places } = readable(piecesOf(editor.editable().$));
    const found = search(text, passage, nth);
    if (!found) return false;
    const letters = places.slice(found[0], found[1]).filter(([node]) => node.nodeType === Node.TEXT_NODE);
    const [[startNode, startOffset], [endNode, endOffset]] = [letters[0], letters[letters.length - 1]];
    const range = editor.createRange();
    range.setStart(new CKEDITOR.dom.text(startNode), startOffset);
    range.setEnd(new CKEDITOR.dom.text(endNode), endOffset + 1);
    editor.focus();
    range.select();
    startNode.parentElement.scrollIntoView({ block: "center" });
    editor.container.$.scrollIntoView({ block: "nearest" });
    return true;
  }

  function selectInField(field, passage, nth) {
    const { text, places } = readable([[field, field.value]]);
    const found = search(text, passage, nth);
    if (!found) return false;
    field.focus();
    field.setSelectionRange(places[found[0]][1], places[found[1] - 1][1] + 1);
    field.scrollIntoView({ block: "center" });
    return true;
  }

  /** Selects the passage in the field with this id, whatever it is written in. Whether it is there. */
  function show(id, passage, nth = 0) {
    const editor = window.CKEDITOR?.instances[id];
    const field = document.getElementById(id);
    if (!editor) return Boolean(field) && selectInField(field, passage, nth);
    if (editor.mode === "wysiwyg") return selectInEditor(editor, passage, nth);
    return selectInField(editor.editable().$, passage, nth);
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("a[data-passage]");
    if (!link) return;
    const id = link.hash.slice(1) || "id_body";
    const editor = window.CKEDITOR?.instances[id];
    if (editor && editor.status !== "ready") { // somebody is faster than the editor
      event.preventDefault();
      editor.once("instanceReady", () => link.click());
      return;
    }
    const isThere = show(id, link.dataset.passage, Number(link.dataset.nth || 0));
    if (isThere) event.preventDefault();
    link.toggleAttribute("data-is-gone", !isThere); // the words were changed or removed; the link leads to the field
  });

  window.editorPlaces = { show };
})();
