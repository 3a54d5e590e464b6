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

import { h } from './dom.js';
import { cut } from './format.js';

/** A workflow drawn from its own positions and edges, coloured by the run that is shown. */

const WIDTH = 200;
const HEIGHT = 76;
const MARGIN = 28;
const COLUMN = 300;
const ROW = 140;
const LEGIBLE = 0.62;

/** What the API's `basic-node` is, its data tell. */
export function typeOf(node) {
  switch (node.type) {
    case 'trigger-node': return 'Trigger';
    case 'if-else-node': return 'If / else';
    case 'output-node': return 'Output';
    case 'basic-node': return node.data?.url === undefined ? 'LLM' : 'HTTP';
    default: return node.type ?? '?';
  }
}

export function labelOf(node) {
  return node.data?.label || node.data?.name || node.id || '?';
}

/**
 * @param results the run's node results by node id; empty where no run is shown
 * @param selected id of the node whose details are open
 */
export function graph(data, results, selected, select) {
  const nodes = (data.nodes ?? []).filter(node => node?.id);
  const edges = connections(data, nodes);
  const at = positions(nodes, edges, data.start_node);
  const xs = [...at.values()].map(place => place.x);
  const ys = [...at.values()].map(place => place.y);
  if (nodes.length === 0) {
    return h('p', { class: 'muted' }, 'This workflow has no nodes.');
  }
  const left = Math.min(...xs) - MARGIN;
  const top = Math.min(...ys) - MARGIN;
  const width = Math.max(...xs) + WIDTH + MARGIN - left;
  const height = Math.max(...ys) + HEIGHT + MARGIN - top;
  return h('div', { class: 'graph scroll' },
    h('svg', {
      viewBox: `${left} ${top} ${width} ${height}`,
      role: 'group',
      'aria-label': 'Graph of the workflow',
      'width-px': Math.round(width * LEGIBLE),
    },
    edges.map(edge => drawEdge(edge, at, results)),
    nodes.map(node => drawNode(node, at.get(node.id), results[node.id], node.id === selected, select))));
}

/** A workflow without edges has its order in its nodes. */
function connections(data, nodes) {
  const known = new Set(nodes.map(node => node.id));
  const edges = (data.edges ?? []).map(edge => ({ ...edge, branch: branchOf(edge.sourceHandle) }));
  const withEdges = new Set(edges.map(edge => edge.source));
  for (const node of nodes.filter(each => !withEdges.has(each.id))) {
    const { true_node: yes, false_node: no, next_nodes: next } = node.data ?? {};
    if (yes || no) {
      edges.push({ source: node.id, target: yes, branch: 'true' }, { source: node.id, target: no, branch: 'false' });
    } else {
      (Array.isArray(next) ? next : []).forEach(target => edges.push({ source: node.id, target }));
    }
  }
  return edges.filter(edge => known.has(edge.source) && known.has(edge.target));
}

function branchOf(handle) {
  return handle === 'condition-true' ? 'true' : handle === 'condition-false' ? 'false' : null;
}

/** Where all nodes have a position, theirs; else one column for each step from the start. */
function positions(nodes, edges, start) {
  const placed = nodes.every(node => Number.isFinite(node.position?.x) && Number.isFinite(node.position?.y));
  if (placed) {
    return new Map(nodes.map(node => [node.id, node.position]));
  }
  const column = new Map([[start ?? nodes[0]?.id, 0]]);
  for (let step = 0; step < nodes.length; step++) {
    edges.filter(edge => column.get(edge.source) === step && !column.has(edge.target))
      .forEach(edge => column.set(edge.target, step + 1));
  }
  const rows = new Map();
  return new Map(nodes.map(node => {
    const x = column.get(node.id) ?? 0;
    const y = rows.get(x) ?? 0;
    rows.set(x, y + 1);
    return [node.id, { x: x * COLUMN, y: y * ROW }];
  }));
}

function drawEdge(edge, at, results) {
  const from = { x: at.get(edge.source).x + WIDTH, y: at.get(edge.source).y + HEIGHT / 2 };
  const to = { x: at.get(edge.target).x, y: at.get(edge.target).y + HEIGHT / 2 };
  const bend = Math.max(40, Math.abs(to.x - from.x) / 2);
  const walked = isWalked(edge, results);
  return h('g', { class: walked ? 'edge walked' : 'edge' },
    h('path', { d: `M${from.x},${from.y}C${from.x + bend},${from.y} ${to.x - bend},${to.y} ${to.x},${to.y}` }),
    h('path', { class: 'arrow', d: `M${to.x - 9},${to.y - 6}L${to.x},${to.y}L${to.x - 9},${to.y + 6}Z` }),
    edge.branch && h('text', { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 - 6, 'text-anchor': 'middle' },
      edge.branch));
}

/** Of an if-else node, only the branch that its result names was taken. */
function isWalked(edge, results) {
  const source = results[edge.source];
  const branch = source?.result?.content;
  return source?.status === 'succeed' && results[edge.target] !== undefined
    && (!edge.branch || branch === undefined || branch === edge.branch);
}

const MARKS = { 'succeed': ['ok', '✓'], 'failed': ['bad', '✗'], 'in progress': ['busy', '…'] };

function drawNode(node, place, result, isSelected, select) {
  const [tone, mark] = MARKS[result?.status] ?? ['', ''];
  const type = typeOf(node);
  const label = labelOf(node);
  const open = () => select(node.id);
  return h('g', {
    key: node.id,
    class: `node ${tone} ${isSelected ? 'selected' : ''}`,
    transform: `translate(${place.x},${place.y})`,
    tabindex: '0',
    role: 'button',
    'aria-pressed': String(isSelected),
    'aria-label': `${type} ${label}${result ? `, ${result.status}` : ''}`,
    onclick: open,
    onkeydown: event => {
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault();
        open();
      }
    },
  },
  h('title', null, label),
  h('rect', { width: WIDTH, height: HEIGHT, rx: 10 }),
  h('text', { class: 'type', x: 16, y: 27 }, cut(type, 18)),
  h('text', { class: 'label', x: 16, y: 54 }, cut(label, 17)),
  mark && h('text', { class: 'mark', x: WIDTH - 14, y: 29, 'text-anchor': 'end' }, mark));
}
