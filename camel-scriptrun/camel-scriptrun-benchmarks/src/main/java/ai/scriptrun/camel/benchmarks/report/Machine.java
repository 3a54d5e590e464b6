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
package ai.scriptrun.camel.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

import ai.scriptrun.camel.benchmarks.ChildJvm;
import com.sun.management.OperatingSystemMXBean;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.hc.core5.util.VersionInfo;
import org.openjdk.jmh.annotations.Benchmark;

/** Where the figures come from. */
public final class Machine {

    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private Machine() {}

    /** The load average of the last minute; at the beginning it is that of other processes only. */
    public static double load() {
        return SYSTEM.getSystemLoadAverage();
    }

    /** Machine and versions. */
    public static Table describe() throws IOException {
        Table table = new Table("What", "Which");
        table.row("Processor", cores() + " × " + processor());
        table.row("Memory", String.format(Locale.ROOT, "%.0f GB", SYSTEM.getTotalMemorySize() / 1e9));
        table.row("System", SYSTEM.getName() + " " + SYSTEM.getVersion() + ", " + SYSTEM.getArch());
        table.row("Java", System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"));
        table.row(
                "Each JVM",
                "`" + String.join(" ", ChildJvm.SETTINGS) + "`, and `" + ChildJvm.COMPILE_FIRST
                        + "` where it is warmed up");
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            table.row("Camel", camel.getVersion());
        }
        VersionInfo client = VersionInfo.loadVersionInfo("org.apache.hc.client5", Machine.class.getClassLoader());
        table.row("Apache HttpClient", client.getRelease());
        table.row("Jackson", com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION);
        table.row("JMH", versionOf(Benchmark.class));
        return table;
    }

    private static String cores() {
        return Integer.toString(SYSTEM.getAvailableProcessors());
    }

    private static String processor() throws IOException {
        Path file = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(file)) {
            return SYSTEM.getArch();
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse(SYSTEM.getArch());
    }

    /** The file that a library was loaded from tells its version. */
    private static String versionOf(Class<?> type) {
        String file = Path.of(
                        type.getProtectionDomain().getCodeSource().getLocation().getPath())
                .getFileName()
                .toString();
        return file.replaceAll("^.*?-([0-9].*)\\.jar$", "$1");
    }
}
