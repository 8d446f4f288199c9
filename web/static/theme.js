// Before the first paint: the theme the reader chose, else the system's.
(() => {
  const root = document.documentElement;
  let chosen = null;
  try { chosen = localStorage.getItem('assay-theme'); } catch { /* storage is off: the system decides */ }
  if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
})();
