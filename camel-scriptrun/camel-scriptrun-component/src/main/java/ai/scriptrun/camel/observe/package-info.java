/** What goes on, for those who look after it: figures, health, and a console for developers. */
package ai.scriptrun.camel.observe;
