// Names controls that Django's forms and select2 leave unnamed, so a screen reader can say what they are for.
// All words come from the page itself, in its own language.
"use strict";
{
  const words = (element) => (element ? element.textContent.replace(/\s+/g, " ").trim() : "");

  // A tabular inline labels only its columns, so each control is named after its column and row.
  function nameRow(row, number) {
    const headings = row.closest("table").querySelectorAll("thead th");
    [...row.cells].forEach((cell, index) => {
      const column = words(headings[Math.min(index, headings.length - 1)]);
      for (const control of cell.querySelectorAll("input:not([type=hidden]), select, textarea")) {
        if (!control.labels.length) control.setAttribute("aria-label", `${column} ${number}`);
      }
    });
  }

  function nameTable(table) {
    const corner = table.querySelector("thead th.original");
    if (corner && !words(corner)) {
      const name = document.createElement("span");
      name.className = "visually-hidden";
      name.textContent = words(table.closest(".inline-group").querySelector("h2"));
      corner.append(name);
    }
    // The column of "Delete?" where nobody may: Django leaves its heading, without a word or a cell below it.
    for (const heading of table.querySelectorAll("thead th:not([class])")) if (!words(heading)) heading.remove();
    table.querySelectorAll("tbody > tr.form-row:not(.empty-form)").forEach((row, index) => nameRow(row, index + 1));
  }

  // In an editable list, each control is named after its column and record.
  function nameResult(row) {
    for (const control of row.querySelectorAll("td[class] :is(input:not([type=hidden]), select)")) {
      const cell = control.closest("td");
      const column = row.closest("table").querySelectorAll("thead th")[cell.cellIndex];
      if (!control.labels.length) control.setAttribute("aria-label", `${words(column)}: ${words(row.querySelector("th"))}`);
    }
  }

  // Django's date and time fields: "Date: [ ]" and "Time: [ ]" under one heading.
  function nameDateAndTime(paragraph) {
    const field = words(paragraph.closest(".form-row").querySelector("label, legend"));
    for (const input of paragraph.querySelectorAll("input")) {
      const part = input.previousSibling?.textContent ?? "";
      input.setAttribute("aria-label", `${field} ${part.trim()}`.replaceAll(":", ""));
    }
  }

  const nameOf = (select) => select.getAttribute("aria-label") || words(select.labels[0]).replace(/:$/, "");

  // select2 hides the labeled select and replaces it with an unlabeled box.
  function nameBox(select) {
    const selection = select.nextElementSibling?.querySelector?.(".select2-selection");
    if (!selection) return;
    const shown = selection.querySelector(".select2-selection__rendered");
    selection.id = `${select.id}-selection`;
    shown.id ||= `${select.id}-shown`;
    selection.setAttribute("aria-label", nameOf(select));
    selection.setAttribute("aria-labelledby", `${selection.id} ${shown.id}`);
    shown.removeAttribute("aria-readonly");
    shown.setAttribute("role", "presentation");  // not a text box inside a combo box, nor a list with other elements between its items
    const list = selection.getAttribute("aria-owns");
    list ? selection.setAttribute("aria-controls", list) : selection.removeAttribute("aria-controls");
    selection.querySelector(".select2-search__field")?.setAttribute("aria-label", nameOf(select));
  }

  // The search field and list of an open box are at the end of the page; their ids say which box they belong to.
  function nameDropdown(search) {
    const select = document.getElementById(search.getAttribute("aria-controls").slice("select2-".length, -"-results".length));
    if (!select) return;
    const list = document.getElementById(search.getAttribute("aria-controls"));
    const opened = search.closest(".select2-container");
    opened.setAttribute("role", "region");
    for (const element of [search, list, opened]) element.setAttribute("aria-label", nameOf(select));
  }

  function nameAll() {
    document.querySelectorAll(".inline-group .tabular table").forEach(nameTable);
    document.querySelectorAll("#result_list tbody tr").forEach(nameResult);
    document.querySelectorAll(".form-row p.datetime").forEach(nameDateAndTime);
    document.querySelectorAll("select.select2-hidden-accessible").forEach(nameBox);
    document.querySelectorAll(".select2-search--dropdown .select2-search__field[aria-controls]").forEach(nameDropdown);
    document.querySelectorAll(".selector .help-tooltip[aria-label]").forEach((tip) => tip.setAttribute("role", "img"));
    const search = document.getElementById("searchbar");
    search?.setAttribute("aria-label", search.form.querySelector("[type=submit]").value);
  }

  // Rows are added and boxes are opened long after the page has loaded.
  let isDue = false;
  const soon = () => {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => {
      isDue = false;
      nameAll();
    });
  };
  nameAll();
  new MutationObserver(soon).observe(document.body, { childList: true, subtree: true });
}
