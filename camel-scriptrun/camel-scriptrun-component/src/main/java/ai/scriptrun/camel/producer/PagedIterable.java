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
package ai.scriptrun.camel.producer;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

import ai.scriptrun.camel.client.ApiResult;
import ai.scriptrun.camel.client.Calls;
import ai.scriptrun.camel.client.Page;
import ai.scriptrun.camel.exception.NotFoundException;

/**
 * All entries of a list of pages, one page in memory at a time: the next page is fetched lazily, on the thread
 * that iterates. Every iterator starts from the first page; the first iterator uses the page that was already read.
 */
final class PagedIterable<T> implements Iterable<T> {

    private final IntFunction<CompletableFuture<ApiResult<Page<T>>>> pages;
    private Page<T> first;

    /**
     * @param first the first page
     * @param pages fetches a page by its number
     */
    PagedIterable(Page<T> first, IntFunction<CompletableFuture<ApiResult<Page<T>>>> pages) {
        this.first = first;
        this.pages = pages;
    }

    @Override
    public Iterator<T> iterator() {
        Page<T> start = first == null ? fetch(1) : first;
        // Keeping the first page would keep its entries in memory, and they become stale.
        first = null;
        return new PageIterator(start);
    }

    private Page<T> fetch(int number) {
        return Calls.await(pages.apply(number)).value();
    }

    @Override
    public String toString() {
        return "the entries of all pages, fetched as they are read";
    }

    private final class PageIterator implements Iterator<T> {

        private Iterator<T> items;
        private Integer nextPage;

        PageIterator(Page<T> start) {
            turnTo(start);
        }

        @Override
        public boolean hasNext() {
            while (!items.hasNext() && nextPage != null) {
                turnToNext();
            }
            return items.hasNext();
        }

        private void turnToNext() {
            try {
                turnTo(fetch(nextPage));
            } catch (NotFoundException e) {
                // The list has become shorter since the previous page named this one as the next.
                nextPage = null;
            }
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return items.next();
        }

        private void turnTo(Page<T> page) {
            items = page.items().iterator();
            nextPage = page.nextPage();
        }
    }
}
