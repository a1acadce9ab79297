// Suggestions while somebody types a search, after the pattern of a combobox whose list is chosen from by hand (ARIA 1.2).
// site.js fetches this file when somebody goes to the field. Without it, the field is a plain form.
const LEAST = 2, MOST = 40, PAUSE = 150; // letters; letters; milliseconds
const make = (tag, props, attributes = {}) => {
  const node = Object.assign(document.createElement(tag), props);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
};

export function suggest(box) {
  const input = box.querySelector('input'), { suggest: address, words: title } = box.dataset, known = new Map();
  const list = make('ul', { id: `${input.id}-list`, className: 'suggested', hidden: true }, { role: 'listbox', 'aria-label': title });
  const said = make('span', { className: 'vh' }, { role: 'status' });
  let timer, asking, active = -1;
  box.append(list, said);
  for (const [name, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) {
    input.setAttribute(name, value);
  }

  const stop = () => { clearTimeout(timer); asking?.abort(); };
  const mark = number => {
    active = number;
    [...list.children].forEach((option, n) => option.setAttribute('aria-selected', String(n === active)));
    const option = list.children[active];
    if (!option) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  };
  const show = isOpen => {
    list.hidden = !isOpen;
    input.setAttribute('aria-expanded', String(isOpen));
    mark(-1);
  };
  const close = () => { stop(); show(false); said.textContent = ''; };
  const fill = found => {
    list.replaceChildren(...found.map((one, n) => {
      const option = make('li', { id: `${list.id}-${n}` }, { role: 'option', 'data-url': one.url });
      option.append(make('span', { textContent: one.words }, one.language ? { lang: one.language } : {}));
      if (one.kind) option.append(' ', make('small', { textContent: one.kind }));
      return option;
    }));
    show(found.length > 0);
    said.textContent = found.length ? `${title}: ${found.length}` : '';
  };
  const ask = async typed => {
    asking = new AbortController();
    const { signal } = asking;
    try {
      if (!known.has(typed)) {
        const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { signal, referrerPolicy: 'no-referrer' });
        if (!answer.ok) return;
        known.set(typed, (await answer.json()).suggestions);
      }
      if (!signal.aborted) fill(known.get(typed));
    } catch { /* Without an answer there is no list. */ }
  };

  input.addEventListener('input', () => {
    stop();
    const typed = input.value.trim().replace(/\s+/g, ' ').toLowerCase();
    if (typed.length < LEAST || typed.length > MOST) return close();
    timer = setTimeout(ask, PAUSE, typed);
  });
  input.addEventListener('keydown', event => {
    const number = list.children.length;
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Escape' && !list.hidden) { event.preventDefault(); close(); }
    if (event.key === 'Enter' && !list.hidden && active >= 0) { event.preventDefault(); location.assign(list.children[active].dataset.url); }
    if (!number || !['ArrowDown', 'ArrowUp'].includes(event.key)) return;
    event.preventDefault();
    if (list.hidden) show(true);
    const step = event.key === 'ArrowDown' ? 1 : -1;
    mark((active + 1 + step + number + 1) % (number + 1) - 1); // one place more than options: the field itself
  });
  input.addEventListener('blur', close);
  list.addEventListener('pointerdown', event => event.preventDefault()); // the field keeps the focus
  list.addEventListener('click', event => {
    const option = event.target.closest('[data-url]');
    if (option) location.assign(option.dataset.url);
  });
  if (input.value !== input.defaultValue) input.dispatchEvent(new Event('input')); // typed before this file had come
}
