/** Monitoring: figures, meters, health check and developer console. */
package ai.scriptrun.camel.observe;
