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
import { h } from './dom.js';
import { command, panel, pill } from './parts.js';

/** What can be changed about the emulator while it runs: how long runs take, and what goes wrong. */

const CALLS = [
  ['RUN', 'Start of a run'], ['RESULT', 'Result of a run'], ['HISTORY', 'History'],
  ['GET_WORKFLOW', 'Read a workflow'], ['LIST_WORKFLOWS', 'List workflows'], ['INPUT_FIELDS', 'Input fields'],
  ['CHECK_WORKFLOW', 'Check a workflow'], ['CREATE_WORKFLOW', 'Create a workflow'],
  ['UPDATE_WORKFLOW', 'Change a workflow'], ['DELETE_WORKFLOW', 'Delete a workflow'], ['GET_NODES', 'Node types'],
];
const FAULTS = [
  ['reset', 'Connection reset before the service sees it'], ['answerLost', 'Done, but the response is lost'],
  ['delay', 'Response 2 s late'], ['cutBody', 'Body cut in the middle'], ['malformedBody', 'Half a JSON text'],
  ['unauthorized', '401'], ['tooManyRequests', '429, Retry-After 2 s'], ['unavailable', '503, Retry-After 2 s'],
  ['serverError', '500'], ['badGateway', '502'], ['unknownRun', 'Run unknown (400)'], ['notFoundStatus', 'Run status "not found"'],
];
const TIMES = [
  ['queueMillis', 'In the queue'], ['runMillis', 'In progress'], ['windowMillis', 'Consistency window'],
];
const SLOW = { queueMillis: 700, runMillis: 4000, windowMillis: 1500 };
const HEADERS = '-H "X-ScriptRun-Console: 1" -H "Content-Type: application/json"';

const chosen = { endpoint: 'RESULT', fault: 'tooManyRequests', calls: 3 };
let usual = null;
let problem = null;

export function switches(state, refresh) {
  const change = async (method, path, body) => {
    try {
      await call(method, path, body);
      problem = null;
    } catch (failure) {
      problem = failure.message;
    }
    await refresh();
  };
  return panel('Slow it down, break it', { class: 'later' },
    problem && h('p', { class: 'alert', role: 'alert' }, problem),
    times(state.timing, timing => change('PUT', 'timing', timing)),
    faults(state.faults, change));
}

function times(timing, set) {
  const isSlow = Object.keys(SLOW).every(name => SLOW[name] === timing[name]);
  return h('fieldset', null,
    h('legend', null, 'Times of new runs, in ms'),
    h('label', { class: 'switch' },
      h('input', {
        type: 'checkbox',
        checked: isSlow,
        onchange: event => {
          usual = event.target.checked ? timing : usual;
          set(event.target.checked ? SLOW : usual ?? { queueMillis: 50, runMillis: 200, windowMillis: 150 });
        },
      }),
      h('span', null, 'Slow motion: watch a run go through its nodes')),
    h('div', { class: 'row' }, TIMES.map(([name, label]) => h('label', { class: 'field' },
      h('span', null, label),
      h('input', {
        type: 'number', min: '0', max: '3600000', value: String(timing[name]),
        onchange: event => event.target.reportValidity() && set({ ...timing, [name]: Number(event.target.value) }),
      })))),
    curl(`curl -X PUT '${location.origin}/console/api/timing' ${HEADERS} -d '${JSON.stringify(timing)}'`));
}

function faults(active, change) {
  const pick = name => event => {
    chosen[name] = name === 'calls' ? Number(event.target.value) : event.target.value;
  };
  return h('fieldset', null,
    h('legend', null, 'Faults'),
    active.length > 0 && h('ul', { class: 'faults' }, active.map(each => h('li', null,
      pill(each.isOver ? 'over' : 'on', each.isOver ? '' : 'bad'), ' ',
      `${name(CALLS, each.endpoint)}: ${name(FAULTS, each.fault)}, ${extent(each)}`))),
    h('div', { class: 'row' },
      select('Call', CALLS, chosen.endpoint, pick('endpoint')),
      select('Fault', FAULTS, chosen.fault, pick('fault')),
      select('When', [[1, 'the next call'], [3, 'the next 3'], [0, 'every call']], chosen.calls, pick('calls'))),
    h('div', { class: 'buttons' },
      h('button', { type: 'button', onclick: () => change('POST', 'faults', chosen) }, 'Add the fault'),
      h('button', { type: 'button', disabled: active.length === 0, onclick: () => change('DELETE', 'faults') }, 'Remove all')),
    curl(`curl -X POST '${location.origin}/console/api/faults' ${HEADERS} -d '${JSON.stringify(chosen)}'\n`
      + `curl -X DELETE '${location.origin}/console/api/faults' -H "X-ScriptRun-Console: 1"`));
}

function extent(fault) {
  return fault.times === 0 ? `every call, ${fault.seen} so far` : `${Math.min(fault.seen, fault.times)} of ${fault.times}`;
}

function name(list, value) {
  return list.find(([each]) => each === value)?.[1] ?? value;
}

function select(label, options, value, onchange) {
  return h('label', { class: 'field' }, h('span', null, label),
    h('select', { onchange, value: String(value) },
      options.map(([each, text]) => h('option', { value: String(each) }, text))));
}

function curl(text) {
  return h('details', null, h('summary', null, 'curl'), command(text));
}
