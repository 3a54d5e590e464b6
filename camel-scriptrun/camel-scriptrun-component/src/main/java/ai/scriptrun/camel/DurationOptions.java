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
package ai.scriptrun.camel;

import java.lang.reflect.Field;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.camel.CamelContext;
import org.apache.camel.spi.GeneratedPropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurer;
import org.apache.camel.spi.PropertyConfigurerGetter;
import org.apache.camel.spi.UriParam;

/**
 * Sets the options of the component or an endpoint as the generated configurer does, but rejects an invalid
 * duration. Camel's converter turns such a text into 0, which can't be distinguished from a real 0 afterwards.
 */
final class DurationOptions implements GeneratedPropertyConfigurer, PropertyConfigurerGetter {

    /** By their names in lower case, as Camel may ignore the case. */
    private static final Map<String, String> NAMES = Arrays.stream(ScriptRunConfiguration.class.getDeclaredFields())
            .filter(field -> field.isAnnotationPresent(UriParam.class)
                    && Duration.class
                            .getName()
                            .equals(field.getAnnotation(UriParam.class).javaType()))
            .map(Field::getName)
            .collect(Collectors.toUnmodifiableMap(OptionChecks::lowerCase, Function.identity()));

    private static final Pattern MILLISECONDS = Pattern.compile("-?[0-9]{1,15}");

    /** As Camel reads them: each unit once, from the largest to the smallest. */
    private static final Pattern WITH_UNITS =
            Pattern.compile("(?=[0-9])([0-9]{1,9}d)?([0-9]{1,9}h)?([0-9]{1,9}m(?!s))?([0-9]{1,9}s)?([0-9]{1,9}ms)?");

    private final PropertyConfigurer generated;
    private final PropertyConfigurerGetter getter;

    private DurationOptions(PropertyConfigurer generated) {
        this.generated = generated;
        this.getter = (PropertyConfigurerGetter) generated;
    }

    /** Wraps the generated configurer with this check; {@code null} stays {@code null}. */
    static PropertyConfigurer before(PropertyConfigurer generated) {
        return generated instanceof PropertyConfigurerGetter ? new DurationOptions(generated) : generated;
    }

    @Override
    public boolean configure(CamelContext context, Object target, String name, Object value, boolean ignoreCase) {
        String option = NAMES.get(OptionChecks.lowerCase(name));
        if (option != null && value instanceof String text) {
            check(option, text.strip());
        }
        return generated.configure(context, target, name, value, ignoreCase);
    }

    private static void check(String option, String text) {
        // A reference to a bean is resolved later.
        if (text.startsWith("#")) {
            return;
        }
        OptionChecks.check(isDuration(text), option, text, OptionChecks.A_DURATION);
    }

    static boolean isDuration(String text) {
        return MILLISECONDS.matcher(text).matches() || WITH_UNITS.matcher(text).matches() || isIso(text);
    }

    private static boolean isIso(String text) {
        try {
            return Duration.parse(text).toMillis() > Long.MIN_VALUE;
        } catch (DateTimeParseException | ArithmeticException e) {
            return false;
        }
    }

    @Override
    public Class<?> getOptionType(String name, boolean ignoreCase) {
        return getter.getOptionType(name, ignoreCase);
    }

    @Override
    public String[] getAutowiredNames() {
        return getter.getAutowiredNames();
    }

    @Override
    public Object getCollectionValueType(Object target, String name, boolean ignoreCase) {
        return getter.getCollectionValueType(target, name, ignoreCase);
    }

    @Override
    public Object getOptionValue(Object target, String name, boolean ignoreCase) {
        return getter.getOptionValue(target, name, ignoreCase);
    }
}
