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

/** Values as people read them. */

export function time(millis) {
  return new Date(millis).toLocaleTimeString();
}

export function dateTime(millis) {
  return new Date(millis).toLocaleString();
}

export function duration(millis) {
  const seconds = Math.max(0, millis) / 1000;
  if (seconds < 120) {
    return `${seconds.toFixed(1)} s`;
  }
  const minutes = seconds / 60;
  if (minutes < 120) {
    return `${minutes.toFixed(0)} min`;
  }
  return minutes < 2880 ? `${(minutes / 60).toFixed(1)} h` : `${(minutes / 1440).toFixed(1)} d`;
}

export function dollars(amount) {
  return amount === null || amount === undefined ? '' : `$${amount < 0.01 ? amount.toFixed(4) : amount.toFixed(2)}`;
}

export function number(value) {
  return value.toLocaleString();
}

export function shortId(id) {
  return id ? id.slice(0, 8) : '';
}

export function cut(text, length) {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
