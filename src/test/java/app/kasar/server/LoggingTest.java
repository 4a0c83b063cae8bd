package app.kasar.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.joran.spi.JoranException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LoggingTest {
    @Test
    void writes_text_unless_told_otherwise() throws JoranException {
        assertThat(encoder(Map.of())).isInstanceOf(PatternLayoutEncoder.class);
    }

    @Test
    void writes_json_when_told_so() throws JoranException {
        assertThat(encoder(Map.of("KASAR_LOG_FORMAT", "json"))).isInstanceOf(JsonEncoder.class);
    }

    private static Encoder<ILoggingEvent> encoder(Map<String, String> properties) throws JoranException {
        var context = new LoggerContext();
        properties.forEach(context::putProperty);
        var configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LoggingTest.class.getResource("/logback.xml"));
        var appenders = context.getLogger("ROOT").iteratorForAppenders();
        var console = (ConsoleAppender<ILoggingEvent>) appenders.next();
        assertThat(appenders).isExhausted();
        return console.getEncoder();
    }
}
