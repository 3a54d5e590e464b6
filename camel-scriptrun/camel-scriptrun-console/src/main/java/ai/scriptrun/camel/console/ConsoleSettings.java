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
     * Checks where the page is to be.
     *
     * @param path   the path
     * @param option the option with it, as the user writes it
     * @throws IllegalArgumentException if it is none
     */
    public static void checkPath(String path, String option) {
        if (!path.matches("(/[\\w-]+)+")) {
            throw new IllegalArgumentException("The option " + option + " of the console is '" + path
                    + "'; it has to be like /scriptrun, without a slash at its end.");
        }
    }

    /**
     * Why the console must stay closed: it would be open to other machines, and that is not allowed.
     *
     * @param host   the address that the server listens on; {@code null} or blank for all addresses
     * @param option the option that allows it, as the user writes it
     * @param listen the option with the address, as the user writes it
     * @return the reason and what to do, in the user's words; {@code null} if it may be open
     */
    public String whyClosed(String host, String option, String listen) {
        if (allowRemote || Loopback.isAddress(host)) {
            return null;
        }
        return "The ScriptRun console would be open to other machines, because the HTTP server listens on "
                + (host == null || host.isBlank() ? "all addresses" : host)
                + ". Either let it listen on this machine alone with " + listen
                + "=127.0.0.1, or, if your application's own security protects the console, set " + option + "=true.";
    }
}
