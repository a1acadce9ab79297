/* Where a pasted link really leads. */
(() => {
  "use strict";

  const SCHEMES = ["http:", "https:", "mailto:", "tel:"];

  /** Google and Outlook put an address of their own before the one that is meant. */
  function wrappedIn(url) {
    const isGoogle = /(^|\.)google\.(?:com?\.)?[a-z]{2,3}$/.test(url.hostname) && url.pathname === "/url";
    const isOutlook = url.hostname.endsWith(".safelinks.protection.outlook.com");
    return (isGoogle || isOutlook) && (url.searchParams.get("q") || url.searchParams.get("url"));
  }

  /** The address visitors can follow, or "" for a file, a script or a place in the other document. */
  function addressOf(href) {
    if (/^\/(?![/\\])/.test(href)) return href;
    let url;
    try {
      url = new URL(href);
    } catch {
      return "";
    }
    const wrapped = wrappedIn(url);
    if (wrapped) return addressOf(wrapped);
    return SCHEMES.includes(url.protocol) ? href.trim() : "";
  }

  CKEDITOR.plugins.add("pastelinks", { addressOf });
})();
