// Every key has a link or a button on the page too. Off inside inputs.
const root = document.documentElement;
const help = document.getElementById('key-help');
let prefix = false;

function isDark() {
  return root.dataset.theme
    ? root.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
}

function showTheme() {
  const button = document.getElementById('theme');
  if (!button) return;
  button.hidden = false;
  button.setAttribute('aria-pressed', String(isDark()));
}

function toggleTheme() {
  root.dataset.theme = isDark() ? 'light' : 'dark';
  try { localStorage.setItem('assay-theme', root.dataset.theme); } catch { /* for this page only */ }
  showTheme();
}

function toggleHelp() {
  if (help.open) help.close(); else help.showModal();
}

function move(step) {
  const rows = [...document.querySelectorAll('[data-row] .open')];
  if (rows.length === 0) return;
  const at = rows.indexOf(document.activeElement);
  const to = at < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, at + step));
  rows[to].focus();
  rows[to].scrollIntoView({ block: 'nearest' });
}

function follow(selector) {
  const link = document.querySelector(selector);
  if (link) location.href = link.href;
}

const keys = {
  '?': toggleHelp,
  t: toggleTheme,
  j: () => move(1),
  k: () => move(-1),
  '[': () => follow('a[rel~="prev"]'),
  ']': () => follow('a[rel~="next"]'),
  '/': () => document.querySelector('[data-filter]')?.focus(),
  Escape: () => follow('a[data-up]'),
};
const jumps = { e: 'experiments', c: 'compare', g: 'golden', d: 'documents', a: 'answers', s: 'synth', p: 'prompts' };

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const target = event.target;
  if (target instanceof HTMLElement && target.closest('input, select, textarea')) {
    if (event.key === 'Escape') target.blur();
    return;
  }
  if (help.open) {
    if (event.key === '?') help.close();
    return; // the dialog closes itself on Escape
  }
  if (prefix) {
    prefix = false;
    if (jumps[event.key]) follow(`a[data-jump="${jumps[event.key]}"]`);
    return;
  }
  if (event.key === 'g') {
    prefix = true;
    setTimeout(() => { prefix = false; }, 1500);
    return;
  }
  const action = keys[event.key];
  if (action) {
    event.preventDefault();
    action();
  } else if (!event.repeat) {
    document.querySelector(`[data-press="${CSS.escape(event.key)}"]`)?.click();
  }
});

document.getElementById('theme')?.addEventListener('click', toggleTheme);
document.querySelector('[data-key-help]')?.addEventListener('click', (event) => {
  event.preventDefault();
  toggleHelp();
});
for (const form of document.querySelectorAll('form[data-auto]')) {
  form.addEventListener('change', () => form.requestSubmit());
}
showTheme();
