/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     https://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { call } from './api.js';
import { follow, h, show } from './dom.js';
import { dollars, duration, number, shortId } from './format.js';
import { panel, pill, table } from './parts.js';
import { runPanel } from './run.js';

/** The home in an application: its runs by workflow and phase, its limits, nodes and figures, and each run's life. */

const STATE_MILLIS = 2000;
const MOST_SAMPLES = 150;

export const PHASES = {
  QUEUED: ['Queued', 'busy', 'To be started as soon as the limits allow'],
  IN_FLIGHT: ['In flight', 'busy', 'Being started, or the service works on it'],
  WAITING: ['Waiting', 'busy', 'Has ended and waits for its first delivery'],
  DELIVERING: ['Delivering', 'busy', 'A route has its result'],
  FAILED: ['Failed', 'bad', 'A route has failed with it and gets it again, or its start was refused'],
  UNCERTAIN: ['Uncertain', 'bad', 'It is unknown whether its start was accepted'],
};

const view = { store: 0, phase: '', workflow: '', pages: [''], run: null, detail: null, problem: null, sure: null, runId: '' };
const samples = [];
let root;
let state = null;
let list = { runs: [] };
let offline = null;
let timer;

export function begin(element) {
  root = element;
  document.title = 'ScriptRun runs';
  follow(readAddress, refresh);
}

/** `#/store/run`. */
function readAddress() {
  const found = /^#\/(\d+)\/(\d+)$/.exec(location.hash);
  const run = found ? Number(found[2]) : null;
  if (run !== view.run) {
    Object.assign(view, { detail: null, problem: null, sure: null, runId: '' });
  }
  view.run = run;
  view.store = found ? Number(found[1]) : view.store;
}

async function refresh() {
  clearTimeout(timer);
  if (document.hidden) {
    return;
  }
  try {
    state = await call('GET', 'state');
    view.store = Math.min(view.store, Math.max(0, state.stores.length - 1));
    sample();
    if (state.stores.length > 0 && !state.stores[view.store].problem) {
      const asked = new URLSearchParams({ store: view.store, phase: view.phase, workflow: view.workflow, before: view.pages.at(-1) });
      list = await call('GET', `runs?${asked}`);
      if (view.run !== null) {
        view.detail = await call('GET', `runs/${view.run}?store=${view.store}`).catch(failure => ({ gone: failure.message }));
      }
    }
    offline = null;
  } catch (failure) {
    offline = failure.message;
  }
  draw();
  clearTimeout(timer);
  timer = setTimeout(refresh, STATE_MILLIS);
}

function total(figure) {
  return state.components.reduce((sum, component) => sum + (component.figures[figure] ?? 0), 0);
}

/** The server keeps no past, so what is drawn over time begins when the page is opened. */
function sample() {
  const last = samples.at(-1);
  if (!last || last.at !== state.now) {
    samples.push({ at: state.now, starts: total('starts'), ended: total('succeeded') + total('failed') + total('unfinished'), calls: total('calls') });
    samples.splice(0, samples.length - MOST_SAMPLES);
  }
}

function draw() {
  if (!state) {
    show(root, h('p', { class: 'alert', role: 'alert' }, offline ?? 'Loading'));
    return;
  }
  const store = state.stores[view.store];
  show(root,
    h('header', { class: 'top' },
      h('h1', null, 'ScriptRun runs'),
      offline ? h('span', { class: 'pill bad', role: 'alert' }, `not reachable: ${offline}`) : pill('live', 'ok'),
      state.readOnly ? pill('read only', '') : pill('can change runs', 'busy'),
      throttled()),
    h('main', { id: 'main', class: 'single' },
      state.stores.length > 1 && storeChoice(),
      !store && panel('No runs yet', null, h('p', null, 'No route of this application uses a run store yet.')),
      store?.problem && h('p', { class: 'alert', role: 'alert' }, store.problem),
      store && !store.problem && [
        tiles(store),
        h('div', { class: 'columns wide-left' },
          h('div', null, workflowPanel(store), limitPanel(store)),
          h('div', null, overTime(), ownerPanel(store))),
        view.run !== null && view.detail && runPanel(view, state, { act, close, draw }),
        listPanel(),
      ],
      figurePanel()));
}

function throttled() {
  return state.components.flatMap(component => Object.entries(component.throttledMillis))
    .map(([url, millis]) => pill(`${url} throttles, ${duration(millis)} left`, 'bad'));
}

function storeChoice() {
  return h('label', { class: 'field' }, h('span', null, 'Run store'),
    h('select', {
      value: String(view.store),
      onchange: event => {
        Object.assign(view, { store: Number(event.target.value), pages: [''] });
        location.hash = '';
        refresh();
      },
    }, state.stores.map((store, index) => h('option', { value: String(index) }, `${index + 1}: ${store.name}`))));
}

function sum(counts, phase) {
  return counts.filter(count => count.phase === phase).reduce((runs, count) => runs + count.runs, 0);
}

function choose(change) {
  Object.assign(view, change, { pages: [''] });
  refresh();
}

function tiles(store) {
  return h('div', { class: 'tiles' }, Object.entries(PHASES).map(([phase, [word, tone, hint]]) => {
    const runs = sum(store.counts, phase);
    return h('button', {
      type: 'button',
      key: phase,
      class: `tile ${runs > 0 ? tone : ''}`,
      title: hint,
      'aria-pressed': String(view.phase === phase),
      onclick: () => choose({ phase: view.phase === phase ? '' : phase }),
    }, h('span', { class: 'count' }, number(runs)), h('span', null, word));
  }));
}

function workflows(store) {
  return [...new Set(store.counts.map(count => count.workflowId))].sort((a, b) => a - b);
}

function workflowPanel(store) {
  const rows = workflows(store).map(id => h('tr', { key: `workflow-${id}` },
    h('td', null, id === null ? 'unknown' : h('button', {
      type: 'button', class: 'small', 'aria-pressed': String(view.workflow === String(id)),
      onclick: () => choose({ workflow: view.workflow === String(id) ? '' : String(id) }),
    }, `${id}`)),
    Object.keys(PHASES).map(phase => {
      const runs = sum(store.counts.filter(count => count.workflowId === id), phase);
      return h('td', { class: `right ${runs === 0 ? 'muted' : ''}` }, number(runs));
    })));
  return panel('By workflow', null, rows.length === 0
    ? h('p', { class: 'muted' }, 'No run is under way.')
    : table('Runs by workflow and phase', ['Workflow', ...Object.values(PHASES).map(([word]) => word)], rows));
}

function limitPanel(store) {
  const gauges = store.limits.flatMap(limit => [
    limit.maxInFlight !== undefined
      && gauge(`Workflow ${limit.workflowId}: in flight`, limit.inFlight, limit.maxInFlight, value => number(value)),
    limit.budget !== undefined
      && gauge(`Workflow ${limit.workflowId}: cost in ${duration(limit.windowMillis)}`, limit.spent, limit.budget, dollars),
  ]).filter(Boolean);
  return gauges.length > 0 && panel('Limits', null, gauges);
}

function gauge(label, value, most, text) {
  const share = Math.min(1, most > 0 ? value / most : 0);
  return h('div', { class: 'gauge', role: 'meter', 'aria-label': label, 'aria-valuemin': '0', 'aria-valuemax': String(most), 'aria-valuenow': String(value) },
    h('span', null, label), h('span', { class: 'right' }, `${text(value)} of ${text(most)}`),
    h('svg', { viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
      h('rect', { class: 'track', width: 100, height: 6 }),
      h('rect', { class: share >= 1 ? 'fill full' : 'fill', width: share * 100, height: 6 })));
}

function overTime() {
  return panel('Since this page was opened', null,
    curve('Runs started', 'starts'), curve('Runs ended', 'ended'), curve('Calls of the API', 'calls'));
}

/** What was added per minute, between one look and the next. */
function curve(label, figure) {
  const rates = samples.slice(1).map((each, index) => {
    const before = samples[index];
    return Math.max(0, (each[figure] - before[figure]) * 60000 / Math.max(1, each.at - before.at));
  });
  const most = Math.max(1, ...rates);
  const points = rates.map((rate, index) => `${index * 100 / Math.max(1, rates.length - 1)},${29 - rate * 28 / most}`);
  const whole = samples.at(-1)[figure] - samples[0][figure];
  return h('div', { class: 'curve' },
    h('span', null, label), h('span', { class: 'right' }, `${number(whole)}, now ${Math.round(rates.at(-1) ?? 0)} a minute`),
    h('svg', { viewBox: '0 0 100 30', preserveAspectRatio: 'none', role: 'img', 'aria-label': `${label} per minute` },
      h('path', { d: points.length > 1 ? `M${points.join('L')}` : 'M0,29L100,29' })));
}

function ownerPanel(store) {
  const nodes = new Map();
  for (const owner of store.owners) {
    const name = owner.owner.split('/')[0];
    const node = nodes.get(name) ?? { runs: 0, alive: false, leaseUntil: null };
    nodes.set(name, {
      runs: node.runs + owner.runs,
      alive: node.alive || owner.alive,
      leaseUntil: owner.leaseUntil === null ? null : Math.max(owner.leaseUntil, node.leaseUntil ?? 0),
    });
  }
  const rows = [...nodes].map(([name, node]) => h('tr', { key: `node-${name}` },
    h('td', { class: 'text' }, name),
    h('td', null, pill(node.alive ? 'alive' : 'gone', node.alive ? 'ok' : 'bad')),
    h('td', null, node.leaseUntil === null ? 'as long as the process' : lease(node.leaseUntil - state.now)),
    h('td', { class: 'right' }, number(node.runs))));
  return panel('Nodes', null, rows.length === 0
    ? h('p', { class: 'muted' }, 'No node has joined the run store.')
    : table('Nodes and their leases', ['Node', 'State', 'Lease', 'Runs'], rows));
}

function lease(left) {
  return left >= 0 ? `${duration(left)} left` : `ended ${duration(-left)} ago`;
}

function listPanel() {
  const phases = [['', 'all that are not delivered'], ...Object.entries(PHASES).map(([phase, [word]]) => [phase, word]), ['DELIVERED', 'Delivered']];
  const rows = list.runs.map(run => h('tr', { key: `run-${run.id}`, class: run.id === view.run ? 'current' : '' },
    h('td', null, h('a', { href: `#/${view.store}/${run.id}` }, run.runId ? shortId(run.runId) : `record ${run.id}`)),
    h('td', null, pill(PHASES[run.phase]?.[0] ?? 'Delivered', PHASES[run.phase]?.[1] ?? 'ok')),
    h('td', null, run.workflowId === null ? '' : String(run.workflowId)),
    h('td', null, run.kind),
    h('td', { class: 'right' }, duration(run.readAt - run.startedAt)),
    h('td', { class: 'right' }, String(run.deliveries)),
    h('td', { class: 'right' }, dollars(run.cost)),
    h('td', null, run.owner ? run.owner.split('/')[0] : '')));
  return panel('Runs', {
    actions: h('label', { class: 'inline' }, h('span', null, 'Show '),
      h('select', { value: view.phase, onchange: event => choose({ phase: event.target.value }) },
        phases.map(([phase, word]) => h('option', { value: phase }, word)))),
  },
  view.workflow !== '' && h('p', null, `Of workflow ${view.workflow}. `,
    h('button', { type: 'button', class: 'small', onclick: () => choose({ workflow: '' }) }, 'Show all workflows')),
  rows.length === 0
    ? h('p', { class: 'muted' }, 'There are none.')
    : table('Runs, newest first', ['Run', 'Phase', 'Workflow', 'Kind', 'Age', 'Deliveries', 'Cost', 'Node'], rows),
  (view.pages.length > 1 || list.next) && h('div', { class: 'pager' },
    h('button', { type: 'button', class: 'small', disabled: view.pages.length < 2, onclick: () => turn(view.pages.slice(0, -1)) }, 'Newer'),
    h('span', { class: 'muted' }, `page ${view.pages.length}`),
    h('button', { type: 'button', class: 'small', disabled: !list.next, onclick: () => turn([...view.pages, String(list.next)]) }, 'Older')));
}

function turn(pages) {
  view.pages = pages;
  refresh();
}

function figurePanel() {
  return state.components.map(component => panel(`Figures of ${component.name}, on this node`, null,
    h('dl', { class: 'figures' }, Object.entries(component.figures).map(([name, value]) => h('div', { key: name },
      h('dt', null, name), h('dd', null, typeof value === 'number' ? number(value) : String(value)))))));
}

async function act(action, body) {
  try {
    await call('POST', `runs/${view.run}/${action}?store=${view.store}`, body ?? {});
    Object.assign(view, { problem: null, sure: null });
  } catch (failure) {
    view.problem = failure.message;
  }
  await refresh();
}

function close() {
  location.hash = '';
}
