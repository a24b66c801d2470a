// Adds a search field and outcome buttons above long lists. The report reads the same without it.
for (const list of document.querySelectorAll('[data-filter="rows"]')) {
  const rows = [...list.querySelectorAll('.tl > .row, tbody > tr')];
  if (rows.length < 12) continue;
  const texts = rows.map((row) => row.textContent.toLowerCase());
  const outcomes = ['fail', 'unknown', 'excluded'].filter((one) => rows.some((row) => row.dataset.outcome === one));
  const tools = document.createElement('div');
  tools.className = 'tools';
  const field = document.createElement('input');
  field.type = 'search';
  field.placeholder = 'Title, item, sentence';
  field.setAttribute('aria-label', 'Search in this page');
  const count = document.createElement('span');
  count.className = 'n';
  count.setAttribute('role', 'status');
  let wanted = null;
  const show = () => {
    const words = field.value.toLowerCase();
    let shown = 0;
    rows.forEach((row, at) => {
      const fits = texts[at].includes(words) && (wanted === null || row.dataset.outcome === wanted);
      row.hidden = !fits;
      if (fits) shown += 1;
    });
    count.textContent = shown === rows.length ? '' : `${shown} of ${rows.length} rows on this page`;
  };
  const buttons = outcomes.map((outcome) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `Only ${outcome}`;
    button.setAttribute('aria-pressed', 'false');
    button.addEventListener('click', () => {
      wanted = wanted === outcome ? null : outcome;
      for (const other of buttons) other.setAttribute('aria-pressed', String(other === button && wanted !== null));
      show();
    });
    return button;
  });
  field.addEventListener('input', show);
  tools.append(field, ...buttons, count);
  list.querySelector(':scope > header, :scope > .pager')?.after(tools);
  if (!tools.isConnected) list.prepend(tools);
}
