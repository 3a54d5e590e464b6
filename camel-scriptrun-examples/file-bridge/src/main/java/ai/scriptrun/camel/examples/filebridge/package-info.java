/** An example: files of a folder go through a ScriptRun workflow, and its answers come to another folder. */
package ai.scriptrun.camel.examples.filebridge;
