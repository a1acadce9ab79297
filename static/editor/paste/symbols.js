/* Letters of symbol fonts as Unicode, by the tables of articles/symbols, which come with the configuration. */
(() => {
  "use strict";

  const PRIVATE = /[\ue000-\uf8ff\u{f0000}-\u{10ffff}]/u;
  const UNKNOWN = "\ufffd";

  /** `fonts` is {tables: {name: the 224 characters from U+0020 on}, aliases: {name: name}}. */
  function tableOf(font, fonts) {
    const name = font.replace(/[\W_]/g, "").toLowerCase();
    const table = fonts.tables[fonts.aliases[name] || name];
    return table && [...table];
  }

  function letterOf(character, table) {
    const point = character.codePointAt(0);
    const code = point >= 0xf000 && point <= 0xf0ff ? point - 0xf000 : point;
    if (table && code >= 0x20 && code <= 0xff && !"\u00a0\u00ad".includes(character)) return table[code - 0x20];
    return PRIVATE.test(character) ? UNKNOWN : character;
  }

  /** The text as Unicode. U+FFFD stands for a letter that nobody can read, which is reported by its code. */
  function decoded(text, font, fonts, dropped) {
    const table = tableOf(font, fonts);
    if (!table && !PRIVATE.test(text)) return text;
    return [...text].map((character) => {
      const letter = letterOf(character, table);
      if (letter === UNKNOWN && character !== UNKNOWN) dropped.push(["symbol", `U+${character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0")}`]);
      return letter;
    }).join("");
  }

  CKEDITOR.plugins.add("pastesymbols", { decoded });
})();
