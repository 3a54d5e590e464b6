/** Requests from a JMS queue start runs of a ScriptRun workflow, and the results go to the queues that the requests name. */
package ai.scriptrun.camel.examples.queuebridge;
