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

/** Elements from plain values: text is only ever set as text, so nothing in the data can become markup. */

const SVG = 'http://www.w3.org/2000/svg';
const SVG_TAGS = new Set(['svg', 'g', 'rect', 'path', 'text', 'title', 'defs', 'marker']);
const PROPERTIES = new Set(['value', 'checked', 'disabled', 'open', 'selected']);
const SEEN = Symbol('what the element was last made from');

/** Describes an element. Children that are null or false are left out; a `key` keeps an element with its datum. */
export function h(tag, props, ...children) {
  const shown = children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false);
  return { tag, props: props ?? {}, key: props?.key, children: shown };
}

/** Makes the children of an element what is described, changing as little as it can: focus and scrolling stay. */
export function show(parent, ...children) {
  const byKey = new Map();
  for (const node of parent.childNodes) {
    if (node[SEEN]?.key !== undefined) {
      byKey.set(node[SEEN].key, node);
    }
  }
  let next = parent.firstChild;
  for (const child of children) {
    let node = child.key === undefined ? next : byKey.get(child.key);
    if (!node || !fits(node, child)) {
      node = create(child);
    }
    if (node === next) {
      next = next.nextSibling;
    } else {
      parent.insertBefore(node, next);
    }
    change(node, child);
  }
  while (next) {
    const gone = next;
    next = next.nextSibling;
    gone.remove();
  }
}

function fits(node, child) {
  return child.tag === undefined
    ? node.nodeType === Node.TEXT_NODE
    : node[SEEN]?.tag === child.tag && node[SEEN].key === child.key;
}

function create(child) {
  if (child.tag === undefined) {
    return document.createTextNode('');
  }
  return SVG_TAGS.has(child.tag) ? document.createElementNS(SVG, child.tag) : document.createElement(child.tag);
}

function change(node, child) {
  if (child.tag === undefined) {
    if (node.data !== String(child)) {
      node.data = String(child);
    }
    return;
  }
  const before = node[SEEN]?.props ?? {};
  node[SEEN] = child;
  show(node, ...child.children);
  for (const name of new Set([...Object.keys(before), ...Object.keys(child.props)])) {
    if (before[name] !== child.props[name]) {
      set(node, name, child.props[name]);
    }
  }
}

function set(node, name, value) {
  if (name === 'key') {
    return;
  }
  if (name.startsWith('on') || PROPERTIES.has(name)) {
    node[name] = value ?? null;
  } else if (name === 'width-px') {
    node.style.minWidth = `${value}px`;
  } else if (value === null || value === undefined || value === false) {
    node.removeAttribute(name);
  } else {
    node.setAttribute(name, value === true ? '' : value);
  }
}

/** Keeps a page up to date with its address, and looks again when it becomes visible. */
export function follow(readAddress, refresh) {
  const go = () => {
    readAddress();
    refresh();
  };
  addEventListener('hashchange', go);
  document.addEventListener('visibilitychange', refresh);
  go();
}
