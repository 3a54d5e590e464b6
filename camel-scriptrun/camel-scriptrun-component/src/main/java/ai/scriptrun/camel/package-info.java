/** Camel component for ScriptRun workflows. */
package ai.scriptrun.camel;
