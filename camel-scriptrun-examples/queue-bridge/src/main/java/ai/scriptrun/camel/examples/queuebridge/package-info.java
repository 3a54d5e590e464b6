/** Requests from a JMS queue go through a ScriptRun workflow, and its answers go to the queues that they ask for. */
package ai.scriptrun.camel.examples.queuebridge;
