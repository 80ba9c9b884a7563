// Everything that comes from the server is put in place as text, never as markup.
const POLL_MS = 2000;
const byId = (id) => document.getElementById(id);
const element = (name, text, ...classes) => {
  const made = document.createElement(name);
  if (text !== undefined && text !== null) made.textContent = text;
  made.classList.add(...classes.filter(Boolean));
  return made;
};

const token = () => byId('token').value.trim();

async function ask(path, method = 'GET') {
  const headers = token() ? { Authorization: 'Bearer ' + token() } : {};
  const answer = await fetch(path, { method, headers, cache: 'no-store', signal: AbortSignal.timeout(5000) });
  const body = await answer.json();
  if (body.error) throw new Error(body.error.message);
  return body;
}

// Amounts arrive as decimal text and stay text: only the digits shown are chosen here.
function shown(decimal, digits) {
  if (decimal === null || decimal === undefined) return '–';
  const [whole, fraction = ''] = decimal.replace('-', '').split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  const small = whole === '0';
  const kept = small ? fraction.slice(0, Math.max(digits, fraction.search(/[1-9]/) + 4)) : fraction.slice(0, digits);
  const trimmed = digits === 2 && !small ? kept.padEnd(2, '0') : kept.replace(/0+$/, '');
  return (decimal.startsWith('-') ? '-' : '') + grouped + (trimmed ? '.' + trimmed : '');
}

const isZero = (decimal) => !/[1-9]/.test(decimal ?? '');
const sign = (decimal) => (isZero(decimal) ? '' : decimal.startsWith('-') ? 'bad' : 'good');
const signed = (decimal) => (sign(decimal) === 'good' ? '+' : '') + shown(decimal, 2);
const time = (iso) => (iso ? iso.slice(0, 16).replace('T', ' ') : '–');
const statusClass = (status) => ({ UP: 'good', DEGRADED: 'warn', DOWN: 'bad' })[status] ?? 'quiet';
const stateClass = (state) => ({ RUNNING: 'good', EMERGENCY: 'bad' })[state] ?? 'warn';

let problem = '';
function notice(text) {
  problem = text;
  byId('notice').textContent = text;
  byId('notice').hidden = !text;
}

function row(cells) {
  const made = document.createElement('tr');
  made.append(...cells);
  return made;
}

function emptyRow(columns, text) {
  const cell = element('td', text, 'empty');
  cell.colSpan = columns;
  return row([cell]);
}

async function command(name, symbol) {
  if (!token()) return notice('Enter the API token below first.');
  if (name === 'stop' && !confirm('Stop trading ' + symbol + '? What is held stays protected.')) return;
  try {
    await ask('/orchestrator/' + name + '?symbol=' + encodeURIComponent(symbol), 'POST');
    notice('');
  } catch (failed) {
    notice(name + ' ' + symbol + ': ' + failed.message);
  }
  refresh();
}

const COMMANDS = { RUNNING: ['pause', 'stop'], PAUSED: ['resume', 'stop'], STOPPED: ['start'], EMERGENCY: ['start'], STARTING: ['stop'] };

function stopCell(one) {
  const cell = element('td', shown(one.stop_price, 6), 'n');
  if (one.stop_at) cell.append(element('div', one.stop_at === 'exchange' ? 'at exchange' : 'local', 'reason'));
  return cell;
}

function symbolRow(one) {
  const state = element('td');
  state.append(element('span', one.state, 'badge', stateClass(one.state)));
  if (one.pause_reason) state.append(element('div', one.pause_reason, 'reason'));
  if (one.state === 'STOPPED' || one.state === 'EMERGENCY') {
    const said = one.mandate;
    if (said) state.append(element('div', 'by ' + said.actor + ' since ' + said.since + (said.reason ? ': ' + said.reason : ''), 'reason'));
  }
  const buttons = element('td', '', 'n');
  for (const name of COMMANDS[one.state] ?? []) {
    const button = element('button', name);
    button.type = 'button';
    button.addEventListener('click', () => command(name, one.symbol));
    buttons.append(button);
  }
  return row([
    element('td', one.symbol), state,
    element('td', shown(one.last_price, 6), 'n'),
    element('td', isZero(one.position.quantity) ? '–' : shown(one.position.quantity, 8), 'n'),
    element('td', shown(one.position.average_price, 6), 'n'),
    element('td', signed(one.position.unrealised_pnl ?? '0'), 'n', sign(one.position.unrealised_pnl)),
    element('td', signed(one.realised_today), 'n', sign(one.realised_today)),
    stopCell(one),
    element('td', time(one.last_cycle_at)), buttons,
  ]);
}

// A table that is being clicked in must not be rebuilt under the finger.
function replace(table, rows, key) {
  if (table.dataset.key === key) return;
  table.dataset.key = key;
  table.replaceChildren(...rows);
}

function showSymbols(answer) {
  const rows = answer.orchestrators.map(symbolRow);
  answer.silent.forEach((symbol) => rows.push(emptyRow(10, symbol + ' does not answer')));
  replace(byId('symbols'), rows.length ? rows : [emptyRow(10, 'no symbols')], JSON.stringify(answer));
}

function showFills(answer) {
  const rows = answer.fills.map((fill) => row([
    element('td', time(fill.at)), element('td', fill.symbol),
    element('td', fill.side === 'BUY' ? 'bought' : 'sold', fill.side === 'BUY' ? 'good' : 'warn'),
    element('td', shown(fill.quantity, 8), 'n'), element('td', shown(fill.price, 6), 'n'),
    element('td', shown(fill.fee, 4) + ' ' + fill.fee_currency, 'n'),
  ]));
  replace(byId('fills'), rows.length ? rows : [emptyRow(6, 'none in the last day')], JSON.stringify(answer));
}

function showPnl(pnl) {
  const unit = pnl.currency ? ' ' + pnl.currency : '';
  byId('pnl').textContent = signed(pnl.realised_pnl) + unit;
  byId('pnl').className = sign(pnl.realised_pnl);
  byId('fees').textContent = shown(pnl.fees, 2) + unit;
  byId('turnover').textContent = shown(pnl.turnover, 2) + unit;
  byId('orders').textContent = pnl.orders;
  byId('asof').textContent = 'market day ' + pnl.date + ' (UTC)';
}

function showHealth(health) {
  byId('health').textContent = health.status;
  byId('health').className = 'badge ' + statusClass(health.status);
  byId('version').textContent = health.version;
  const { orchestrators, ...parts } = health.components;
  const all = [...Object.entries(parts), ...Object.entries(orchestrators)];
  byId('components').replaceChildren(...all.map(([name, part]) => {
    const item = element('li', name.replace('_', ' ') + ' ');
    item.append(element('span', part.status, statusClass(part.status)));
    if (part.detail) item.append(element('span', ' ' + part.detail, 'quiet'));
    return item;
  }));
}

async function refresh() {
  const asked = [['/health', showHealth], ['/orchestrators', showSymbols], ['/pnl/today', showPnl], ['/fills?last=20', showFills]];
  const failures = await Promise.all(asked.map(([path, show]) => ask(path).then(show).then(() => '', (failed) => path + ': ' + failed.message)));
  const failure = failures.find(Boolean);
  if (failure) {
    notice(failure);
    if (failures.every(Boolean)) {
      byId('health').textContent = 'no answer';
      byId('health').className = 'badge bad';
    }
  } else if (problem.startsWith('/')) {
    notice('');
  }
}

async function poll() {
  if (!document.hidden) await refresh();
  setTimeout(poll, POLL_MS);
}

document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
poll();
