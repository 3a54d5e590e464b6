/** What can go wrong with a ScriptRun call or run; every exception names what was asked and what to do next. */
package ai.scriptrun.camel.exception;
