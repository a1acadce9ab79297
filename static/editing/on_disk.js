// A second copy of what unsaved.js keeps, written to the disk at once: a browser may write localStorage a minute late, and
// when it is killed, that minute is gone. Everything is read from localStorage. Here its gaps are filled when a page opens.
"use strict";
window.onDisk = (() => {
  const STORE = "texts";  // a key of localStorage -> its value, which begins with the milliseconds of its time
  const LONGEST_WAIT = 1000;
  let database = null;

  const opened = new Promise((done) => {
    try {
      const asked = indexedDB.open("unsaved", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
      asked.onsuccess = () => { database = asked.result; done(); };
      asked.onerror = done;
    } catch { done(); }  // refused by the browser: localStorage is all there is
  });

  function change(act) {
    try {
      const writing = database.transaction(STORE, "readwrite", { durability: "strict" });
      act(writing.objectStore(STORE));
      writing.commit();  // at once, because the page may be on its way out
    } catch { /* no database */ }
  }

  const timeOf = (text) => parseInt(text, 10) || 0;
  function fill({ key, value }) {
    try {
      if (timeOf(value) > timeOf(localStorage.getItem(key))) localStorage.setItem(key, value);
    } catch { /* no room */ }
  }

  const filled = opened.then(() => new Promise((done) => {
    if (!database) return done();
    const asked = database.transaction(STORE).objectStore(STORE).openCursor();
    asked.onerror = done;
    asked.onsuccess = () => {
      if (!asked.result) return done();
      fill(asked.result);
      asked.result.continue();
    };
  }));
  const late = new Promise((done) => setTimeout(done, LONGEST_WAIT));

  return {
    ready: Promise.race([filled, late]),
    put: (key, text) => change((texts) => texts.put(text, key)),
    remove: (key) => change((texts) => texts.delete(key)),
  };
})();
