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
package ai.scriptrun.camel.examples.emailbridge;

import java.util.stream.Stream;

import jakarta.mail.Address;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;

import static java.util.stream.Collectors.joining;

/** Addresses without the names of people: a name may have a comma, which also separates addresses. */
final class Addresses {

    private Addresses() {}

    static String of(Address... addresses) {
        return Stream.of(addresses)
                .map(address -> ((InternetAddress) address).getAddress())
                .collect(joining(", "));
    }

    /** In the format of a header. */
    static String of(String header) {
        try {
            return of(InternetAddress.parseHeader(header, false));
        } catch (AddressException e) {
            return header;
        }
    }
}
