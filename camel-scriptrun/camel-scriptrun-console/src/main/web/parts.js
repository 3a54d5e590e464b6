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

/** Parts that both homes show. */

/** A section with a heading. */
export function panel(title, props, ...children) {
  const { actions, ...rest } = props ?? {};
  return h('section', { ...rest, class: `panel ${rest.class ?? ''}`, 'aria-label': title },
    h('div', { class: 'panel-head' }, h('h2', null, title), actions), children);
}

/** A coloured word; the word itself says it all, the colour only repeats it. */
export function pill(word, tone) {
  return h('span', { class: `pill ${tone}` }, word);
}

/** A command to copy. */
export function command(text) {
  return h('div', { class: 'command' },
    h('pre', { tabindex: '0', 'aria-label': 'Command' }, text),
    h('button', { type: 'button', class: 'small', onclick: event => copy(event.currentTarget, text) }, 'Copy'));
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.classList.add('done');
    setTimeout(() => button.classList.remove('done'), 1200);
  } catch {
    // Without the right to write to the clipboard: the text is selected, to be copied by hand.
    getSelection().selectAllChildren(button.previousSibling);
  }
}

/** Previous and next, with where one is. */
export function pager(page, pages, go) {
  return pages < 2 ? null : h('div', { class: 'pager' },
    h('button', { type: 'button', class: 'small', disabled: page <= 1, onclick: () => go(page - 1) }, 'Newer'),
    h('span', { class: 'muted' }, `${page} of ${pages}`),
    h('button', { type: 'button', class: 'small', disabled: page >= pages, onclick: () => go(page + 1) }, 'Older'));
}

/** A table that scrolls by itself where it is too wide. */
export function table(caption, heads, rows) {
  return h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    h('table', null,
      h('thead', null, h('tr', null, heads.map(head => h('th', { scope: 'col' }, head)))),
      h('tbody', null, rows)));
}
