/**
 * The ScriptRun API as Java: one method per call. Authenticates, repeats what may be repeated, holds back when the
 * service asks for it, and turns every other answer into an exception.
 */
package ai.scriptrun.camel.client;
