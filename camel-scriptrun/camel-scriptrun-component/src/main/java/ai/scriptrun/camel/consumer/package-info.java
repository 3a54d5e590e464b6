/** From finished runs to exchanges: the consumer, and where its runs come from. */
package ai.scriptrun.camel.consumer;
