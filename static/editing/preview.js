/* A preview beside the form closes without loading the page again, so that nothing typed is asked about.

   Where there is no room beside the form, but a wide screen, the preview opens in a tab of its own; the form is saved and
   stays. The tab is opened empty, because browsers allow that only during the click, and gets its page when the save is
   done. Without this script, or on a small screen, the preview takes the place of the form. */
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const WIDE = "(min-width: 60rem)";
  const WAITING = "preview-waits-for-save";

  const close = document.querySelector("[data-close-preview]");
  close?.addEventListener("click", (event) => {
    event.preventDefault();
    history.replaceState(history.state, "", close.href);
    document.querySelector(".with-preview").classList.remove("with-preview");
    close.closest("aside").remove();
    document.querySelector(".bar .for-wide").focus();
  });

  const button = document.querySelector("[data-preview]:not([data-preview=''])");
  if (!button) {
    return;
  }
  const address = button.dataset.preview;
  const name = `preview-${address.match(/\d+/)[0]}`;

  button.addEventListener("click", () => {
    if (matchMedia(WIDE).matches && window.open("", name)) {
      sessionStorage.setItem(WAITING, address);
      button.name = "_continue";
    }
  });

  const isSaved = !document.querySelector(".errornote, .errorlist");
  if (sessionStorage.getItem(WAITING) === address) {
    const tab = window.open(isSaved ? address : "", name);
    if (!isSaved && tab) {
      tab.close();
    }
  } else if (isSaved) {
    new BroadcastChannel(name).postMessage("saved");
  }
  sessionStorage.removeItem(WAITING);
});
