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
package ai.scriptrun.camel.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A typed view on one JSON object. Getters read it and setters write it, so that nothing the service sent is ever lost
 * on the way back. Two views are equal when their JSON is.
 */
public abstract class JsonObject {

    private final ObjectNode json;

    /** @param json the object to view; it is not copied */
    protected JsonObject(ObjectNode json) {
        this.json = Objects.requireNonNull(json, "json");
    }

    /** The JSON object of this view, live: a change to either is visible in both. */
    @JsonValue
    public ObjectNode toJson() {
        return json;
    }

    /** Text of a property, or {@code null} where it is absent, null or no scalar. */
    protected String text(String property) {
        JsonNode value = json.get(property);
        return value == null || value.isNull() || value.isContainerNode() ? null : value.asText();
    }

    /** Number of a property, or {@code null} where it is absent or no whole number. */
    protected Long integer(String property) {
        JsonNode value = json.get(property);
        return value != null && value.isIntegralNumber() && value.canConvertToLong() ? value.longValue() : null;
    }

    /** Number of a property, or {@code null} where it is absent or no number. */
    protected Double decimal(String property) {
        JsonNode value = json.get(property);
        return value != null && value.isNumber() ? value.doubleValue() : null;
    }

    /** Boolean of a property; {@code false} if it is absent or no boolean. */
    protected boolean flag(String property) {
        JsonNode value = json.get(property);
        return value != null && value.isBoolean() && value.booleanValue();
    }

    /** View of a nested object, or {@code null} where it is absent or no object. */
    protected <T> T object(String property, Function<ObjectNode, T> view) {
        return json.get(property) instanceof ObjectNode nested ? view.apply(nested) : null;
    }

    /** Views of the objects of a nested array, in its order; empty where it is absent or no array. */
    protected <T> List<T> objects(String property, Function<ObjectNode, T> view) {
        List<T> views = new ArrayList<>();
        JsonNode array = json.get(property);
        if (array != null && array.isArray()) {
            for (JsonNode element : array) {
                if (element instanceof ObjectNode nested) {
                    views.add(view.apply(nested));
                }
            }
        }
        return views;
    }

    /** Sets a nested array to the JSON of these views. */
    protected void setObjects(String property, List<? extends JsonObject> views) {
        var array = json.putArray(property);
        views.forEach(view -> array.add(view.toJson()));
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // A node is no edge, even where their JSON is the same.
    public boolean equals(Object other) {
        return other != null && getClass() == other.getClass() && json.equals(((JsonObject) other).json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** The object as JSON text. */
    @Override
    public String toString() {
        return Json.write(json);
    }
}
