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

import { PHASES } from './application.js';
import { h } from './dom.js';
import { dateTime, dollars, duration } from './format.js';
import { panel, pill } from './parts.js';

/** One run's life, as far as its record tells it, and what people can decide about it. */
export function runPanel(view, state, { act, close, draw }) {
  const run = view.detail;
  const end = h('button', { type: 'button', class: 'small', onclick: close }, 'Close');
  if (run.gone) {
    return panel('Run', { actions: end }, h('p', { class: 'muted' }, run.gone));
  }
  const [word, tone, hint] = PHASES[run.phase] ?? ['Delivered', 'ok', 'A route has taken its result'];
  return panel(`Run ${run.runId ?? `without an id, record ${run.id}`}`, { actions: end },
    h('p', null, pill(word, tone), ' ', h('span', { class: 'muted' }, hint)),
    h('ol', { class: 'timeline' }, life(run).map(([at, text]) => h('li', { class: at > run.readAt ? 'future' : '' },
      h('span', { class: 'muted' }, at === null ? '' : dateTime(at)), h('span', null, text)))),
    h('dl', { class: 'facts' }, facts(run).filter(([, value]) => value).map(([name, value]) => [
      h('dt', null, name), h('dd', null, value)])),
    data(run, state),
    view.problem && h('p', { class: 'alert', role: 'alert' }, view.problem),
    decisions(run, view, state, act, draw));
}

function life(run) {
  const steps = [[run.startedAt, run.phase === 'QUEUED' ? 'Queued' : 'Started']];
  if (run.failure) {
    steps.push([null, `Its start was refused: ${run.failure.kind}${run.failure.httpStatus ? `, HTTP ${run.failure.httpStatus}` : ''}`]);
  }
  if (run.endedAt !== null && run.phase !== 'DELIVERED') {
    steps.push([run.endedAt, run.phase === 'UNCERTAIN' ? 'Found to be uncertain' : `Ended, after ${duration(run.endedAt - run.startedAt)}`]);
  }
  if (run.deliveries > 0) {
    steps.push([null, run.deliveries === 1 ? 'Delivery begun once' : `Delivery begun ${run.deliveries} times`]);
  }
  if (run.phase === 'DELIVERED') {
    steps.push([run.endedAt, 'Delivered']);
  } else if (run.dueAt > run.readAt) {
    steps.push([run.dueAt, `${run.phase === 'QUEUED' ? 'Start' : 'Delivery'} tried again in ${duration(run.dueAt - run.readAt)}`]);
  }
  return steps;
}

function facts(run) {
  return [
    ['Workflow', run.workflowId === null ? null : String(run.workflowId)],
    ['Service', run.service],
    ['Kind', run.kind],
    ['Held by', run.owner ?? 'no node'],
    ['Cost', dollars(run.cost)],
    ['Start key', run.startKey],
    ['Reason', run.failure?.message],
  ];
}

function data(run, state) {
  if (!state.showData) {
    return h('p', { class: 'muted' }, 'Inputs and headers are shown with showData=true.');
  }
  return [
    h('h3', null, 'Input'),
    h('pre', { tabindex: '0' }, run.input ?? 'none'),
    Object.keys(run.headers ?? {}).length > 0 && [
      h('h3', null, 'Headers of the starting exchange'),
      h('dl', { class: 'facts' }, Object.entries(run.headers).map(([name, value]) => [h('dt', null, name), h('dd', null, value ?? '')])),
    ],
  ];
}

function decisions(run, view, state, act, draw) {
  const waits = run.dueAt > run.readAt && run.owner === null;
  const again = waits && ['WAITING', 'FAILED', 'UNCERTAIN'].includes(run.phase);
  const uncertain = run.phase === 'UNCERTAIN' && run.owner === null;
  if (!again && !uncertain) {
    return null;
  }
  if (state.readOnly) {
    return h('p', { class: 'muted' }, 'It can be changed here with readOnly=false.');
  }
  return h('div', { class: 'buttons' },
    again && sure(view, 'deliver', 'Deliver now', () => act('deliver'), draw),
    uncertain && h('form', {
      class: 'buttons',
      onsubmit: event => {
        event.preventDefault();
        act('adopt', { runId: view.runId });
      },
    },
    h('label', { class: 'inline' }, h('span', null, 'Run id '),
      h('input', { type: 'text', required: true, value: view.runId, oninput: event => { view.runId = event.target.value; } })),
    h('button', { type: 'submit' }, 'This run is it')),
    uncertain && sure(view, 'restart', 'Start again', () => act('restart'), draw));
}

/** A second click, on the same place, says that one is sure. */
function sure(view, name, label, act, draw) {
  const asked = view.sure === name;
  return h('button', {
    type: 'button',
    class: asked ? 'main' : '',
    onclick: () => {
      if (asked) {
        act();
      } else {
        view.sure = name;
        draw();
      }
    },
  }, asked ? `${label}: sure?` : label);
}
