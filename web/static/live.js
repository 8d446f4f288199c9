// Follows a run: EventSource reopens a lost connection with the last event's id by itself.
const panel = document.querySelector('[data-events]');
if (panel) {
  const badge = document.getElementById('live');
  const bar = panel.querySelector('progress');
  const line = panel.querySelector('[data-line]');
  let source = null;
  let seen = '';

  const say = (text) => { if (badge.textContent !== text) badge.textContent = text; };

  function show(progress) {
    if (!progress) return;
    const { stage, what, unit, done, total, rate, eta } = progress;
    if (total > 0) { bar.max = total; bar.value = done; } else { bar.removeAttribute('value'); }
    const percent = total > 0 ? `${Math.floor((100 * done) / total)} % · ` : '';
    const of = total > 0 ? `${done}/${total}` : `${done}`;
    const left = eta ? ` · ${clock(eta)} left` : '';
    line.textContent = `${stage} · ${what} · ${percent}${of} ${unit} · ${rate.toFixed(rate < 10 ? 1 : 0)}/s${left}`;
  }

  function clock(iso) {
    const [, h, m, s] = /^PT(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(iso) ?? [];
    const seconds = (h ?? 0) * 3600 + (m ?? 0) * 60 + Math.round(s ?? 0);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }

  function stop() {
    source?.close();
    source = null;
  }

  function open() {
    if (source) return;
    source = new EventSource(seen ? `${panel.dataset.events}?after=${seen}` : panel.dataset.events);
    const on = (name, act) => source.addEventListener(name, (event) => {
      seen = event.lastEventId;
      act(JSON.parse(event.data));
    });
    source.onopen = () => say('live');
    source.onerror = () => say('reconnecting');
    on('snapshot', (standing) => {
      show(standing.progress);
      if (standing.state === 'interrupted') say('interrupted');
      if (standing.state === 'running') say('live');
    });
    on('started', () => {});
    on('advanced', (event) => show(event.progress));
    on('finished', () => say('finished'));
    on('stopped', () => say('failed'));
    on('end', () => { stop(); location.reload(); });
  }

  // Browsers allow about six connections to a host: a hidden tab gives its own back.
  document.addEventListener('visibilitychange', () => (document.hidden ? stop() : open()));
  if (!document.hidden) open();
}
