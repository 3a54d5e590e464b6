/** Stores workflows and runs them, without any HTTP: graph, templates, nodes, and how a run looks at a given time. */
package ai.scriptrun.camel.emulator.engine;
