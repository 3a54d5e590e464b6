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

import ai.scriptrun.camel.store.AfterStart;
import ai.scriptrun.camel.store.NewStart;
import ai.scriptrun.camel.store.Payload;
import ai.scriptrun.camel.store.StartTerms;

/** Creates the starts of an endpoint, with its service, account and terms. */
public final class StartOrders {

    private final String service;
    private final String account;
    private final StartTerms terms;
    private final boolean lasting;

    /**
     * @param service the service's root
     * @param account fingerprint of the credential
     * @param terms   the endpoint's
     * @param lasting whether the store outlives the application
     */
    public StartOrders(String service, String account, StartTerms terms, boolean lasting) {
        this.service = service;
        this.account = account;
        this.terms = terms;
        this.lasting = lasting;
    }

    String account() {
        return account;
    }

    /** Whether a start's intent is stored before the call. */
    boolean areWritten(String startKey) {
        return startKey != null || lasting || terms.isLimited() || terms.search() || terms.then() == AfterStart.DELIVER;
    }

    NewStart of(long workflowId, String startKey, Payload payload) {
        return new NewStart(service, account, workflowId, startKey, terms, payload);
    }
}
