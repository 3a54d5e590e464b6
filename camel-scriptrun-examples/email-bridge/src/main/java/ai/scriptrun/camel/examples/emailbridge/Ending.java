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
package ai.scriptrun.camel.examples.emailbridge;

import java.time.Duration;

/**
 * The outcome of an attempt to answer a mail.
 *
 * @param mail its Message-ID
 * @param attached names of the attachments
 * @param text the reply, or the reason why there is none
 * @param time from the start of the run to the reply
 */
record Ending(
        String mail,
        Kind kind,
        String address,
        String subject,
        String attached,
        String text,
        Duration time,
        Double cost) {

    /** The outcome. */
    enum Kind {
        ANSWERED(true),
        /** An automatic mail: replies between two programs would never end. */
        IGNORED(true),
        UNANSWERED(true),
        /** The mail is still unseen, or its run is still stored, so it is retried. */
        TRIED(false);

        private final boolean last;

        Kind(boolean last) {
            this.last = last;
        }

        /** Whether this outcome is final. */
        boolean isLast() {
            return last;
        }
    }
}
