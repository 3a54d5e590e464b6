/** The routes and errors of the workflow API, served through WireMock over the engine. */
package ai.scriptrun.camel.emulator.http;
