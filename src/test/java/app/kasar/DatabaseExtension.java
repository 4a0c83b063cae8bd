package app.kasar;

import app.kasar.TestPostgres.FreshDatabase;
import app.kasar.db.Database;
import com.zaxxer.hikari.HikariDataSource;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test class one migrated database of its own, dropped after it: ask for a {@link Database}, a
 * {@link HikariDataSource} or a {@link FreshDatabase} as parameter of its constructor or of any of its methods.
 */
public final class DatabaseExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(DatabaseExtension.class);
    private static final Set<Class<?>> TYPES = Set.of(Database.class, HikariDataSource.class, FreshDatabase.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var fresh = ofClass(context);
        var type = parameter.getParameter().getType();
        if (type == Database.class) {
            return fresh.database();
        }
        return type == HikariDataSource.class ? fresh.pool() : fresh;
    }

    private static FreshDatabase ofClass(ExtensionContext context) {
        var testClass = context.getRequiredTestClass();
        var outermost = testClass;
        while (outermost.getEnclosingClass() != null) {
            outermost = outermost.getEnclosingClass();
        }
        var shared = classContext(context, outermost);
        return shared.getStore(NAMESPACE)
                .getOrComputeIfAbsent(outermost, type -> TestPostgres.migrated(), FreshDatabase.class);
    }

    private static ExtensionContext classContext(ExtensionContext context, Class<?> testClass) {
        var step = context;
        while (!(step.getTestClass().filter(testClass::equals).isPresent()
                && step.getTestMethod().isEmpty())) {
            step = step.getParent().orElseThrow();
        }
        return step;
    }
}
