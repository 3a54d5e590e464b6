/**
 * The ScriptRun workflow service, embedded: start it, point a client at its base URL, and every endpoint under
 * {@code /api/v1/workflows/} answers as the service does.
 *
 * <p>{@link ai.scriptrun.camel.emulator.ScriptRunEmulator} is where to begin.
 */
package ai.scriptrun.camel.emulator;
