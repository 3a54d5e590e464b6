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

import java.util.ArrayList;
import java.util.List;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.store.RunStore;
import ai.scriptrun.camel.store.ViewStore;
import org.apache.camel.CamelContext;

/** The ScriptRun components of an application and their run stores, which the page names by their number. */
final class ConsoleStores {

    private final CamelContext context;
    private final List<RunStore> known = new ArrayList<>();

    ConsoleStores(CamelContext context) {
        this.context = context;
    }

    List<ScriptRunComponent> components() {
        return context.getComponentNames().stream()
                .sorted()
                .map(context::hasComponent)
                .filter(ScriptRunComponent.class::isInstance)
                .map(ScriptRunComponent.class::cast)
                .toList();
    }

    /** In the order in which they were first seen: a number means the same store for as long as the application runs. */
    synchronized List<RunStore> stores() {
        components().stream()
                .flatMap(component -> component.runStores().stream())
                .filter(store -> known.stream().noneMatch(other -> other == store))
                .forEach(known::add);
        return List.copyOf(known);
    }

    /** The store that a request names. */
    ViewStore view(ConsoleRequest request) {
        String number = request.query().apply("store");
        List<RunStore> stores = stores();
        if (number == null || !number.matches("\\d{1,4}") || Integer.parseInt(number) >= stores.size()) {
            throw new ConsoleException(404, "There is no such run store");
        }
        if (stores.get(Integer.parseInt(number)) instanceof ViewStore view) {
            return view;
        }
        throw new ConsoleException(404, "This run store shows its runs to nobody");
    }
}
