/** Several processes share the runs of one queue. */
package ai.scriptrun.camel.examples.scaleout;
