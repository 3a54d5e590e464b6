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
package ai.scriptrun.camel.emulator.page;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.RequestListener;
import com.github.tomakehurst.wiremock.http.Response;

/** The last calls of the API, without their bodies and headers. Safe for use by several threads. */
public final class RecentCalls implements RequestListener {

    private static final int MOST = 100;

    private final Deque<Recent> calls = new ArrayDeque<>();
    private long last;

    /**
     * A call.
     *
     * @param number 1 for the first
     * @param at milliseconds since the epoch
     * @param cut whether a fault cut the connection
     */
    record Recent(long number, long at, String method, String url, int status, boolean cut) {}

    @Override
    public void requestReceived(Request request, Response response) {
        if (!EmulatorPage.serves(request.getUrl())) {
            Fault fault = response.getFault();
            add(request.getMethod().getName(), request.getUrl(), response.getStatus(), fault != null);
        }
    }

    private synchronized void add(String method, String url, int status, boolean cut) {
        if (calls.size() == MOST) {
            calls.removeFirst();
        }
        calls.addLast(new Recent(++last, System.currentTimeMillis(), method, url, status, cut));
    }

    synchronized long last() {
        return last;
    }

    /** The calls that came after the one with this number, oldest first; all if there was no such call. */
    synchronized List<Recent> after(long number) {
        List<Recent> newer = new ArrayList<>(calls);
        newer.removeIf(call -> number <= last && call.number() <= number);
        return newer;
    }
}
