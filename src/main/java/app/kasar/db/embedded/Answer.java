package app.kasar.db.embedded;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** What a server says to a knock with our password. */
enum Answer {
    OURS,
    NOT_YET,
    REFUSED;

    static Answer of(String jdbcUrl, String user, String password) {
        var properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "5");
        try (var connection = DriverManager.getConnection(jdbcUrl, properties)) {
            return connection.isValid(2) ? OURS : NOT_YET;
        } catch (SQLException failed) {
            return String.valueOf(failed.getSQLState()).startsWith("28") ? REFUSED : NOT_YET;
        }
    }
}
