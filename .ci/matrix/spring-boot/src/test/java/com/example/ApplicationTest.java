package com.example;

import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ai.scriptrun.camel.emulator.SampleWorkflow;
import ai.scriptrun.camel.emulator.ScriptRunEmulator;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

@SpringBootTest(properties = "camel.component.scriptrun.poll-interval=100ms")
class ApplicationTest {

    private static final ScriptRunEmulator SERVICE = ScriptRunEmulator.start();
    private static final BlockingQueue<String> RESULTS = new LinkedBlockingQueue<>();

    @DynamicPropertySource
    static void connect(DynamicPropertyRegistry properties) {
        SERVICE.createWorkflow(SampleWorkflow.FEEDBACK.json());
        properties.add("camel.component.scriptrun.base-url", SERVICE::baseUrl);
        properties.add("camel.component.scriptrun.api-key", SERVICE::apiKey);
    }

    @AfterAll
    static void close() {
        SERVICE.close();
    }

    @SpringBootApplication
    static class Application {

        @Bean
        RouteBuilder routes() {
            return new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:feedback").to("scriptrun:runWorkflow?workflowId=307&await=true&resultFormat=OUTPUT");
                    from("direct:later").to("scriptrun:runWorkflow?workflowId=307&track=true");
                    from("scriptrun:results?delay=50&resultFormat=OUTPUT")
                            .process(exchange -> RESULTS.add(exchange.getMessage().getBody(String.class)));
                }
            };
        }
    }

    @Test
    void awaits(@Autowired ProducerTemplate routes) {
        assertThat(routes.requestBody("direct:feedback", Map.of("feedback", "I love it."), String.class))
                .startsWith("That is wonderful");
    }

    @Test
    void receivesResults(@Autowired ProducerTemplate routes) throws InterruptedException {
        routes.sendBody("direct:later", Map.of("feedback", "I love it."));

        assertThat(RESULTS.poll(30, TimeUnit.SECONDS)).startsWith("That is wonderful");
    }
}
