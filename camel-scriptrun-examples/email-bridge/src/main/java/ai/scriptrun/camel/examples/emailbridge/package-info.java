/** Mails of a mailbox start runs of a workflow, and the results are sent as replies in the same threads. */
package ai.scriptrun.camel.examples.emailbridge;
