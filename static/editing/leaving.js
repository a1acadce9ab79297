/* Asks before a link leaves a change form with unsaved text. The form's buttons save instead (editing/saving.py).
   Values are compared with what the server sent, so text that a browser restores counts as unsaved. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  const form = document.querySelector(".change-form form[id$='_form']");
  if (!form) return;
  const editors = () => Object.values(window.CKEDITOR?.instances || {});
  const ofEditor = (control) => editors().some((editor) => editor.element?.$ === control);
  const even = (text) => text.replace(/\r\n?/g, "\n");
  const isTwoBoxes = (control) => Boolean(control.closest(".selector"));
  const chosen = () => [...form.querySelectorAll(".selector-chosen select")].map((box) => [...box.options].map((one) => one.value).sort().join());
  const ORDINARY = ["text", "email", "url", "number", "tel", "password", "search", "date", "time"];

  function isChangedSelect(select) {
    const options = [...select.options];
    if (!select.multiple && !options.some((option) => option.defaultSelected)) return select.selectedIndex > 0;
    return options.some((option) => option.selected !== option.defaultSelected);
  }

  function isChanged(control) {
    if (!control.name || control.disabled || control.name.includes("__prefix__")) return false;
    if (control instanceof HTMLSelectElement) return !isTwoBoxes(control) && isChangedSelect(control);
    if (control instanceof HTMLTextAreaElement) return !ofEditor(control) && even(control.value) !== even(control.defaultValue);
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
    if (control.type === "file") return control.files.length > 0;
    return ORDINARY.includes(control.type) && control.value !== control.defaultValue;
  }

  const wasUnsaved = Boolean(form.querySelector("[data-unsaved]"));
  const broughtBack = [...form.querySelectorAll("textarea")].some((area) => even(area.value) !== even(area.defaultValue));
  let boxes = null;
  window.addEventListener("load", () => { boxes = chosen().join("|"); });

  function isDirty() {
    return wasUnsaved || broughtBack || [...form.elements].some(isChanged) || editors().some((editor) => editor.checkDirty())
      || (boxes !== null && chosen().join("|") !== boxes);
  }

  let isSubmitting = false;
  form.addEventListener("submit", () => { isSubmitting = true; });
  window.addEventListener("pageshow", () => { isSubmitting = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!isSubmitting && isDirty()) event.preventDefault();
  });
});
