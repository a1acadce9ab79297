/* The editor's own skin "moono-lisa" in the colors of this site, light and dark: editor.css and dialog.css load the
   original and change colors only. Nothing is copied from it. */
"use strict";

CKEDITOR.skin.name = "house";
CKEDITOR.skin.ua_editor = "";
CKEDITOR.skin.ua_dialog = "";
