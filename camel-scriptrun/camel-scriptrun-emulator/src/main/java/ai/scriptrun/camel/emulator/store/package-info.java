/** Keeps workflows and runs in a folder, in an embedded store. */
package ai.scriptrun.camel.emulator.store;
