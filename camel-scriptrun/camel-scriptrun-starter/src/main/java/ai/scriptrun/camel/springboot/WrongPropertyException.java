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
package ai.scriptrun.camel.springboot;

import java.io.Serial;
import java.util.Collection;
import java.util.Comparator;

/** A property of the application that can't be set on the component, and what to do about it. */
final class WrongPropertyException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String action;

    private WrongPropertyException(String message, String action, Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    static WrongPropertyException unknown(String property, Collection<String> known) {
        String nearest = known.stream()
                .min(Comparator.comparingInt(candidate -> distance(property, candidate)))
                .orElseThrow();
        return new WrongPropertyException(
                "The property " + property + " is no option of the component scriptrun.",
                "Did you mean " + nearest + "? The reference has all options.",
                null);
    }

    static WrongPropertyException value(String property, Object value, Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return new WrongPropertyException(
                "The property " + property + " can't be set to " + value + ": " + root.getMessage(),
                "Change the property " + property + ".",
                cause);
    }

    String action() {
        return action;
    }

    /** How many letters have to be put in, taken out or changed to make one name of the other. */
    private static int distance(String one, String other) {
        int[] row = new int[other.length() + 1];
        for (int j = 0; j <= other.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= one.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int changed = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[other.length()];
    }
}
