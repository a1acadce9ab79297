/* Footnotes and comments of a pasted page. A footnote becomes text: which source it means, only a person can say. */
(() => {
  "use strict";

  const MARK = /^[[(]?\s*(?:\d{1,3}|[a-z]|[ivxl]{1,5}|[*†‡§¶#]{1,3})\s*[\])]?$/i;
  const WORD_PROCESSOR = /^(?:_(?:ftn|edn)(?:ref)?\d+|ftnt(?:_ref)?\d+|sd(?:foot|end)note\d+(?:anc|sym))$/;
  const WEB_PAGE = /^(?:cite[_-](?:note|ref)\b.*|fn(?:ref)?[:_-]?\d+|(?:foot|end)note-?(?:ref-?)?\d+|source-\d+)$/i;
  const BACK = /^[\s^↑↩⤴\ufe0e\ufe0f]+$/;
  const COMMENT_MARKS = "a.msocomanchor, .MsoCommentReference, hr.msocomoff, a[id^=cmnt_ref]";
  const INITIALS = /^(?:\[\p{L}{0,5}\d*\]|\p{L}{0,5}\d+)?$/u; // of the person who wrote a comment, and its number

  const compact = (text) => text.replace(/[\s\u00a0]+/g, " ").trim();

  /** What stands behind "#" in the address of a link. */
  function fragmentOf(link) {
    const fragment = link.getAttribute("href").split("#")[1];
    try {
      return decodeURIComponent(fragment);
    } catch {
      return fragment;
    }
  }

  const isOnThisPage = (link, page, fragment) =>
    link.getAttribute("href").startsWith("#") || Boolean(page.getElementById(fragment) || page.getElementsByName(fragment).length);

  /** Whether a link is the mark of a footnote, or leads back from one. */
  function isMark(link, page) {
    const fragment = fragmentOf(link);
    const text = compact(link.textContent);
    if (!fragment || !(MARK.test(text) || BACK.test(text))) return false;
    const isNamedLikeOne = WORD_PROCESSOR.test(fragment) || WEB_PAGE.test(fragment);
    return isNamedLikeOne || isOnThisPage(link, page, fragment) || Boolean(link.closest("sup") || link.querySelector("sup"));
  }

  /** Marks as words. A raised number gets brackets: it must not read as an exponent, nor as one of our citations. */
  function unlinkMarks(page, dropped) {
    for (const link of [...page.querySelectorAll("a[href*='#']")].filter((one) => isMark(one, page))) {
      const text = compact(link.textContent);
      const sup = link.closest("sup");
      const needsBrackets = !/^[[(]/.test(text) && (sup || link.querySelector("sup") || WORD_PROCESSOR.test(fragmentOf(link)));
      const isBack = BACK.test(text);
      if (!isBack) dropped.push(["note", text]);
      const isFollowedByLetter = /^[\p{L}\p{N}]/u.test(link.nextSibling?.textContent || "");
      const startsLine = !sup && isFollowedByLetter && !compact(link.parentElement.textContent.split(link.textContent)[0]);
      link.replaceWith(isBack ? "" : needsBrackets ? `[${text}]${startsLine ? " " : ""}` : text);
      if (sup && /^(?:[\s,;–-]*\[[^\]]*\])+[\s,;]*$/.test(sup.textContent)) sup.replaceWith(...sup.childNodes);
    }
  }

  /** Citations of another system, or of a public page: numbers that lead nowhere here. */
  function unlinkCitations(page, isOwn, dropped) {
    for (const sup of page.querySelectorAll("sup.citation, sup.cite, sup.reference")) {
      const text = compact(sup.textContent);
      if (isOwn(sup) || !text) continue;
      dropped.push(["note", text]);
      sup.replaceWith(/^[[(]/.test(text) ? text : `[${text}]`);
    }
  }

  /** Takes out what somebody wrote beside the text. */
  function removeComments(page, styles, dropped) {
    const drop = (element) => {
      element.querySelectorAll(COMMENT_MARKS).forEach((mark) => INITIALS.test(compact(mark.textContent)) && mark.remove());
      const words = compact(element.textContent);
      if (!INITIALS.test(words)) dropped.push(["comment", words]);
      element.remove();
    };
    const elements = [...page.querySelectorAll("div")];
    elements.filter((element) => styles.of(element)["mso-element"] === "comment").forEach(drop);
    elements.filter((element) => styles.of(element)["mso-element"] === "comment-list").forEach(drop);
    for (const link of page.querySelectorAll("a[id^=cmnt]:not([id^=cmnt_ref])")) {
      const comment = link.closest("div") || link.closest("p") || link;
      link.remove();
      drop(comment);
    }
    for (const mark of page.querySelectorAll(COMMENT_MARKS)) {
      const sup = mark.closest("sup");
      drop(mark);
      if (sup && !compact(sup.textContent)) sup.remove();
    }
  }

  CKEDITOR.plugins.add("pastenotes", { unlinkMarks, unlinkCitations, removeComments });
})();
