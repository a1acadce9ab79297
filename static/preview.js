/* A preview in a tab of its own loads again after each save of the form, and "Back to editing" closes it. Beside the form
   it keeps its place over saves, its links act on the form, and other pages open in tabs: they may not be framed. */
"use strict";
(() => {
  const { article } = document.currentScript.dataset;
  const PLACE = `preview ${article} place`;
  const back = document.querySelector("[data-back]");
  const ofForm = (selector) => window !== parent && parent.document.querySelector(selector);
  const closing = ofForm("[data-close-preview]");

  function besideTheForm() {
    history.scrollRestoration = "manual";
    const goBack = () => scrollTo(0, Number(sessionStorage.getItem(PLACE)));
    goBack();
    addEventListener("load", goBack);
    addEventListener("pagehide", () => sessionStorage.setItem(PLACE, scrollY));
    back.addEventListener("click", (event) => {
      event.preventDefault();
      sessionStorage.removeItem(PLACE);
      closing.click();
    });
    document.querySelector("[data-publish]")?.addEventListener("click", (event) => {
      event.preventDefault();
      ofForm(".bar [name=_publish]").click();
    });
    document.addEventListener("click", ({ target }) => {
      const link = target.closest?.("a[href]");
      if (link && !link.target && link.pathname !== location.pathname) link.target = "_blank";
    }, true);
  }

  function inItsOwnTab() {
    new BroadcastChannel(`preview-${article}`).addEventListener("message", () => location.reload());
    back.addEventListener("click", (event) => {
      if (window.opener && !window.opener.closed) {
        event.preventDefault();
        window.close();
      }
    });
  }

  closing ? besideTheForm() : inItsOwnTab();
})();
