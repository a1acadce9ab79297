/* Tables ask for rows, columns and a header row, and nothing that a text of this site has no use for.
   A header row is <thead> with <th scope="col">, so that every column has a name. Takes the place of the dialog of
   CKEditor's own table plugin, whose menus for cells, rows and columns stay. */
(() => {
  "use strict";

  const MOST = { rows: 50, columns: 12 };
  const cellsOf = (row) => [...row.cells];

  const tableAt = (editor) => editor.elementPath()?.contains("table", true);

  function make(editor, { rows, columns, hasHeader }) {
    const table = editor.document.$.createElement("table");
    const addRow = (section, tag) => {
      const row = section.appendChild(editor.document.$.createElement("tr"));
      for (let column = 0; column < columns; column += 1) {
        const cell = row.appendChild(editor.document.$.createElement(tag));
        if (tag === "th") cell.setAttribute("scope", "col");
        cell.append(editor.document.$.createElement("br"));
      }
    };
    if (hasHeader) addRow(table.createTHead(), "th");
    const body = table.appendChild(editor.document.$.createElement("tbody"));
    for (let row = hasHeader ? 1 : 0; row < Math.max(rows, hasHeader ? 2 : 1); row += 1) addRow(body, "td");
    return new CKEDITOR.dom.element(table);
  }

  function renamed(cell, tag) {
    const made = cell.ownerDocument.createElement(tag);
    for (const { name, value } of cell.attributes) if (name !== "scope") made.setAttribute(name, value);
    if (tag === "th") made.setAttribute("scope", "col");
    made.append(...cell.childNodes);
    cell.replaceWith(made);
  }

  const hasHeaderRow = (table) => Boolean(table.tHead) || (table.rows.length > 0 && cellsOf(table.rows[0]).every((cell) => cell.localName === "th"));

  /** Makes the first row the header row, or an ordinary one. Cells that name a row keep doing so. */
  function setHeaderRow(table, isWanted) {
    if (isWanted === hasHeaderRow(table) || !table.rows.length) return;
    const row = table.rows[0];
    if (isWanted) {
      table.createTHead().append(row);
      cellsOf(row).forEach((cell) => renamed(cell, "th"));
    } else {
      const head = table.tHead;
      const body = table.tBodies[0] || table.createTBody();
      const rows = head ? [...head.rows] : [row];
      rows.forEach((one) => cellsOf(one).forEach((cell) => renamed(cell, "td")));
      if (head) {
        body.prepend(...rows);
        head.remove();
      }
    }
    for (const empty of [...table.tBodies]) if (!empty.rows.length) empty.remove();
  }

  function setCaption(table, text) {
    const words = text.trim();
    if (!words) table.deleteCaption();
    else if (!table.caption || table.caption.textContent.trim() !== words) table.createCaption().textContent = words;
  }

  function caretInto(editor, cell) {
    const range = editor.createRange();
    range.moveToElementEditStart(new CKEDITOR.dom.element(cell));
    editor.focus();
    range.select();
  }

  function insert(editor, wanted) {
    const table = make(editor, wanted);
    CKEDITOR.plugins.get("toolkit").caretBehindSelection(editor);
    editor.insertElement(table);
    const written = table.$.isConnected ? table.$ : editor.editable().findOne("table").$;
    caretInto(editor, written.rows[0].cells[0]);
  }

  function numberField(label, value, most) {
    const { h } = CKEDITOR.plugins.get("toolkit");
    const input = h("input", { type: "number", min: "1", max: String(most), value: String(value), required: true, inputmode: "numeric" });
    return { input, element: h("label", { class: "editor-number" }, label, " ", input) };
  }

  function headerField(isChecked) {
    const { h } = CKEDITOR.plugins.get("toolkit");
    return h("input", { type: "checkbox", checked: isChecked });
  }

  function openNew(editor) {
    const toolkit = CKEDITOR.plugins.get("toolkit");
    const { h } = toolkit;
    const lang = editor.lang.tables;
    const rows = numberField(lang.rows, 4, MOST.rows);
    const columns = numberField(lang.columns, 3, MOST.columns);
    const header = headerField(true);
    toolkit.openDialog(editor, {
      title: lang.insert,
      content: [
        h("div", { class: "editor-numbers" }, rows.element, columns.element),
        h("label", { class: "editor-check" }, header, h("span", {}, h("strong", {}, lang.header), " ", h("span", { class: "editor-detail" }, lang.headerHint))),
      ],
      submit: lang.insertButton,
      onSubmit: (close) => {
        const wanted = { rows: rows.input.valueAsNumber, columns: columns.input.valueAsNumber, hasHeader: header.checked };
        close();
        toolkit.undoable(editor, () => insert(editor, wanted));
      },
    });
    rows.input.select();
  }

  function openExisting(editor) {
    const table = tableAt(editor)?.$;
    if (!table) return;
    const toolkit = CKEDITOR.plugins.get("toolkit");
    const { h } = toolkit;
    const lang = editor.lang.tables;
    const header = headerField(hasHeaderRow(table));
    const hasRichCaption = Boolean(table.caption && table.caption.children.length);
    const caption = h("input", { type: "text", value: table.caption ? table.caption.textContent.trim() : "", maxlength: "300" });
    toolkit.openDialog(editor, {
      title: lang.edit,
      content: [
        h("label", { class: "editor-check" }, header, h("span", {}, h("strong", {}, lang.header), " ", h("span", { class: "editor-detail" }, lang.headerHint))),
        !hasRichCaption && h("label", {}, lang.caption, " ", caption),
        h("p", { class: "help" }, hasRichCaption ? lang.richCaption : lang.captionHint),
      ],
      submit: lang.save,
      others: [[lang.remove, () => toolkit.undoable(editor, () => editor.execCommand("tableDelete"))]],
      onSubmit: (close) => {
        close();
        toolkit.undoable(editor, () => {
          setHeaderRow(table, header.checked);
          if (!hasRichCaption) setCaption(table, caption.value);
          caretInto(editor, table.rows[0].cells[0]);
        });
      },
    });
  }

  CKEDITOR.plugins.add("tables", {
    requires: "toolkit,table,tabletools",
    lang: "en",
    hasHeaderRow,
    setHeaderRow,
    /** After the table plugin has made its own commands of these names. */
    afterInit(editor) {
      const lang = editor.lang.tables;
      editor.addCommand("table", {
        exec: openNew,
        allowedContent: "table tbody thead tfoot tr caption; th[scope,colspan,rowspan]; td[colspan,rowspan]",
        requiredContent: "table",
        contextSensitive: true,
        async: true,
      });
      editor.addCommand("tableProperties", { exec: openExisting, requiredContent: "table", contextSensitive: true, async: true });
      editor.addCommand("tableHeader", {
        exec: () => {
          const table = tableAt(editor)?.$;
          if (table) CKEDITOR.plugins.get("toolkit").undoable(editor, () => {
            setHeaderRow(table, !hasHeaderRow(table));
            caretInto(editor, table.rows[0].cells[0]);
          });
        },
        requiredContent: "table",
      });
      if (!editor.contextMenu) return;
      editor.addMenuItems({
        tableheader: { label: lang.makeHeader, command: "tableHeader", group: "table", order: 2 },
        tablenoheader: { label: lang.dropHeader, command: "tableHeader", group: "table", order: 2 },
        table: { label: lang.edit, command: "tableProperties", group: "table", order: 3 },
      });
      editor.contextMenu.addListener(() => {
        const table = tableAt(editor)?.$;
        if (!table) return null;
        return { [hasHeaderRow(table) ? "tablenoheader" : "tableheader"]: CKEDITOR.TRISTATE_OFF };
      });
      // A double click opens the dialog of the table plugin; words are what is double-clicked in a table here.
      editor.on("doubleclick", ({ data }) => { if (data.dialog === "tableProperties") delete data.dialog; }, null, null, 20);
    },
  });

  CKEDITOR.plugins.setLang("tables", "en", {
    insert: "Insert a table",
    edit: "Change this table",
    insertButton: "Insert table",
    save: "Save table",
    remove: "Remove table",
    rows: "Rows",
    columns: "Columns",
    header: "The first row is a header",
    headerHint: "It names the columns, also for people who hear the table instead of seeing it.",
    caption: "Title above the table",
    captionHint: "Leave it empty if the heading or paragraph before it says what it is.",
    richCaption: "Edit the title of this table in the text: it has citations or formatting.",
    makeHeader: "First row is a header",
    dropHeader: "First row is not a header",
  });
})();
