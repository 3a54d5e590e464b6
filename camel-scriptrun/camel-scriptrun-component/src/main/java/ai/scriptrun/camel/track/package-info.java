/** Where runs that a route has started with {@code track=true} live until a consumer has delivered their results. */
package ai.scriptrun.camel.track;
