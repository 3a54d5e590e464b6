/** What can go wrong with a ScriptRun call or run; every exception names the request and what to do next. */
package ai.scriptrun.camel.exception;
