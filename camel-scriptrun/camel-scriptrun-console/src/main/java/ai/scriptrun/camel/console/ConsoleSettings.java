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
package ai.scriptrun.camel.console;

/**
 * What the console may show and do.
 *
 * @param readOnly    whether nothing can be changed
 * @param showData    whether inputs, headers and start keys of runs are shown
 * @param allowRemote whether it may be reached from other machines
 */
public record ConsoleSettings(boolean readOnly, boolean showData, boolean allowRemote) {

    /** Looks only, without data, and from this machine. */
    public static final ConsoleSettings DEFAULT = new ConsoleSettings(true, false, false);

    /**
     * Refuses to be open to other machines unless that is allowed.
     *
     * @param host   the address that the server listens on; {@code null} or blank for all addresses
     * @param option the option that allows it, as the user writes it
     * @param listen the option with the address, as the user writes it
     * @throws IllegalStateException with what to do, in the user's words
     */
    public void checkAddress(String host, String option, String listen) {
        if (!allowRemote && !Loopback.isAddress(host)) {
            throw new IllegalStateException("The ScriptRun console would be open to other machines, because the HTTP"
                    + " server listens on " + (host == null || host.isBlank() ? "all addresses" : host)
                    + ". Either let it"
                    + " listen on this machine alone with " + listen
                    + "=127.0.0.1, or, if your application's own security"
                    + " protects the console, set " + option + "=true.");
        }
    }
}
