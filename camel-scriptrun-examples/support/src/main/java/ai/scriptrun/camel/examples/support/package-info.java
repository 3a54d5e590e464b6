/** The code that the examples share: services, a broker, a database of runs, child processes, and columns on a console. */
package ai.scriptrun.camel.examples.support;
