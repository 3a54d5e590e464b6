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
package ai.scriptrun.camel.dsl;

import org.apache.camel.main.Main;

/** A Camel Main application without a line of Java for its routes. */
public final class FeedbackMain {

    private FeedbackMain() {}

    /** Sends one input and prints the result. */
    public static void main(String[] args) throws Exception {
        // tag::main[]
        Main main = new Main();
        main.setPropertyPlaceholderLocations("classpath:main/application.properties");
        main.start();
        // end::main[]
        Object answer = main.getCamelTemplate().requestBody("direct:feedback", "{\"feedback\": \"Very good.\"}");
        System.out.println("answer: " + answer);
        main.stop();
    }
}
