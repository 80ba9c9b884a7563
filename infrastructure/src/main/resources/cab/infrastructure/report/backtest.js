'use strict';
(() => {
  const parsed = (id) => {
    const element = document.getElementById(id);
    return element && JSON.parse(element.textContent);
  };
  const all = parsed('series');
  const trades = parsed('trades');
  const whole = parsed('whole');

  // Words.
  const digits = (value) => {
    const s = Math.abs(value);
    return s >= 1000 ? 2 : s >= 1 ? 4 : s === 0 ? 2 : Math.min(14, 4 - Math.floor(Math.log10(s)));
  };
  const number = (value, places) => {
    const text = Math.abs(value).toFixed(places === undefined ? digits(value) : places);
    const [whole, part] = text.split('.');
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
    return (value < 0 && Number(text) !== 0 ? '\u2212' : '') + grouped + (part ? '.' + part : '');
  };
  const short = (value) => {
    const s = Math.abs(value);
    if (s >= 1e9) return number(value / 1e9, 1) + 'G';
    if (s >= 1e6) return number(value / 1e6, 1) + 'M';
    if (s >= 1e4) return number(value / 1e3, s >= 1e5 ? 0 : 1) + 'k';
    return number(value, s >= 100 ? 0 : s >= 1 ? 2 : digits(value));
  };
  const stamp = (ms) => new Date(ms).toISOString().slice(0, 16).replace('T', ' ');

  let colours = {};
  const readColours = () => {
    const style = getComputedStyle(document.documentElement);
    for (const name of ['ink', 'muted', 'line', 'grid', 'accent', 'gain', 'loss', 'hold', 'card']) {
      colours[name] = style.getPropertyValue('--' + name).trim();
    }
  };

  const axisWidth = 58, axisHeight = 20;

  // Where lines are drawn across: at round numbers, or at 1, 2 and 5 times powers of ten.
  const ticksOf = (from, to, count, logarithmic) => {
    const ticks = [];
    if (logarithmic) {
      for (let power = 10 ** Math.floor(Math.log10(from)); power <= to; power *= 10) {
        for (const digit of to / from > 1000 ? [1] : [1, 2, 5]) {
          if (digit * power >= from && digit * power <= to) ticks.push(digit * power);
        }
      }
      if (ticks.length > 1) return ticks;
      ticks.length = 0;
    }
    const raw = (to - from) / count, power = 10 ** Math.floor(Math.log10(raw));
    const nice = [1, 2, 2.5, 5, 10].find((s) => s * power >= raw) * power;
    for (let tick = Math.ceil(from / nice) * nice; tick <= to; tick += nice) {
      ticks.push(Math.abs(tick) < nice / 1e6 ? 0 : tick);
    }
    return ticks;
  };

  // A picture of time: candles where there are any, equity and drawdown; it shows one series after the other.
  const chart = (root, prefix) => {
    const canvas = (name) => document.getElementById(name);
    const panes = { price: prefix ? null : canvas('price'), equity: canvas(prefix + 'equity'),
      drawdown: canvas(prefix + 'drawdown') };
    const seenPanes = Object.values(panes).filter((pane) => pane);
    let series, size = 0, step, time, open, high, low, close, equity, hold, fall, marks = [];

    // Differences become columns.
    const decode = () => {
      size = series.t.length;
      step = series.lengthMs * series.together;
      [time, open, high, low, close, equity, hold, fall] = Array.from({ length: 8 }, () => new Float64Array(size));
      const priceUnit = 10 ** series.priceDecimals, equityUnit = 10 ** series.equityDecimals;
      for (let i = 0, at = series.start, last = 0, value = 0, held = 0; i < size; i++) {
        at += series.t[i] * series.unitMs;
        time[i] = at;
        value += series.e[i];
        equity[i] = value / equityUnit;
        fall[i] = -series.d[i] / 100;
        if (series.b) {
          held += series.b[i];
          hold[i] = held / equityUnit;
          continue;
        }
        const o = last + series.o[i], c = o + series.c[i];
        last = c;
        open[i] = o / priceUnit;
        close[i] = c / priceUnit;
        high[i] = (Math.max(o, c) + series.h[i]) / priceUnit;
        low[i] = (Math.min(o, c) - series.l[i]) / priceUnit;
        hold[i] = series.initial * close[i] / series.firstOpen;
      }
    };

    const indexAt = (ms) => {
      let from = 0, to = size - 1;
      while (from < to) {
        const middle = (from + to + 1) >> 1;
        if (time[middle] <= ms) from = middle; else to = middle - 1;
      }
      return from;
    };
    // Places of entry and exit on the axis, within their candle.
    const place = (ms) => { const i = indexAt(ms); return i + Math.min(1, (ms - time[i]) / step); };
    const markOf = (t) => ({ a: place(t[0]), b: place(t[1]), pa: t[2], pb: t[3], won: t[5] > 0 });

    // The part that is seen: from view.a to view.b, in candles.
    const view = { a: 0, b: 0 };
    const show = (a, b) => {
      const width = Math.max(Math.min(size, 12), Math.min(size, b - a));
      view.a = Math.max(0, Math.min(size - width, a));
      view.b = view.a + width;
      schedule();
    };
    const zoom = (factor, centre) => {
      const width = Math.max(Math.min(size, 12), Math.min(size, (view.b - view.a) * factor));
      const share = (centre - view.a) / (view.b - view.a);
      show(centre - share * width, centre - share * width + width);
    };

    let hover = null;
    const look = { logarithmic: false, alone: false };

    const prepare = (canvas) => {
      const ratio = window.devicePixelRatio || 1;
      const width = canvas.clientWidth, height = canvas.clientHeight;
      if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(height * ratio)) {
        canvas.width = Math.round(width * ratio);
        canvas.height = Math.round(height * ratio);
      }
      const pen = canvas.getContext('2d');
      pen.setTransform(ratio, 0, 0, ratio, 0, 0);
      pen.clearRect(0, 0, width, height);
      pen.font = '11px system-ui, sans-serif';
      return { pen, width, height, w: width - axisWidth, h: height - axisHeight,
        x: (index) => (index - view.a) / (view.b - view.a) * (width - axisWidth) };
    };

    const extremes = (lists) => {
      let lowest = Infinity, highest = -Infinity;
      const to = Math.min(size, Math.ceil(view.b));
      for (let i = Math.max(0, Math.floor(view.a)); i < to; i++) {
        for (const list of lists) {
          if (list[i] < lowest) lowest = list[i];
          if (list[i] > highest) highest = list[i];
        }
      }
      if (!(highest > lowest)) { const pad = Math.abs(highest) * 0.01 || 1; lowest -= pad; highest += pad; }
      return [lowest, highest];
    };

    const frame = (pane, lowest, highest, words, wantsLogarithm) => {
      const { pen, w, h, height } = pane;
      const logarithmic = wantsLogarithm && lowest > 0;
      const scale = logarithmic ? Math.log : (value) => value;
      const pad = (scale(highest) - scale(lowest)) * 0.06;
      const from = scale(lowest) - pad, to = scale(highest) + pad;
      pane.y = (value) => h - (scale(value) - from) / (to - from) * h;
      const count = Math.max(2, Math.floor(h / 55));
      pen.strokeStyle = colours.grid;
      pen.fillStyle = colours.muted;
      pen.lineWidth = 1;
      pen.textAlign = 'left';
      pen.textBaseline = 'middle';
      for (const tick of logarithmic ? ticksOf(Math.exp(from), Math.exp(to), count, true) : ticksOf(from, to, count)) {
        const y = Math.round(pane.y(tick)) + 0.5;
        pen.beginPath(); pen.moveTo(0, y); pen.lineTo(w, y); pen.stroke();
        pen.fillText(words(tick), w + 6, Math.max(6, Math.min(h - 6, y)));
      }
      pen.textBaseline = 'alphabetic';
      const span = (view.b - view.a) * step;
      const ticks = Math.max(2, Math.floor(w / 110));
      for (let i = 0; i < ticks; i++) {
        const index = view.a + (view.b - view.a) * (i + 0.5) / ticks;
        const text = stamp(time[Math.min(size - 1, Math.floor(index))]);
        pen.textAlign = 'center';
        pen.fillText(span > 86400000 * 300 ? text.slice(0, 7) : span > 86400000 * 4 ? text.slice(0, 10) : text.slice(5),
          w * (i + 0.5) / ticks, height - 5);
      }
      pen.save();
      pen.beginPath(); pen.rect(0, 0, w, h); pen.clip();
    };

    const line = (pane, list, colour, fillTo) => {
      const { pen } = pane;
      const from = Math.max(0, Math.floor(view.a) - 1), to = Math.min(size, Math.ceil(view.b) + 1);
      const per = Math.max(1, Math.floor((view.b - view.a) / pane.w));
      pen.beginPath();
      let first = true;
      const put = (i, value) => {
        const x = pane.x(i + 0.5), y = pane.y(value);
        if (first) pen.moveTo(x, y); else pen.lineTo(x, y);
        first = false;
      };
      for (let i = from; i < to; i += per) {
        // Of what falls into one column of the screen, lowest and highest are drawn.
        let least = i, most = i;
        for (let j = i; j < Math.min(to, i + per); j++) {
          if (list[j] < list[least]) least = j;
          if (list[j] > list[most]) most = j;
        }
        put(Math.min(least, most), list[Math.min(least, most)]);
        if (least !== most) put(Math.max(least, most), list[Math.max(least, most)]);
      }
      pen.strokeStyle = colour;
      pen.lineWidth = 1.5;
      pen.stroke();
      if (fillTo !== undefined && to > from) {
        pen.lineTo(pane.x(to - 0.5), pane.y(fillTo));
        pen.lineTo(pane.x(from + 0.5), pane.y(fillTo));
        pen.closePath();
        pen.globalAlpha = 0.18;
        pen.fillStyle = colour;
        pen.fill();
        pen.globalAlpha = 1;
      }
    };

    const candles = (pane) => {
      const { pen, w } = pane;
      const from = Math.max(0, Math.floor(view.a)), to = Math.min(size, Math.ceil(view.b));
      const per = Math.max(1, Math.ceil((view.b - view.a) / (w / 3)));
      const body = Math.max(1, w / (view.b - view.a) * per * 0.64);
      for (let i = from - from % per; i < to; i += per) {
        const end = Math.min(size, i + per);
        let top = -Infinity, bottom = Infinity;
        for (let j = i; j < end; j++) { top = Math.max(top, high[j]); bottom = Math.min(bottom, low[j]); }
        const o = open[i], c = close[end - 1];
        const colour = c >= o ? colours.gain : colours.loss;
        const x = pane.x((i + end) / 2);
        pen.strokeStyle = colour;
        pen.fillStyle = colour;
        pen.lineWidth = 1;
        pen.beginPath(); pen.moveTo(x, pane.y(top)); pen.lineTo(x, pane.y(bottom)); pen.stroke();
        const y = pane.y(Math.max(o, c));
        pen.fillRect(x - body / 2, y, body, Math.max(1, pane.y(Math.min(o, c)) - y));
      }
    };

    const markers = (pane) => {
      const { pen } = pane;
      const seen = marks.filter((m) => m.b >= view.a && m.a <= view.b);
      const many = seen.length > pane.w / 5;
      const r = many ? 2.5 : 5.5;
      for (const m of seen) {
        const xa = pane.x(m.a), xb = pane.x(m.b), ya = pane.y(m.pa), yb = pane.y(m.pb);
        if (!many) {
          pen.strokeStyle = m.won ? colours.gain : colours.loss;
          pen.setLineDash([4, 3]);
          pen.beginPath(); pen.moveTo(xa, ya); pen.lineTo(xb, yb); pen.stroke();
          pen.setLineDash([]);
        }
        pen.lineWidth = 1;
        pen.strokeStyle = colours.card;
        pen.fillStyle = colours.gain;
        pen.beginPath(); pen.moveTo(xa, ya); pen.lineTo(xa - r, ya + 2 * r); pen.lineTo(xa + r, ya + 2 * r);
        pen.closePath(); pen.fill(); pen.stroke();
        pen.fillStyle = colours.loss;
        pen.beginPath(); pen.moveTo(xb, yb); pen.lineTo(xb - r, yb - 2 * r); pen.lineTo(xb + r, yb - 2 * r);
        pen.closePath(); pen.fill(); pen.stroke();
      }
    };

    const cross = (pane) => {
      if (hover === null) return;
      const x = Math.round(pane.x(hover + 0.5)) + 0.5;
      pane.pen.strokeStyle = colours.muted;
      pane.pen.lineWidth = 1;
      pane.pen.beginPath(); pane.pen.moveTo(x, 0); pane.pen.lineTo(x, pane.h); pane.pen.stroke();
    };

    const draw = () => {
      if (size === 0) return;
      if (panes.price) {
        const price = prepare(panes.price);
        frame(price, ...extremes([low, high]), short, look.logarithmic);
        candles(price); markers(price); cross(price);
        price.pen.restore();
      }
      const worth = prepare(panes.equity);
      frame(worth, ...extremes(look.alone ? [equity] : [equity, hold]), short, look.logarithmic);
      if (!look.alone) line(worth, hold, colours.hold);
      line(worth, equity, colours.accent); cross(worth);
      worth.pen.restore();
      const depth = prepare(panes.drawdown);
      const [deepest] = extremes([fall]);
      frame(depth, Math.min(deepest, -0.1), 0, (value) => number(value, Math.abs(deepest) < 5 ? 1 : 0) + ' %');
      line(depth, fall, colours.loss, 0); cross(depth);
      depth.pen.restore();
      readout();
    };

    const readout = () => {
      const i = hover === null ? Math.min(size - 1, Math.ceil(view.b) - 1) : hover;
      const candle = panes.price ? 'open ' + number(open[i]) + ', high ' + number(high[i]) + ', low ' + number(low[i])
        + ', close ' + number(close[i]) + '; ' : '';
      document.getElementById(prefix + 'readout').textContent = stamp(time[i]) + ' UTC: ' + candle + 'equity '
        + number(equity[i], 2) + ' ' + series.quote + ', ' + (series.b ? 'equal parts held ' : 'buy and hold ')
        + number(hold[i], 2) + ', drawdown ' + number(fall[i], 2) + ' %';
    };

    let scheduled = false;
    const schedule = () => {
      if (scheduled) return;
      scheduled = true;
      requestAnimationFrame(() => { scheduled = false; draw(); });
    };

    const indexOf = (canvas, clientX) => {
      const box = canvas.getBoundingClientRect();
      return view.a + (clientX - box.left) / (box.width - axisWidth) * (view.b - view.a);
    };
    for (const canvas of seenPanes) {
      const fingers = new Map();
      canvas.addEventListener('wheel', (event) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        zoom(event.deltaY > 0 ? 1.25 : 0.8, indexOf(canvas, event.clientX));
      }, { passive: false });
      canvas.addEventListener('pointerdown', (event) => {
        fingers.set(event.pointerId, event.clientX);
        canvas.setPointerCapture(event.pointerId);
      });
      const lift = (event) => fingers.delete(event.pointerId);
      canvas.addEventListener('pointerup', lift);
      canvas.addEventListener('pointercancel', lift);
      canvas.addEventListener('pointerleave', () => { hover = null; schedule(); });
      canvas.addEventListener('pointermove', (event) => {
        const before = fingers.get(event.pointerId);
        if (before === undefined) {
          hover = Math.max(0, Math.min(size - 1, Math.floor(indexOf(canvas, event.clientX))));
          schedule();
          return;
        }
        const width = canvas.clientWidth - axisWidth;
        if (fingers.size === 1) {
          const shift = (before - event.clientX) / width * (view.b - view.a);
          show(view.a + shift, view.b + shift);
        } else {
          const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
          const was = Math.abs(before - other), is = Math.abs(event.clientX - other);
          if (was > 8 && is > 8) zoom(was / is, indexOf(canvas, (event.clientX + other) / 2));
        }
        fingers.set(event.pointerId, event.clientX);
      });
      canvas.addEventListener('dblclick', () => show(0, size));
      canvas.addEventListener('keydown', (event) => {
        const shift = (view.b - view.a) / 8, centre = (view.a + view.b) / 2;
        if (event.key === 'ArrowLeft') show(view.a - shift, view.b - shift);
        else if (event.key === 'ArrowRight') show(view.a + shift, view.b + shift);
        else if (event.key === '+') zoom(0.8, centre);
        else if (event.key === '-') zoom(1.25, centre);
        else return;
        event.preventDefault();
      });
    }
    const spans = { '1y': 365, '3m': 91, '1m': 30, '1w': 7 };
    const spanButtons = [...root.querySelectorAll('[data-span]')];
    const tooLong = (days) => days && days * 86400000 / step >= size;
    for (const button of spanButtons) {
      const days = spans[button.dataset.span];
      button.addEventListener('click', () => {
        if (!days) { show(0, size); return; }
        const width = days * 86400000 / step;
        const end = view.b - view.a >= size ? size : Math.min(size, (view.a + view.b) / 2 + width / 2);
        show(end - width, end);
      });
    }
    for (const button of root.querySelectorAll('[data-zoom]')) {
      button.addEventListener('click', () => zoom(button.dataset.zoom === 'in' ? 0.5 : 2, (view.a + view.b) / 2));
    }
    const press = () => {
      for (const button of root.querySelectorAll('[data-look]')) {
        button.setAttribute('aria-pressed', String(look[button.dataset.look]));
      }
    };
    for (const button of root.querySelectorAll('[data-look]')) {
      button.addEventListener('click', () => {
        look[button.dataset.look] = !look[button.dataset.look];
        press();
        schedule();
      });
    }
    new ResizeObserver(schedule).observe(panes.equity);

    const load = (shown, its) => {
      series = shown;
      hover = null;
      decode();
      marks = its.map(markOf);
      // A market that has grown manifold is read on a logarithmic scale.
      const [tops, bottoms] = panes.price ? [[high], [low]] : [[equity, hold], [equity, hold]];
      const highest = Math.max(...tops.map((list) => list.reduce((a, b) => Math.max(a, b), 0)));
      const lowest = Math.min(...bottoms.map((list) => list.reduce((a, b) => Math.min(a, b), Infinity)));
      look.logarithmic = highest > 8 * lowest;
      press();
      for (const button of spanButtons) button.hidden = Boolean(tooLong(spans[button.dataset.span]));
      document.getElementById(prefix + 'together').textContent = series.together > 1
        ? 'To keep this file small, each ' + (panes.price ? 'candle' : 'point') + ' drawn stands for ' + series.together
          + (panes.price ? ' candles of ' + series.timeframe : ' closes') + '.' : '';
      show(0, size);
      draw();
    };
    const jumpTo = (trade) => {
      const m = markOf(trade), room = Math.max(20, (m.b - m.a) * 1.5);
      show(m.a - room, m.b + room);
      panes.price.scrollIntoView({ block: 'center' });
    };
    return { load, jumpTo, schedule };
  };

  readColours();
  const market = chart(document.getElementById('charts'), '');
  const charts = [market];
  // Of several symbols each trade ends with the name of its own.
  const symbolColumn = 12;
  let shown = -1;
  const showSymbol = (index) => {
    if (index === shown) return;
    shown = index;
    market.load(all[index], trades.filter((t) => t[symbolColumn] === undefined || t[symbolColumn] === all[index].symbol));
  };
  const chooser = document.getElementById('symbol');
  if (chooser) chooser.addEventListener('change', () => showSymbol(Number(chooser.value)));
  showSymbol(0);
  if (whole) {
    const together = chart(document.getElementById('whole-charts'), 'whole-');
    together.load(whole, []);
    charts.push(together);
  }
  const schedule = () => charts.forEach((each) => each.schedule());

  // The list of trades.
  const table = document.getElementById('trade-table');
  const headings = [...table.querySelectorAll('th')];
  const page = 50;
  let order = trades.map((_, index) => index), first = 0, sorted = 0, rising = true;
  const cellWords = (value, column) => {
    if (column < 2) return stamp(value);
    if (column === 5 || column === 7) return number(value, Math.abs(value) < 1 && value !== 0 ? Math.min(8, digits(value)) : 2);
    if (column === 6 || column === 9 || column === 10) return number(value, 2);
    return typeof value === 'number' && column !== 8 ? String(number(value)) : String(value);
  };
  const list = () => {
    const body = table.tBodies[0];
    body.replaceChildren(...order.slice(first, first + page).map((index) => {
      const row = document.createElement('tr');
      row.className = 'jump';
      row.title = 'show in the chart';
      trades[index].forEach((value, column) => {
        const cell = document.createElement('td');
        cell.textContent = cellWords(value, column);
        if ((column === 5 || column === 6) && value !== 0) cell.className = value > 0 ? 'gain' : 'loss';
        row.append(cell);
      });
      row.addEventListener('click', () => {
        const of = trades[index][symbolColumn];
        if (of !== undefined) {
          showSymbol(all.findIndex((each) => each.symbol === of));
          chooser.value = String(shown);
        }
        market.jumpTo(trades[index]);
      });
      return row;
    }));
    headings.forEach((heading, column) => {
      if (column === sorted) heading.setAttribute('aria-sort', rising ? 'ascending' : 'descending');
      else heading.removeAttribute('aria-sort');
    });
    document.getElementById('trades-shown').textContent = trades.length === 0 ? 'no trades'
      : (first + 1) + ' to ' + Math.min(trades.length, first + page) + ' of ' + trades.length;
    document.getElementById('trades-before').disabled = first === 0;
    document.getElementById('trades-next').disabled = first + page >= trades.length;
  };
  headings.forEach((heading, column) => heading.querySelector('button').addEventListener('click', () => {
    rising = column === sorted ? !rising : column < 2 || column >= 11;
    sorted = column;
    order.sort((x, y) => {
      const a = trades[x][column], b = trades[y][column];
      return (a < b ? -1 : a > b ? 1 : x - y) * (rising ? 1 : -1);
    });
    first = 0;
    list();
  }));
  document.getElementById('trades-before').addEventListener('click', () => { first = Math.max(0, first - page); list(); });
  document.getElementById('trades-next').addEventListener('click', () => { first += page; list(); });

  // Light and dark: as the machine has it, until the button is pressed.
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  document.getElementById('theme').addEventListener('click', () => {
    const root = document.documentElement;
    const now = root.classList.contains('dark') || (dark.matches && !root.classList.contains('light'));
    root.classList.toggle('dark', !now);
    root.classList.toggle('light', now);
    readColours();
    schedule();
  });
  dark.addEventListener('change', () => { readColours(); schedule(); });

  list();
})();
