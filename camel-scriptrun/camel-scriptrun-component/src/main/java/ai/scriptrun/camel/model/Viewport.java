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

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Position and zoom of the editor's view of the graph. */
public class Viewport extends JsonObject {

    /** @param json the object as the service sent it */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Viewport(ObjectNode json) {
        super(json);
    }

    /** An empty one, to be filled in. */
    public Viewport() {
        this(Json.mapper().createObjectNode());
    }

    /** Horizontal offset. */
    public Double getX() {
        return decimal("x");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setX(Double x) {
        toJson().put("x", x);
    }

    /** Vertical offset. */
    public Double getY() {
        return decimal("y");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setY(Double y) {
        toJson().put("y", y);
    }

    /** Magnification. */
    public Double getZoom() {
        return decimal("zoom");
    }

    /** Sets it; {@code null} writes a JSON null. */
    public void setZoom(Double zoom) {
        toJson().put("zoom", zoom);
    }
}
