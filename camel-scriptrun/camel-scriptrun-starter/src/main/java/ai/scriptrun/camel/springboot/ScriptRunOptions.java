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

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import ai.scriptrun.camel.ScriptRunComponent;
import ai.scriptrun.camel.model.Json;
import org.apache.camel.PropertyBindingException;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.util.StringHelper;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The component's options that an application's configuration sets. There is no class with a property for each of them:
 * the component's generated configurer knows them all and converts their values, and what isn't set stays as it is.
 */
final class ScriptRunOptions {

    static final String PREFIX = "camel.component.scriptrun";

    private static final String CONFIGURATION = "configuration";

    private final Map<String, Object> values;
    /** What the application calls them. */
    private final Map<String, String> properties;

    private ScriptRunOptions(Map<String, Object> values, Map<String, String> properties) {
        this.values = values;
        this.properties = properties;
    }

    static ScriptRunOptions of(Environment environment) {
        Map<String, Object> values = new TreeMap<>();
        Map<String, String> properties = new HashMap<>();
        // Sources come in the order of their precedence, so that the first value of an option is the one to take.
        Binder.get(environment)
                .bind(PREFIX, Bindable.mapOf(String.class, String.class))
                .orElse(Map.of())
                .forEach((name, value) -> {
                    values.putIfAbsent(plain(name), value);
                    properties.putIfAbsent(plain(name), PREFIX + "." + name);
                });
        values.keySet().removeIf(name -> name.equals("enabled") || name.startsWith("customizer"));
        return new ScriptRunOptions(values, properties);
    }

    /** In lower case and without word separators, in which files and environment variables differ. */
    private static String plain(String name) {
        return name.replaceAll("[-_.]", "").toLowerCase(Locale.ROOT);
    }

    void setOn(ScriptRunComponent component) {
        checkNames(component);
        // The whole is set before its parts, because it would overwrite them.
        Object configuration = values.remove(CONFIGURATION);
        if (configuration != null) {
            set(component, Map.of(CONFIGURATION, configuration));
        }
        set(component, values);
    }

    private void checkNames(ScriptRunComponent component) {
        PropertyConfigurerGetter options = (PropertyConfigurerGetter) component.getComponentPropertyConfigurer();
        for (String name : values.keySet()) {
            if (options.getOptionType(name, true) == null) {
                throw WrongPropertyException.unknown(properties.get(name), known());
            }
        }
    }

    private static List<String> known() {
        try (InputStream catalog = ScriptRunComponent.class.getResourceAsStream("scriptrun.json")) {
            List<String> known = new ArrayList<>();
            Json.read(catalog.readAllBytes())
                    .path("componentProperties")
                    .fieldNames()
                    .forEachRemaining(option -> known.add(PREFIX + "." + StringHelper.camelCaseToDash(option)));
            return known;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void set(ScriptRunComponent component, Map<String, Object> some) {
        some.forEach((name, value) -> {
            try {
                set(component, name, value);
            } catch (PropertyBindingException e) {
                throw WrongPropertyException.value(properties.get(name), value, e);
            }
        });
    }

    private static void set(ScriptRunComponent component, String name, Object value) {
        PropertyBindingSupport.build()
                .withCamelContext(component.getCamelContext())
                .withTarget(component)
                .withProperties(new HashMap<>(Map.of(name, value)))
                .withConfigurer(component.getComponentPropertyConfigurer())
                .withIgnoreCase(true)
                .withMandatory(true)
                .withRemoveParameters(false)
                .bind();
    }
}
