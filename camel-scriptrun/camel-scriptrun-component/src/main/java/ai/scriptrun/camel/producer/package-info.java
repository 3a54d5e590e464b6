/** From an exchange to a call of the API and back, one class for each family of operations. */
package ai.scriptrun.camel.producer;
