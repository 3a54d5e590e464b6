/** The one source of time: what o'clock it is, and what happens later. */
package ai.scriptrun.camel.time;
