/* A preview in a tab of its own: it loads again after each save of the form, and "Back to editing" closes it. */
"use strict";
(() => {
  const { article } = document.currentScript.dataset;
  new BroadcastChannel(`preview-${article}`).addEventListener("message", () => location.reload());
  document.querySelector("[data-back]").addEventListener("click", (event) => {
    if (window.opener && !window.opener.closed) {
      event.preventDefault();
      window.close();
    }
  });
})();
