// Rows of names: more of them, up and down by keyboard or mouse, and an offer to split a pasted list. Without this
// script the same is done with the numbers and buttons that the server sends.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  for (const group of document.querySelectorAll(".names")) {
    const list = group.querySelector("ol");
    const total = group.querySelector("[name$='-TOTAL_FORMS']");
    const rows = () => [...list.children];

    function number() {
      rows().forEach((row, index) => { row.querySelector("[name$='-place']").value = index + 1; });
    }

    function show(row) {
      row.querySelector(".moves").hidden = false;
    }

    function add() {
      const made = group.querySelector("template").content.cloneNode(true).firstElementChild;
      for (const control of made.querySelectorAll("[name]")) control.name = control.name.replace("__prefix__", total.value);
      list.append(made);
      total.value = Number(total.value) + 1;
      show(made);
      made.querySelector("[name$='-place']").value = rows().length;
      return made;
    }

    function move(button) {
      const row = button.closest(".name");
      const other = button.dataset.move === "1" ? row.nextElementSibling : row.previousElementSibling;
      if (!other) return;
      button.dataset.move === "1" ? other.after(row) : other.before(row);
      number();
      button.focus();
    }

    group.classList.add("has-script");
    rows().forEach(show);
    group.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.move) move(button);
      if (button?.hasAttribute("data-add-row")) {
        event.preventDefault();
        add().querySelector("select").focus();
      }
    });
    group.addEventListener("paste", (event) => {
      const text = event.clipboardData?.getData("text/plain").trim() ?? "";
      if (!event.target.name?.endsWith("-family") || !(/[\n;]/.test(text) || text.split(",").length > 3)) return;
      event.preventDefault();
      const details = group.querySelector("details");
      details.open = true;
      details.querySelector("textarea").value = text;
      details.querySelector("[data-split]").focus();
    });
  }
});
