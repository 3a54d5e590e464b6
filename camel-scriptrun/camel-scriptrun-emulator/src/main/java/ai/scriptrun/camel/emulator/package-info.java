/** The ScriptRun workflow service, embedded. */
package ai.scriptrun.camel.emulator;
