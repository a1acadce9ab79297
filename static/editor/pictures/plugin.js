/* Pasted and dropped pictures: each whose file is on the clipboard is offered to be added, with a description, before it is
   in the text. The others are named, and their files can be chosen. Nothing is fetched, and nothing is dropped silently.
   In the text a picture waits as <figure class="figure" data-pasted="number">, which is never stored. */
(() => {
  "use strict";

  const TYPES = { png: "image/png", jpeg: "image/jpeg", jpg: "image/jpeg", webp: "image/webp", avif: "image/avif", gif: "image/gif" };
  const SHOWN = new Set(Object.values(TYPES));
  const IN_PLACE = /^data:(image\/[a-z0-9.+-]{1,20})(?:;[^,;]*)*;base64,([a-z0-9+/=\s]+)$/i;
  const SHORTEST_HEX = 200;
  const ACCEPTED = "image/jpeg,image/png,image/webp,image/avif";
  let next = 1;

  const isPicture = (file) => file && /^image\//.test(file.type);
  const bytes = (binary) => Uint8Array.from(binary, (letter) => letter.charCodeAt(0));

  /** A picture that is written out in its address: data:image/png;base64,… */
  function fromAddress(src) {
    const [, type, data] = IN_PLACE.exec(src) || [];
    try {
      return data ? new File([bytes(atob(data.replace(/\s/g, "")))], `picture.${type.split("/")[1].replace(/\W.*/, "")}`, { type: type.toLowerCase() }) : null;
    } catch {
      return null;
    }
  }

  /** The pictures of a Word or LibreOffice clipboard: {\pict … \pngblip … hexadecimal digits}. */
  function fromRtf(rtf) {
    return (rtf || "").split(/\\(?=pngblip|jpegblip)/).slice(1).map((part) => {
      const hex = new RegExp(`[0-9a-f\\s]{${SHORTEST_HEX},}`, "i").exec(part);
      if (!hex) return null;
      const kind = part.startsWith("png") ? "png" : "jpeg";
      const pairs = hex[0].replace(/\s/g, "").match(/../g) || [];
      return new File([Uint8Array.from(pairs, (pair) => parseInt(pair, 16))], `picture.${kind}`, { type: TYPES[kind] });
    }).filter(Boolean);
  }

  function filesOf(dataTransfer) {
    return Array.from({ length: dataTransfer.getFilesCount() }, (_, place) => dataTransfer.getFile(place)).filter(isPicture);
  }

  /** Gives each picture of a page its file, if the clipboard has it. Files and pictures belong together only if there are
      as many: Excel adds a picture of the cells, and Word one of the whole page. */
  function giveFiles(pictures, dataTransfer) {
    for (const picture of pictures) picture.file = fromAddress(picture.src);
    const missing = pictures.filter(({ file }) => !file);
    for (const files of [filesOf(dataTransfer), fromRtf(dataTransfer.getData("text/rtf", true))]) {
      if (missing.length && files.length === missing.length) {
        missing.forEach((picture, place) => { picture.file = files[place]; });
        return;
      }
    }
  }

  const nameOf = ({ alt, src, file }) =>
    alt || (file && file.name !== "image.png" && !file.name.startsWith("picture.") && file.name) || (/^(?:data|blob):/i.test(src || "") ? "" : decoded((src || "").split(/[?#]/)[0].split(/[\\/]/).pop()));

  function decoded(text) {
    try { return decodeURIComponent(text); } catch { return text; }
  }

  const figureFor = (picture) => `<figure class="figure" data-pasted="${picture.number}"><figcaption></figcaption></figure>`;

  /** Bare <img> of a page that was read -> a figure that waits behind their block, or nothing if there is no file. */
  function place(html, pictures) {
    const page = new DOMParser().parseFromString(`<body>${html}`, "text/html");
    [...page.querySelectorAll("img")].forEach((image, at) => {
      const picture = pictures[at];
      let block = image;
      while (block.parentNode !== page.body) block = block.parentNode;
      if (picture?.file) {
        picture.number = next++;
        const template = page.createElement("template");
        template.innerHTML = figureFor(picture);
        let behind = block;
        while (behind.nextElementSibling?.matches("figure[data-pasted]")) behind = behind.nextElementSibling;
        behind.after(template.content);
      }
      let holder = image.parentNode;
      image.remove();
      while (holder !== page.body && !holder.textContent.trim() && !holder.querySelector("img, figure")) {
        const empty = holder;
        holder = holder.parentNode;
        empty.remove();
      }
    });
    return page.body.innerHTML;
  }

  /** Files alone: a screenshot, or files dropped on the text. */
  function fromFiles(dataTransfer) {
    return filesOf(dataTransfer).map((file) => ({ src: "", alt: "", file, number: next++ }));
  }

  const waiting = (editor, picture) => Object.values(editor.widgets.instances).find(
    (widget) => widget.name === "figure" && picture.number && widget.element.getAttribute("data-pasted") === String(picture.number));

  function leaveOut(editor, pictures) {
    editor.fire("lockSnapshot");
    for (const picture of pictures) {
      const widget = waiting(editor, picture);
      if (widget) editor.widgets.del(widget);
    }
    editor.fire("unlockSnapshot");
  }

  function readAsAddress(file) {
    return new Promise((done) => {
      const reader = new FileReader();
      reader.onload = () => done(reader.result);
      reader.onerror = () => done("");
      reader.readAsDataURL(file);
    });
  }

  /** The questions about one picture. `picture.state` is "open", "out" or "added". */
  function questions(editor, picture, place, count) {
    const { h, fill } = CKEDITOR.plugins.get("toolkit");
    const lang = editor.lang.pictures;
    const status = h("p", { class: "editor-warning", role: "alert", hidden: true });
    const preview = h("img", { class: "editor-preview", alt: lang.preview, hidden: true });
    const chooser = h("input", { type: "file", accept: ACCEPTED, onchange: () => take(chooser.files[0]) });
    const alt = h("textarea", { rows: "2", maxlength: "1000" }, picture.alt || "");
    const decorative = h("input", { type: "checkbox", onchange: () => { alt.disabled = decorative.checked; } });
    const caption = h("input", { type: "text", maxlength: "500" });
    const credit = h("input", { type: "text", maxlength: "200", placeholder: lang.creditExample });
    const out = h("input", { type: "checkbox", onchange: () => { picture.state = out.checked ? "out" : "open"; fields.hidden = out.checked; } });
    const fields = h("div", {},
      preview,
      !picture.file && h("label", {}, lang.chooseFile, " ", chooser),
      h("label", {}, lang.alt, " ", alt), h("p", { class: "help" }, lang.altHint),
      h("label", { class: "editor-check" }, decorative, h("span", {}, lang.decorative)),
      h("label", {}, lang.caption, " ", caption),
      h("label", {}, lang.credit, " ", credit));
    const name = nameOf(picture);
    const element = h("fieldset", { class: "editor-picture" },
      h("legend", {}, name || (count > 1 ? fill(lang.numbered, place + 1) : lang.unnamed)),
      status, fields,
      count > 1 && h("label", { class: "editor-check" }, out, h("span", {}, lang.leaveOut)));

    async function take(file) {
      picture.file = file;
      preview.hidden = !(file && SHOWN.has(file.type));
      if (!preview.hidden) preview.src = await readAsAddress(file);
    }
    if (picture.file) take(picture.file);
    picture.state = "open";

    const say = (text) => {
      status.textContent = text;
      status.hidden = !text;
    };
    const answers = () => ({ alt: alt.value, is_decorative: decorative.checked ? "on" : "", caption: caption.value, credit: credit.value, name });

    /** It was here before: its own description is used. */
    function here(result) {
      picture.result = result;
      fields.replaceChildren(h("img", { class: "editor-preview", src: result.src, alt: "" }), h("p", {}, fill(lang.here, result.title)), h("p", { class: "editor-detail" }, result.alt || lang.decorative));
      say("");
    }
    function done() {
      picture.state = "added";
      element.replaceChildren(h("legend", {}, fill(lang.added, picture.result.title)));
    }
    return { element, say, answers, here, done, focus: () => alt.focus() };
  }

  async function upload(editor, picture, answers) {
    const { value } = document.querySelector("[name=csrfmiddlewaretoken]");
    const body = new FormData();
    for (const [name, text] of Object.entries(answers)) body.append(name, text);
    body.append("original", picture.file, picture.file.name || "picture");
    const response = await fetch(editor.config.pictureAddUrl, { method: "POST", headers: { "X-CSRFToken": value }, body });
    if (!response.ok && response.status !== 403) throw new Error(response.status);
    return response.json();
  }

  /** Adds one picture; whether nothing more is to be asked about it. */
  async function add(editor, picture, asked) {
    const lang = editor.lang.pictures;
    if (picture.state !== "open") return true;
    if (!picture.result) {
      if (!picture.file) return asked.say(lang.chooseFirst);
      const answer = await upload(editor, picture, asked.answers()).catch(() => ({ sentence: editor.lang.toolkit.noAnswer }));
      if (answer.sentence) return asked.say(answer.sentence);
      if (answer.here) return asked.here(answer.here);
      picture.result = answer.result;
    }
    put(editor, picture);
    asked.done();
    return true;
  }

  /** Into the figure that waits for it, or behind the caret. */
  function put(editor, picture) {
    const { insertFigure, setPicture } = CKEDITOR.plugins.get("figure");
    CKEDITOR.plugins.get("toolkit").undoable(editor, () => {
      const widget = waiting(editor, picture) || insertFigure(editor);
      widget.element.removeAttribute("data-pasted");
      setPicture(widget, picture.result);
      picture.widget = widget;
    });
  }

  function openDialog(editor, pictures) {
    const toolkit = CKEDITOR.plugins.get("toolkit");
    const { h } = toolkit;
    const lang = editor.lang.pictures;
    const asked = pictures.map((picture, place) => questions(editor, picture, place, pictures.length));
    let isBusy = false;

    async function submit(close) {
      if (isBusy) return;
      isBusy = true;
      const undone = [];
      for (const [place, picture] of pictures.entries()) if (!(await add(editor, picture, asked[place]))) undone.push(asked[place]);
      isBusy = false;
      if (!undone.length) close();
      else undone[0].element.querySelector("textarea, input")?.focus();
    }

    toolkit.openDialog(editor, {
      title: pictures.length > 1 ? lang.titleMany : lang.title,
      content: [h("p", { class: "help" }, lang.intro), ...asked.map(({ element }) => element)],
      submit: pictures.length > 1 ? lang.addMany : lang.addOne,
      cancel: pictures.length > 1 ? lang.noneOfThem : lang.notThis,
      onSubmit: (close) => {
        submit(close);
        return false;
      },
      onClose: () => {
        const left = pictures.filter(({ state }) => state !== "added");
        leaveOut(editor, left);
        const last = pictures.filter(({ widget }) => widget).pop();
        if (last) toolkit.caretBehind(editor, last.widget);
        if (left.length) report(editor, lang.left, left, false);
      },
    });
    asked[0].focus();
  }

  /** The pictures that are not in the text, by name, in the report of the paste. */
  function report(editor, intro, pictures, canChoose) {
    const lang = editor.lang.pictures;
    const { fill } = CKEDITOR.plugins.get("toolkit");
    const encode = CKEDITOR.tools.htmlEncode;
    const items = pictures.map((picture, place) => `<li>${encode(nameOf(picture) || fill(lang.numbered, place + 1))}</li>`).join("");
    const button = canChoose ? `<button type="button" class="button editor-choose">${encode(pictures.length > 1 ? lang.chooseFiles : lang.chooseFile)}</button>` : "";
    const notice = editor.showNotification(`${encode(intro)}<ul class="editor-dropped">${items}</ul>${button}`, "warning");
    (editor.pasteNotices = editor.pasteNotices || []).push(notice);
    notice.element?.findOne(".editor-choose")?.on("click", () => {
      notice.hide();
      openDialog(editor, pictures);
    });
  }

  /** After the words are in the text. */
  async function offer(editor, pictures) {
    if (!pictures.length) return;
    const lang = editor.lang.pictures;
    const { fetchResults } = CKEDITOR.plugins.get("toolkit");
    const answer = await fetchResults(editor.config.figureSearchUrl, { key: "" }).catch(() => ({}));
    if (!answer.canAdd) {
      leaveOut(editor, pictures);
      report(editor, lang.mayNot, pictures, false);
    } else if (pictures.some(({ file }) => file)) openDialog(editor, pictures);
    else report(editor, pictures.length > 1 ? lang.missingMany : lang.missing, pictures, true);
  }

  CKEDITOR.plugins.add("pictures", {
    requires: "toolkit,figure,clipboard,notification",
    lang: "en",
    init(editor) {
      CKEDITOR.plugins.clipboard.addFileMatcher(editor, isPicture); // or CKEditor says that it can't take them
    },
    giveFiles, fromFiles, fromRtf, fromAddress, place, offer, figureFor,
  });

  CKEDITOR.plugins.setLang("pictures", "en", {
    title: "Add this picture",
    titleMany: "Add these pictures",
    intro: "It is kept under Pictures, where you can change its description and credit later.",
    preview: "The picture as it was pasted",
    unnamed: "Pasted picture",
    numbered: "Picture %1",
    alt: "Description",
    altHint: "What people who can’t see it need to know. Don’t repeat the caption.",
    decorative: "Decorative: nothing would be lost without it",
    caption: "Caption",
    credit: "Credit",
    creditExample: "Photo: Jane Doe",
    leaveOut: "Leave this picture out",
    addOne: "Add picture",
    addMany: "Add pictures",
    notThis: "Leave it out",
    noneOfThem: "Leave the rest out",
    here: "This picture is already here, as “%1”. It is shown with its own description:",
    added: "Added: %1",
    left: "These pictures were left out:",
    missing: "A picture could not be pasted, because its file isn’t on the clipboard:",
    missingMany: "Some pictures could not be pasted, because their files aren’t on the clipboard:",
    mayNot: "Your account can’t add pictures. Ask a colleague to add these under Pictures:",
    chooseFile: "Choose the file",
    chooseFiles: "Choose the files",
    chooseFirst: "Choose its file first, or leave it out.",
  });
})();
