/* A figure: <figure class="figure" data-image="key"><img src="/media/…" alt="…"><figcaption>…</figcaption></figure>.
   Without data-image (a manuscript came without its picture) it waits for one and keeps its caption.
   An empty caption is not stored: the page then shows the picture's own. */
(() => {
  "use strict";

  const parts = (element) => [element.find("img", true)[0], element.find("figcaption", true)[0]];

  /** Stored form -> editor form; htmlParser elements. */
  function upcast(lang, figure) {
    if (figure.name !== "figure" || !figure.hasClass("figure")) return false;
    const { parserElement } = CKEDITOR.plugins.get("toolkit");
    const [image, caption] = parts(figure);
    [image, caption].forEach((part) => part && part.remove());
    figure.children.slice().forEach((child) => child.remove());
    if (image) figure.add(image);
    figure.add(caption || parserElement("figcaption", {}));
    return true;
  }

  /** Editor form -> stored form. */
  function downcast(figure) {
    const { parserElement } = CKEDITOR.plugins.get("toolkit");
    const [image] = parts(figure);
    const stored = parserElement("figure", { class: "figure" });
    const key = this.element.getAttribute("data-image");
    if (key) stored.attributes["data-image"] = key;
    if (image && !image.attributes["data-preview"]) stored.add(parserElement("img", { src: image.attributes.src, alt: image.attributes.alt || "" }));
    if (this.editables.caption.getText().replace(/[\u200b\s]/g, "")) {
      const caption = parserElement("figcaption", {});
      caption.setHtml(this.editables.caption.getData().replace(/(<br \/>|&nbsp;|\s)+$/, ""));
      stored.add(caption);
    }
    return stored;
  }

  /** A picture has a description, a credit and a license: it comes from the pictures kept here or not at all. */
  const belongs = (image) =>
    image.attributes["data-cke-widget-drag-handler"] ||
    image.getAscendant((up) => up.name === "figure" && up.hasClass("figure"));

  /** Also takes the blocks that held nothing else: CKEditor cannot insert a text that came to nothing. */
  function refuseForeignPictures(editor, event) {
    if (!/<img\b/i.test(event.data.dataValue)) return;
    const text = CKEDITOR.htmlParser.fragment.fromHtml(event.data.dataValue);
    const foreign = [];
    text.forEach((element) => { if (element.name === "img" && !belongs(element)) foreign.push(element); }, CKEDITOR.NODE_ELEMENT);
    if (!foreign.length) return;
    for (let node of foreign) {
      do {
        const holder = node.parent;
        node.remove();
        node = holder;
      } while (node && node.parent && !node.children.length);
    }
    const writer = new CKEDITOR.htmlParser.basicWriter();
    text.writeHtml(writer);
    event.data.dataValue = writer.getHtml();
    editor.showNotification(editor.lang.figure.notPasted, "info", 8000);
  }

  function draw(widget) {
    const lang = widget.editor.lang.figure;
    const image = widget.element.findOne("img");
    const key = widget.element.getAttribute("data-image");
    const label = key ? `${lang.name}: ${(image && image.getAttribute("alt")) || key}` : lang.missing;
    if (image) widget.element.removeAttribute("data-label");
    else widget.element.setAttribute("data-label", label);
    widget.wrapper.setAttribute("aria-label", label);
    widget.element.findOne("figcaption").setAttribute("data-label", key ? lang.caption : lang.captionAlone);
  }

  /** A text may name a picture by its key only; then it is shown here, and not stored. */
  async function preview(widget) {
    const { editor, element } = widget;
    const key = element.getAttribute("data-image");
    if (!key || element.findOne("img")) return;
    const answer = await CKEDITOR.plugins.get("toolkit").fetchResults(editor.config.figureSearchUrl, { key }).catch(() => null);
    if (!answer || !answer.results.length || !widget.wrapper || element.findOne("img")) return;
    const wasDirty = editor.checkDirty();
    editor.fire("lockSnapshot");
    setPicture(widget, answer.results[0]);
    element.findOne("img").setAttribute("data-preview", "1");
    editor.fire("unlockSnapshot");
    if (!wasDirty) editor.resetDirty();
  }

  function setPicture(widget, result) {
    const { editor, element } = widget;
    let image = element.findOne("img");
    if (!image) {
      image = editor.document.createElement("img");
      element.append(image, true);
    }
    // data-cke-saved-src is what CKEditor writes out again.
    image.setAttributes({ src: result.src, "data-cke-saved-src": result.src, alt: result.alt || "" });
    image.removeAttribute("data-preview");
    element.setAttribute("data-image", result.key);
    draw(widget);
  }

  const insertFigure = (editor) =>
    CKEDITOR.plugins.get("toolkit").insertBlock(editor, "figure", '<figure class="figure"><figcaption></figcaption></figure>');

  function openFigure(editor, widget) {
    const toolkit = CKEDITOR.plugins.get("toolkit");
    const { h } = toolkit;
    const lang = editor.lang.figure;
    const box = toolkit.searchBox(editor, {
      url: editor.config.figureSearchUrl,
      addUrl: editor.config.figureAddUrl,
      texts: lang.search,
      atOnce: true,
      option: (result) => [
        h("img", { src: result.src, alt: "", loading: "lazy" }),
        h("span", {}, h("strong", {}, result.title), " ", h("span", { class: "editor-detail" }, result.alt || lang.decorative)),
      ],
      onChoose: (result) => {
        close();
        toolkit.undoable(editor, () => {
          const chosen = widget || insertFigure(editor);
          setPicture(chosen, result);
          if (widget) widget.focus();
          else toolkit.caretBehind(editor, chosen);
        });
      },
    });
    const close = toolkit.openDialog(editor, {
      title: widget && widget.element.getAttribute("data-image") ? lang.edit : lang.insert,
      content: [box.element],
    });
  }

  CKEDITOR.plugins.add("figure", {
    requires: "toolkit",
    lang: "en",
    insertFigure, setPicture,
    init(editor) {
      const lang = editor.lang.figure;
      editor.widgets.add("figure", {
        pathName: lang.name,
        allowedContent: "figure(!figure)[data-image,data-pasted]; img[!src,alt]; figcaption small",
        requiredContent: "figure(figure)",
        editables: {
          caption: {
            selector: "figcaption",
            pathName: lang.caption,
            allowedContent: "strong em sub small br; sup(citation)[data-source,data-locator]; a[!href]; abbr[title]; span[lang,dir]",
          },
        },
        upcast: (element) => upcast(lang, element),
        downcast,
        insert: () => openFigure(editor, null),
        init() {
          this.on("edit", () => openFigure(editor, this));
          this.on("ready", () => {
            draw(this);
            preview(this);
          });
        },
        getLabel() {
          return this.wrapper.getAttribute("aria-label") || lang.name;
        },
      });
      editor.ui.addButton("Figure", {
        label: lang.button,
        command: "figure",
        toolbar: "insert,30",
        icon: `${this.path}icons/figure.svg`,
      });
      // Enter in a caption goes on with the text.
      editor.on("key", (event) => {
        const widget = editor.widgets.widgetHoldingFocusedEditable;
        if (event.data.keyCode !== 13 || !widget || widget.name !== "figure") return;
        event.cancel();
        const toolkit = CKEDITOR.plugins.get("toolkit");
        toolkit.undoable(editor, () => toolkit.writeAfter(editor, widget));
      }, null, null, 0);
      editor.on("paste", (event) => refuseForeignPictures(editor, event), null, null, 900);
    },
    afterInit(editor) {
      editor.dataProcessor.dataFilter.addRules({ elements: { img: (image) => (belongs(image) ? image : false) } });
    },
  });

  CKEDITOR.plugins.setLang("figure", "en", {
    name: "Picture",
    button: "Picture",
    insert: "Choose a picture",
    edit: "Choose another picture",
    missing: "No picture chosen yet. Press Enter or double-click here to choose one.",
    caption: "Caption, if it differs from the picture’s own",
    captionAlone: "Caption",
    decorative: "Decorative: no description.",
    notPasted: "This picture can’t be pasted from here. Add it under Pictures, then insert it with the picture button.",
    search: {
      label: "Find a picture",
      hint: "Words of its title, description, caption or credit.",
      one: "1 picture. Enter inserts it.",
      many: "%1 pictures. Arrow keys choose, Enter inserts.",
      none: "No picture matches “%1”.",
      add: "Add a picture",
    },
  });
})();
