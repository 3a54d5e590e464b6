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

import java.util.List;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A field that a workflow's trigger declares (API, "Get Workflow Input Fields"). */
public class InputField extends JsonObject {

    /** @param json the object as the service sent it */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public InputField(ObjectNode json) {
        super(json);
    }

    /** An empty one, to be filled in. */
    public InputField() {
        this(Json.mapper().createObjectNode());
    }

    /** Its key in the input, as in {@code {{ input.<id> }}}. */
    public String getId() {
        return text("id");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setId(String id) {
        toJson().put("id", id);
    }

    /** Its label for people. */
    public String getTitle() {
        return text("title");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setTitle(String title) {
        toJson().put("title", title);
    }

    /** Its type, such as {@code text}, {@code select}, {@code number}. */
    public String getType() {
        return text("type");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setType(String type) {
        toJson().put("type", type);
    }

    /** Whether it is required ({@code input_requirements}). */
    public boolean isRequired() {
        return flag("input_requirements");
    }

    /** Placeholder of the field. */
    public String getPlaceholder() {
        return text("placeholder");
    }

    /** Help for the field. */
    public String getTooltip() {
        return text("tooltip");
    }

    /** Default value that the service uses; may be empty. */
    public String getDefaultValue() {
        return text("default_value");
    }

    /** Options of a field of type {@code select}; empty for others. */
    public List<Option> getOptions() {
        return objects("options", Option::new);
    }

    /** One choice of a {@code select} field. */
    public static class Option extends JsonObject {

        /** @param json the object as the service sent it */
        @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
        public Option(ObjectNode json) {
            super(json);
        }

        /** Its label for people. */
        public String getTitle() {
            return text("title");
        }

        /** The value to send. */
        public String getValue() {
            return text("value");
        }

        /** Whether it is the default. */
        public boolean isDefault() {
            return flag("is_default");
        }
    }
}
