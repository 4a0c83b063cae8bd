package app.kasar.http;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import app.kasar.TestPostgres;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ListeningTest {
    @Test
    void a_port_that_is_taken_is_told_plainly() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                var fresh = TestPostgres.migrated()) {
            var settings = new ServerSettings("127.0.0.1", taken.getLocalPort(), null, false, 0);
            assertThatThrownBy(() -> TestServer.start(settings, fresh.database(), InstantSource.system()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1, port " + taken.getLocalPort());
        }
    }
}
