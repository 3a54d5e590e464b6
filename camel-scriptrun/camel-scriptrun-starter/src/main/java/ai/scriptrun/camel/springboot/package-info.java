/** Spring Boot auto-configuration: the options of the component as {@code camel.component.scriptrun.*}, and its figures. */
package ai.scriptrun.camel.springboot;
