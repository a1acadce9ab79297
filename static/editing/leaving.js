// Asks before a page with something typed in it is left, whichever way. The form's buttons save instead
// (editing/saving.py).
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const { forms, isDirty } = window.formChanges;
  if (!forms.length) return;
  let sent = null;  // the form whose sending leaves the page

  const opensElsewhere = (form, button) => !["", "_self"].includes(button?.getAttribute("formtarget") ?? form.target);
  window.addEventListener("submit", (event) => {
    if (!event.defaultPrevented && !opensElsewhere(event.target, event.submitter)) sent = event.target;
  });
  const stay = () => { sent = null; };
  window.addEventListener("pageshow", stay);
  // Whoever goes on typing is still here: the answer was a file, or there was none.
  for (const type of ["input", "keydown"]) document.addEventListener(type, stay);
  window.CKEDITOR?.on("instanceReady", ({ editor }) => editor.on("change", stay));

  const isLost = (form) => form !== sent && isDirty(form);
  window.addEventListener("beforeunload", (event) => {
    const isSentAgain = sent?.hasAttribute("data-sent-again");
    if (!isSentAgain && forms.some(isLost)) event.preventDefault();
  });
});
