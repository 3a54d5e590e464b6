/** Who answers the LLM nodes of a workflow: local rules by default, or a responder of your own. */
package ai.scriptrun.camel.emulator.llm;
