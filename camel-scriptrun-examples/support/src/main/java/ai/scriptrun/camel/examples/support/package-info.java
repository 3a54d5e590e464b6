/** What the examples share: where their workflow runs, a broker, a database of runs, processes of their own, and columns on a console. */
package ai.scriptrun.camel.examples.support;
