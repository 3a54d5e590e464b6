/**
 * What a run is between its start and its result: a small state machine outside any thread, the driver that feeds it
 * with answers, the rules that say when a result is complete, and the ways to hand it out.
 */
package ai.scriptrun.camel.run;
