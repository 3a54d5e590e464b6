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
package ai.scriptrun.camel.observe;

/**
 * Names of a run's span and of its attributes. Those that begin with {@code gen_ai} are of OpenTelemetry's conventions
 * for generative AI, which still change.
 */
public final class SpanNames {

    /** Name of the instrumentation scope. */
    public static final String SCOPE = "ai.scriptrun.camel";

    /** Value of {@link #OPERATION}; with the workflow's id, where it is known, the name of the span. */
    public static final String INVOKE_WORKFLOW = "invoke_workflow";

    /** The operation by the conventions for generative AI. */
    public static final String OPERATION = "gen_ai.operation.name";

    /** The provider by the conventions for generative AI. */
    public static final String PROVIDER = "gen_ai.provider.name";

    /** Value of {@link #PROVIDER}. */
    public static final String SCRIPTRUN = "scriptrun";

    /** Id of the workflow, where it is known. */
    public static final String WORKFLOW_ID = "scriptrun.workflow.id";

    /** UUID of the run. */
    public static final String RUN_ID = "scriptrun.run.id";

    /** The terminal status, where there is a result. */
    public static final String STATUS = "scriptrun.run.status";

    /** Number of polls that were made for the run. */
    public static final String POLLS = "scriptrun.run.polls";

    /** Cost in USD, where the service reported it. */
    public static final String COST = "scriptrun.run.cost_usd";

    /** Class of the exception, where there is no result; {@code failed} for a run that failed. */
    public static final String ERROR_TYPE = "error.type";

    private SpanNames() {}
}
