/* A button that copies the text of a field: <button hidden data-copy="id" data-done="Copied">. */
document.addEventListener("DOMContentLoaded", () => {
  "use strict";

  for (const button of document.querySelectorAll("button[data-copy]")) {
    const field = document.getElementById(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(field.value);
      } catch {
        document.execCommand("copy");  // without https there is no clipboard
      }
      button.textContent = button.dataset.done;
    });
  }
});
