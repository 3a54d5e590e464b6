/** Clock and scheduler of the component. */
package ai.scriptrun.camel.time;
