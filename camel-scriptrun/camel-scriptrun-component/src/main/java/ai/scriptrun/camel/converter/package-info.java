/** Between the model and the types that routes carry. */
package ai.scriptrun.camel.converter;
