/** An example: files of a folder start runs of a ScriptRun workflow, and the results are written to another folder. */
package ai.scriptrun.camel.examples.filebridge;
