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
import { dateTime, dollars, duration, shortId, time } from './format.js';
import { graph, labelOf, typeOf } from './graph.js';
import { command, pager, panel, pill, table } from './parts.js';
import { switches } from './switches.js';

/** The home in the emulator: draws workflows, starts runs and follows them as they go. */

const LIVELY_MILLIS = 250;
const QUIET_MILLIS = 1000;
const MOST_CALLS = 100;
const TONES = { 'succeed': 'ok', 'failed': 'bad', 'in progress': 'busy', 'in queue': 'busy' };

const view = { workflow: null, run: 'latest', page: 1, node: null, inputs: {}, problem: null };
let root;
let state = null;
let calls = [];
let seen = 0;
let offline = null;
let timer;

export function begin(element) {
  root = element;
  document.title = 'ScriptRun emulator';
  follow(readAddress, refresh);
}

/** `#/workflow` or `#/workflow/run`. */
function readAddress() {
  const [workflow, run] = location.hash.replace(/^#\//, '').split('/');
  const id = /^\d+$/.test(workflow) ? Number(workflow) : null;
  if (id !== view.workflow) {
    Object.assign(view, { page: 1, node: null, problem: null });
  }
  view.workflow = id;
  view.run = run ? decodeURIComponent(run) : 'latest';
}

async function refresh() {
  clearTimeout(timer);
  if (document.hidden) {
    return;
  }
  const asked = new URLSearchParams({ run: view.run, page: view.page, after: seen });
  if (view.workflow !== null) {
    asked.set('workflow', view.workflow);
  }
  try {
    state = await call('GET', `state?${asked}`);
    offline = null;
    const known = seen > state.calls.last ? [] : calls;
    calls = [...state.calls.items.filter(item => item.number > seen || known.length === 0).reverse(), ...known]
      .slice(0, MOST_CALLS);
    seen = state.calls.last;
  } catch (failure) {
    offline = failure.message;
  }
  draw();
  showCurrent();
  clearTimeout(timer);
  timer = setTimeout(refresh, state?.run && !state.run.complete ? LIVELY_MILLIS : QUIET_MILLIS);
}

function draw() {
  if (!state) {
    show(root, h('p', { class: 'alert', role: 'alert' }, offline ?? 'Loading'));
    return;
  }
  show(root,
    h('a', { class: 'skip', href: '#main', onclick: skip }, 'Skip to the workflow'),
    h('header', { class: 'top' },
      h('h1', null, 'ScriptRun emulator'),
      h('code', null, location.origin),
      offline ? h('span', { class: 'pill bad', role: 'alert' }, `not reachable: ${offline}`) : pill('live', 'ok')),
    h('div', { class: 'with-side' },
      h('nav', { class: 'side', 'aria-label': 'Workflows' },
        h('h2', null, 'Workflows'),
        h('ul', null, state.workflows.map(workflowLink))),
      h('main', { id: 'main', tabindex: '-1' }, state.workflow ? ofWorkflow(state.workflow) : noWorkflow(), callsPanel())));
}

let shown = null;

/** Where the list of workflows scrolls sideways, the one that is open is in sight. */
function showCurrent() {
  if (state?.workflow && state.workflow.id !== shown) {
    shown = state.workflow.id;
    root.querySelector('.side [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }
}

function skip(event) {
  event.preventDefault();
  document.getElementById('main').focus();
}

function workflowLink(workflow) {
  const current = workflow.id === state.workflow?.id;
  return h('li', { key: `workflow-${workflow.id}` },
    h('a', { href: `#/${workflow.id}`, 'aria-current': current ? 'page' : null },
      h('span', { class: 'name' }, workflow.title || 'Untitled'),
      h('span', { class: 'muted' }, `${workflow.id} · ${workflow.runs} ${workflow.runs === 1 ? 'run' : 'runs'}`)));
}

function noWorkflow() {
  return panel(view.workflow === null ? 'No workflow yet' : `There is no workflow ${view.workflow}`, null,
    h('p', null, 'Create one through the API, or put a JSON file into the folder that --data names.'),
    command(`curl -X POST ${quoted(`${location.origin}/api/v1/workflows/`)} ${KEY} -H "Content-Type: application/json" -d @workflow.json`));
}

function ofWorkflow(workflow) {
  const results = state.run?.nodes ?? {};
  const select = id => {
    view.node = view.node === id ? null : id;
    draw();
  };
  return [
    panel(workflow.title || 'Untitled', { class: 'wide', actions: runBadge() },
      workflow.errors.length > 0 && h('p', { class: 'alert', role: 'alert' }, workflow.errors.join('; ')),
      graph(workflow.data, results, view.node, select),
      nodeDetails(workflow, results)),
    h('div', { class: 'columns' },
      h('div', null, startPanel(workflow), switches(state, refresh)),
      h('div', null, runPanel(workflow), historyPanel(workflow))),
  ];
}

function runBadge() {
  const run = state.run;
  return run && h('span', { class: 'badge', role: 'status' },
    pill(run.status, TONES[run.status] ?? ''),
    h('span', { class: 'muted' }, `run ${shortId(run.id)}`),
    h('span', null, duration((run.finishedAt ?? state.now) - run.createdAt)),
    h('span', null, dollars(run.cost)));
}

function nodeDetails(workflow, results) {
  const node = (workflow.data.nodes ?? []).find(each => each.id === view.node);
  if (!node) {
    return null;
  }
  const { id: _id, name: _name, label: _label, version: _version, next_nodes: _next, ...parameters } = node.data ?? {};
  const result = results[node.id];
  return h('div', { class: 'details' },
    h('h3', null, `${typeOf(node)}: ${labelOf(node)}`),
    result && h('p', null, pill(result.status, TONES[result.status] ?? ''), ' ', result.error),
    result?.result && h('pre', { tabindex: '0' }, result.result.content ?? ''),
    h('h4', null, 'Parameters'),
    h('pre', { tabindex: '0' }, JSON.stringify(parameters, null, 2)));
}

const KEY = '-H "X-Api-Key: $SCRIPTRUN_API_KEY"';

/** For a POSIX shell. */
function quoted(text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

function api(path) {
  return `${location.origin}/api/v1/workflows/${path}`;
}

function startPanel(workflow) {
  const fields = workflow.inputFields;
  const given = view.inputs[workflow.id] ??= Object.fromEntries(
    fields.map(field => [field.id, field.default_value || (field.type === 'select' ? '' : field.placeholder) || '']));
  const text = given[''] ?? '{}';
  const body = fields.length === 0 ? text : JSON.stringify(Object.fromEntries(
    fields.map(field => [field.id, valueOf(field, given[field.id] ?? '')])));
  const change = id => event => {
    given[id] = event.target.value;
    draw();
  };
  return panel('Start a run', null,
    h('form', {
      onsubmit: event => {
        event.preventDefault();
        start(workflow, body);
      },
    },
    fields.length === 0
      ? field('Input: JSON or plain text', h('textarea', { rows: '4', value: text, oninput: change('') }))
      : fields.map(each => field(each.title || each.id, control(each, given[each.id] ?? '', change(each.id)), each.tooltip)),
    view.problem && h('p', { class: 'alert', role: 'alert' }, view.problem),
    h('button', { type: 'submit', class: 'main' }, 'Start')),
    curl(`curl -X POST ${quoted(api(`${workflow.id}/run/`))} ${KEY} -H "Content-Type: application/json" -d ${quoted(body)}`));
}

function field(label, input, hint) {
  return h('label', { class: 'field' }, h('span', null, label), input, hint && h('span', { class: 'muted' }, hint));
}

function control(each, value, oninput) {
  const required = Boolean(each.input_requirements);
  if (each.type === 'select') {
    const options = (each.options ?? []).map(option => String(option?.value ?? option));
    return h('select', { oninput, value, required },
      h('option', { value: '' }, ''), options.map(option => h('option', { value: option }, option)));
  }
  return h('input', { type: each.type === 'number' ? 'number' : 'text', step: 'any', value, oninput, required, placeholder: each.placeholder });
}

function valueOf(each, text) {
  return each.type === 'number' && text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

async function start(workflow, body) {
  try {
    const { id } = await call('POST', `runs?workflow=${workflow.id}`, { input: body });
    view.problem = null;
    view.page = 1;
    location.hash = `#/${workflow.id}/${id}`;
    await refresh();
  } catch (failure) {
    view.problem = failure.message;
    draw();
  }
}

function runPanel(workflow) {
  const run = state.run;
  if (!run) {
    return panel('Run', null, h('p', { class: 'muted' }, 'No run yet: start one, here or through the API.'));
  }
  const rows = (workflow.data.nodes ?? []).filter(node => run.nodes[node.id]).map(node => {
    const result = run.nodes[node.id];
    return h('tr', { key: node.id },
      h('td', null, labelOf(node)),
      h('td', null, pill(result.status, TONES[result.status] ?? '')),
      h('td', { class: 'text' }, result.error ?? result.result?.content ?? ''));
  });
  return panel('Run', { actions: pill(run.status, TONES[run.status] ?? '') },
    h('dl', { class: 'facts' },
      h('dt', null, 'Id'), h('dd', null, h('code', null, run.id)),
      h('dt', null, 'Started'), h('dd', null, dateTime(run.createdAt)),
      h('dt', null, 'Took'), h('dd', null, duration((run.finishedAt ?? state.now) - run.createdAt)),
      h('dt', null, 'Cost'), h('dd', null, dollars(run.cost) || '–'),
      h('dt', null, 'Input'), h('dd', null, h('code', null, run.input))),
    run.finishedAt && !run.complete
      && h('p', { class: 'note' }, 'Ended, but its data is not complete yet: this is the consistency window.'),
    rows.length > 0 && table('Results of the nodes', ['Node', 'Status', 'Result'], rows),
    curl(`curl ${quoted(api(`workflow_result/?id=${run.id}`))} ${KEY}`));
}

function historyPanel(workflow) {
  const { runs, page, pages, count } = state.history;
  const rows = runs.map(run => h('tr', { key: run.id, class: run.id === state.run?.id ? 'current' : '' },
    h('td', null, h('a', { href: `#/${workflow.id}/${run.id}` }, shortId(run.id))),
    h('td', null, pill(run.status, TONES[run.status] ?? '')),
    h('td', null, time(run.createdAt)),
    h('td', { class: 'right' }, duration((run.finishedAt ?? state.now) - run.createdAt)),
    h('td', { class: 'right' }, dollars(run.cost))));
  return panel(`History (${count})`, {
    actions: view.run !== 'latest' && h('a', { href: `#/${workflow.id}` }, 'Follow the newest'),
  },
  count === 0
    ? h('p', { class: 'muted' }, 'No run yet.')
    : table('Runs of this workflow', ['Run', 'Status', 'Started', 'Took', 'Cost'], rows),
  pager(page, pages, wanted => {
    view.page = wanted;
    refresh();
  }),
  curl(`curl ${quoted(api(`${workflow.id}/history/`))} ${KEY}`));
}

function callsPanel() {
  const rows = calls.map(each => h('tr', { key: `call-${each.number}` },
    h('td', null, time(each.at)),
    h('td', null, pill(each.fault ? 'cut' : String(each.status), each.fault || each.status >= 400 ? 'bad' : 'ok')),
    h('td', null, each.method),
    h('td', { class: 'text' }, h('code', null, each.url)),
    h('td', null, h('button', { type: 'button', class: 'small', onclick: event => copyCall(event, each) }, 'curl'))));
  return panel('Calls of the API', { class: 'calls' },
    rows.length === 0
      ? h('p', { class: 'muted' }, 'None yet. Each call that a client makes is shown here as it comes.')
      : table('Calls of the API, newest first', ['Time', 'Status', 'Method', 'Path', ''], rows));
}

/** The newest call is the one that people want to repeat; what was sent with it isn't kept. */
function copyCall(event, each) {
  const method = each.method === 'GET' ? '' : `-X ${each.method} `;
  navigator.clipboard?.writeText(`curl ${method}${quoted(location.origin + each.url)} ${KEY}`);
  const button = event.currentTarget;
  button.classList.add('done');
  setTimeout(() => button.classList.remove('done'), 1200);
}

function curl(text) {
  return h('details', null, h('summary', null, 'curl'), command(text));
}
