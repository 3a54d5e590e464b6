/**
 * The ScriptRun API as Java: one method per call. Authenticates, retries, throttles calls when the service
 * asks for it, and turns every other response into an exception.
 */
package ai.scriptrun.camel.client;
