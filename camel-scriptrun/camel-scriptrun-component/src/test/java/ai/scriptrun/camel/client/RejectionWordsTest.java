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
package ai.scriptrun.camel.client;

import java.util.List;
import java.util.stream.Stream;

import ai.scriptrun.camel.model.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RejectionWordsTest {

    static Stream<Arguments> rejections() {
        return Stream.of(
                arguments(
                        "{'data':{'errors':['Node A lacks a message','B too']},'status':400}",
                        List.of("Node A lacks a message", "B too")),
                arguments("{'data':{'errors':'one text'},'status':400}", List.of("one text")),
                arguments(
                        "{'data':{'errors':{'category':['This field is required.'],'age':'a number'}},'status':422}",
                        List.of("category: This field is required.", "age: a number")),
                arguments(
                        "{'data':{'errors':{'nodes':{'a':{'message':['required']}}}},'status':422}",
                        List.of("nodes.a: required")),
                arguments(
                        "{'data':{'errors':[{'node':'a','message':'required'}]},'status':422}",
                        List.of("{\"node\":\"a\",\"message\":\"required\"}")),
                arguments("{'data':{'detail':'Bad structure'},'status':422}", List.of("Bad structure")),
                arguments("{'data':{'non_field_errors':['Bad structure']},'status':422}", List.of("Bad structure")),
                arguments("{'data':{'category':['required']},'status':422}", List.of("category: required")),
                arguments("{'data':['Bad structure'],'status':400}", List.of("Bad structure")),
                arguments("{'data':'Bad structure','status':400}", List.of("Bad structure")),
                arguments("{'data':{},'errors':['Bad structure'],'status':400}", List.of("Bad structure")),
                arguments("{'errors':['Bad structure'],'status':400}", List.of("Bad structure")),
                arguments("{'data':null,'detail':'Bad structure','status':400}", List.of("Bad structure")),
                arguments("{'data':{'errors':[]},'status':400}", List.of()),
                arguments("{'data':null,'status':400}", List.of()),
                arguments("{'status':400}", List.of()));
    }

    @ParameterizedTest
    @MethodSource("rejections")
    void areReadFromAnyForm(String body, List<String> errors) throws Exception {
        assertThat(RejectionWords.of(Json.read(body.replace('\'', '"')))).isEqualTo(errors);
    }
}
