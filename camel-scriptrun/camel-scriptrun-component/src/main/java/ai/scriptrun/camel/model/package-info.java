/**
 * The objects of the ScriptRun API. Every class is a typed view on the JSON object that the service sent: properties
 * that it doesn't know stay in place and are written back unchanged. Not thread-safe, like any bean.
 */
package ai.scriptrun.camel.model;
