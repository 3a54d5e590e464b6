/** Mails of a mailbox go through a workflow, and its answers are sent as replies in their threads. */
package ai.scriptrun.camel.examples.emailbridge;
