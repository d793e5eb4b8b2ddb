// Asks the server that it came from what is new, every two seconds, and shows it. Whatever comes
// from there is put in as text, never as markup.
'use strict';
(() => {
  const EVERY = 2000;
  const SVG = 'http://www.w3.org/2000/svg';
  const LIVE = ['running', 'stalled', 'waiting'];
  const COLOURS = 7;
  const WIDEST = 560, NARROWEST = 280, HEIGHT = 280, LEFT = 52, RIGHT = 12, TOP = 24, BOTTOM = 34;
  const tags = new Map();
  const byId = id => document.getElementById(id);
  let chosen = ''; // the row that a person chose; empty follows what runs
  let drawn = ''; // the row that is drawn
  let curves = null; // what is drawn of it
  let heardAt = 0;

  const make = (name, text = '', attributes = {}) => {
    const element = document.createElement(name);
    element.textContent = text;
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    return element;
  };

  const draw = (name, attributes, text) => {
    const element = document.createElementNS(SVG, name);
    Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
    if (text) element.textContent = text;
    return element;
  };

  // Says null when nothing has changed since the last answer.
  const ask = async path => {
    const known = tags.get(path);
    const answer = await fetch(path, {headers: known ? {'If-None-Match': known} : {}, cache: 'no-store'});
    if (answer.status === 304) return null;
    if (!answer.ok) throw new Error((await answer.text()).trim());
    tags.set(path, answer.headers.get('ETag'));
    return answer.json();
  };

  const setText = (id, text) => {
    // Writing the same again would make a screen reader say it again.
    if (byId(id).textContent !== text) byId(id).textContent = text;
  };

  const nameCell = arm => {
    const cell = make('th', arm.arm, {scope: 'row'});
    cell.append(make('small', `${arm.name}, seed ${arm.seed}`));
    return cell;
  };

  const badge = (style, text) => {
    const cell = make('td', '', {'data-label': 'state'});
    cell.append(make('span', text, {class: `badge ${style}`}));
    return cell;
  };

  const stepCell = arm => {
    const cell = make('td', arm.steps ? `${arm.step} of ${arm.steps}` : '', arm.steps ? {'data-label': 'steps'} : {});
    if (arm.steps && arm.state !== 'finished') {
      const bar = make('progress', '', {max: arm.steps, 'aria-label': `steps of ${arm.phase}`});
      bar.value = arm.step;
      cell.append(bar);
    }
    return cell;
  };

  const textCell = (label, text, style = '') => {
    const cell = make('td', text, text ? {'data-label': label} : {});
    if (style) cell.className = style;
    return cell;
  };

  const liveLine = arm => {
    const line = make('tr');
    line.append(nameCell(arm), badge(arm.state, arm.state), textCell('phase', arm.phase), stepCell(arm));
    if (arm.note) {
      const note = make('td', arm.note, {colspan: 3, class: 'note'});
      line.append(note);
    } else {
      line.append(textCell('steps/s', arm.rate), textCell('time left', arm.left), textCell('loss', arm.loss));
    }
    return line;
  };

  const endedLine = arm => {
    const line = make('tr');
    line.append(nameCell(arm), badge(arm.state, arm.state), textCell('phase', arm.phase), stepCell(arm));
    line.append(textCell('result', arm.note, 'wide'));
    return line;
  };

  const resultLine = result => {
    const line = make('tr');
    const name = make('th', result.network, {scope: 'row'});
    name.append(make('small', result.where));
    const verdict = badge(result.style, result.verdict);
    verdict.setAttribute('data-label', 'verdict');
    verdict.append(make('small', result.seeds === 1 ? '1 pair of runs' : `${result.seeds} pairs of runs`));
    line.append(name, textCell('metric', result.metric), textCell('baseline', result.baseline));
    line.append(textCell('DSD', result.method), textCell('gain', result.gain), verdict);
    return line;
  };

  const showRows = state => {
    const select = byId('row');
    const keys = [...select.options].map(option => option.value).join();
    if (keys !== state.rows.map(row => row.key).join()) {
      select.replaceChildren(...state.rows.map(row => make('option', row.name, {value: row.key})));
    }
    const target = chosen || state.active;
    if (select.value !== target) select.value = target;
    const runs = state.arms.some(arm => arm.state === 'running');
    setText('follow', chosen ? 'stays on this row' : runs ? 'follows the row that runs' : 'the row that wrote last');
    byId('curves').hidden = state.rows.length === 0;
  };

  const show = state => {
    setText('folder', state.folder);
    setText('headline', state.headline);
    const live = state.arms.filter(arm => LIVE.includes(arm.state));
    const ended = state.arms.filter(arm => !LIVE.includes(arm.state));
    byId('runs').replaceChildren(...live.map(liveLine));
    byId('runs').closest('.scroll').hidden = live.length === 0;
    byId('none').hidden = byId('start').hidden = state.arms.length !== 0;
    setText('start', `dsd run resnet18 --out ${/[^\w./-]/.test(state.folder) ? `'${state.folder}'` : state.folder}`);
    byId('idle').hidden = state.arms.length === 0 || live.length !== 0;
    byId('finished').replaceChildren(...ended.map(endedLine));
    byId('ended').hidden = ended.length === 0;
    byId('ended').querySelector('summary').textContent = ended.length === 1 ? '1 run has ended' : `${ended.length} runs have ended`;
    byId('summary').replaceChildren(...state.summary.map(resultLine));
    // The table is made on the side, and comes with one of the next answers.
    const counted = state.summary.length !== 0;
    byId('results').hidden = !counted && !ended.some(arm => arm.state === 'finished');
    byId('counting').hidden = counted;
    byId('counted').hidden = !counted;
    byId('problems').hidden = state.problems.length === 0;
    byId('problems').querySelector('ul').replaceChildren(...state.problems.map(text => make('li', text)));
    document.title = `${state.headline} – DSD`;
    showRows(state);
  };

  // Round steps of 1, 2 or 5 times a power of ten, about five of them.
  const ticks = (low, high) => {
    const raw = (high - low) / 5 || 1;
    const power = 10 ** Math.floor(Math.log10(raw));
    const step = [1, 2, 5, 10].map(f => f * power).find(s => s >= raw);
    const found = [];
    // Numbered: beside very large values a step may be too small to get anywhere.
    const first = Math.ceil(low / step) * step;
    for (let i = 0; i <= 6 && first + i * step <= high + step * 1e-9; i++) found.push(first + i * step);
    return found;
  };

  const label = value => String(Number(value.toPrecision(4)));

  // Letters keep their size on a phone: the drawing gets narrower, not smaller.
  const widthOf = place => Math.max(NARROWEST, Math.min(WIDEST, byId(place).clientWidth || WIDEST));

  const plot = (place, title, lines, set, styleOf) => {
    const WIDTH = widthOf(place);
    const values = lines.flatMap(line => line.points.filter((_, i) => i % 2 === 1));
    if (values.length === 0) {
      byId(place).replaceChildren(make('p', 'no line yet'));
      return;
    }
    let low = Math.min(...values), high = Math.max(...values);
    const room = (high - low) * 0.05 || Math.abs(high) * 0.05 || 1;
    low = low >= 0 ? Math.max(0, low - room) : low - room;
    high += room;
    const x = step => LEFT + (WIDTH - LEFT - RIGHT) * step / set.steps;
    const y = value => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low);
    const svg = draw('svg', {viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'plot', role: 'img'});
    const last = lines.filter(line => line.points.length).map(line => `${line.name} ${label(line.points[line.points.length - 1])}`);
    svg.setAttribute('aria-label', `${title}; last values: ${last.join(', ')}`);
    ticks(low, high).forEach(value => {
      svg.append(draw('line', {x1: LEFT, x2: WIDTH - RIGHT, y1: y(value), y2: y(value), class: 'grid'}));
      svg.append(draw('text', {x: LEFT - 6, y: y(value) + 4, 'text-anchor': 'end'}, label(value)));
    });
    ticks(0, set.steps).forEach(step =>
      svg.append(draw('text', {x: x(step), y: HEIGHT - BOTTOM + 16, 'text-anchor': 'middle'}, label(step))));
    svg.append(draw('text', {x: WIDTH - RIGHT, y: HEIGHT - 3, 'text-anchor': 'end'}, 'steps'));
    let nameEnd = -1;
    set.borders.forEach(border => {
      if (border.start > 0) svg.append(draw('line', {x1: x(border.start), x2: x(border.start), y1: TOP, y2: HEIGHT - BOTTOM, class: 'border'}));
      const at = x(border.start) + 4;
      const end = at + border.phase.length * 7;
      if (at > nameEnd && end < WIDTH) {
        svg.append(draw('text', {x: at, y: TOP - 8}, border.phase));
        nameEnd = end;
      }
    });
    svg.append(draw('line', {x1: LEFT, x2: WIDTH - RIGHT, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM, class: 'axis'}));
    lines.forEach(line => {
      const pairs = [];
      for (let i = 0; i < line.points.length; i += 2) pairs.push(`${x(line.points[i]).toFixed(1)},${y(line.points[i + 1]).toFixed(1)}`);
      if (pairs.length > 1) svg.append(draw('polyline', {points: pairs.join(' '), class: styleOf(line.arm)}));
      const end = pairs[pairs.length - 1];
      if (end && (line.open || pairs.length === 1)) svg.append(draw('circle', {cx: end.split(',')[0], cy: end.split(',')[1], r: 3, class: styleOf(line.arm)}));
    });
    byId(place).replaceChildren(svg);
  };

  const showCurves = set => {
    const arms = [...new Set(set.lines.map(line => line.arm))];
    const styleOf = arm => {
      const index = arms.indexOf(arm);
      return `c${index % COLOURS} d${index % 4}`;
    };
    byId('key').replaceChildren(...arms.map(arm => {
      const item = make('li');
      const sample = draw('svg', {viewBox: '0 0 32 10', 'aria-hidden': 'true'});
      sample.append(draw('polyline', {points: '0,5 32,5', class: styleOf(arm)}));
      item.append(sample, arm);
      return item;
    }));
    const lines = kind => set.lines.map(line => ({arm: line.arm, name: `${line.arm} seed ${line.seed}`, open: line.open, points: line[kind]}));
    byId('open').hidden = !set.lines.some(line => line.open);
    setText('validation-title', `Validation: ${set.metric} by step`);
    plot('loss', `Training loss of ${set.name}`, lines('loss'), set, styleOf);
    plot('validation', `Validation ${set.metric} of ${set.name}`, lines('validation'), set, styleOf);
  };

  const refreshCurves = async () => {
    const key = byId('row').value;
    if (!key) return;
    const path = `/api/curves?row=${encodeURIComponent(key)}`;
    if (drawn !== key) tags.delete(path);
    const set = await ask(path);
    if (set && key === byId('row').value) {
      showCurves(set);
      drawn = key;
      curves = set;
    }
  };

  const refresh = async () => {
    try {
      const state = await ask('/api/state');
      if (state) show(state);
      await refreshCurves();
      heardAt = Date.now();
      byId('heard').className = '';
      setText('heard', 'live');
    } catch (problem) {
      byId('heard').className = 'lost';
      const since = heardAt ? ` since ${new Date(heardAt).toLocaleTimeString()}` : '';
      setText('heard', problem instanceof TypeError ? `no answer from the server${since}; asking again` : problem.message);
    }
  };

  const loop = async () => {
    // A page that nobody sees asks for nothing.
    if (!document.hidden) await refresh();
    setTimeout(loop, EVERY);
  };

  byId('row').addEventListener('change', event => {
    chosen = event.target.value;
    setText('follow', 'stays on this row');
    refresh();
  });
  addEventListener('resize', () => { if (curves) showCurves(curves); });
  document.addEventListener('visibilitychange', () => { if (!document.hidden) refresh(); });
  loop();
})();
