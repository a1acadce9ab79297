/* Key points: one paragraph here is one line in store, as in a text field without the editor.
   Whatever else a text may hold has no button here, and the filter of the editor refuses it. */
(() => {
  "use strict";

  const PARAGRAPH = /<p\b/i;

  /** Stored lines -> paragraphs. Words put in by a paste are no lines of their own. */
  function toParagraphs({ dataValue, fixForBody }) {
    if (PARAGRAPH.test(dataValue) || (fixForBody === false && !dataValue.includes("\n"))) return dataValue;
    return dataValue.split("\n").filter((line) => line.trim()).map((line) => `<p>${line.trim()}</p>`).join("");
  }

  /** Paragraphs -> stored lines. */
  function toLines(html) {
    const even = html.replace(/<br\b[^>]*>/gi, " ").replace(/&nbsp;|\u00a0/g, " ").replace(/\s+/g, " ");
    return even.split(/<\/?p\b[^>]*>/i).map((line) => line.trim()).filter(Boolean).join("\n");
  }

  /** What is pasted: each line and each row of a table is a point, and no words run into each other. */
  function onPaste(editor, { data }) {
    if (data.type === "text") {
      const lines = (data.dataTransfer.getData("text/plain") || data.dataValue).split(/[\r\n]+/).map((line) => line.trim()).filter(Boolean);
      const words = lines.map((line) => CKEDITOR.tools.htmlEncode(line));
      Object.assign(data, { type: "html", dataValue: words.length > 1 ? `<p>${words.join("</p><p>")}</p>` : words.join("") });
    } else data.dataValue = data.dataValue.replace(/<(?:br|\/?(?:table|caption|t(?:head|body|foot|r)))\b[^>]*>/gi, "<p>").replace(/<\/?t[dh]\b[^>]*>/gi, " ");
  }

  CKEDITOR.plugins.add("points", {
    requires: "toolkit,citation,paste",
    init(editor) {
      editor.on("paste", (event) => onPaste(editor, event), null, null, 2.5); // behind our reader, whichever was loaded first
      editor.on("toHtml", ({ data }) => { data.dataValue = toParagraphs(data); }, null, null, 1);
      editor.on("toDataFormat", ({ data }) => { data.dataValue = toLines(data.dataValue); }, null, null, 100);
    },
  });
})();
