// Comfort in the admin's pages. Everything works without it, with a few more keys or clicks.
"use strict";
{
  const form = document.querySelector(".change-form #content form[id$='_form']");

  // A menu closes with Escape, with a click beside it, and when another opens.
  const closeMenus = (except) => document.querySelectorAll(".menu[open]").forEach((menu) => { if (menu !== except) menu.open = false; });
  addEventListener("click", (event) => closeMenus(event.target.closest?.(".menu")));
  addEventListener("keydown", (event) => {
    const menu = document.querySelector(".menu[open]");
    if (event.key !== "Escape" || !menu) return;
    closeMenus();
    menu.querySelector("summary").focus();
  });

  // Ctrl+S saves and stays, in the editor's sheet too. Not while a dialog is open: what it holds isn't in the form yet.
  const save = () => {
    const button = !document.querySelector("dialog[open]") && form?.querySelector(".bar .default");
    if (button) form.requestSubmit(button);
    return Boolean(button);
  };
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === "s" && form) {
      event.preventDefault();
      save();
    }
  });
  window.CKEDITOR?.on("instanceReady", ({ editor }) => editor.on("key", (event) => {
    if (event.data.keyCode === window.CKEDITOR.CTRL + 83 && save()) event.cancel();
  }));

  // Contents: open beside a form, folded above it on small screens or beside a preview; the part in sight is marked.
  const contents = document.querySelector("details.contents");
  if (contents) {
    const wide = matchMedia("(min-width: 62rem)");
    const fold = () => { contents.open = wide.matches && !contents.closest(".with-preview"); };
    const links = new Map([...contents.querySelectorAll("a")].map((link) => [document.getElementById(link.hash.slice(1)), link]));
    const mark = () => {
      const passed = [...links.keys()].filter((heading) => heading && heading.getBoundingClientRect().top < 160);
      const current = passed.pop() ?? [...links.keys()][0];
      links.forEach((link, heading) => (heading === current ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current")));
    };
    fold();
    mark();
    wide.addEventListener("change", fold);
    addEventListener("scroll", mark, { passive: true });
  }

  // Cells that stand below each other on a small screen say which column they are of.
  const columnName = (heading) => heading?.querySelector(".text")?.textContent.trim() ?? heading?.textContent.trim() ?? "";
  const nameCells = () => document.querySelectorAll("#result_list tbody tr, .inline-group .tabular tr.form-row").forEach((row) => {
    const headings = row.closest("table").tHead.rows[0].cells;
    [...row.cells].forEach((cell, index) => {
      const name = columnName(headings[index]);
      if (name && cell.tagName === "TD" && !cell.matches(".action-checkbox, .original")) cell.dataset.column = name;
      const isEmpty = ["", "-"].includes(cell.textContent.trim()) && !cell.querySelector("img, input, select, textarea, a");
      cell.classList.toggle("is-empty", isEmpty);
    });
  });
  nameCells();
  addEventListener("formset:added", nameCells);

  // The cursor starts in the first field, or in the first that has to be corrected. Not on a phone, whose keyboard
  // would cover the page, and not if the page has put it elsewhere.
  const FIELD = "input:not([type=hidden], [type=submit], [type=button], [type=file], [disabled], [readonly]), textarea, select";
  const isInSight = (field) => field.offsetParent && field.getBoundingClientRect().top < innerHeight;
  const start = () => {
    const chosen = document.querySelector("[autofocus]");
    if (chosen && document.activeElement.matches("button")) chosen.focus(); // where Django's script has put it
    if (!form || location.hash || chosen || !matchMedia("(pointer: fine)").matches) return;
    const wrong = [...form.querySelectorAll(`.errors :is(${FIELD}), .errorlist ~ * :is(${FIELD}), .errorlist ~ :is(${FIELD})`)].find((field) => field.offsetParent);
    const field = wrong ?? [...form.querySelectorAll(FIELD)].find(isInSight);
    const isElsewhere = document.activeElement !== document.body && !form.contains(document.activeElement);
    if (field && !isElsewhere) field.focus({ preventScroll: !wrong });
  };
  document.readyState === "complete" ? start() : addEventListener("load", start, { once: true });
}
