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
import { h, show } from './dom.js';

const page = document.getElementById('page');

/** Asks where it is, and becomes that page. */
async function start() {
  const { home } = await call('GET', 'home');
  const { begin } = await (home === 'emulator' ? import('./emulator.js') : import('./application.js'));
  page.replaceChildren();
  begin(page);
}

start().catch(failure => show(page, h('p', { class: 'alert', role: 'alert' }, `The page can't start: ${failure.message}`)));
