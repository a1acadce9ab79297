// Keeps the values of a failed save for this tab until they are saved, so that going back restores them even if the
// server can't show the form at that moment. The words are in data attributes of the script element.
{
  const words = document.currentScript.dataset;
  const key = `kept ${location.pathname}`;
  const NOT_TYPED = /^(csrfmiddlewaretoken|_.*)$|-(TOTAL|INITIAL|MIN_NUM|MAX_NUM)_FORMS$/;
  const TOTAL = /^(.+)-TOTAL_FORMS$/;

  const stored = (name = key) => {
    try { return JSON.parse(sessionStorage.getItem(name)); } catch { return null; }
  };
  const keep = (fields, name = key) => {
    try { sessionStorage.setItem(name, JSON.stringify(fields)); } catch { /* storage is off or full; the page keeps the values */ }
  };
  const forget = (isWanted = (name) => name === key) => {
    try { Object.keys(sessionStorage).filter(isWanted).forEach((name) => sessionStorage.removeItem(name)); } catch { /* nothing was kept */ }
  };

  // Somebody else logged in in this window: what was kept belongs to the one before.
  const OWNER = 'kept by';
  try {
    if (words.person && sessionStorage.getItem(OWNER) !== words.person) {
      forget((name) => name.startsWith('kept '));
      sessionStorage.setItem(OWNER, words.person);
    }
  } catch { /* storage is off: nothing was kept */ }

  const byName = (fields) => {
    const values = new Map();
    for (const [name, value] of fields) values.set(name, [...(values.get(name) ?? []), value]);
    return values;
  };

  // Puts the values into one element. Returns false if it can't take them, such as a list without that choice.
  const put = (element, values) => {
    if (element.type === 'checkbox' || element.type === 'radio') {
      element.checked = values.includes(element.value);
    } else if (element instanceof HTMLSelectElement) {
      for (const option of element.options) option.selected = values.includes(option.value);
      return values.every((value) => [...element.options].some((option) => option.value === value));
    } else if (element.type !== 'file') {
      element.value = values.shift() ?? '';
    }
    return true;
  };

  // Fills the form. Returns the names of values that have no place in it.
  const fill = (form, fields) => {
    const values = byName(fields);
    const missing = new Set([...values].filter(([name, list]) => !NOT_TYPED.test(name) && list.some(Boolean)).map(([name]) => name));
    for (const element of form.elements) {
      if (!element.name || NOT_TYPED.test(element.name) || element.type === 'submit') continue;
      const isChoice = element.type === 'checkbox' || element.type === 'radio' || element.multiple;
      if (!values.has(element.name) && !isChoice) continue;
      if (put(element, values.get(element.name) ?? [])) missing.delete(element.name);
      else missing.add(element.name);
    }
    return missing;
  };

  // Adds the rows that the person had added before sending the form.
  const addRows = (form, fields) => {
    for (const [name, value] of fields) {
      const prefix = TOTAL.exec(name)?.[1];
      const total = prefix && form.elements[name];
      for (let more = total ? value - total.value : 0; more > 0; more -= 1) {
        document.querySelector(`#${CSS.escape(prefix)}-group .add-row a, #${CSS.escape(prefix)}-group [data-add-row]`)?.click();
      }
    }
  };

  const formOf = (fields) => [...document.querySelectorAll('form[method=post]')].find((form) => {
    const names = new Set([...form.elements].map((element) => element.name));
    return fields.some(([name]) => !NOT_TYPED.test(name) && names.has(name));
  });

  const button = (text, act) => {
    const made = Object.assign(document.createElement('button'), { type: 'button', className: 'button', textContent: text });
    made.addEventListener('click', act);
    return made;
  };

  const sendAgain = (form, fields) => {
    const again = Object.assign(document.createElement('form'), { method: 'post', enctype: 'multipart/form-data' });
    const token = ['csrfmiddlewaretoken', form.elements.csrfmiddlewaretoken.value];
    for (const [name, value] of [...fields, token]) {
      again.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }));
    }
    document.body.append(again);
    forget();
    again.submit();
  };

  const say = (form, fields, missing) => {
    const box = Object.assign(document.createElement('div'), { className: 'conflict kept' });
    box.setAttribute('role', 'status');
    box.append(Object.assign(document.createElement('p'), { textContent: missing ? words.missing : words.restored }));
    const row = document.createElement('p');
    if (missing) row.append(button(words.again, () => sendAgain(form, fields)), ' ');
    row.append(button(words.drop, () => { forget(); location.reload(); }));
    box.append(row);
    form.before(box);
  };

  const restore = (fields) => {
    const form = formOf(fields);
    if (!form) return;
    fill(form, fields); // at once, because the editor starts with what is in its text area
    window.addEventListener('load', () => setTimeout(() => {
      addRows(form, fields);
      say(form, fields, fill(form, fields).size > 0);
    }));
  };

  // What was sent is kept until there is an answer. If the answer asks to log in, or the person has to go back to the
  // form, nothing was saved. Forms say so themselves (data-keep-sent), because others hold private notes.
  const UNANSWERED = 'kept until answered';
  const sent = stored(UNANSWERED);
  forget((name) => name === UNANSWERED);
  const isBack = ['back_forward', 'reload'].includes(performance.getEntriesByType('navigation')[0]?.type);
  const isSentFromHere = sent?.path === location.pathname && !document.querySelector('[data-unsaved]');
  if (sent && (document.querySelector('body.login') || (isBack && isSentFromHere))) keep(sent.fields, `kept ${sent.path}`);

  // A form that is sent is either saved or kept again by the error page. Logging out deletes everything kept.
  document.addEventListener('submit', ({ target, submitter }) => {
    if (target.id === 'logout-form') return forget((name) => name.startsWith('kept '));
    forget();
    if (!target.hasAttribute('data-keep-sent')) return;
    const isKept = ([name, value]) => name !== 'csrfmiddlewaretoken' && typeof value === 'string' && target.elements[name]?.type !== 'email';
    keep({ path: location.pathname, fields: [...new FormData(target, submitter)].filter(isKept) }, UNANSWERED);
  });

  const failed = document.getElementById('again');
  const fields = stored();
  if (failed) {
    keep([...new FormData(failed)].filter(([name]) => name !== 'csrfmiddlewaretoken'));
  } else if (fields && words.waiting) {
    document.querySelector('main .lead').insertAdjacentHTML('afterend', '<p></p>');
    document.querySelector('main .lead + p').textContent = words.waiting;
  } else if (fields) {
    restore(fields);
  }
}
