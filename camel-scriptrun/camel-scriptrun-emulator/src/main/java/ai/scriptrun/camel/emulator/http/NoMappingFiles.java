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
package ai.scriptrun.camel.emulator.http;

import java.util.List;

import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;

/**
 * Prevents WireMock from reading and writing stubs in the working directory: stubs of the project there are meant
 * for other servers.
 */
public final class NoMappingFiles implements MappingsSource {

    @Override
    public void loadMappingsInto(StubMappings stubs) {}

    @Override
    public void save(List<StubMapping> stubs) {}

    @Override
    public void save(StubMapping stub) {}

    @Override
    @SuppressWarnings("removal") // WireMock announces that this method goes, but still asks for it
    public void remove(StubMapping stub) {}

    @Override
    public void removeAll() {}
}
