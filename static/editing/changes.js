// What a form holds and what of it was typed. Values are compared with what the server sent, so text that a browser
// restores counts as typed. Used by leaving.js and unsaved.js.
"use strict";
window.formChanges = (() => {
  const NOT_TYPED = ["hidden", "submit", "button", "reset", "image"];
  const CHOICES_OF_A_LIST = ["action", "_selected_action", "select_across"];
  const even = (text) => text.replace(/\r\n?/g, "\n");
  const words = (element) => (element?.textContent ?? "").replace(/\s+/g, " ").trim().replace(/[:?*]+$/, "");

  const editors = () => Object.values(window.CKEDITOR?.instances ?? {});
  const editorOf = (control) => editors().find((editor) => editor.element?.$ === control);
  const isTwoBoxes = (control) => Boolean(control.closest(".selector"));
  const chosen = (form) => [...form.querySelectorAll(".selector-chosen select")].map((box) => [...box.options].map((one) => one.value).sort().join()).join("|");

  function isChangedSelect(select) {
    const options = [...select.options];
    if (!select.multiple && !options.some((option) => option.defaultSelected)) return select.selectedIndex > 0;
    return options.some((option) => option.selected !== option.defaultSelected);
  }

  function isTypedInto(control) {
    const isField = control.matches("input, select, textarea") && !NOT_TYPED.includes(control.type);
    return isField && control.name && !control.disabled && !control.name.includes("__prefix__") && !CHOICES_OF_A_LIST.includes(control.name);
  }

  function isChangedText(area) {
    const editor = editorOf(area);
    return editor ? editor.checkDirty() : even(area.value) !== even(area.defaultValue);
  }

  function isChanged(control) {
    if (!isTypedInto(control)) return false;
    if (control instanceof HTMLSelectElement) return !isTwoBoxes(control) && isChangedSelect(control);
    if (control instanceof HTMLTextAreaElement) return isChangedText(control);
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
    if (control.type === "file") return control.files.length > 0;
    return control.value !== control.defaultValue;
  }

  const isForWriting = (form) => form.method === "post" && form.id !== "logout-form" && [...form.elements].some(isTypedInto);
  const forms = [...document.querySelectorAll("body:not(.login) form")].filter(isForWriting);
  const broughtBack = new Set(forms.filter((form) => form.querySelector("[data-unsaved]")));
  // Before an editor takes a text area over, it may hold what the browser restored.
  for (const form of forms) {
    if ([...form.querySelectorAll("textarea")].some((area) => even(area.value) !== even(area.defaultValue))) broughtBack.add(form);
  }
  const boxes = new Map();
  window.addEventListener("load", () => forms.forEach((form) => boxes.set(form, chosen(form))));

  const isDirty = (form) => broughtBack.has(form) || [...form.elements].some(isChanged)
    || (boxes.has(form) && chosen(form) !== boxes.get(form));

  // [name, text] of everything that would be sent, files and buttons aside. An editor that nobody wrote in gives the
  // text as the server sent it, not as the editor would format it.
  const values = (form) => [...new FormData(form)].filter(([, value]) => typeof value === "string").map(([name, value]) => {
    const editor = editors().find((one) => one.element?.$.name === name && one.element.$.form === form);
    return [name, editor?.checkDirty() ? editor.getData() : value];
  });

  // What people call a control: the heading of its rows, the legend of its choices, or its label.
  function nameOf(control) {
    const rows = control.closest(".inline-group");
    if (rows) return words(rows.querySelector("h2, legend"));
    const field = control.closest(".form-row");
    const isOneOfMany = control.closest("[data-rows]") || control.form.elements[control.name] instanceof RadioNodeList;
    const label = isOneOfMany ? field?.querySelector("legend, label") : control.labels?.[0];
    return words(label) || control.getAttribute("aria-label") || words(field?.querySelector("legend, label"));
  }
  const changedNames = (form) => [...new Set([...form.elements].filter(isChanged).map(nameOf).filter(Boolean))];

  return { forms, isDirty, isTypedInto, values, nameOf, changedNames, editors };
})();
