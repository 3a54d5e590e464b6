package com.example;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;

public class FirstRun extends RouteBuilder {

    public static void main(String[] args) throws Exception {
        Main camel = new Main();
        camel.configure().addRoutesBuilder(new FirstRun());
        try (ScriptRunEmulator emulator = ScriptRunEmulator.start()) {
            emulator.createWorkflow(SampleWorkflow.FEEDBACK.json());
            camel.addInitialProperty("camel.component.scriptrun.base-url", emulator.baseUrl());
            camel.run(args);
        }
    }

    @Override
    public void configure() {
        from("timer:feedback?repeatCount=1")
                .setBody(constant("{\"feedback\": \"I love it, thank you!\"}"))
                .to("scriptrun:runWorkflow?workflowId={{workflow}}&await=true&resultFormat=OUTPUT")
                .log("The workflow says: ${body}");
    }
}
